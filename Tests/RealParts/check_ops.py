"""The operating logic exists once: only ops/site.sh differs between sites, and the scripts find it from anywhere."""

import os
import pathlib
import re
import shutil
import tempfile

from plain_values import PLAIN, is_plain
from proof import equal, expect, run

PROGRAMS = ["dash", "bash", "busybox"]
SITES = ["vault"]

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHELLS = [["dash"], ["bash"], ["bash", "--posix"], ["busybox", "sh"]]
# What may differ between sites, and why.
GENERATED = {
    "ops/site.sh": "the values",
    "initdb/db/10-role.sh": "runs inside the database's container, where it is the only file of this folder",
    "initdb/db_superadmin/10-role.sh": "the same",
}
# These run inside a container or as a copy in /etc, where ops/ is not: they take what they need from their surroundings.
ALONE = {"odoo-start", "provision-tenant", "tls/reload-nginx.sh", "monitoring/odoo-lines.sh"}
# Values in their templates that are names, and the same in every version of a site.
CONSTANTS = {"odoo.guard_directory", "odoo.run_directory", "postgres.tenants.role", "postgres.tenants.maintenance_role"}
# Nobody can open a longer one and see what it does.
LONGEST = 150


def check(out, _site, _model):
    """Builds every site of the project once."""
    with tempfile.TemporaryDirectory() as name:
        sites = list(build_all(pathlib.Path(name)))
        yield from same_in_all(sites)
        yield from plain_values(sites)
        yield from templates_without_values({name for site in sites for name, _ in logic(site)})
    yield from shapes(out)
    with tempfile.TemporaryDirectory(prefix="a folder's ") as name:
        yield from found_from_anywhere(out, pathlib.Path(name))
        yield from refused(out, pathlib.Path(name))


def build_all(folder):
    """The output of every site that the project has."""
    sources = [ROOT / "site.yaml", *sorted((ROOT / "Tests/RealParts").glob("*/*.yaml"))]
    for number, source in enumerate(sources):
        place = folder / str(number)
        place.mkdir()
        shutil.copyfile(source, place / "site.yaml")
        built = run(os.environ["GEN"], "build", place / "site.yaml")
        if built.returncode == 0:
            yield place / "out"


def logic(out):
    """The files that are shell, by their paths."""
    for path in sorted(out.rglob("*")):
        if path.is_file() and (path.read_bytes().startswith(b"#!/bin/sh\n") or path.parent.name == "lib"):
            yield str(path.relative_to(out)), path


def same_in_all(sites):
    """Each file is the same in every site that has it, except for those with the values."""
    yield expect(len(sites) >= 15, "the sites of the project are built", len(sites))
    contents = {}
    for site in sites:
        for name, path in logic(site):
            contents.setdefault(name, set()).add((path.read_bytes(), path.stat().st_mode))
    differing = {name for name, found in contents.items() if len(found) > 1}
    yield equal(differing - GENERATED.keys(), set(), "the scripts are the same for every site")
    values = {(site / "ops/site.sh").read_bytes() for site in sites}
    yield expect(len(values) > len(sites) - 3, "the values are not", len(values))


def plain_values(sites):
    """Values that a here-document passes to another program have no meaning there."""
    used = set()
    for name, path in logic(sites[0]):
        if name not in GENERATED:
            text = path.read_text(encoding="utf-8")
            for document in re.findall(r"<<([A-Z]+)\b.*?\n(.*?)^\1$", text, re.MULTILINE | re.DOTALL):
                used |= set(re.findall(r"\bsite_\w+", document[1]))
    yield equal(used - PLAIN.keys(), set(), "here-documents hold these values alone")
    for site in sites:
        text = (site / "ops/site.sh").read_text(encoding="utf-8")
        lines = re.findall(r"^(site_\w+)=(?:\"([^\"\n]*)\"|'([^'\n]*)'|(\S*))(?: #.*)?$", text, re.MULTILINE)
        values = {name: "".join(spellings) for name, *spellings in lines}
        yield equal(PLAIN.keys() - values.keys(), set(), "all of them are there")
        odd = {name: value for name, value in values.items() if not is_plain(name, value)}
        yield equal(odd, {}, "and they are plain")


