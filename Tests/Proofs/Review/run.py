#!/usr/bin/env python3
"""Reviews pull requests in a real git repository: each change is shown under its cause, with what applying it takes.

usage: run.py GEN [--record] [--only WORD...]

`reviews.cases` has for each pull request what `gen diff --base main` prints as text, as JSON and as Markdown, the plan, and the risks for which
`--fail-on` fails. Numbers of lines and digests are masked there, since every change of a template moves them; each place is looked up instead:
the line of out/ must have the value or the text that the review says. The JSON documents are validated against docs/schemas, closed; the
Markdown fits a comment; `--unified` is applied with git to a checkout of main, and must make it the built folder.
"""

import argparse
import hashlib
import json
import os
import pathlib
import re
import shutil
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

CASES = pathlib.Path(__file__).resolve().parent / "reviews.cases"
LIMIT = 65536
RISKS = ("exposure", "tls", "isolation", "secrets", "data-loss", "irreversible", "downtime")
SITE = """\
version: 1
name: stockshop
contact: ops@example.net
server:
  ipv4: 203.0.113.10
  cpu_cores: 6
  memory: 16GiB
  ssh: {allow_from: [192.0.2.0/24]}
domains:
  superadmin: superadmin.example.com
  tenants: shops.example.net
odoo:
  image: "odoo:18.0-20260105"
  superadmin: {allow_from: [192.0.2.0/24]}
  tenants:
    limits: {memory_soft: 1GiB, memory_hard: 1536MiB}
tls: {dns_provider: cloudflare}
backup: {repository: /srv/backup, copies: ["rest:https://b.example/"], append_only: true}
alerts: {webhook: "https://hooks.example.net/alerts"}
"""
PULL_REQUESTS = []


def pull_request(function):
    """Marks a change of the working tree; the first line of its documentation is what it is about."""
    PULL_REQUESTS.append(function)
    return function


