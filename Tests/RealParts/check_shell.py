"""Shells and shellcheck read every emitted script."""

from proof import expect, run

PROGRAMS = ["shellcheck", "dash", "bash", "busybox"]

# SC2310 says that `set -e` is off inside a function whose status is tested; the scripts test statuses on purpose.
# SC2250 wants braces around every variable, and is about taste.
SHELLCHECK = ["shellcheck", "--norc", "--enable=all", "--exclude=SC2310,SC2250"]


def scripts(out):
    """Every file that begins as a shell script does."""
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.read_bytes().startswith(
            (b"#!/bin/sh\n", b"#!/bin/bash\n", b"#!/usr/bin/env bash\n")
        ):
            yield path


def check(out, _site, _model):
    """Proves that every script is one, for the shell that it names."""
    found = list(scripts(out))
    names = {str(path.relative_to(out)) for path in found}
    yield expect({"ufw.sh", "backup.sh"} <= names, "the scripts are there", names)
    for path in found:
        name = path.relative_to(out)
        posix = path.read_bytes().startswith(b"#!/bin/sh\n")
        for shell in (["dash"], ["bash", "--posix"], ["busybox", "sh"]) if posix else (["bash"],):
            parsed = run(*shell, "-n", path)
            yield expect(parsed.returncode == 0 and not parsed.stdout, f"{' '.join(shell)} -n {name}", parsed.stdout)
        read = run(*SHELLCHECK, path)
        yield expect(read.returncode == 0, f"shellcheck {name}", read.stdout)
