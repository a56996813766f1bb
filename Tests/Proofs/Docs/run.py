#!/usr/bin/env python3
"""Checks the tables of docs/: every file that they name exists, and contains every line and word that they quote.

usage: run.py
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
# A path, and a quotation from it: `path`: `line`, or `path`: "words".
QUOTED = re.compile(r"`([\w./-]+)`: (?:`` (.+?) ``|`(.+?)`|\"(.+?)\")(?=$|;)")


class Page:
    """One page, and what is wrong with it."""

    def __init__(self, name):
        self.name = name
        self.text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        self.wrong = []

    def rows(self):
        """The rows of all tables, as lists of cells, each with its line's number."""
        for number, line in enumerate(self.text.split("\n"), 1):
            if line.startswith("|") and not re.fullmatch(r"[|-]+", line):
                cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
                yield number, cells

    def expect(self, holds, number, what):
        """Notes what does not hold."""
        if not holds:
            self.wrong.append(f"docs/{self.name}:{number}: {what}")

    def place(self, name):
        """A file of ours, by its path in the repository or in out/."""
        return next((path for path in (ROOT / name, ROOT / "out" / name) if path.exists()), None)

    def cite(self, cell, number):
        """Looks at everything that a cell cites: whole lines of artifacts, words of tests."""
        for part in cell.split("<br>"):
            match = QUOTED.search(part)
            if match is None:
                self.expect(False, number, f"cites nothing: {part}")
                continue
            name, words = match.group(1), next(group for group in match.groups()[1:] if group is not None)
            path = self.place(name)
            if path is None or not path.is_file():
                self.expect(False, number, f"there is no file {name}")
                continue
            lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n")]
            is_line = part.endswith("`")
            found = words in lines if is_line else any(words in line for line in lines)
            self.expect(found, number, f"{name} has no {'line' if is_line else 'words'} {words}")


def traps():
    """Each trap has a line of an artifact and a test."""
    page = Page("traps.md")
    rows = [(number, cells) for number, cells in page.rows() if cells[0] != "#"]
    numbers = [cells[0] for _, cells in rows]
    page.expect(len(rows) >= 45, 0, "traps are missing")
    page.expect(numbers == [str(index) for index in range(1, len(rows) + 1)], 0, f"the rows are not counted up from 1: {numbers}")
    for number, cells in rows:
        page.expect(len(cells) == 5 and all(cells), number, "has not five cells")
        for cell in cells[3:]:
            page.cite(cell, number)
        page.expect(cells[4].startswith("`Tests/"), number, "names no test")
    return page


def security():
    """Each promise names what keeps it, and the test that attacks it."""
    page = Page("security.md")
    rows = [(number, cells) for number, cells in page.rows() if len(cells) == 4 and cells[0] != "Who"]
    page.expect(len(rows) >= 20, 0, "promises are missing")
    for number, cells in rows:
        page.expect(all(cells), number, "has an empty cell")
        for part in cells[3].split("<br>"):
            page.cite(part, number)
            page.expect(part.startswith("`Tests/"), number, "names no test")
    return page


def guide():
    """Each section of a guide has the artifact that replaces it, and the test of that."""
    page = Page("guide.md")
    rows = [(number, cells) for number, cells in page.rows() if cells[0] != "Section"]
    page.expect(len(rows) >= 25, 0, "sections are missing")
    for number, cells in rows:
        page.expect(len(cells) == 4 and all(cells), number, "has not four cells")
        for name in re.findall(r"`([\w./-]+)`", cells[2]):
            page.expect(page.place(name) is not None, number, f"there is no {name}")
        page.cite(cells[3], number)
    return page


def versions():
    """Every difference between versions has a reason: no line is there only because of a version."""
    page = Page("versions.md")
    count = 0
    for number, cells in page.rows():
        if not cells[0].startswith("`"):
            continue
        count += 1
        is_condition = "yes" in cells[2:-1]
        says_nothing = re.fullmatch(r"[a-z_]+[.][a-z_.]+|what server[.]os (is|ships)", cells[-1])
        page.expect(cells[-1] and not (is_condition and says_nothing), number, f"has no reason: {cells[:2]}")
    page.expect(count > 20, 0, "has next to no rows")
    return page


def main():
    """Prints what is wrong; returns the exit status."""
    wrong = [line for page in (traps(), guide(), security(), versions()) for line in page.wrong]
    print("\n".join(wrong) or "docs: every file, line and word that the tables name is there")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
