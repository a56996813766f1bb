"""site.yaml written so that every scalar has a line of its own, with one source put in exactly as it is."""

import copy
import dataclasses
import functools
import re

INDENT = "  "
# Characters that need no escape in double quotes, for any reader: visible ASCII without " and \, letters and signs of the world.
PLAIN = re.compile(
    r"[ !#-\[\]-~\u00a1-\u00ac\u00ae-\u1fff\u2030-\u205f\u2070-\ud7ff\uf900-\ufefe\uff00-\uffef\U00010000-\U000dffff]")


@dataclasses.dataclass(frozen=True)
class Source:
    """A key or a value that is put into the document as it is."""

    text: str


@functools.lru_cache(maxsize=4096)
def quoted(content):
    """A text as a YAML scalar in double quotes."""
    return Source('"' + "".join(map(escaped, content)) + '"')


def escaped(character):
    """One character in double quotes."""
    if PLAIN.fullmatch(character):
        return character
    code = ord(character)
    if character in '"\\':
        return "\\" + character
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def scalar(value):
    """A scalar's source: numbers and booleans plain, every text in quotes."""
    if isinstance(value, Source):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value).text if isinstance(value, str) else str(value)


def lines(tree, indent=""):
    """The lines of a mapping or a list, each with the inserted source, if it is there."""
    for key, value in tree.items() if isinstance(tree, dict) else ((None, item) for item in tree):
        head = f"{indent}- " if key is None else f"{indent}{scalar(key)}: "
        put = key if isinstance(key, Source) else value if isinstance(value, Source) else None
        if isinstance(value, (dict, list)) and value:
            yield head.rstrip(), put
            yield from lines(value, indent + INDENT)
        else:
            yield head + ("{}" if value == {} else "[]" if value == [] else scalar(value)), put


def document(tree):
    """The text of a site.yaml, and the line that the source put into it stands on."""
    written, place = [], None
    for number, (line, put) in enumerate(lines(tree), 1):
        written.append(line)
        place = number if put is not None else place
    return "\n".join(written) + "\n", place


def with_value(tree, path, source):
    """A copy of a tree with a source in place of the value at a path."""
    return changed(tree, path, lambda holder, last: holder.__setitem__(last, source))


def with_key(tree, path, source):
    """A copy of a tree with a source in place of the key that a path ends with; the value stays, and so does its order."""

    def rename(holder, last):
        entries = [(source if key == last else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(entries)

    return changed(tree, path, rename)


def with_entry(tree, path, source):
    """A copy of a tree with one more key in the mapping at a path."""

    def add(holder, last):
        (holder[last] if path else holder)[source] = "x"

    return changed(tree, path, add)


def changed(tree, path, change):
    """A copy of a tree after a change, which is handed what holds the path's last step."""
    tree = copy.deepcopy(tree)
    holder = tree
    for step in path[:-1]:
        holder = holder[step]
    change(holder, path[-1] if path else None)
    return tree