def templates_without_values(names):
    """None of their templates has a value or a condition: results for these sites apply to every other."""
    for name in sorted(names - GENERATED.keys()):
        text = (ROOT / "templates" / name).read_text(encoding="utf-8")
        text = re.sub(r"\{#.*?#\}|\{% raw %\}.*?\{% endraw %\}", "", text, flags=re.DOTALL)
        values = set(re.findall(r"\{\{ *(.*?) *\}\}", text)) - CONSTANTS
        yield equal((values, "{%" in text), (set(), False), f"the template of {name} has no value")


def shapes(out):
    """The form of a script: its length, its mode, its header."""
    for name, path in logic(out):
        text = path.read_text(encoding="utf-8")
        yield expect(text.count("\n") <= LONGEST or name in ALONE | GENERATED.keys(), f"{name} is short", text.count("\n"))
        mode = path.stat().st_mode & 0o777
        yield equal(oct(mode), oct(0o644 if name.startswith("ops/lib/") else 0o755), f"the mode of {name}")
        head = re.match(r"(?:#.*\n)+", text).group(0)
        if not name.startswith("ops/") and name not in GENERATED and name != "tls/reload-nginx.sh":
            yield expect(path.name in head.split("\n", 1)[1], f"{name} says how it is called", head)
            yield expect(re.search(r"[Ee]xit status", head), f"{name} says how it ends", head)


def commands(folder):
    """The scripts that read ops/, except those that accept any argument."""
    for name, path in logic(folder):
        if name not in GENERATED and name not in ALONE and not name.startswith("ops/"):
            yield name, path


def found_from_anywhere(out, folder):
    """By a link, from another folder, under every shell: a wrong argument prints the usage, for which begin.sh and site.sh are read."""
    copy = folder / "the site's out"
    shutil.copytree(out, copy)
    for name, path in commands(copy):
        link = folder / f"link to {path.name}"
        link.unlink(missing_ok=True)
        link.symlink_to(path)
        for shell in SHELLS:
            ended = run(*shell, link, "--no such option", cwd="/")
            yield equal((ended.returncode, ended.stdout.split(":")[0]), (64, "usage"), f"{name}, by a link, under {shell[0]}")
        ended = run("dash", os.path.relpath(path, copy.parent), "--no such option", cwd=copy.parent)
        yield equal(ended.returncode, 64, f"{name}, by a relative path")
        ended = run("dash", path.name, "--no such option", cwd=path.parent)
        yield equal(ended.returncode, 64, f"{name}, by its name alone")


def refused(out, folder):
    """An incomplete folder, or one of two versions, is reported before anything is done."""
    copy = folder / "another"
    shutil.copytree(out, copy)
    values = copy / "ops/site.sh"
    text = values.read_text(encoding="utf-8")
    for change, word in ((lambda: values.write_text(text.replace("site_format=", "site_format=9"), encoding="utf-8"), "another version"),
                         (lambda: values.write_text(text.replace("site_format=", "other="), encoding="utf-8"), "another version"),
                         (values.unlink, "is missing")):  # fmt: skip
        change()
        for name, path in commands(copy):
            for shell in SHELLS:
                ended = run(*shell, path, "--no-such-option", cwd="/", env=os.environ | {"site_format": "1"})
                yield expect(ended.returncode == 78 and word in ended.stdout and str(values) in ended.stdout,
                             f"{name} under {shell[0]}: site.sh {word}", ended.stdout)  # fmt: skip
    values.write_text(text, encoding="utf-8")
    for library in sorted((copy / "ops/lib").iterdir()):
        content = library.read_bytes()
        library.unlink()
        readers = [path for _, path in commands(copy) if f'/ops/lib/{library.name}"' in path.read_text(encoding="utf-8")]
        for path in readers[:1]:
            for shell in SHELLS:
                ended = run(*shell, path, "--no-such-option", cwd="/")
                yield expect(ended.returncode not in (0, 64) and str(library) in ended.stdout,
                             f"{path.name} under {shell[0]}: {library.name} is missing", ended.stdout)  # fmt: skip
        library.write_bytes(content)
