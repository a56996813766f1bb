#!/usr/bin/env python3
"""Merges pairs of changes with git, and lets gen build repair what git leaves of the output folder.

usage: run.py GEN [--record] [--only WORD...]

In each case two branches change the site or its templates, and each commits what gen builds. git then merges them in several ways: in
each style of conflicts, by a rebase, with conflicts decided for one side, and with the merge already committed. Each time gen check must
name no file as edited and ask for no --force; one gen build must make the folder what a build into an empty folder makes. An edit by
hand, before the merge or after it, must be refused as always.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "Tests" / "Shared"))

import case_file

CASES = pathlib.Path(__file__).resolve().parent / "merges.cases"
SITE = """\
version: 1
name: stockshop
contact: ops@example.net

server:
  ipv4: 203.0.113.10

  cpu_cores: 4

  memory: 16GiB

domains:
  superadmin: superadmin.example.com

  tenants: shops.example.net

odoo:
  image: "odoo:18.0-20260105"

  superadmin:
    allow_from: [192.0.2.0/24]

  tenants:
    settings: {geoip_database: "/a"}

tls:
  dns_provider: cloudflare

dns: {provider_zones: [example.com, example.net]}

firewall:
  allow:
    - {port: 9100, from: 192.0.2.0/24, comment: node exporter}

backup:
  repository: /srv/backup
  copies: ["rest:https://b.example/"]
  append_only: true
"""
# How git is told to merge: the name of the way, and its arguments.
WAYS = {
    "merge": ["merge", "--no-edit", "theirs"],
    "diff3": ["-c", "merge.conflictStyle=diff3", "merge", "--no-edit", "theirs"],
    "zdiff3": ["-c", "merge.conflictStyle=zdiff3", "merge", "--no-edit", "theirs"],
    "rebase": ["rebase", "theirs"],
    "cherry-pick": ["cherry-pick", "theirs"],
    "decided for ours": ["merge", "--no-edit", "-X", "ours", "theirs"],
    "decided for theirs": ["merge", "--no-edit", "-X", "theirs", "theirs"],
}


class Repository:
    """A repository with a site."""

    def __init__(self, folder, gen):
        """Commits the site and what gen makes of it."""
        self.folder, self.program = folder, gen
        self.git("init", "--quiet", "--initial-branch=ours")
        (folder / ".gitattributes").write_text("* text=auto eol=lf\n", encoding="ascii")
        (folder / "site.yaml").write_text(SITE, encoding="utf-8")
        self.build()
        self.commit("the site")

    def run(self, *command):
        """Runs a program there."""
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=120, stdin=subprocess.DEVNULL,
            env={**os.environ, "NO_COLOR": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true"})

    def git(self, *arguments, check=True):
        """Runs git."""
        done = self.run("git", "-c", "user.name=o", "-c", "user.email=o@example.net", *arguments)
        if check and done.returncode != 0:
            raise AssertionError(f"git {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done

    def gen(self, *arguments):
        """Runs gen."""
        return self.run(self.program, *arguments)

    def build(self, *options):
        """Brings out/ up to date."""
        done = self.gen("build", *options)
        if done.returncode != 0:
            raise AssertionError(f"gen build: {done.stderr}")

    def commit(self, message):
        """Commits everything."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def change(self, edits):
        """Changes files: lines `OLD => NEW` are about site.yaml, `PATH: OLD => NEW` with a template's path about that template, and
        `PATH: TEXT` makes one."""
        for edit in edits.splitlines():
            path, is_template, rest = edit.partition(" | ")
            file = self.folder / (path if is_template else "site.yaml")
            old, is_change, new = (rest if is_template else edit).partition(" => ")
            if is_template and not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                built_in = ROOT / path
                file.write_text(
                    built_in.read_text(encoding="utf-8") if built_in.exists() else f"{{#\nformat: text\n#}}\n{rest}\n", encoding="utf-8")
                if not is_change:
                    continue
            text = file.read_text(encoding="utf-8")
            if old not in text:
                raise AssertionError(f"{file.name} has no {old!r}")
            file.write_text(text.replace(old, new.replace("\\n", "\n"), 1), encoding="utf-8")

    def files(self, name="out"):
        """Every file below a folder, with its bytes."""
        folder = self.folder / name
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def branch(repository, name, start, edits, by_hand):
    """A branch with a change, and what gen builds from it."""
    repository.git("checkout", "--quiet", "-B", name, start)
    repository.change(edits)
    repository.build("--force")
    if by_hand:
        add_line(repository, by_hand)
    repository.commit(f"change {name}")


def add_line(repository, path):
    """An edit by hand."""
    file = repository.folder / path
    file.write_text(file.read_text(encoding="utf-8").replace("\n", "\n# by hand\n", 1), encoding="utf-8")


