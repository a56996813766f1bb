"""Shells and shellcheck read every emitted script."""

import re

from proof import equal, expect, run

# The sites that have all of them between them.
ALL_SCRIPTS = ["full", "vault", "provision"]
ALWAYS = ALL_SCRIPTS
SHELLS = [["dash"], ["bash", "--posix"], ["busybox", "sh"]]
PROGRAMS = ["shellcheck", "dash", "bash", "busybox"]

# SC2310 says that `set -e` is off inside a function whose status is tested; the scripts test statuses on purpose.
# SC2250 wants braces around every variable, and is about taste. What a script reads of ops/lib is judged with it.
SHELLCHECK = ["shellcheck", "--norc", "--enable=all", "--exclude=SC2310,SC2250", "--external-sources", "--check-sourced"]


def scripts(out):
    """Every file that begins as a shell script does."""
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.read_bytes().startswith(
            (b"#!/bin/sh\n", b"#!/bin/bash\n", b"#!/usr/bin/env bash\n")
        ):
            yield path


def is_judged(name, site):
    """Whether shellcheck reads a script in this site: check_ops proves that most are the same in all of them."""
    return site.parent.name in ALL_SCRIPTS or name.startswith("initdb/")


def check(out, site, _model):
    """Proves that every script is valid for the shell that it names."""
    found = list(scripts(out))
    names = {str(path.relative_to(out)) for path in found}
    yield expect({"ufw.sh", "backup.sh"} <= names, "the scripts are there", names)
    libraries = {str(path.relative_to(out)) for path in out.glob("ops/lib/*")}
    readers = [*found, *(out / name for name in libraries)]
    read_by_scripts = {name for path in readers for name in re.findall(r'^\. "\$\{out(?::\?)?\}/(ops/lib/\S+)"$', path.read_text(), re.MULTILINE)}
    yield equal(libraries ^ read_by_scripts, set(), "the scripts read every file of ops/lib, and no other")
    for name in sorted(libraries | {"ops/site.sh"}):
        for shell in SHELLS:
            parsed = run(*shell, "-n", out / name)
            yield expect(parsed.returncode == 0 and not parsed.stdout, f"{' '.join(shell)} -n {name}", parsed.stdout)
    read = run(*SHELLCHECK, out / "ops/site.sh")
    yield expect(read.returncode == 0, "shellcheck ops/site.sh", read.stdout)
    for path in found:
        name = path.relative_to(out)
        posix = path.read_bytes().startswith(b"#!/bin/sh\n")
        for shell in SHELLS if posix else (["bash"],):
            parsed = run(*shell, "-n", path)
            yield expect(parsed.returncode == 0 and not parsed.stdout, f"{' '.join(shell)} -n {name}", parsed.stdout)
        if not is_judged(str(name), site):
            continue
        read = run(*SHELLCHECK, path)
        yield expect(read.returncode == 0, f"shellcheck {name}", read.stdout)
