"""Runs a check where it cannot touch the machine: its own network, its own mounts, its own processes.

A check calls `isolated(__file__, out, site, model)`; the same file runs again inside, as a program that calls
`inside(prove)`. Its proofs come back as one line of JSON each. Everything it started ends with it.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from proof import Proof, expect, run

# What every isolated check needs of the machine.
PROGRAMS = ["unshare", "ip", "mount"]


def as_root(*command):
    """The command that runs another one as root."""
    privilege = [] if os.geteuid() == 0 else ["sudo", "-n", f"PATH={os.environ['PATH']}", f"REALPARTS_SHARE={os.environ.get('REALPARTS_SHARE', '1')}"]
    return [*privilege, *map(str, command)]


def alone(*command):
    """The command that runs another one in namespaces of its own. The shell is the first process there, and buries whatever is
    killed together with its parent: restic would take what is left of a process for somebody who still holds a lock."""
    namespaces = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    return as_root(*namespaces, "sh", "-c", '"$@"; exit "$?"', "sh", *command)


def isolated(script, out, site, model, timeout=300):
    """Runs a check's file in namespaces of its own, and yields what it proved."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(model, file)
        file.flush()
        command = alone(sys.executable, "-B", script, out, site, file.name)
        ended = run(*command, stderr=subprocess.PIPE, timeout=timeout)
    proofs = [Proof(**json.loads(line)) for line in ended.stdout.splitlines()]
    yield from proofs
    yield expect(ended.returncode == 0 and proofs, "the check runs to its end", ended.stderr)


def inside(prove):
    """The program inside: brings the loopback up and prints what `prove(out, site, model)` yields."""
    out, site, file = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    must("ip", "link", "set", "lo", "up")
    model = json.loads(file.read_text(encoding="utf-8"))
    for proof in prove(out, site, model):
        print(json.dumps(proof.__dict__), flush=True)


def must(*command, **options):
    """Runs a program that has to succeed; returns its output."""
    ended = run(*command, **options)
    if ended.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {ended.returncode}:\n{ended.stdout}")
    return ended.stdout


def private_folder(path):
    """Puts an empty folder in memory over a path, and returns the path."""
    path = pathlib.Path(path)
    path.mkdir(parents=True, exist_ok=True)
    must("mount", "-t", "tmpfs", "-o", "mode=0755", "tmpfs", path)
    return path


def private_copy(path):
    """Puts a copy of a folder in memory over the folder itself, so that it can be changed."""
    path = pathlib.Path(path)
    with tempfile.TemporaryDirectory() as aside:
        must("cp", "-a", f"{path}/.", aside)
        private_folder(path)
        must("cp", "-a", f"{aside}/.", path)
    return path


def of_processes(*names):
    """The number of each process, and what is in these files of it in /proc; one that ends meanwhile is left out."""
    for number in filter(str.isdigit, os.listdir("/proc")):
        for name in names:
            try:
                content = pathlib.Path("/proc", number, name).read_bytes()
            except OSError:
                continue
            yield int(number), content
