#!/usr/bin/env python3
"""Compares the output of two versions of gen, to prove that a refactoring changed nothing.

usage: compare-out.py OLD [NEW] [--but GLOB]... [--diff]

OLD and NEW are programs or commits; a commit is built in .build/compare. NEW is .build/release/gen where it is left out.
Every site of the project is built by both, and the smallest one again for each version of Odoo, PostgreSQL and the
operating system that gen knows. Files, modes and contents must be equal. The hashes of the templates in the manifest are
left out, as a reshaping of a template is what may change; the settings in it count. `--but` names files that are meant to
change, `--diff` shows how.
"""

import argparse
import concurrent.futures
import difflib
import fnmatch
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SITES = [
    "site.yaml", "Tests/RealParts/sites/*.yaml", "Tests/RealParts/engine/site.yaml", "Benchmarks/**/site*.yaml",
]
GRID = {
    ("odoo", "version"): ["16.0", "17.0", "18.0", "19.0"],
    ("postgres", "version"): ["13", "16", "18"],
    ("server", "os"): ["ubuntu-22.04", "ubuntu-24.04", "debian-12", "debian-13"],
}


def program(name):
    """The path of a gen: the name itself, or the program that is built from the commit of that name."""
    path = pathlib.Path(name)
    if path.is_file():
        return path.resolve()
    found = subprocess.run(
        ["git", "rev-parse", "--verify", f"{name}^{{commit}}"], cwd=ROOT, check=True, capture_output=True, text=True)
    commit = found.stdout.strip()
    tree = ROOT / ".build" / "compare" / commit
    made = tree / ".build" / "release" / "gen"
    if not made.exists():
        if not tree.exists():
            subprocess.run(["git", "worktree", "add", "--detach", tree, commit], cwd=ROOT, check=True)
        subprocess.run(["swift", "build", "-c", "release", "--product", "gen"], cwd=tree, check=True, stdout=sys.stderr)
    return made


def sites():
    """Each site of the project, and the smallest one for each point of the grid: names and contents."""
    for pattern in SITES:
        for path in sorted(ROOT.glob(pattern)):
            yield str(path.relative_to(ROOT)), path.read_bytes()
    smallest = (ROOT / "Tests/RealParts/sites/minimal.yaml").read_text(encoding="utf-8")
    for values in itertools.product(*GRID.values()):
        lines = smallest.splitlines()
        for (section, key), value in zip(GRID, values):
            lines = put(lines, section, key, value)
        yield " ".join(values), ("\n".join(lines) + "\n").encode()


def put(lines, section, key, value):
    """The site's lines with one setting replaced, for both ways to write a section in YAML."""
    row = f"{key}: \"{value}\""
    for number, line in enumerate(lines):
        if line.startswith(f"{section}: {{"):
            inside = [part for part in split(line[len(section) + 3:-1]) if not part.strip().startswith(f"{key}:")]
            return [*lines[:number], f"{section}: {{{', '.join([*map(str.strip, inside), row])}}}", *lines[number + 1:]]
        if line.rstrip() == f"{section}:":
            end = next((at for at in range(number + 1, len(lines)) if lines[at][:1] not in (" ", "")), len(lines))
            inside = [line for line in lines[number + 1:end] if not line.startswith(f"  {key}:")]
            return [*lines[:number + 1], f"  {row}", *inside, *lines[end:]]
    return [*lines, f"{section}: {{{row}}}"]


def split(text):
    """The entries of a flow mapping."""
    depth, entry, entries = 0, "", []
    for character in text:
        depth += (character in "[{") - (character in "]}")
        if character == "," and depth == 0:
            entries.append(entry)
            entry = ""
        else:
            entry += character
    return [*entries, entry] if entry.strip() else entries


def built(gen, site):
    """The output of a gen for a site: the files with modes and contents, or its error messages."""
    with tempfile.TemporaryDirectory(prefix="compare-") as folder:
        pathlib.Path(folder, "site.yaml").write_bytes(site)
        done = subprocess.run([gen, "build", "site.yaml"], cwd=folder, check=False, capture_output=True)
        if done.returncode != 0:
            return {"refused": (done.returncode, done.stderr)}
        out = pathlib.Path(folder, "out")
        files = {
            str(path.relative_to(out)): (path.stat().st_mode & 0o7777, path.read_bytes())
            for path in out.rglob("*") if path.is_file()
        }
    mode, manifest = files["manifest.json"]
    known = json.loads(manifest)
    known.pop("templates")
    # The contents of the other files are compared there, once.
    known.pop("files")
    files["manifest.json"] = (mode, json.dumps(known, indent=2).encode())
    files.pop("SHA256SUMS")
    return files


def difference(name, old, new):
    """The difference of one file, as lines."""
    before, after = (entry[1].decode(errors="replace").splitlines() if entry else [] for entry in (old, new))
    return difflib.unified_diff(before, after, f"old/{name}", f"new/{name}", lineterm="")


def main():
    """Returns 0 if only files differ that may differ."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("old")
    parser.add_argument("new", nargs="?", default=str(ROOT / ".build/release/gen"))
    parser.add_argument("--but", action="append", default=[], help="files that are meant to change")
    parser.add_argument("--diff", action="store_true", help="show how they differ")
    options = parser.parse_args()
    programs = [program(options.old), program(options.new)]
    differing, compared, refused, seen = 0, 0, 0, set()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for site, content in sites():
            old, new = pool.map(lambda gen, content=content: built(gen, content), programs)
            refused += "refused" in old
            compared += len(new)
            for name in sorted(old.keys() | new.keys()):
                before, after = old.get(name), new.get(name)
                if before == after or any(fnmatch.fnmatch(name, pattern) for pattern in options.but):
                    continue
                differing += 1
                print(f"{site}: {name} differs")
                if options.diff and (name, before, after) not in seen:
                    seen.add((name, before, after))
                    print("\n".join(difference(name, before, after)))
    print(f"{compared} files compared, {differing} differ, {refused} sites are refused by the old one")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