def merged(repository, way):
    """Merges the branches, and decides what gen cannot: conflicts outside of out/. Returns the files in out/ with conflicts."""
    repository.git("checkout", "--quiet", "-B", "work", "ours")
    repository.git(*WAYS[way], check=False)
    conflicts = repository.git("diff", "--name-only", "--diff-filter=U").stdout.split()
    if "site.yaml" in conflicts or "decided" in way:
        # In a rebase the other branch comes first.
        (repository.folder / "site.yaml").write_text(union(repository), encoding="utf-8")
    for path in conflicts:
        if path.startswith("templates/"):
            repository.git("checkout", "--theirs", "--", path)
        elif "decided" in way:
            # git does not decide for a branch that removed a file.
            repository.git("rm", "--quiet", "--force", path)
    return [path for path in conflicts if path.startswith("out/")]


def union(repository):
    """site.yaml with both changes, whatever git was told to decide."""
    versions = []
    for index, revision in enumerate(("ours", "start", "theirs")):
        path = repository.folder.parent / f"version-{index}"
        path.write_text(repository.git("show", f"{revision}:site.yaml").stdout, encoding="utf-8")
        versions.append(str(path))
    return repository.git("merge-file", "-p", "--union", *versions, check=False).stdout


def repaired(repository, what):
    """gen check names what is the matter, gen build repairs it; returns the statuses that check names."""
    check = repository.gen("check")
    if check.returncode not in (0, 1):
        raise AssertionError(f"{what}: check: {check.returncode} {check.stderr}")
    words = {line.split(" ")[0] for line in check.stdout.splitlines()}
    if "edited" in words or check.stderr not in ("", "gen build\n"):
        raise AssertionError(f"{what}: check: {check.stdout}{check.stderr}")
    build = repository.gen("build")
    if build.returncode != 0:
        raise AssertionError(f"{what}: build: {build.stderr}")
    after = repository.gen("check")
    if (after.returncode, after.stdout) != (0, ""):
        raise AssertionError(f"{what}: check after the build: {after.stdout}{after.stderr}")
    repository.build("-o", "fresh")
    fresh = repository.files("fresh")
    shutil.rmtree(repository.folder / "fresh")
    if repository.files() != fresh:
        raise AssertionError(f"{what}: out/ is not what a build into an empty folder makes")
    return words


def reset(repository):
    """Ends what is unfinished."""
    for command in ("merge", "rebase", "cherry-pick"):
        repository.git(command, "--abort", check=False)
    repository.git("reset", "--quiet", "--hard")
    repository.git("clean", "--quiet", "-fd")


def refused(repository, path, what):
    """An edit by hand is refused, and nothing is written."""
    before = repository.files()
    build = repository.gen("build")
    if build.returncode != 73 or f"{path} was edited since gen wrote it" not in build.stderr:
        raise AssertionError(f"{what}: {build.returncode} {build.stderr}")
    if repository.files() != before:
        raise AssertionError(f"{what}: something was written")


def judge(case, gen, folder):
    """Tries a case in each way; returns what is recorded of it."""
    repository = Repository(folder / "site", gen)
    repository.git("branch", "start")
    for name in ("ours", "theirs"):
        branch(repository, name, "start", case[name], None)
    said = {}
    for way in WAYS:
        conflicts = merged(repository, way)
        if way == "merge":
            said["conflicts"] = "".join(f"{path}\n" for path in conflicts) or "none"
            said["check"] = repository.gen("check").stdout or "nothing"
        repaired(repository, way)
        reset(repository)

    merged(repository, "merge")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "merged without looking", check=False)
    repaired(repository, "a merge that was committed with its conflicts")
    reset(repository)

    edited = case.get("edited", "out/docker-compose.yml")
    for way in ("merge", "zdiff3", "rebase"):
        merged(repository, way)
        add_line(repository, edited)
        refused(repository, edited, f"an edit after {way}")
        reset(repository)
    branch(repository, "theirs", "start", case["theirs"], edited)
    merged(repository, "merge")
    refused(repository, edited, "an edit before the merge")
    return said


def main():
    """Judges each case."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--only", action="extend", nargs="+", default=[])
    options = parser.parse_args()
    results = ("conflicts", "check")
    file = case_file.read(
        CASES, ("ours", "theirs", *(() if options.record else results)), ("edited", *(results if options.record else ())))
    failures, recorded = 0, []
    for case in file.cases:
        texts = case.texts
        recorded.append((case.name, texts))
        if options.only and not any(word in case.name for word in options.only):
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "site").mkdir()
            try:
                said = judge(texts, options.gen.resolve(), folder)
                if options.record:
                    recorded[-1] = (case.name, {**{part: texts[part] for part in texts if part not in said}, **said})
                elif wrong := [part for part in said if said[part] != texts[part]]:
                    raise AssertionError("".join(f"{part}:\n{said[part]}" for part in wrong))
            except AssertionError as error:
                failures += 1
                print(f"FAILED {case.name}: {error}", file=sys.stderr)
    if options.record:
        case_file.record(CASES, file, recorded)
    print(f"{len(file.cases)} pairs of changes, each merged in {len(WAYS) + 1} ways, {failures} failed")
    sys.exit(1 if failures else 0)


main()
