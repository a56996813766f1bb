"""Reads and records case files: named cases of named parts, each an exact text.

    # A line that begins with `#` is for people, as an empty one is.
    === the name of a case
    one: a text of one line, without a line feed
    several:
    |each line of a longer text
    |  begins after a bar
    "and is in quotes if it ends in a blank "
    \\

A longer text ends in a line feed, but for one with `\\` on a line of its own after it. A name or a text of one line stands
in quotes where it is empty, begins with a quote, or begins or ends with a blank. What is between the quotes is as it is:
there are no escapes, and no control characters but tabs. Swift's reader is `CaseFile` of the module Diagnostics;
Tests/Proofs/CaseFiles holds both to the same cases.
"""

from __future__ import annotations

import dataclasses
import pathlib
import re
from collections.abc import Collection, Iterable, Mapping

PART = re.compile(r"([A-Za-z][^:]*)(?<![ \t]):(?: (.*))?")
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
BLANKS = (" ", "\t")


class Fault(Exception):
    """What is wrong with a line of a case file."""

    def __init__(self, line: int, message: str) -> None:
        """Lines are counted from 1."""
        super().__init__(f"line {line}: {message}")
        self.line, self.message = line, message


@dataclasses.dataclass
class Part:
    """One text, and its lines in the file, as the bounds of a slice."""

    text: str
    first: int
    end: int


@dataclasses.dataclass
class Case:
    """One case; its lines are those from its name to its last text."""

    name: str
    first: int
    end: int
    parts: dict[str, Part] = dataclasses.field(default_factory=dict)

    @property
    def line(self) -> int:
        """The line where the case begins, for messages."""
        return self.first + 1

    @property
    def texts(self) -> dict[str, str]:
        """The texts by their names."""
        return {name: part.text for name, part in self.parts.items()}


class Reader:
    """Reads line by line."""

    def __init__(self, data: bytes) -> None:
        """Begins before the first line."""
        self.lines: list[str] = []
        self.cases: list[Case] = []
        # The part whose lines follow, and its name.
        self.open: Part | None = None
        self.name = ""
        self.number = 0
        *whole, rest = data.split(b"\n")
        for line in whole:
            self.number += 1
            self.take(self.decoded(line))
        if rest:
            self.number += 1
            raise self.fault("the file ends without a line feed")
        self.close()

    def fault(self, message: str, line: int = 0) -> Fault:
        """What is wrong with a line, or with the one that is read."""
        return Fault(line or self.number, message)

    def decoded(self, line: bytes) -> str:
        """A line as text."""
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.fault("the line is not UTF-8") from error
        if CONTROL.search(text):
            raise self.fault("the line holds a control character")
        return text

    def take(self, line: str) -> None:
        """Reads one line."""
        self.lines.append(line)
        if line == "" or line.startswith("#"):
            self.end_part()
        elif line.startswith(("|", '"')) or line == "\\":
            self.take_text(line)
        elif line.startswith("=== "):
            self.begin(self.scalar(line[4:]))
        elif match := PART.fullmatch(line):
            self.take_part(match[1], match[2])
        else:
            raise self.fault("the line is no comment, no `=== NAME`, no `PART: TEXT` and no `|LINE`")

    def begin(self, name: str) -> None:
        """A case begins."""
        self.close()
        for case in self.cases:
            if case.name == name:
                raise self.fault(f"there is a case `{name}` already, on line {case.line}")
        self.cases.append(Case(name, self.number - 1, self.number))

    def take_part(self, name: str, text: str | None) -> None:
        """A part begins; without a text its lines follow."""
        self.end_part()
        if not self.cases:
            raise self.fault("a part stands before the first case")
        parts = self.cases[-1].parts
        if name in parts:
            raise self.fault(f"there is a part `{name}` already, on line {parts[name].first + 1}")
        parts[name] = Part("" if text is None else self.scalar(text), self.number - 1, self.number)
        if text is None:
            self.open, self.name = parts[name], name
        self.cases[-1].end = self.number

    def take_text(self, line: str) -> None:
        """A line of a part's text, or the mark that there is no line feed at its end."""
        part = self.open
        if part is None:
            raise self.fault("a line of text stands outside of a part")
        if line == "\\":
            part.text = part.text.removesuffix("\n")
            self.end_part()
        elif line.startswith("|"):
            if line.endswith(BLANKS):
                raise self.fault("the line ends in a blank that nobody sees: write it in quotes, without the bar")
            part.text += line[1:] + "\n"
        else:
            part.text += self.scalar(line) + "\n"
        part.end = self.cases[-1].end = self.number

    def scalar(self, text: str) -> str:
        """A name or a text of one line; quotes at both ends are no part of it."""
        if text.startswith('"'):
            if len(text) < 2 or not text.endswith('"'):
                raise self.fault("a text begins with a quote, and does not end with one")
            return text[1:-1]
        if text == "" or text.startswith(BLANKS) or text.endswith(BLANKS):
            raise self.fault("a text is empty, or begins or ends with a blank: write it in quotes")
        return text

    def end_part(self) -> None:
        """The lines of a part end."""
        if self.open is not None and self.open.end == self.open.first + 1:
            raise self.fault(f'the part `{self.name}` has no lines: an empty text is written `""`', self.open.first + 1)
        self.open = None

    def close(self) -> None:
        """A case ends."""
        self.end_part()
        if self.cases and not self.cases[-1].parts:
            raise self.fault(f"the case `{self.cases[-1].name}` has no part", self.cases[-1].line)


