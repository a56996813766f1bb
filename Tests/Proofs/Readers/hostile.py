"""Values made of what means something to one reader or another."""

import pathlib
import random
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "RealParts" / "sweep"))

from values import HOSTILE  # pylint: disable=wrong-import-position

PIECES = [
    "www.a.b/",
    "http://a.b/",
    "<b>",
    "&lt;",
    "$\\\n(",
    *"'\"\\$`{}[]()<>%#;:-=~*?!&|,.@^+/_",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "a",
    "b",
    "E",
    "0",
    "9",
    "é",
    "東",
    "${x}",
    "$(id)",
    "`id`",
    "\\n",
    "\\'",
    '\\"',
    "\\\\",
    "%s",
    "\\%",
    "$$",
    "''",
    '""',
    " #",
    ": ",
    "- ",
    "*/",
    "-->",
    "\\\n",
    "EOF",
    "E\n",
    "\nE\n",
    "\u0085",
    "\u00a0",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\u200f",
    "\u202e",
    "\u2066",
    "\U0001f600",
    "e\u0301",
    "\x01",
    "\x1b",
    "\x7f",
    "\ufffd",
]
# What a command line takes for text; the rest of the values is less at home there.
QUIET = [piece for piece in PIECES if piece.isprintable()]


def values(seed, count):
    """The fixed list, and as many again as are asked for, the same for the same seed."""
    chance = random.Random(seed)
    texts = [value.text for value in HOSTILE if value.text is not None]
    for number in range(count):
        pieces = QUIET if number % 2 else PIECES
        texts.append("".join(chance.choices(pieces, k=chance.choice([1, 2, 2, 3, 3, 4, 5, 6, 8, 13]))))
    for pieces in (PIECES, QUIET, QUIET):
        texts.append("".join(chance.choices(pieces, k=4096))[:4096])
    texts.append("".join(chance.choices("abc xyz-_019", k=4096)))
    texts += ["Eé", "EOF\u6771", "é", "Emé"]
    # What readers with a buffer take, and no longer take.
    texts += [
        "a" * length for length in (253, 254, 255, 256, 980, 990, 998, 1000, 1020, 1024, 1025, 4080, 4090, 4093, 4094, 4095)
    ]
    return list(dict.fromkeys(text for text in texts if writable(text)))


def writable(text):
    """Whether a text can be in a UTF-8 file at all."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
