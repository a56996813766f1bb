"""Formats of lines and of prose: crontab, .env, Markdown, requirements, zones, check sums."""

import collections
import hashlib
import io
import re

import dns.exception
import dns.tokenizer
import dns.zone
import dotenv.parser
from leaves import Leaf, Unreadable
from markdown_it import MarkdownIt
from packaging.requirements import InvalidRequirement, Requirement
from structure_shell import shell

FIELDS = re.compile(r"[ \t]*((?:[^ \t]+[ \t]+){5})([^ \t]+)[ \t]+(.*)")
ASSIGNMENT = re.compile(r"[ \t]*(\"[^\"]*\"|'[^']*'|[^ \t=\"'#]+)[ \t]*=(.*)")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def crontab(text):
    """A file of /etc/cron.d, by the rules of crontab(5): a line is empty, a comment, an assignment or a job."""
    return tuple(map(cron_line, text.decode().split("\n")))


def cron_line(line):
    """One line; an unescaped % ends a command, and what follows is its input."""
    if not line.strip(" \t") or line.lstrip(" \t").startswith("#"):
        return ("comment", Leaf(line)) if line.strip(" \t") else "empty"
    assignment = ASSIGNMENT.fullmatch(line)
    if assignment:
        return ("assignment", assignment[1], Leaf(assignment[2]))
    job = FIELDS.fullmatch(line)
    if not job:
        raise Unreadable(f"cron: neither a job nor an assignment: {line!r}")
    command, *inputs = re.split(r"(?<!\\)%", job[3])
    return ("job", Leaf(job[1]), job[2], shell(command.replace("\\%", "%").encode()), len(inputs))


def environment(text):
    """A .env file, by python-dotenv: the names in it, and whether each has a value."""
    bindings = list(dotenv.parser.parse_stream(io.StringIO(text.decode(), newline="")))
    if any(binding.error for binding in bindings):
        raise Unreadable("dotenv: a line that cannot be read")
    return tuple((binding.key, binding.value is None, Leaf(binding.value or "")) for binding in bindings)


def markdown(text):
    """A page, by markdown-it: its tokens, HTML and tables included."""
    return tuple(map(token, MARKDOWN.parse(text.decode())))


def token(item):
    """One token with those inside it; neighbouring texts are one."""
    children = []
    for child in map(token, item.children or []):
        if child[0] != "text" or not children or children[-1][0] != "text":
            children.append(child)
        else:
            children[-1] = (*child[:2], children[-1][2] + child[2], *child[3:])
    text = Leaf("" if item.children else item.content)
    return (item.type, item.tag, text, tuple(sorted(item.attrs)), tuple(children))


def plain(text):
    """Text for people, in which no value stands: all of it is structure."""
    return tuple(text.decode().split("\n"))


def requirements(text):
    """A file for pip: every line is one requirement of the index, neither an option nor an address."""
    return tuple(map(requirement, text.decode().split("\n")))


def requirement(line):
    """One line, by pip's own library; pip reads `#` after a blank as a comment, and `-` as an option."""
    if not line:
        return "empty"
    try:
        parsed = Requirement(line)
    except InvalidRequirement as error:
        raise Unreadable(f"pip: {line!r}: {error}") from error
    return ("requirement", Leaf(line), parsed.url is not None, parsed.marker is not None)


def zone(text):
    """A zone, or a piece of one, by dnspython: the tokens of its lines, and its records."""
    content = text.decode()
    try:
        # A piece of a zone has absolute names only; a whole zone says itself where it begins.
        start = None if "$ORIGIN" in content else "."
        parsed = dns.zone.from_text(content, origin=start, relativize=False, check_origin=False, allow_include=False)
    except (dns.exception.DNSException, ValueError) as error:
        raise Unreadable(f"dnspython: {error!r}") from error
    kinds = collections.Counter(str(records.rdtype) for _, records in parsed.iterate_rdatasets())
    return (tuple(sorted(kinds)), tuple(tokens(content)))


def tokens(content):
    """The kinds of a zone file's tokens, in order; the words that make a record what it is are kept."""
    reader = dns.tokenizer.Tokenizer(content)
    while not (found := reader.get(want_leading=True, want_comment=True)).is_eof():
        word = found.value if isinstance(found.value, str) and found.value.isupper() and found.is_identifier() else ""
        kept = word if word in ("IN", "A", "AAAA", "CAA", "NS", "SOA", "TXT", "CNAME", "MX") else ""
        yield (found.ttype, kept, Leaf(found.value) if isinstance(found.value, str) else Leaf(""))


def postfix(text):
    """main.cf, master.cf and postfwd's rules: lines of words, with what parts, joins or replaces them in between."""
    return tuple("comment" if line.lstrip().startswith("#") else tuple(words(line)) for line in text.decode().split("\n"))


def words(line):
    """Each word is a leaf; everything else is structure."""
    for piece in re.split(r"([^A-Za-z0-9._+@:/-]+)", line):
        yield Leaf(piece) if re.match(r"[A-Za-z0-9._+@:/-]", piece) else piece


def constant(text):
    """A file that holds no value at all."""
    return text.decode()


def sums(text):
    """The list of check sums, as sha256sum reads it."""
    lines = text.decode().split("\n")
    if lines.pop() != "" or any(not re.fullmatch(r"[0-9a-f]{64}  [^\0\r\\]+", line) for line in lines):
        raise Unreadable("SHA256SUMS: not a list of check sums")
    return len(lines)


def digest(content):
    """The check sum of a file."""
    return hashlib.sha256(content).hexdigest()