class Tree:
    """The working tree of a pull request."""

    def __init__(self, folder, gen):
        """The folder has main checked out."""
        self.folder, self.gen = folder, gen
        # Where the change is built apart from the working tree.
        self.built = folder.parent / "built"

    def edit(self, old, new, path="site.yaml"):
        """Changes a file."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} does not have {old!r}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def template(self, path, old, new):
        """Edits a template: a copy of gen's own."""
        copies = self.folder.parent / "copies"
        if not copies.exists():
            self.run("templates", "export", str(copies))
        (self.folder / "templates" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(copies / path, self.folder / "templates" / path)
        self.edit(old, new, f"templates/{path}")

    def run(self, *arguments, status=0):
        """Runs gen in the folder."""
        done = subprocess.run(
            [self.gen, *arguments], cwd=self.folder, capture_output=True, text=True, check=False, timeout=300,
            env={**os.environ, "NO_COLOR": "1"})
        if status is not None and done.returncode != status:
            raise AssertionError(f"gen {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
        return done

    def git(self, *arguments):
        """Runs git in the folder."""
        subprocess.run(
            ["git", "-c", "user.name=gen", "-c", "user.email=gen@example.net", "-c", "core.autocrlf=false", *arguments],
            cwd=self.folder, check=True, capture_output=True)


@pull_request
def more_cores(tree):
    """Six cores become eight."""
    tree.edit("cpu_cores: 6", "cpu_cores: 8")


@pull_request
def a_new_range(tree):
    """The superadmin's operators get another network."""
    tree.edit("superadmin: {allow_from: [192.0.2.0/24]}", "superadmin: {allow_from: [192.0.2.0/24, 198.51.100.0/24]}")


@pull_request
def another_domain(tree):
    """The tenants' domain is renamed."""
    tree.edit("shops.example.net", "stores.example.net")


@pull_request
def an_edited_template(tree):
    """A template of the user's weakens TLS, and another one adds an option."""
    tree.template("nginx/host/tls.conf", "TLSv1.2 TLSv1.3", "TLSv1.1 TLSv1.2 TLSv1.3")
    tree.template("odoo.conf", "[options]\n", "[options]\nunaccent = True\n")


@pull_request
def a_hand_edit(tree):
    """Somebody edits what is built, and does not build."""
    tree.edit("proxy_mode = True\n", "proxy_mode = True\nunaccent = True\n", "out/odoo.conf")


@pull_request
def a_port(tree):
    """A port is opened to everybody, and one to a range."""
    tree.edit("tls: {", "firewall:\n  allow:\n    - {port: 8443, comment: metrics}\n    - {port: 9100, from: 192.0.2.0/24}\ntls: {")


@pull_request
def wider_ssh(tree):
    """SSH is opened to everyone."""
    tree.edit("ssh: {allow_from: [192.0.2.0/24]}", "ssh: {}")


@pull_request
def another_provider(tree):
    """Secrets come from a .env file."""
    tree.edit("tls: {", "secrets: {provider: dotenv}\ntls: {")


@pull_request
def another_postgresql(tree):
    """PostgreSQL gets another major version."""
    tree.edit("tls: {", "postgres: {version: 17}\ntls: {")


@pull_request
def two_at_once(tree):
    """Cores and memory change together: some values follow from both."""
    tree.edit("cpu_cores: 6", "cpu_cores: 8")
    tree.edit("memory: 16GiB", "memory: 32GiB")


@pull_request
def only_together(tree):
    """Neither limit can be changed alone: the soft one must stay below the hard one."""
    tree.edit("memory_soft: 1GiB, memory_hard: 1536MiB", "memory_soft: 3GiB, memory_hard: 4GiB")


@pull_request
def everything(tree):
    """A setting, a list, a template, and a file that gen knows nothing of."""
    more_cores(tree)
    a_new_range(tree)
    tree.template("nginx/host/tls.conf", "ssl_session_tickets off", "ssl_session_tickets on")
    (tree.folder / "templates" / "extra.txt").write_text("{#\nformat: text\n#}\nhello {{ name }}\n", encoding="utf-8")


@pull_request
def other_networks(tree):
    """The containers' networks take other addresses."""
    tree.edit("  ssh:", "  networks: {subnets: 172.31.0.0/24}\n  ssh:")


@pull_request
def another_schedule(tree):
    """Backups at another hour, fewer of them, and the certificate of another authority."""
    tree.edit("backup: {repository: /srv/backup,", 'backup: {repository: /srv/backup, schedule: "0 4 * * *", keep: {daily: 3},')
    tree.edit("tls: {", "tls: {acme_server: \"https://acme.example.org/directory\", ")


@pull_request
def only_form(tree):
    """site.yaml is written in another way, which changes nothing."""
    tree.edit("contact: ops@example.net\n", "# who answers\ncontact: \"ops@example.net\"\n")
    tree.edit("memory: 16GiB", "memory: 16384MiB")


def older(tree):
    """Makes main what an older gen built: another version of a template of its own, and another version of gen."""
    path = tree.folder / "out" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["generator"] = "gen 0.1.0"
    tree.edit("ssl_session_timeout 1d", "ssl_session_timeout 2d", "out/nginx/host/tls.conf")
    digest = hashlib.sha256((tree.folder / "out/nginx/host/tls.conf").read_bytes()).hexdigest()
    for file in manifest["files"]:
        if file["path"] == "nginx/host/tls.conf":
            tree.edit(file["sha256"], digest, "out/SHA256SUMS")
            file["sha256"] = digest
    for template in manifest["templates"]:
        if template["path"] == "nginx/host/tls.conf":
            template["sha256"] = "0" * 64
    path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


@pull_request
def another_gen(tree):
    """Another version of gen, with another template of its own, and six cores become eight."""
    more_cores(tree)


BEFORE = {another_gen: older}
# Changes that a build must not undo.
UNBUILT = {a_hand_edit}


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


def validate(text, name):
    """Reads a document, and validates it."""
    schema = json.loads((ROOT / "docs/schemas" / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    document = json.loads(text)
    faults = [f"{error.json_path}: {error.message}" for error in jsonschema.Draft7Validator(closed(schema)).iter_errors(document)]
    if faults:
        raise AssertionError(f"{name}: " + "\n".join(faults[:5]))
    assert (document["format"], document["version"]) == (name, 1), "the document does not name itself"
    return document


def masked(text):
    """A text without what every change of a template moves."""
    text = re.sub(r"\b[0-9a-f]{64}\b", "DIGEST", text)
    text = re.sub(r"\b[0-9a-f]{16}\b", "DIGEST", text)
    text = re.sub(r"(out/[A-Za-z0-9_./-]+):\d+", r"\1:N", text)
    text = re.sub(r"\b\d+ lines? of comments", "N lines of comments", text)
    text = re.sub(r"\b\d+ of comments", "N of comments", text)
    text = re.sub(r"file of \d+ lines", "file of N lines", text)
    # An alignment that moved with the numbers says nothing.
    return re.sub(r"(?<=\S) {2,}(?=\S)", "  ", text)


def masked_json(document):
    """The same for a document: the numbers of its places go, and what they count."""
    def walk(value, key=""):
        if isinstance(value, dict):
            return {name: walk(part, name) for name, part in value.items()}
        if isinstance(value, list):
            return [walk(part, key) for part in value]
        if (key == "line" and value is not None) or (key in ("remarks", "added", "removed") and isinstance(value, int)):
            return 0
        return masked(value) if isinstance(value, str) else value
    return json.dumps(walk(document), indent=1, ensure_ascii=False) + "\n"


def look_up(document, tree, former):
    """Every place of a consequence is a line that says what the consequence says."""
    count = 0
    for entry in document["entries"]:
        for consequence in entry["consequences"]:
            for place in consequence["places"]:
                count += 1
                is_edit = entry["cause"]["kind"] == "hand-edit"
                old, new = (tree.built, tree.folder / "out") if is_edit else (former, tree.built)
                folder = old if place["former"] else new
                file = folder / pathlib.Path(place["path"]).relative_to("out")
                if place["line"] is None:
                    gone = consequence["name"].startswith("removed")
                    assert (old if gone else new).joinpath(file.relative_to(folder)).exists(), place
                    continue
                line = file.read_text(encoding="utf-8").splitlines()[place["line"] - 1]
                if consequence["kind"] == "value":
                    assert consequence["new"] in line.replace("\\", ""), (consequence, line)
                elif consequence["kind"] == "lines":
                    said = consequence["old"] if place["former"] else consequence["new"]
                    assert said.split("\n")[0] == line, (consequence, line)
    return count


def review(change, gen, record):
    """One pull request: main is built and committed, the change is made and built, and the two are compared."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "repository"
        folder.mkdir()
        tree = Tree(folder, gen)
        (folder / "site.yaml").write_text(SITE, encoding="utf-8")
        tree.git("init", "--quiet", "--initial-branch=main")
        tree.run("build")
        BEFORE.get(change, lambda _: None)(tree)
        tree.git("add", "--all")
        tree.git("commit", "--quiet", "--message", "main")
        former = pathlib.Path(scratch) / "former"
        shutil.copytree(folder / "out", former)
        change(tree)
        # Before the build, the folder itself is the base, and says the same.
        default = tree.run("diff", "--format", "json", status=None)
        tree.run("build", "-o", str(tree.built))
        if change not in UNBUILT:
            tree.run("build", "--force")
        document = validate(tree.run("diff", "--base", "main", "--format", "json", status=None).stdout, "review")
        places = look_up(document, tree, former)
        if change not in UNBUILT:
            before = validate(default.stdout, "review")
            assert before["entries"] == document["entries"], "the folder as the base says something else than main"
        text = tree.run("diff", "--base", "main", status=None)
        assert text.returncode == (1 if document["entries"] or document["files"] else 0), "the exit status"
        assert tree.run("diff", "--base", "main", "--exit-zero").returncode == 0, "--exit-zero"
        markdown = tree.run("diff", "--base", "main", "--format", "markdown", status=None).stdout
        assert len(markdown) < LIMIT, "the comment is too long"
        plan = tree.run("diff", "--base", "main", "--apply-plan", status=None).stdout
        validate(tree.run("diff", "--base", "main", "--apply-plan", "--format", "json", status=None).stdout, "plan")
        failing = [risk for risk in RISKS if tree.run("diff", "--base", "main", "--fail-on", risk, status=None).returncode]
        apply(tree, scratch)
        found = {
            "about": change.__doc__, "text": masked(text.stdout), "plan": masked(plan), "fails on": " ".join(failing),
            "findings": masked(tree.run("diff", "--base", "main", "--fail-on", ",".join(RISKS), status=None).stderr),
            "json": masked_json(document), "markdown": masked(markdown),
        }
        return {name: part or "" for name, part in found.items()}, places


def apply(tree, scratch):
    """What --unified prints makes main's folder the built one."""
    patch = tree.run("diff", "--base", "main", "--unified", status=None).stdout
    checkout = pathlib.Path(scratch) / "checkout"
    tree.git("worktree", "add", "--quiet", "--detach", str(checkout), "main")
    if patch:
        subprocess.run(["git", "apply", "-"], cwd=checkout, input=patch, text=True, check=True)
    wanted = {path.relative_to(tree.built): path.read_bytes() for path in tree.built.rglob("*") if path.is_file()}
    found = {path.relative_to(checkout / "out"): path.read_bytes() for path in (checkout / "out").rglob("*") if path.is_file()}
    assert wanted == found, f"--unified does not make the built folder: {sorted(map(str, wanted.keys() ^ found.keys()))}"


def main():
    """Reviews every pull request."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gen", type=pathlib.Path)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--only", nargs="+", default=[])
    options = parser.parse_args()
    chosen = [change for change in PULL_REQUESTS if not options.only or any(word in change.__name__ for word in options.only)]
    known = case_file.CaseFile(CASES.read_bytes() if CASES.exists() else b"")
    wanted = {case.name: case.texts for case in known.cases}
    found, failed, places = {}, 0, 0
    for change in chosen:
        name = change.__name__.replace("_", " ")
        try:
            found[name], count = review(change, options.gen.resolve(), options.record)
        except AssertionError as error:
            failed += 1
            print(f"{name}: {error}")
            continue
        places += count
        if options.record:
            continue
        for part, text in found[name].items():
            if wanted.get(name, {}).get(part) != text:
                failed += 1
                print(f"{name}: the part {part!r} is another one; found:\n{text}")
    if options.record and not failed:
        order = [change.__name__.replace("_", " ") for change in PULL_REQUESTS]
        CASES.write_bytes(known.recorded([(name, found.get(name) or wanted[name]) for name in order if name in found or name in wanted]))
    print(f"{len(chosen)} pull requests, {places} places looked up, {failed} failed")
    sys.exit(1 if failed else 0)


main()
