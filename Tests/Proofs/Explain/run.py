#!/usr/bin/env python3
"""Asks gen explain about lines and settings, and compares the whole answers; then holds every answer about a site to the files themselves.

usage: run.py GEN [--record] [--only WORD...]

`answers.cases` has for each question what gen says. They are about templates of the case's own, whose lines no other change moves. Every JSON
document is validated against docs/schemas/explanation.json, and a member that the schema does not name is a failure.

For a site with built-in templates it is checked that each line has the text that the answer says, that the line of the template has the words of
the line that are no values, that a setting is named by each line that it is said to be in, and that the answer about a diff is that about its lines.
"""

import argparse
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
# Where jsonschema is, once the tests' programs are installed.
PYTHON = ROOT / ".build/realparts/forges/bin/python"
if PYTHON.exists() and pathlib.Path(sys.prefix) != PYTHON.parents[1]:
    os.execv(PYTHON, [str(PYTHON), *sys.argv])
sys.path.insert(0, str(ROOT / "Tests" / "Shared"))

import case_file
import jsonschema

CASES = pathlib.Path(__file__).resolve().parent / "answers.cases"
GIVEN = ("site", "template", "run", "input")
SITE = """\
version: 1
name: stockshop
contact: ops@example.net
server:
  ipv4: 203.0.113.10
  cpu_cores: 4
  memory: 16GiB
domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
odoo:
  image: "odoo:18.0-20260105"
  superadmin: {allow_from: [192.0.2.0/24]}
tls: {dns_provider: cloudflare}
backup:
  repository: /srv/backup
  copies: ["rest:https://b.example/"]
  append_only: true
  keep: {daily: 7}
"""


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


def validate(document):
    """Raises with what the schema says of a document."""
    schema = json.loads((ROOT / "docs/schemas/explanation.json").read_text(encoding="utf-8"))
    faults = [f"{error.json_path}: {error.message}" for error in jsonschema.Draft7Validator(closed(schema)).iter_errors(document)]
    if faults:
        raise AssertionError("\n".join(faults[:5]))


def gen(folder, *arguments, given=None):
    """Runs gen in a folder."""
    return subprocess.run(
        [os.environ["GEN"], *arguments], cwd=folder, input=given, capture_output=True, text=True, check=False, timeout=120, stdin=None if given is not None else subprocess.DEVNULL,
        env={**os.environ, "NO_COLOR": "1"})


def explain(folder, *arguments, given=None):
    """What gen explain says, as a document."""
    done = gen(folder, "explain", "--format", "json", *arguments, given=given)
    if done.returncode:
        raise AssertionError(f"{arguments}: {done.stderr}")
    document = json.loads(done.stdout)
    validate(document)
    return document


def judge(texts, folder):
    """The answers of a case."""
    (folder / "site.yaml").write_text(texts.get("site", SITE), encoding="utf-8")
    if "template" in texts:
        (folder / "templates").mkdir()
        (folder / "templates" / "own").write_text(texts["template"], encoding="utf-8")
    said = {}
    for number, line in enumerate(texts["run"].splitlines(), 1):
        done = gen(folder, *shlex.split(line), given=texts.get("input"))
        if "--format json" in line and done.returncode == 0:
            validate(json.loads(done.stdout))
        answer = f"{done.returncode}\n" + done.stdout + done.stderr
        said[f"answer {number}"] = re.sub(r'("path": "out/(?!own")[^"]*",\s*"line": |out/(?!own:)[^:\s"]+:)\d+', r"\1…", answer)
    return said


def check_site(folder):
    """Holds the answers about a site to its files."""
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    gen(folder, "build")
    out = folder / "out"
    model = gen(folder, "explain", "server.cpu_cores").stdout.split()
    assert model and len(model) == len(set(model)), "each line once"
    assert all(re.fullmatch(r"out/[^:]+:[0-9]+", line) for line in model), "PATH:LINE alone"
    document = explain(folder, *model)
    assert [f"{line['path']}:{line['line']}" for line in document["lines"]] == model, "the lines in the order of the questions"
    for line in document["lines"]:
        text = (folder / line["path"]).read_text(encoding="utf-8").split("\n")[line["line"] - 1]
        assert line["text"] == text, line
        template = (ROOT / line["template"]["path"]).read_text(encoding="utf-8").split("\n")[line["template"]["line"] - 1]
        assert line["template"]["text"] == template and line["template"]["built_in"], line
        for words in re.split(r"\{[{%#].*?[}%#]\}", template):
            assert words.strip() in text or "{%" in template, (template, text)
        assert "server.cpu_cores" in [setting["setting"] for setting in line["settings"]], line
    # What a setting is said to be in is what a line of its place, and the whole section with others, are said to be in.
    assert gen(folder, "explain", "site.yaml:6").stdout.split() == model
    whole = set(gen(folder, "explain", "server").stdout.split())
    assert set(model) < whole
    assert not [line for line in whole if line.startswith(("out/manifest.json", "out/SHA256SUMS"))]
    # A diff, as git prints it.
    subprocess.run("git init -q . && git add -A && git -c user.name=a -c user.email=a@b.co commit -qm a", shell=True, cwd=folder, check=True)
    (folder / "site.yaml").write_text(SITE.replace("cpu_cores: 4", "cpu_cores: 6"), encoding="utf-8")
    gen(folder, "build")
    diff = subprocess.run(["git", "diff"], cwd=folder, check=True, capture_output=True, text=True).stdout
    explained = explain(folder, given=diff)["lines"]
    numbers = {(line["path"], line["line"]) for line in explained}
    assert len(numbers) == len(explained), "each line once"
    changed = set()
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.name not in ("manifest.json", "SHA256SUMS"):
            name = str(path.relative_to(folder))
            text = subprocess.run(["git", "diff", "-U0", "--", name], cwd=folder, check=True, capture_output=True, text=True).stdout
            for first, count in re.findall(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", text, re.MULTILINE):
                changed |= {(name, number) for number in range(int(first), int(first) + int(count or 1))}
    assert changed <= numbers, changed - numbers
    assert all(line["removed"] is not None for line in explained if (line["path"], line["line"]) not in changed)
    return f"{len(model)} lines depend on server.cpu_cores, {len(changed)} of a diff are explained"


def main():
    """Returns 1 when an answer is another one."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--only", action="extend", nargs="+", default=[])
    options = parser.parse_args()
    os.environ["GEN"] = str(options.gen.resolve())
    failures, recorded = 0, []
    file = case_file.read(CASES)
    cases = file.cases
    for case in cases:
        texts = case.texts
        given = {part: texts[part] for part in GIVEN if part in texts}
        recorded.append((case.name, texts))
        if options.only and not any(word in case.name for word in options.only):
            continue
        with tempfile.TemporaryDirectory() as name:
            try:
                now = {**given, **judge(given, pathlib.Path(name))}
            except AssertionError as error:
                print(f"FAILED {case.name}: {error}")
                failures += 1
                continue
        recorded[-1] = (case.name, now)
        if now != texts and not options.record:
            failures += 1
            for part in sorted(now.keys() | texts.keys()):
                if now.get(part) != texts.get(part):
                    print(f"FAILED {case.name}: {part}\n--- found\n{now.get(part)}--- expected\n{texts.get(part)}")
    if options.record:
        case_file.record(CASES, file, recorded)
    if not options.only:
        with tempfile.TemporaryDirectory() as name:
            print(check_site(pathlib.Path(name)))
    print(f"{len(cases)} questions, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
