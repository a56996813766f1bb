#!/usr/bin/env python3
"""Runs gen with every format that programs read, and validates what it prints against the schemas of docs/schemas.

usage: run.py GEN [--record] [--only WORD...]

`outputs.cases` has the commands with the whole of what they print, and their exit status. Each JSON document is validated against the schema
that docs/formats.md names for it, and a member that its schema does not name is a failure; SARIF against sarif.json beside this file, which
is what the standard says about the parts that gen writes; Code Quality against gitlab.json. Commands for GitHub's runner are read as the runner
reads them. Every schema of docs/schemas must have been used.
"""

import argparse
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
sys.path.insert(0, str(ROOT / "Tests" / "Shared"))

import case_file
import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE / "outputs.cases"
SCHEMAS = ROOT / "docs/schemas"
SITE = """\
version: 1
name: stockshop
contact: ops@example.net
server: {ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}
domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
odoo: {image: "odoo:18.0-20260105", superadmin: {allow_from: [192.0.2.0/24]}}
tls: {dns_provider: cloudflare}
backup: {repository: /srv/backup, copies: ["rest:https://b.example/"], append_only: true}
alerts: {webhook: "https://hooks.example.net/alerts"}
"""
# Names in a case that stand for characters that a case file cannot have.
CHARACTERS = {"«RLO»": "\u202e", "«CR»": "\r", "«ESC»": "\x1b", "«ZWSP»": "\u200b", "«LF»": "\n"}


class Schemas:
    """The schemas, and which of them have been used."""

    def __init__(self):
        """Reads and checks them."""
        self.validators, self.used = {}, set()
        for path in sorted(SCHEMAS.glob("*.json")):
            schema = json.loads(path.read_text(encoding="utf-8"))
            jsonschema.Draft7Validator.check_schema(schema)
            self.validators[path.stem] = jsonschema.Draft7Validator(closed(schema))

    def validate(self, document):
        """Validates a document against the schema that it says it has."""
        name = document.get("format") or ("manifest" if "manifest" in document else "model")
        if name not in self.validators:
            raise AssertionError(f"there is no schema {name}")
        self.used.add(name)
        check(self.validators[name], document, name)


def closed(schema):
    """A schema that refuses members which it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: {name: closed(part) for name, part in value.items()} if key in ("properties", "definitions") else closed(value)
              for key, value in schema.items()}
    if "properties" in schema and "additionalProperties" not in schema:
        result["additionalProperties"] = False
    return result


def check(validator, document, what):
    """Raises with everything that is wrong."""
    faults = [f"{what}: {error.json_path}: {error.message}" for error in validator.iter_errors(document)]
    if faults:
        raise AssertionError("\n".join(faults[:5]))


def own(name):
    """The validator of a format that somebody else has defined."""
    return jsonschema.Draft7Validator(json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")))


def read_commands(text):
    """GitHub's runner: a line that begins with `::` is a command; the properties end at the next `::`."""
    commands = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(error|warning) ((?:[a-zA-Z]+=[^,]*(?:,|(?=::)))+)::(.*)", line)
        if not match:
            raise AssertionError(f"not a command: {line!r}")
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        unknown = set(properties) - {"file", "line", "col", "endLine", "endColumn", "title"}
        if unknown or ("file" in properties and not (ROOT / properties["file"]).is_absolute()):
            raise AssertionError(f"properties: {properties}")
        commands.append((match[1], properties, match[3]))
    return commands


def visible(text, what):
    """Nothing that steers a terminal or hides from a reader is printed as it is."""
    hidden = [character for character in text if character != "\n" and (ord(character) < 32 or 0x7F <= ord(character) < 0xA0
              or character in "\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")]
    if hidden:
        raise AssertionError(f"{what}: prints {hidden!r}")


def written(text):
    """A text of a case with its names replaced by the characters."""
    for name, character in CHARACTERS.items():
        text = text.replace(name, character)
    return text


def write_template(site, line):
    """A template of the user's, from `PATH: TEXT`."""
    path, _, text = line.partition(": ")
    (site / "templates").mkdir(exist_ok=True)
    (site / "templates" / path).write_text(written(text) + "\n", encoding="utf-8")


def prepare(gen, folder, case):
    """The site of a case in a repository, built, and what was done to it since."""
    site = folder / case.get("folder", ".")
    site.mkdir(parents=True, exist_ok=True)
    (folder / ".git").mkdir()
    (site / "site.yaml").write_text(SITE, encoding="utf-8")
    for line in case.get("templates", "").splitlines():
        write_template(site, line)
    if "built" in case:
        subprocess.run([gen, "build"], cwd=site, check=True, capture_output=True)
    for step in case.get("then", "").splitlines():
        verb, _, rest = step.partition(" ")
        if verb == "site":
            old, _, new = rest.partition(" => ")
            text = (site / "site.yaml").read_text(encoding="utf-8")
            if old not in text:
                raise AssertionError(f"site.yaml has no {old!r}")
            (site / "site.yaml").write_text(text.replace(old, written(new), 1), encoding="utf-8")
        elif verb == "edit":
            with (site / rest).open("a", encoding="utf-8") as file:
                file.write("# by hand\n")
        elif verb == "template":
            write_template(site, rest)
        elif verb == "remove":
            (site / rest).unlink()
        else:
            raise AssertionError(step)
    return site


