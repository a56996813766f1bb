#!/usr/bin/env python3
"""Attacks the output folder of `gen build`, and looks at what is left.

usage: run.py GEN [--points N | --all] [--record]

After each attack every file is whole, old or new; nothing beside the artifacts was touched; and the next build makes
everything right, or says what to do. Of the system calls of each kind of build some are tried, evenly spread; with --all
each of them. --record writes the messages in messages.cases anew.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "Shared"))
PROGRAMS = ["strace", "unshare", "mount", "setpriv"]
MEMORY = "/dev/shm"

# pylint: disable=wrong-import-position
import case_file
import folders
import privileges
import races
import system_calls
from project import NEIGHBOURS, OWN, OWN_FIRST, Judge, Project


class Golden:
    """The whole messages, in a file."""

    FILE = HERE / "messages.cases"

    def __init__(self, records):
        self.records = records
        self.found = {}
        self.file = case_file.read(self.FILE, ["status", "error"])
        self.expected = {case.name: case.texts for case in self.file.cases}

    def matches(self, name, status, error):
        """Whether gen's exit status and message are right."""
        self.found[name] = {"status": str(status), "error": error}
        return self.records or self.expected.get(name) == self.found[name]

    def spare(self):
        """Messages of folders that no attack prepares."""
        return [f"{name} is in {self.FILE.name}, and was not tried" for name in self.expected if name not in self.found]

    def write(self):
        """Writes gen's messages, if that was requested."""
        if self.records:
            case_file.record(self.FILE, self.file, self.found.items())


def arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=lambda path: pathlib.Path(path).resolve(), help="the gen program to attack")
    parser.add_argument("--points", type=int, default=160, metavar="N", help="try so many system calls of each kind (default 160)")
    parser.add_argument("--all", action="store_true", help="try every system call")
    parser.add_argument("--record", action="store_true", help="write the expected messages anew")
    return parser.parse_args()


def attacks(gen, judge, folder):
    """A first build, one that changes much, one that changes nothing, and one that waits for the disk."""
    fresh = Project(gen, folder / "fresh")
    fresh.new()
    changed = Project(gen, folder / "changed")
    changed.old()
    changed.must_build()
    changed.new()
    done = Project(gen, folder / "done")
    done.new()
    done.must_build()
    for project, own in ((fresh, OWN_FIRST), (changed, OWN), (done, OWN)):
        project.put({**NEIGHBOURS, **own})
    attack = system_calls.Attack
    return [
        attack("first build", fresh, judge, folder),
        attack("change", changed, judge, folder),
        attack("no change", done, judge, folder),
        attack("synchronised change", changed, judge, folder, ("build", "--sync")),
    ]


def disks(gen, folder):
    """Full disks, in a separate mount namespace."""
    privilege = [] if os.geteuid() == 0 else ["sudo", "-n"]
    command = [*privilege, "unshare", "--mount", sys.executable, "-B", HERE / "disks.py", gen, folder]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def main():
    """Returns the exit status: 0 if nothing was lost."""
    options = arguments()
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        sys.exit(f"run.py needs {', '.join(missing)}: run {HERE.parents[1] / 'RealParts/install.sh'}")
    golden = Golden(options.record)
    with tempfile.TemporaryDirectory(prefix="attack-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        judge = Judge(options.gen, folder)
        builds = attacks(options.gen, judge, folder)
        change = builds[1]
        results = {
            "folders": list(folders.prepared(change, judge, golden)),
            "limits": list(privileges.limits(change, judge)),
            "read-only": list(privileges.others(change, judge)),
            "races": list(races.rounds(change, judge, 60)),
        }
        count, full, failed = disks(options.gen, folder / "disks")
        kill = system_calls.run(builds, system_calls.kills, None if options.all else options.points)
        fault = system_calls.run(builds, system_calls.faults, None if options.all else options.points)
    golden.write()
    failures = [] if options.record else golden.spare()
    failures += [failure for result in results.values() for failure in result if failure] + failed + kill[2] + fault[2]
    for failure in failures[:20]:
        print(f"FAILED {failure}")
    counts = ", ".join(f"{what} {len(result)}" for what, result in results.items())
    print(
        f"{counts}, disks {count} ({full} full), kill points {kill[1]} of {kill[0]}, failing system calls {fault[1]} of {fault[0]}, "
        f"failures {len(failures)}"
    )
    return 1 if failures or not full else 0


if __name__ == "__main__":
    sys.exit(main())
