"""What stands in a structure for a text that a value may be part of."""


class Unreadable(Exception):
    """The reader of a format does not take a file."""


def leaf(text):
    """Any text; a line break in it is structure, for no value has one."""
    return "text" + "\n" * text.count("\n")
