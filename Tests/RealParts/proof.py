"""What the checks have in common: one proven thing, and a program run to its end."""

import dataclasses
import os
import shutil
import subprocess


@dataclasses.dataclass(frozen=True)
class Proof:
    """One thing that a check looked at."""

    what: str
    holds: bool
    detail: str = ""
    # A count that is printed where it holds, too.
    is_result: bool = False


def some_of(count):
    """How many of so many tries a run makes: all, or with --share of run.py a part of them, and at least four."""
    return max(4, count // int(os.environ.get("REALPARTS_SHARE", "1")))


def expect(holds, what, detail=""):
    """Says whether one thing holds; `detail` is shown when it does not."""
    return Proof(what, bool(holds), str(detail))


def equal(actual, wanted, what):
    """Says whether two values are the same, and shows both when they are not."""
    return expect(actual == wanted, what, f"wanted {wanted!r}\n   got {actual!r}")


def result(actual, wanted, what):
    """The same for a count, such as of what was lost: a run prints it."""
    return Proof(what, actual == wanted, f"wanted {wanted!r}\n   got {actual!r}", is_result=True)


def program_of(name):
    """The path of a program, which the installation brought."""
    path = shutil.which(name)
    if path is None:
        raise FileNotFoundError(f"{name} is not installed")
    return path


def run(*arguments, **options):
    """Runs a program to its end; its output is text, and stderr follows stdout unless told otherwise."""
    defaults = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "timeout": 120}
    return subprocess.run([str(argument) for argument in arguments], check=False, **(defaults | options))
