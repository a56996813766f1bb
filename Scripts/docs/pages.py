"""The pages of docs/, as a forge shows them: their headings, and the links between them."""

import dataclasses
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
# The page of the folder itself.
HOME = DOCS / "README.md"

LINK = re.compile(r"(?P<image>!?)\[(?P<text>(?:[^\[\]`]|`[^`]*`)*)\]\((?P<target>[^()\s]+)\)")
CODE = re.compile(r"(?P<ticks>`+)(?!`)(?P<inner>.+?)(?<!`)(?P=ticks)(?!`)")


@dataclasses.dataclass(frozen=True)
class Line:
    """One line of a page, with its number; `is_code` if it is in a block of code or one of its fences."""

    number: int
    text: str
    is_code: bool


def lines(text):
    """The lines of a page."""
    fence = None
    for number, line in enumerate(text.split("\n"), 1):
        mark = re.match(r" *(`{3,}|~{3,})", line)
        if fence is None and mark:
            fence = mark.group(1)
            yield Line(number, line, True)
        elif fence is not None:
            yield Line(number, line, True)
            if mark and mark.group(1).startswith(fence) and line.strip() == mark.group(1):
                fence = None
        else:
            yield Line(number, line, False)


def without_code(line):
    """A line in which code is blank, at the same columns."""
    return CODE.sub(lambda match: " " * len(match.group(0)), line)


def headings(text):
    """The headings of a page: level and words, without marks."""
    for line in lines(text):
        found = re.match(r"(#{1,6}) +(.*)$", line.text)
        if found and not line.is_code:
            yield len(found.group(1)), plain(found.group(2))


def plain(words):
    """A heading without the marks of code and links."""
    return LINK.sub(lambda match: match.group("text"), words).replace("`", "").strip()


def slug(heading):
    """The name by which a forge links to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def slugs(text):
    """The names of all headings of a page; a forge counts those that are there twice."""
    found = {}
    for _, heading in headings(text):
        name = slug(heading)
        count = len([known for known in found if re.fullmatch(re.escape(name) + r"(-\d+)?", known)])
        found[name if name not in found else f"{name}-{count}"] = heading
    return found


def linked(line, replacement):
    """A line in which each link is another text. One whose text is code is a link; one inside of code is none."""
    shown = without_code(line)
    return LINK.sub(lambda match: match.group(0) if shown[match.start()] == " " else replacement(match), line)


def links(text):
    """Every link and picture of a page: its line's number and its target."""
    for line in lines(text):
        if not line.is_code:
            shown = without_code(line.text)
            for match in LINK.finditer(line.text):
                if shown[match.start()] != " ":
                    yield line.number, match.group("target")


def sources():
    """Every page of docs/, by its path."""
    return sorted(DOCS.rglob("*.md"))
