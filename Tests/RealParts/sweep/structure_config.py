"""Configuration files: compose, Odoo's INI, nginx, Dockerfile, JSON."""

import configparser
import io
import json
import os
import re
import shlex
import tempfile

import crossplane
import yaml
from dockerfile_parse import DockerfileParser
from leaves import Leaf, Unreadable
from structure_shell import shell

# `$$` is a dollar to compose; what else begins with one is replaced.
COMPOSE_VARIABLE = re.compile(r"\$\$|\$\{[^}]*\}?|\$[A-Za-z_][A-Za-z0-9_]*|\$")
NGINX_VARIABLE = re.compile(r"\$\{[^}]*\}?|\$\w+|\$\d|\$")
# Mappings of compose whose keys are names that follow from values, as texts do.
NAMES = {"environment", "extra_hosts"}
RESOLVER = yaml.resolver.Resolver()


def compose(text):
    """A compose file, by libyaml: mappings with their keys, types, and what compose would put in for a `$`."""
    events = yaml.parse(text, Loader=yaml.CSafeLoader)
    try:
        inner = [event for event in events if not isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent))]
        found = tree(iter(inner))
    except yaml.YAMLError as error:
        raise Unreadable(f"libyaml: {error}") from error
    return found


def plain_yaml(text):
    """YAML that nobody puts variables into: a `$` is a character as any other."""
    return compose(text.replace(b"$", b"S"))


def tree(events, key=None):
    """The next node, or None at the end of the enclosing one; `key` is what it stands behind in a mapping."""
    event = next(events)
    match event:
        case yaml.DocumentStartEvent():
            found = tree(events)
            if not isinstance(next(events), yaml.DocumentEndEvent) or next(events, None) is not None:
                raise Unreadable("libyaml: more than one document")
            return found
        case yaml.MappingStartEvent():
            return ("mapping", event.anchor, event.tag, tuple(pairs(events, key in NAMES)))
        case yaml.SequenceStartEvent():
            items = []
            while (item := tree(events)) is not None:
                items.append(item)
            return ("list", event.anchor, event.tag, tuple(in_context(items)))
        case yaml.ScalarEvent():
            tag = event.tag or RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)
            return Scalar((event.anchor, tag, variables(COMPOSE_VARIABLE, event.value, "$$"), Leaf(event.value)), event.value)
        case yaml.AliasEvent():
            return ("alias",)
    return None


class Scalar(tuple):
    """A scalar's structure, which also knows its text: a list may say that it is a command."""

    text: str

    def __new__(cls, structure, text):
        self = super().__new__(cls, structure)
        self.text = text
        return self


def pairs(events, has_names):
    """The keys of a mapping, which are structure unless they are names, and their values."""
    seen = set()
    while (key := tree(events)) is not None:
        if not isinstance(key, Scalar) or key.text in seen:
            raise Unreadable("libyaml: a key that is no text, or twice in one mapping")
        seen.add(key.text)
        value = tree(events, key.text)
        yield (key, value) if has_names else (key.text, key, value)


def in_context(items):
    """A list's items; the second one of a health check that is run by the shell is a script."""
    yield from items
    if len(items) > 1 and isinstance(items[0], Scalar) and items[0].text == "CMD-SHELL":
        yield shell(items[1].text.replace("$$", "$").encode())


def variables(pattern, text, escape=None):
    """What a reader would replace in a text."""
    return tuple(found for found in pattern.findall(text) if found != escape)


def odoo(text):
    """odoo.conf, by RawConfigParser as Odoo itself uses it: sections and keys."""
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text.decode())
    except configparser.Error as error:
        raise Unreadable(f"RawConfigParser: {error}") from error
    sections = (parser.default_section, *parser.sections())
    return tuple((section, tuple(option(key, value) for key, value in parser[section].items())) for section in sections)


def option(key, value):
    """One option; Odoo takes dbfilter for a regular expression."""
    return ("option", key, expression(value) if key == "dbfilter" else Leaf(value))


def expression(text):
    """A regular expression: its operators. A dot in brackets is a literal one, as in a domain."""
    re.compile(text.replace("(?<", "(?P<"))
    return re.sub(r"[\w-]+", "x", text.replace("[.]", ""))


def nginx(text):
    """A file of nginx's, by crossplane: directives, the number and kind of their arguments, and the variables in them."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "nginx.conf")
        with open(path, "wb") as file:
            file.write(text)
        parsed = crossplane.parse(path, single=True, comments=True, check_ctx=False, check_args=False)
    if parsed["status"] != "ok":
        raise Unreadable(f"crossplane: {parsed['errors']}")
    return tuple(map(directive, parsed["config"][0]["parsed"]))


def directive(item):
    """One directive, with what is in its block."""
    if item["directive"] == "#":
        return ("#", Leaf(item["comment"]))
    block = tuple(map(directive, item["block"])) if "block" in item else None
    return (item["directive"], tuple(map(argument, item["args"])), block)


def argument(text):
    """One argument: a regular expression, or a text with variables in it."""
    if text.startswith("~"):
        return expression(text.lstrip("~*"))
    prefix = text[0] if text[:1] in ("*", ".", "=", "^", "@", "[") else ""
    return (prefix, variables(NGINX_VARIABLE, text), Leaf(text))


def dockerfile(text):
    """A Dockerfile, by dockerfile-parse: instructions, the shell's tree of each RUN, and the words of the others."""
    parsed = DockerfileParser(fileobj=io.BytesIO(text))
    return tuple(instruction(item) for item in parsed.structure)


def instruction(item):
    """One instruction; what it spans is structure too."""
    kind, value = item["instruction"], item["value"]
    lines = item["endline"] - item["startline"]
    if kind == "COMMENT":
        return (kind, lines, Leaf(value))
    if kind == "RUN":
        return (kind, lines, shell(value.encode()))
    if value.startswith("["):
        return (kind, lines, structure(json.loads(value)))
    words = shlex.split(value)
    return (kind, lines, tuple((variables(NGINX_VARIABLE, word), word.startswith("-"), Leaf(word)) for word in words))


def manifest(text):
    """JSON, by Python's reader: keys, types, lengths, and everything that is true or false. In a manifest's site some keys are the operator's."""
    read = json.loads(text, object_pairs_hook=members)
    if isinstance(read, dict) and "manifest" in read:
        return tuple((key, (site if key == "site" else structure)(item)) for key, item in read.items())
    return structure(read)


def site(value):
    """The settings as the manifest has them: names in these mappings are values."""
    if not isinstance(value, dict):
        return structure(value)
    return tuple(
        (key, tuple((Leaf(name), structure(part)) for name, part in item.items()))
        if key in OPERATORS and isinstance(item, dict) else (key, site(item))
        for key, item in value.items())


# The mappings of site.yaml whose keys are no settings.
OPERATORS = ("environment", "settings")


def members(found):
    """An object's members; a key twice is an error."""
    if len({key for key, _ in found}) != len(found):
        raise Unreadable("JSON: a key twice in one object")
    return dict(found)


def structure(value):
    """One value of JSON."""
    if isinstance(value, dict):
        return tuple((key, structure(item)) for key, item in value.items())
    if isinstance(value, list):
        return ("list", *map(structure, value))
    if isinstance(value, str):
        # A line break is an escape here, and no structure.
        return Leaf(value.replace("\n", " "))
    return value if isinstance(value, bool) or value is None else "number"
