"""Shell scripts, by shfmt's parser: the syntax tree, in which the text of words is replaced."""

import functools
import json
import re
import subprocess

from leaves import Leaf, Unreadable
from plain_values import is_plain

# What is no text but the name of a parameter, of a variable or of a function.
NAMES = {"Param", "Name"}


@functools.lru_cache(maxsize=4096)
def shell(text):
    """The structure of a script, or of a command line."""
    ended = subprocess.run(
        ["shfmt", "-ln", "posix", "-tojson"], input=text, capture_output=True, close_fds=False, check=False, timeout=30)
    if ended.returncode != 0:
        raise Unreadable(f"shfmt: {ended.stderr.decode(errors='replace')}")
    return node(json.loads(ended.stdout), "")


def node(tree, role):
    """One node without its places in the file."""
    if isinstance(tree, list):
        return tuple(node(item, role) for item in tree)
    if not isinstance(tree, dict):
        return Leaf(tree) if role == "Text" else tree
    if role in NAMES and "Value" in tree:
        return tree["Value"]
    if "Parts" in tree and tree.get("Type") is None:
        # In a here-document, as in double quotes, no character is a pattern or a home.
        return ("word", *joined(pieces(tree["Parts"], role == "Hdoc")))
    found = tuple((key, node(value, key)) for key, value in tree.items() if not is_place(value))
    if role == "Assigns" and not is_plain(tree["Name"]["Value"], written(tree.get("Value", {}))):
        return ("read by another program", *found)
    return found


def written(word, is_quoted=False):
    """The text of an assignment's word; what the shell puts in is a line feed, which is plain nowhere."""
    match word.get("Type"):
        case None | "DblQuoted":
            return "".join(written(part, "Type" in word) for part in word.get("Parts", []))
        case "Lit":
            return re.sub(r"\\([$`\"\\])" if is_quoted else r"\\(.)", r"\1", word["Value"])
        case "SglQuoted":
            return word.get("Value", "")
        case _:
            return "\n"


def is_place(value):
    """Whether a part of a node says where in the file it stands."""
    return isinstance(value, dict) and "Offset" in value


def pieces(parts, is_quoted):
    """The pieces of a word: text, however it is quoted, and what the shell puts in."""
    for part in parts:
        match part.get("Type"):
            case "Lit":
                yield Leaf(part["Value"]) if is_quoted else unquoted(part["Value"])
            case "SglQuoted":
                yield Leaf(part.get("Value", ""))
            case "DblQuoted":
                inner = part.get("Parts", [])
                yield from pieces(inner, True) if inner else [Leaf("")]
            case _:
                yield ("quoted" if is_quoted else "bare", node(part, ""))


def unquoted(text):
    """Text without quotes: the characters in it that mean something there are structure."""
    bare = re.sub(r"\\.", "", text, flags=re.DOTALL)
    special = "".join(sorted(set(re.findall(r"[*?\[~{}]", bare)))) + ("-" if bare.startswith("-") else "")
    return ("special", special, Leaf(text)) if special else Leaf(text)


def joined(found):
    """Pieces with neighbouring texts joined, as they are the same word."""
    result = []
    for piece in found:
        if isinstance(piece, Leaf) and result and isinstance(result[-1], Leaf):
            result[-1] += piece
        else:
            result.append(piece)
    return result
