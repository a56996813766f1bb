#!/usr/bin/env python3
"""Holds what gen says about the settings against what it takes.

usage: run.py GEN [--verbose]

`gen docs --all` builds as it is and with every setting un-commented, and then has every setting of the schema. Each setting has an example,
which gen takes in that very key of the whole site. The JSON Schema and gen agree on every setting with each of the values below:
whatever one of them refuses in a single key, the other refuses too.
"""

import argparse
import copy
import functools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
PYTHON = ROOT / ".build/realparts/forges/bin/python"
if pathlib.Path(sys.prefix) != PYTHON.parents[1]:
    os.execv(PYTHON, [str(PYTHON), *sys.argv])
sys.dont_write_bytecode = True
sys.path += [str(ROOT / ".build/realparts/python"), str(ROOT / "Tests/RealParts/sweep")]

import jsonschema  # pylint: disable=wrong-import-position
import ruamel.yaml  # pylint: disable=wrong-import-position
from settings import ENTRY, ITEM, Part, settings  # pylint: disable=wrong-import-position

# Settings that exclude another one, or are written only with another value of one.
EXCLUSIVE = {("domains", "apex", "tenant"), ("monitoring", "from")}
# Values that are put into every setting, as they are written in YAML.
VALUES = [
    "0", "1", "16", "300", "70000", "99999999999", "-1", "1.5", "18.0", "true", "false", "yes", "auto", "none", "16GiB", "16GB", "512MiB",
    "0B", "5m", "90s", "1h30m", "10/m", "10/h", "shop", "Shop", "two words", "ops@example.net", "shops.example.net", "203.0.113.10",
    "192.0.2.0/24", "https://www.example.com/", "/srv/a", "30 2 * * *", "Europe/Oslo", "", "[]", "[16]", "{}", "{a: b}", "debian-12", "tls",
]
# gen takes true, 16 and 1.5 for words where a name can be one of these; the schema asks for quotes, as other programs read something else.
WORDS = {
    "project name", "host name", "git revision", "relative path", "module name", "tenant name", "database name", "image reference",
    "Python requirement", "Debian package",
}
# Findings that say something about more than one key.
AREAS = ("## Reading site.yaml", "## Keys and types of site.yaml", "## Values of settings")
LEAST = 170


def gen(program, *arguments, text=None, folder=None):
    """Runs gen."""
    return subprocess.run(
        [program, *arguments], input=text, capture_output=True, text=True, check=False, timeout=300, cwd=folder,
        env={**os.environ, "NO_COLOR": "1"})


def load(text):
    """A document as editors read it, by YAML 1.2."""
    return ruamel.yaml.YAML(typ="safe", pure=True).load(text)


def uncommented(text):
    """The whole site, with every setting written."""
    return re.sub(r"^( *)#(?=[a-z-])", r"\1", text, flags=re.MULTILINE)


def dotted(steps):
    """The path of a setting as `gen docs` takes it."""
    return ".".join(step for step in steps if step != ENTRY).replace(".[]", "[]")


def merged(tree, other):
    """A site with the settings of another one in place of its own."""
    if not isinstance(tree, dict) or not isinstance(other, dict):
        return other
    return {**tree, **{key: merged(tree.get(key), value) for key, value in other.items()}}


def whole_site(program, schema):
    """The site with every setting, and what is wrong with it."""
    text = gen(program, "docs", "--all").stdout
    faults = []
    for name, site in (("as it is", text), ("un-commented", uncommented(text))):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "site.yaml").write_text(site, encoding="utf-8")
            done = gen(program, "build", folder=folder)
            if done.returncode:
                faults.append(f"gen docs --all does not build {name}: {done.stderr}")
    tree = load(uncommented(text))
    absent = [
        setting.name for setting in settings(schema)
        if setting.part is Part.VALUE and setting.steps not in EXCLUSIVE and setting.find(tree) is None
        and setting.steps[:2] not in (("tls", "tenants"), ("tls", "superadmin"), ("alerts",))
    ]
    return tree, faults + [f"gen docs --all does not have {name}" for name in absent]


def examples(program, schema, tree):
    """What is wrong with the examples: those of the schema, each put into its key of the whole site, all at once."""
    exclusive = {"domains": {"apex": {"redirect": None}}, "monitoring": {"mode": "remote"}}
    for rivals in ({}, exclusive):
        site = copy.deepcopy(tree)
        for path, example in shown(schema, ()):
            if (path in EXCLUSIVE) == bool(rivals):
                site = merged(site, functools.reduce(lambda value, step: {step: value}, reversed(path), example))
        if rivals:
            del site["domains"]["apex"]["redirect"]
            site["monitoring"]["mode"] = "remote"
        done = gen(program, "validate", "--format", "json", "-", text=json.dumps(site))
        names = single_key_findings(program)
        for finding in json.loads(done.stdout)["findings"]:
            if finding["id"] in names and finding["severity"] == "error":
                yield f"an example is refused: {finding['message']}"


