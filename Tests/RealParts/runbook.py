"""RUNBOOK.md as the checks read it: its headings, its blocks of commands, and the commands in them."""

import dataclasses
import re
import shlex

FENCE = re.compile(r"^```(\w*)$")
HEADING = re.compile(r"^(#{1,6}) (.+)$")


@dataclasses.dataclass
class Block:
    """One fenced block: its language, the headings it stands under, and its text."""

    language: str
    headings: tuple
    text: str


def blocks(text):
    """Every fenced block, in order."""
    found, headings, block = [], {}, None
    for line in text.split("\n"):
        fence = FENCE.match(line)
        if block is not None:
            if fence:
                found.append(block)
                block = None
            else:
                block.text += line + "\n"
        elif fence:
            block = Block(fence.group(1), tuple(headings[level] for level in sorted(headings)), "")
        elif heading := HEADING.match(line):
            level = len(heading.group(1))
            headings = {key: value for key, value in headings.items() if key < level} | {level: heading.group(2)}
    return found


def commands(text, title):
    """The commands under one heading, joined as somebody types them one after the other."""
    return "".join(block.text for block in blocks(text) if block.language == "sh" and title in block.headings)


def anchors(text):
    """The anchors that the forges give to headings."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    titles = [match.group(2) for match in map(HEADING.match, prose.split("\n")) if match]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def simple_commands(script):
    """The words of each command of a script; operators of the shell part them, and here-documents are left out."""
    script = re.sub(r"<<(\w+)\n.*?^\1$", "", script, flags=re.MULTILINE | re.DOTALL).replace("\\\n", " ")
    lexer = shlex.shlex(script.replace("\n", " ; "), posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words, skip = [], False
    for token in [*lexer, ";"]:
        if re.fullmatch(r"[;&|(){}]+", token):
            while words and words[0] in {"if", "then", "do", "else", "fi", "done", "{", "}"}:
                words.pop(0)
            if words:
                yield words
            words, skip = [], False
        elif re.fullmatch(r"[<>]+", token):
            skip = True
        elif skip:
            skip = False
        else:
            words.append(token)
