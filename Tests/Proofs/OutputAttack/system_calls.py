"""Builds that are killed at each of their system calls, and builds whose system calls fail."""

import collections
import concurrent.futures
import itertools
import pathlib
import re

from project import STATUSES, Broken

CALL = re.compile(r"^\d+ +(\w+)\(", re.MULTILINE)
FAULTS = {
    "openat": ["EIO", "EACCES", "EMFILE", "ENOSPC", "EINTR"],
    "read": ["EIO", "EINTR"],
    "write": ["EIO", "ENOSPC", "EDQUOT", "EINTR"],
    "renameat": ["EIO", "ENOSPC", "EACCES", "EXDEV"],
    "renameat2": ["EIO", "EACCES"],
    "mkdir": ["ENOSPC", "EACCES"],
    "mkdirat": ["EIO", "ENOSPC", "EACCES"],
    "unlinkat": ["EIO", "EACCES", "EBUSY"],
    "fchmod": ["EPERM", "EIO"],
    "newfstatat": ["EIO", "EACCES"],
    "fstat": ["EIO"],
    "getdents64": ["EIO"],
    "flock": ["ENOLCK", "EINTR"],
    "close": ["EIO"],
    "fcntl": ["EMFILE"],
    "fsync": ["EIO"],
}
# Calls that ask for memory: how many there are differs between two runs, because the kernel places the heap at random.
# Between two calls that touch files they change nothing on the disk, so that the next of those is the same moment.
MEMORY = {"brk", "mmap", "munmap", "mremap", "mprotect", "madvise"}
# What a build goes on after.
HARMLESS = {"EINTR", "ENOLCK"}


class Attack:
    """One kind of build, prepared once and copied for each attempt."""

    def __init__(self, name, prepared, judge, folder, arguments=("build",)):
        self.name = name
        self.prepared = prepared
        self.judge = judge
        self.folder = pathlib.Path(folder)
        self.arguments = arguments
        self.numbers = itertools.count()

    def calls(self):
        """How often the build makes each system call."""
        project = self.project()
        log = project.folder / "calls"
        project.build("strace", "-f", "-o", log, arguments=self.arguments)
        return collections.Counter(CALL.findall(log.read_text(encoding="utf-8", errors="replace")))

    def project(self):
        """A fresh copy."""
        return self.prepared.copy(self.folder / f"{self.name}-{next(self.numbers)}")

    def attempt(self, call, number, what):
        """One build with one fault."""
        project = self.project()
        around = project.around()
        inject = f"inject={call}:{what}:when={number}"
        done = project.build("strace", "-f", "-o", "/dev/null", "-e", inject, arguments=self.arguments)
        try:
            self.look(done, what, project)
            self.judge.recovers(project, around)
        except Broken as broken:
            return f"{self.name}, {call} number {number}, {what}: {broken}"
        return None

    def look(self, done, what, project):
        """What the build says and returns."""
        error = what.removeprefix("error=")
        if what == "signal=KILL":
            if done.returncode not in (-9, 137):
                raise Broken(f"it was not killed: {done.returncode}")
        elif done.returncode not in STATUSES:
            raise Broken(f"it ends with {done.returncode}: {done.stderr[-300:]}")
        elif done.returncode == 0:
            self.judge.complete(project, "new")
        elif error in HARMLESS and "[no-command-line]" not in done.stderr:
            raise Broken(f"it ends with {done.returncode} where it could go on: {done.stderr}")
        elif not done.stderr.startswith("error[") and "error: " not in done.stderr:
            raise Broken(f"it does not say why it ends with {done.returncode}: {done.stderr!r}")


def kills(calls):
    """Before every call of the build except those for memory; execve belongs to strace."""
    return [
        (call, number, "signal=KILL")
        for call, count in sorted(calls.items())
        if call != "execve" and call not in MEMORY
        for number in range(1, count + 1)
    ]


def faults(calls):
    """Every call that can fail, with every error that it can fail with."""
    return [
        (call, number, f"error={error}")
        for call, count in sorted(calls.items())
        for error in FAULTS.get(call, [])
        for number in range(1, count + 1)
    ]


def spread(points, most):
    """At most so many, spread evenly over all."""
    if not most or len(points) <= most:
        return points
    return [points[index * len(points) // most] for index in range(most)]


def run(attacks, make, most):
    """Attacks all kinds of build; returns the number of points, the number of tries, and the failures."""
    points, tried, failures = 0, 0, []
    for attack in attacks:
        all_points = make(attack.calls())
        chosen = spread(all_points, most)
        points += len(all_points)
        tried += len(chosen)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            failures += filter(None, pool.map(lambda point, attack=attack: attack.attempt(*point), chosen))
    return points, tried, failures