def shown(schema, path):
    """Each key with its example, but for those in lists."""
    for key, node in schema.get("properties", {}).items():
        if "examples" in node:
            yield (*path, key), node["examples"][0]
        yield from shown(node, (*path, key))


def pages(program, paths):
    """What is wrong with some of the pages."""
    for path in paths:
        page = gen(program, "docs", path)
        found = re.search(r"\nExample:\n\n((?:    .*\n)+)", page.stdout)
        if page.returncode or not page.stdout.startswith(f"{path}\n\n") or not found or ("\nReaches, in a site with every setting:\n" not in page.stdout and path != "version"):
            yield f"gen docs {path}: {page.stdout}{page.stderr}"
            continue
        node, keys = load(found[1]), path.replace("[]", "").split(".")
        for key in keys:
            node = node[0] if isinstance(node, list) else node
            node = node[key]
        if node in (None, "", [], {}):
            yield f"gen docs {path}: its example is empty"


def single_key_findings(program):
    """The names of findings about one key, by the headings of the catalogue."""
    pages = re.split(r"^(?=## )", gen(program, "docs", "--findings").stdout, flags=re.MULTILINE)
    return {name for page in pages if page.startswith(AREAS) for name in re.findall(r"^### `([a-z0-9-]+)`", page, re.MULTILINE)}


def put(tree, path, value):
    """A copy of a site with another value at a path."""
    tree = copy.deepcopy(tree)
    node = tree
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return tree


def spoken(path):
    """A path as gen and the schema's validator say it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def below(error):
    """The paths of an error, and of those on account of which none of several forms fits."""
    yield error.absolute_path
    for inner in error.context or ():
        yield from below(inner)


def compare(program, schema, tree, verbose):
    """The number of single changes on which the two were compared, and the differences."""
    validator = jsonschema.Draft7Validator(schema)
    names = single_key_findings(program)
    places = [
        (setting, path) for setting in settings(schema) if setting.part is Part.VALUE and (path := setting.find(tree)) and setting.name != "version"
    ]
    compared, faults = 0, []
    for value in VALUES:
        # Every setting has the value at once: what is said about one key says nothing about another.
        for first in range(0, len(places), 60):
            group, changed = places[first : first + 60], tree
            for _, path in group:
                changed = put(changed, path, load(value) if value else "")
            done = gen(program, "validate", "--format", "json", "-", text=json.dumps(changed))
            findings = [finding for finding in json.loads(done.stdout)["findings"] if finding["severity"] == "error"]
            refused = [finding["message"] for finding in findings if finding["id"] in names]
            errors = [spoken(path) for error in validator.iter_errors(changed) for path in below(error)]
            for setting, path in group:
                name = spoken(path)
                by_gen = any(message.startswith((f"{name}: ", f"{name}[", f"{name}.")) for message in refused)
                by_schema = any(error == name or error.startswith((f"{name}[", f"{name}.")) for error in errors)
                compared += 1
                if by_gen != by_schema and not lenient(setting, value, by_schema):
                    faults.append(f"{name}: {value!r} is {'refused' if by_gen else 'taken'} by gen, and {'refused' if by_schema else 'taken'} by the schema")
    if verbose:
        print(f"{len(places)} settings, {len(VALUES)} values")
    return compared, faults


def lenient(setting, value, by_schema):
    """Whether the two may differ."""
    read = load(value) if value else ""
    # A schema cannot tell 18.0 from 18, and does not know the grammar of nginx.
    if isinstance(read, float) and read.is_integer():
        return True
    if isinstance(read, (bool, int, float)) and by_schema:
        return setting.schema.get("title") in WORDS or setting.is_fragment
    return (setting.is_fragment and not by_schema) or (bool(setting.choices) and isinstance(read, int))


def main():
    """Returns the exit status: 0 when the reference is right."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=lambda path: pathlib.Path(path).resolve(), help="the gen program to judge")
    parser.add_argument("--verbose", action="store_true", help="print what was looked at")
    parser.add_argument("--share", type=int, default=8, metavar="N", help="look at one page in N (default: 8)")
    options = parser.parse_args()
    schema = json.loads(gen(options.gen, "schema").stdout)
    tree, failures = whole_site(options.gen, schema)
    paths = list(dict.fromkeys(dotted([step for step in setting.steps if step != ITEM] if setting.steps[-1] == ITEM else setting.steps)
                               for setting in settings(schema) if setting.part is Part.VALUE))
    failures += [*examples(options.gen, schema, tree), *pages(options.gen, paths[:: options.share])]
    compared, differences = compare(options.gen, schema, tree, options.verbose)
    failures += differences
    if compared < LEAST:
        failures.append(f"{compared} single changes are fewer than {LEAST}")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"settings {len(paths)}, single changes {compared}, failures {len(failures)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
