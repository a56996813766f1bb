#!/usr/bin/env python3
"""Imports deployments of differing habits, and holds what gen says of them to what is in their files.

usage: run.py GEN [--record] [--only WORD...] [--seed N] [--mutations N]

`deployments` has a folder of each; the guide's is written out from its text, the others from the facts of public ones. `imports.cases` has the
whole site.yaml and the whole report of each. Beside that, for each of them:

- every option, value, directive, variable and instruction, as Python's configparser and PyYAML and a few lines here read them, is in the
  report with its file and line: nothing is lost without a word;
- no password of the old files is in anything that gen writes or prints;
- gen build refuses the site for its placeholders and for nothing else, and builds it once --set has filled them;
- a second import into the same folder is refused, and changes nothing.

Then hostile folders (links in circles, pipes, folders in place of files, long lines, deep nesting, aliases that stand for billions, binary files,
values that would break out of site.yaml), and damaged copies of the deployments: gen must end by itself, in bounds of time and memory, with a
site.yaml that YAML reads back as nothing but settings.
"""

import argparse
import configparser
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
TOOLS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", HERE.parents[2] / ".build" / "realparts"))
sys.path += [str(HERE.parents[1] / "Shared"), str(TOOLS / "python")]

# pylint: disable=wrong-import-position
import case_file
import yaml

DEPLOYMENTS = HERE / "deployments"
CASES = HERE / "imports.cases"
# These get CRLF and a byte order mark, which git would not keep.
FOREIGN_ENDS = ("crlf",)
# What an operator would answer.
ANSWERS = {
    "name": "stockshop", "contact": "ops@example.net", "server.ipv4": "203.0.113.10", "server.cpu_cores": "8", "server.memory": "64GiB",
    "server.os": "debian-12", "domains.superadmin": "superadmin.example.com", "domains.tenants": "shops.example.net",
    "odoo.version": "18.0", "postgres.version": "16", "tls.dns_provider": "cloudflare",
    "backup.repository": "sftp:backup@backup.example.net:/srv/restic", "odoo.mail.from": "no-reply@example.net"}
# The keys at the top of site.yaml.
KEYS = {
    "version", "name", "contact", "alerts", "server", "source", "domains", "odoo", "postgres", "nginx", "tls", "dns", "firewall", "secrets",
    "backup", "monitoring"}
SECRET = re.compile(r"[\w-]*(?:-pw|-master|-smtp|secretpart|pbkdf2-sha512\$600000|apr1\$\$)[\w$./-]*|env-file pw 1")
MEMORY = 1 << 30


