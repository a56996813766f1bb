#!/usr/bin/env python3
"""Counts what each initialiser in Sources/ takes: more than ten values want to be grouped.

The initialiser that a struct has by itself counts too: it takes the stored properties. A default value makes no difference, as the
rows of a table need them all.
"""

import pathlib
import re
import sys

MOST = 10
# Initialisers that take more, each with the reason.
LISTED: dict[str, str] = {}
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
TEXT = re.compile(r'"""(?:.*?)"""|"(?:\\.|[^"\\\n])*"', re.DOTALL)
STRUCT = re.compile(r"^( *)(?:public |package |private |fileprivate )?struct (\w+)[^{\n]*(?:\n[^{\n]*)*?\{\n", re.MULTILINE)
OWN = re.compile(r"(?<![.\w])init[?!]?(?:<[^>]*>)?\(")
PROPERTY = re.compile(r"^(?:(?:public|package|private|fileprivate)(?:\(set\))? |@\w+(?:\([^)]*\))? )*(?:let|var) (\w+): ([^{\n]+)$", re.MULTILINE)


def arguments(text, start):
    """How many parameters there are from after the opening parenthesis on."""
    depth, commas, empty = 1, 0, True
    for character in text[start:]:
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth == 0:
                break
        elif character == "," and depth == 1:
            commas += 1
        empty = empty and character.isspace()
    return 0 if empty else commas + 1


def initialisers(text):
    """The name and the number of parameters of every initialiser in a source."""
    text = TEXT.sub('""', COMMENT.sub("", text))
    for found in OWN.finditer(text):
        types = re.findall(r"^ *(?:\w+ )*(?:struct|class|enum|extension|protocol|actor) ([\w.]+)", text[: found.start()], re.MULTILINE)
        yield (types[-1] if types else "?"), arguments(text, found.end())
    for found in STRUCT.finditer(text):
        indent, name = found.groups()
        end = text.find(f"\n{indent}}}", found.end())
        lines = [line[len(indent) + 2:] for line in text[found.end():end].splitlines()]
        body = "\n".join(line for line in lines if not line.startswith((" ", "}")))
        if not OWN.search(body):
            yield name, len(PROPERTY.findall(body))


def main():
    """Compares each with the most that one takes."""
    root = pathlib.Path(__file__).resolve().parent.parent / "Sources"
    counts = {}
    for path in sorted(root.rglob("*.swift")):
        for name, count in initialisers(path.read_text(encoding="utf-8")):
            place = f"{path.relative_to(root.parent)}: {name}"
            counts[place] = max(count, counts.get(place, 0))
    large = {place: count for place, count in counts.items() if count > MOST}
    wrong = [f"{place} takes {count}: group what belongs together" for place, count in large.items() if place not in LISTED]
    wrong += [f"{place} is listed, and takes no more than {MOST}" for place in LISTED if place not in large]
    if wrong or len(counts) < 100:
        sys.exit("\n".join(wrong or ["too few initialisers were found"]))
    print(f"{len(counts)} types, of which no initialiser takes more than {MOST} values")


main()
