"""YAML, JSON, Odoo's configuration and plain text, as the libraries read them."""

import configparser
import io
import json
import subprocess

import ruamel.yaml
import yaml
from case import Wrong, look_up


def libyaml(text):
    """YAML 1.1 by libyaml."""
    return yaml.load(text, yaml.CSafeLoader)


def pyyaml(text):
    """YAML 1.1 by PyYAML."""
    return yaml.load(text, yaml.SafeLoader)


def ruamel_yaml(text):
    """YAML 1.2 by ruamel.yaml."""
    return ruamel.yaml.YAML(typ="safe", pure=True).load(text)


def read_yaml(cases, _folder):
    """What all readers of YAML find."""
    return [asked(case, [libyaml, pyyaml, ruamel_yaml]) for case in cases]


def asked(case, readers):
    """One answer where all readers give it; only a text is one."""
    found = []
    for reader in readers:
        try:
            found.append(look_up(case.question, reader(case.output)))
        except Exception as error:  # pylint: disable=broad-exception-caught
            found.append(Wrong(f"{reader.__name__}: {type(error).__name__}: {error}"))
    if all(type(one) is str and one == found[0] for one in found):  # pylint: disable=unidiomatic-typecheck
        return found[0]
    return Wrong(" / ".join(map(repr, found)))


def read_json(cases, _folder):
    """What Python and jq find."""
    values = subprocess.run(
        ["jq", "-c", "."], input="".join(case.output for case in cases).encode(), stdout=subprocess.PIPE, check=True
    )
    lines = values.stdout.decode().split("\n")[:-1]
    if len(lines) != len(cases):
        return [Wrong(f"jq reads {len(lines)} documents, not {len(cases)}")] * len(cases)
    return [asked(case, [json.loads, lambda _, line=line: json.loads(line)]) for case, line in zip(cases, lines)]


def read_ini(cases, _folder):
    """What Odoo's parser finds."""
    return list(map(option, cases))


def option(case):
    """The one option of the one section."""
    parser = configparser.RawConfigParser()
    try:
        # As an open file: lines end only where a file's lines do.
        parser.read_file(io.TextIOWrapper(io.BytesIO(case.output.encode()), encoding="utf-8"))
    except (configparser.Error, ValueError) as error:
        return Wrong(f"RawConfigParser: {error}")
    found = {name: dict(parser[name]) for name in parser.sections()}
    return found["a"]["x"] if list(found) == ["a"] and list(found["a"]) == ["x"] else Wrong(f"it reads {found}")


def read_text(cases, _folder):
    """Plain text is what it is."""
    return [case.output for case in cases]