def gen(program, folder, *arguments):
    """Runs gen in bounds of memory and of the processor's time."""

    def limit():
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (120, 130))

    return subprocess.run(
        [program, *arguments], cwd=folder, preexec_fn=limit, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def check(condition, message):
    """Raises where something is not so."""
    if not condition:
        raise AssertionError(message)


def copy(name, folder):
    """A deployment in a folder of its own, with the line ends that it is about."""
    old = folder / name
    shutil.copytree(DEPLOYMENTS / name, old)
    if name in FOREIGN_ENDS:
        for path in (path for path in old.rglob("*") if path.is_file()):
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    return old


def placeholders(text):
    """The settings of a site.yaml that stand for a value of the operator's own."""

    def walk(value, path):
        if isinstance(value, dict):
            return [found for key, inner in value.items() for found in walk(inner, [*path, str(key)])]
        return [".".join(path)] if isinstance(value, str) and value.startswith("<") else []

    return walk(yaml.safe_load(text), [])


class Facts:
    """Where the files of a deployment say something, as other programs than gen read them: (file, line, a word of it)."""

    def __init__(self, old):
        """Reads all files."""
        self.all = []
        for path in sorted(path for path in old.rglob("*") if path.is_file()):
            name, lines = path.relative_to(old).as_posix(), path.read_text(encoding="utf-8-sig").splitlines()
            if path.suffix in (".yml", ".yaml"):
                self.compose(name, "\n".join(lines))
            elif path.name.startswith("Dockerfile"):
                self.dockerfile(name, lines)
            elif path.suffix == ".env" or path.name == ".env" or path.name == "requirements.txt":
                self.all += [(name, number, line.split("=")[0].removeprefix("export ").split(">")[0].strip())
                             for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
            elif any(line.startswith("[options]") for line in lines):
                self.configuration(name, lines)
            elif path.suffix == ".conf" or path.parent.name == "sites-available":
                self.nginx(name, lines)

    def compose(self, name, text):
        """Every scalar that is no key, and is not in a merge key."""

        def walk(node):
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value != "<<":
                        walk(value)
            elif isinstance(node, yaml.SequenceNode):
                for value in node.value:
                    walk(value)
            else:
                self.all.append((name, node.start_mark.line + 1, ""))

        walk(yaml.compose(text))

    def configuration(self, name, lines):
        """Every option, as Odoo's parser reads them."""
        parser = configparser.RawConfigParser()
        parser.read_string("\n".join(lines))
        for section in parser.sections():
            for option in parser[section]:
                number = next(number for number, line in enumerate(lines, 1) if re.match(rf"\s*{option}\s*[=:]", line.lower()))
                self.all.append((name, number, option))

    def nginx(self, name, lines):
        """Every line with a directive that ends on it, by the directive's name."""
        for number, line in enumerate(lines, 1):
            code = re.sub(r"(^|\s)#.*", "", line)
            for statement in re.findall(r"(?:^|[;{])\s*([a-z_]+)\b[^;{}]*;", code):
                self.all.append((name, number, statement))

    def dockerfile(self, name, lines):
        """Every instruction."""
        goes_on = False
        for number, line in enumerate(lines, 1):
            if line.strip() and not line.startswith("#") and not goes_on:
                self.all.append((name, number, line.split()[0]))
            goes_on = line.endswith("\\")

    def missing(self, report):
        """Those that a report does not name."""
        lines = report.splitlines()
        unread = [line[2:].split(": not read")[0] for line in lines if ": not read" in line]
        told = {}
        for line in lines:
            if match := re.match(r"- ([^ ]+):(\d+) (.*)", line):
                told.setdefault((match[1], int(match[2])), []).append(match[3])
        return [fact for fact in self.all if fact[0] not in unread and not any(fact[2] in text for text in told.get(fact[:2], []))]


def judge(name, program, folder):
    """Imports a deployment; returns what is recorded of it."""
    old = copy(name, folder)
    known = {word for path in old.rglob("*") if path.is_file() for word in SECRET.findall(path.read_text(encoding="utf-8-sig"))}
    run = gen(program, folder, "init", "--from", name, "new")
    check(run.returncode == 0, f"init: {run.returncode}: {run.stderr}")
    site, report = ((folder / "new" / file).read_text(encoding="utf-8") for file in ("site.yaml", "IMPORT.md"))
    for secret in known:
        check(not any(secret in text for text in (site, report, run.stdout, run.stderr)), f"the secret {secret} is shown")
    facts = Facts(old)
    check(len(facts.all) > 10, f"only {len(facts.all)} facts were found here")
    missing = facts.missing(report)
    check(not missing, f"not in the report: {missing}")
    again = gen(program, folder, "init", "--from", name, "new")
    check(again.returncode == 73 and "already exists" in again.stderr, f"a second import: {again.returncode}: {again.stderr}")
    check((folder / "new/site.yaml").read_text(encoding="utf-8") == site, "a second import has changed site.yaml")
    for path in read_addons(site):
        (folder / "new" / path).mkdir(parents=True, exist_ok=True)
    refused = gen(program, folder / "new", "build")
    kinds = set(re.findall(r"^.*error.*\[([a-z0-9-]+)\]", refused.stderr, re.MULTILINE))
    check(refused.returncode == 65 and kinds == {"placeholder"}, f"build: {refused.returncode}: {refused.stderr}")
    settings = [word for key in placeholders(site) for word in ("--set", f"{key}={ANSWERS[key]}")]
    filled = gen(program, folder, "init", "--from", name, "filled", *settings)
    check(filled.returncode == 0, f"init --set: {filled.returncode}: {filled.stderr}")
    built = gen(program, folder / "filled", "build")
    check(built.returncode == 0, f"build of the filled site: {built.returncode}: {built.stderr}")
    return {"site": site, "report": report}


def read_addons(site):
    """The folders of modules that a site names."""
    return (yaml.safe_load(site).get("odoo") or {}).get("addons", [])


def hostile(folder):
    """Folders that are made to do harm: each with its name."""
    compose = "services: {odoo: {image: 'odoo:18.0'}}\n"
    odoo = "[options]\nworkers = 3\n"

    def make(name, files):
        place = folder / name
        for path, content in files.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(content if isinstance(content, bytes) else content.encode())
        return place

    make("long-line", {"odoo.conf": "[options]\nworkers = " + "9" * (10 << 20), "docker-compose.yml": compose})
    make("long-line-within", {"odoo.conf": "[options]\nworkers = " + "9" * 1_000_000, "nginx/a.conf": "server { x " + "a" * 1_000_000 + "; }"})
    make("deep", {"docker-compose.yml": "services: " + "[" * 100_000, "nginx/deep.conf": "a{" * 100_000, "odoo.conf": odoo})
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    make("aliases", {"docker-compose.yml": bomb + compose, "odoo.conf": odoo})
    make("itself", {"docker-compose.yml": "services: &s {odoo: *s}\n", "odoo.conf": odoo})
    make("extends-itself", {"docker-compose.yml": "services: {odoo: {extends: odoo, image: 'odoo:18.0'}, a: {extends: b}, b: {extends: a}}\n"})
    make("variables", {".env": "A=" + "x" * 200_000, "docker-compose.yml": "services:\n  odoo:\n    image: odoo:18.0\n    command:\n" + "      - $A$A$A\n" * 9_000})
    make("braces", {"docker-compose.yml": "services: {odoo: {image: 'odoo:18.0', command: '" + "${" * 200_000 + "'}}\n"})
    make("binary", {"docker-compose.yml": bytes(range(256)) * 100, ".env": b"\x00\x01", "odoo.conf": odoo, "nginx/x": b"\xff\xfe"})
    make("many-lines", {"Dockerfile": "FROM odoo:18.0\n" + "RUN a\\\n" * 150_000, "odoo.conf": odoo + "x = 1\n" + "  y\n" * 200_000})
    make("values", {
        "docker-compose.yml": yaml.safe_dump({"name": "a: b\n# c", "services": {
            "odoo": {"image": "odoo:18.0", "environment": {
                "A": "x\"\nversion: 2\n", "B": "\u2028- [", "C\n": "d", "D": "</script>`${E}`", "TZ": "Etc/UTC\nname: evil", "F": "\u202eabc\x07"}},
            "bad name\n$(reboot)": {"image": "odoo:18.0`"}}}),
        "odoo.conf": "[options]\nlog_level = info\nx-y = 1\nlog_handler = :INFO\"\\\nunaccent = {{ 1 }}\nworkers = *a\nadmin_passwd = x\n[\x1b]\n",
        "sites-available/a": "server { server_name *.evil.example\"x; client_max_body_size ${x; } server { listen 80; server_name 'a b' -- ; }"})
    links = make("links", {"docker-compose.yml": compose})
    (links / "nginx").symlink_to(links)
    (links / "odoo.conf").symlink_to("/etc/passwd")
    (links / "circle.conf").symlink_to("circle.conf")
    os.mkfifo(links / "superadmin.conf")
    (links / "folder.conf").mkdir()
    pipe = folder / "pipe"
    pipe.mkdir()
    os.mkfifo(pipe / "docker-compose.yml")
    (folder / "empty").mkdir()
    return sorted(path.name for path in folder.iterdir())


def endure(program, folder, name):
    """Imports something, whatever it is: gen ends by itself, and what it writes are settings."""
    run = gen(program, folder, "init", "--from", name, f"../new/{name}")
    check(run.returncode in (0, 66), f"{run.returncode}: {run.stderr[-2000:]}")
    for hidden in "\x1b\x07\u202e\u2028":
        check(hidden not in run.stderr, f"it prints U+{ord(hidden):04X}")
    site = folder.parent / "new" / name / "site.yaml"
    check((run.returncode == 0) == site.exists(), "site.yaml is there exactly where it was said")
    if run.returncode == 0:
        keys = set(yaml.safe_load(site.read_text(encoding="utf-8")))
        check(keys <= KEYS, f"site.yaml has the keys {keys - KEYS}")
    return run.returncode


def damaged(old, chance):
    """Damages the files of a deployment."""
    for path in (path for path in sorted(old.rglob("*")) if path.is_file()):
        data = bytearray(path.read_bytes())
        for _ in range(chance.randrange(1, 6)):
            place, kind = chance.randrange(len(data) + 1), chance.randrange(4)
            piece = bytes(chance.choice(b"{}[]:;#&*!|>\"'\\\n\t $%=-\x00\xff") for _ in range(chance.randrange(1, 4)))
            if kind == 0:
                data[place:place] = piece
            elif kind == 1:
                del data[place : place + chance.randrange(1, 40)]
            elif kind == 2:
                data[place:place] = data[chance.randrange(len(data) + 1) :][:200]
            else:
                data[place : place + len(piece)] = piece
        path.write_bytes(data)


def main():
    """Judges each deployment, then what is hostile."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--only", action="extend", nargs="+", default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutations", type=int, default=24)
    options = parser.parse_args()
    program = options.gen.resolve()
    if options.record and not CASES.exists():
        CASES.write_bytes(b"")
    file = case_file.read(CASES, () if options.record else ("site", "report"))
    known = {case.name: case.texts for case in file.cases}
    names = sorted(path.name for path in DEPLOYMENTS.iterdir())
    failures, recorded = 0, []
    for name in names:
        recorded.append((name, known.get(name, {})))
        if options.only and not any(word in name for word in options.only):
            continue
        with tempfile.TemporaryDirectory() as scratch:
            try:
                said = judge(name, program, pathlib.Path(scratch))
                if options.record:
                    recorded[-1] = (name, said)
                elif wrong := [part for part in said if said[part] != known.get(name, {}).get(part)]:
                    raise AssertionError("".join(f"{part}:\n{said[part]}" for part in wrong))
            except AssertionError as error:
                failures += 1
                print(f"FAILED {name}: {error}", file=sys.stderr)
    if options.record:
        case_file.record(CASES, file, [case for case in recorded if case[1]])
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "old"
        folder.mkdir()
        chance = random.Random(options.seed)
        attacks = [name for name in hostile(folder) if not options.only or any(word in name for word in options.only)]
        for number in range(0 if options.only else options.mutations):
            attacks.append(f"damaged-{number}")
            shutil.copytree(DEPLOYMENTS / names[number % len(names)], folder / attacks[-1])
            damaged(folder / attacks[-1], chance)
        (folder.parent / "new").mkdir()
        for name in attacks:
            try:
                code = endure(program, folder, name)
                check(name not in ("empty", "pipe") or code == 66, f"{name} ends with {code}")
            except AssertionError as error:
                failures += 1
                print(f"FAILED {name}: {error}", file=sys.stderr)
    print(f"{len(names)} deployments and {len(attacks)} hostile folders, {failures} failed")
    sys.exit(1 if failures else 0)


main()