def scalar(text: str) -> str:
    """A name or a text of one line, as it is written."""
    needs_quotes = text == "" or text.startswith(('"', *BLANKS)) or text.endswith(BLANKS)
    return f'"{text}"' if needs_quotes else text


def written(name: str, text: str) -> list[str]:
    """The lines of a part."""
    if "\n" not in text:
        return [f"{name}: {scalar(text)}"]
    lines = text.removesuffix("\n").split("\n")
    body = [f'"{line}"' if line.endswith(BLANKS) else f"|{line}" for line in lines]
    return [f"{name}:", *body, *([] if text.endswith("\n") else ["\\"])]


class CaseFile:
    """The cases of a file, in their order."""

    def __init__(self, data: bytes) -> None:
        """Raises `Fault` where the file is not as it should be."""
        reader = Reader(data)
        self.lines, self.cases = reader.lines, reader.cases

    def recorded(self, cases: Iterable[tuple[str, Mapping[str, str]]]) -> bytes:
        """The file with these cases in it, and no others. Lines of what is the same stay as they are, comments too.

        A new case comes after the one that it follows here; one that goes takes the comment right above it along.
        """
        known = {case.name: case for case in self.cases}
        # What takes the place of which lines, and what is put before a line: edits never overlap.
        edits: list[tuple[int, int, list[str]]] = []
        new: dict[int, list[str]] = {}
        wanted: set[str] = set()
        place = self.extent(self.cases[0])[0] if self.cases else len(self.lines)
        for name, texts in cases:
            wanted.add(name)
            if name in known:
                edits += changes(known[name], texts)
                place = known[name].end
            else:
                lines = ["", f"=== {scalar(name)}", *(line for part, text in texts.items() for line in written(part, text))]
                new.setdefault(place, []).extend(lines)
        for place, lines in new.items():
            edits.append((place, place, lines if self.lines[place : place + 1] in ([], [""]) else [*lines, ""]))
        edits += [(*self.extent(case), []) for case in self.cases if case.name not in wanted]
        lines = list(self.lines)
        edits.sort(key=lambda edit: edit[:2])
        # From the last to the first, so that the numbers of the lines before stay what they are.
        for first, end, instead in reversed(edits):
            lines[first:end] = instead
        if lines[:1] == [""] and self.lines[:1] != [""]:
            del lines[0]
        return "".join(f"{line}\n" for line in lines).encode("utf-8")

    def extent(self, case: Case) -> tuple[int, int]:
        """The lines of a case with the comment right above it, and the empty line above that."""
        first = case.first
        while first > 0 and self.lines[first - 1].startswith("#"):
            first -= 1
        return first - (first > 0 and self.lines[first - 1] == ""), case.end


def changes(case: Case, texts: Mapping[str, str]) -> Iterable[tuple[int, int, list[str]]]:
    """The edits that give a case these texts."""
    place = case.first + 1
    for name, text in texts.items():
        part = case.parts.get(name)
        if part is None:
            yield place, place, written(name, text)
            continue
        if part.text != text:
            yield part.first, part.end, written(name, text)
        place = part.end
    for name, part in case.parts.items():
        if name not in texts:
            yield part.first, part.end, []


def read(path: pathlib.Path, parts: Collection[str] = (), optional: Collection[str] = ()) -> CaseFile:
    """Reads a file, each case of which has these parts, perhaps some of the optional ones, and no others.

    Without names of parts a case may have any. Ends the program where the file is not so.
    """
    try:
        file = CaseFile(path.read_bytes())
        for case in file.cases if parts or optional else ():
            for name, part in case.parts.items():
                if name not in parts and name not in optional:
                    raise Fault(part.first + 1, f"a case here has no part `{name}`: {', '.join([*parts, *optional])}")
            for name in parts:
                if name not in case.parts:
                    raise Fault(case.line, f"the case `{case.name}` lacks its part `{name}`")
    except Fault as fault:
        raise SystemExit(f"{path}:{fault.line}: {fault.message}") from None
    return file


def record(path: pathlib.Path, file: CaseFile, cases: Iterable[tuple[str, Mapping[str, str]]]) -> None:
    """Writes a file with these cases; `CaseFile.recorded` says how."""
    path.write_bytes(file.recorded(cases))