def judge(gen, case, schemas, folder):
    """Runs the commands of a case; returns what is recorded of it."""
    site = prepare(gen, folder, case)
    said = {}
    for line in case["run"].splitlines():
        done = subprocess.run(
            [gen, *line.split()], cwd=site, capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=120,
            env={**os.environ, "NO_COLOR": "1"})
        output, errors = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        visible(output + errors, line)
        # `gen build` prints paths, so what programs read of it is on standard error.
        report = errors if line.startswith("build ") else output
        name = re.search(r"--format (\w+)", line)
        match name[1] if name else "text":
            case "json":
                schemas.validate(json.loads(report))
            case "sarif":
                check(own("sarif"), json.loads(report), line)
            case "gitlab":
                check(own("gitlab"), json.loads(report), line)
                prints = [finding["fingerprint"] for finding in json.loads(report)]
                if len(set(prints)) != len(prints):
                    raise AssertionError(f"{line}: a fingerprint is there twice")
            case "github":
                read_commands(report)
        if (manifest := site / "out/manifest.json") and manifest.exists():
            schemas.validate(json.loads(manifest.read_text(encoding="utf-8")))
        if "--format json" in line and line.split(" ")[0] in ("show", "diff", "explain"):
            # What is in them changes with each new setting, and other tests look at it: here the schema is enough.
            output = "a document\n"
        said[line.replace("--", "").replace(":", " ")] = f"{done.returncode}\n" + "".join(
            f"{mark} {text}\n" for mark, whole in (("out", shortened(output)), ("err", shortened(errors))) for text in whole.splitlines())
    return said


def shortened(text):
    """A text in which fingerprints, which are digests, are left out, and everything but the beginning of a long one."""
    text = re.sub(r'("fingerprint": |"genFinding/v1": )"[0-9a-f]{64}"', r'\1"…"', text)
    # Where these two differ depends on what else is in the folder.
    text = re.sub(r'((?:SHA256SUMS|manifest\.json)",\n *"status": "\w+",\n *"line": )\d+', r"\1…", text)
    lines = [line.rstrip(" ") for line in text.splitlines()]
    return "\n".join([*lines[:80], *(["… more lines"] if len(lines) > 80 else [])])


def main():
    """Judges each case."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--only", action="extend", nargs="+", default=[])
    options = parser.parse_args()
    file, schemas = case_file.read(CASES), Schemas()
    given = ("folder", "templates", "built", "then", "run")
    failures, recorded = 0, []
    for case in file.cases:
        texts = case.texts
        recorded.append((case.name, texts))
        if options.only and not any(word in case.name for word in options.only):
            continue
        with tempfile.TemporaryDirectory() as name:
            try:
                said = judge(options.gen.resolve(), {part: texts[part] for part in given if part in texts}, schemas, pathlib.Path(name))
                now = {**{part: texts[part] for part in given if part in texts}, **said}
                if options.record:
                    recorded[-1] = (case.name, now)
                elif now != texts:
                    wrong = [part for part in {**now, **texts} if now.get(part) != texts.get(part)]
                    raise AssertionError("\n".join(f"{part}:\n{now.get(part)}" for part in wrong))
            except AssertionError as error:
                failures += 1
                print(f"FAILED {case.name}: {error}", file=sys.stderr)
    if not options.only:
        for name in sorted(set(schemas.validators) - schemas.used):
            failures += 1
            print(f"FAILED docs/schemas/{name}.json: no output is validated against it", file=sys.stderr)
        # What the scripts of the server print is validated where these run.
        scripts = [f"scripts/{path.stem}" for path in sorted((SCHEMAS / "scripts").glob("*.json"))]
        checks = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "Tests/RealParts").glob("*.py"))
        for name in scripts:
            if f"schemas/{name}.json" not in checks:
                failures += 1
                print(f"FAILED docs/schemas/{name}.json: no check validates an output against it", file=sys.stderr)
        for name in [*schemas.validators, *scripts]:
            if f"(schemas/{name}.json)" not in (ROOT / "docs/formats.md").read_text(encoding="utf-8"):
                failures += 1
                print(f"FAILED docs/schemas/{name}.json: docs/formats.md does not name it", file=sys.stderr)
    if options.record:
        case_file.record(CASES, file, recorded)
    print(f"{len(file.cases)} cases, {len(schemas.validators)} schemas, {failures} failed")
    sys.exit(1 if failures else 0)


main()
