"""Placeholders in a structure for texts that may contain a value."""

import re

# What follows from numbers that are settings, or from the content of a file.
DERIVED = re.compile(r"\b[0-9a-f]{64}\b|\d+(\.\d+)?([KMGT]i?B?|B|[smhdk]\b)?")


class Unreadable(Exception):
    """The reader of a format does not take a file."""


class Leaf:
    """Any text; a line break in it is structure, as no value has one. It keeps its text beside the structure."""

    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return "text" + "\\n" * self.text.count("\n")

    def __add__(self, other):
        return Leaf(self.text + other.text)


def strays(one, another, found):
    """The texts of a structure that are the same in two others and not in this one; a number may follow from any setting."""
    for known, same, text in zip(*map(texts, (one, another, found))):
        if known == same and DERIVED.sub("0", known) != DERIVED.sub("0", text):
            yield text


def texts(structure):
    """The texts of a structure, in their order."""
    if isinstance(structure, Leaf):
        yield structure.text
    elif isinstance(structure, tuple):
        for item in structure:
            yield from texts(item)
