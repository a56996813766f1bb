"""Runs a script as somebody who is not root, under a chosen shell, and notes every program that it starts."""

import dataclasses
import os
import pathlib
import shutil
import subprocess
import tempfile

# Any user that is not root: an unreadable file is readable to root.
NOBODY = 65534

# What the scripts may start; each is wrapped, so that a password among the arguments or in the environment is seen.
APPLETS = ["cat", "chmod", "cmp", "dirname", "grep", "id", "mkdir", "mv", "readlink", "rm", "sed", "tr"]
TOOLS = [*APPLETS, "pg_isready", "psql", "python3", "sh", "sleep", "true", "vault"]

SHELLS = {"dash": ["dash"], "bash": ["bash"], "bash --posix": ["bash", "--posix"], "busybox sh": ["busybox", "sh"]}


@dataclasses.dataclass
class Ending:
    """How a script ended."""

    status: int
    said: str
    started: str


class Sandbox:
    """A temporary folder that belongs to an ordinary user, and a PATH of watched programs."""

    def __init__(self, shell, extra=None):
        self.shell = shell
        self.extra = extra or {}
        self.user = NOBODY if os.geteuid() == 0 else os.geteuid()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="box-"))
        self.bin = self.folder / "bin"
        self.log = self.folder / "started"

    def __enter__(self):
        self.bin.mkdir()
        self.log.write_text("")
        self.log.chmod(0o666)
        for tool in TOOLS:
            self.wrap(tool)
        self.own(self.folder)
        return self

    def __exit__(self, *_):
        for path in self.folder.rglob("*"):
            if path.is_dir():
                path.chmod(0o700)
        shutil.rmtree(self.folder, ignore_errors=True)

    def wrap(self, tool):
        """Puts a program on the PATH that notes its arguments and environment and then runs the real one."""
        applets = SHELLS[self.shell][0] == "busybox" and tool in APPLETS
        real = self.extra.get(tool) or shutil.which(tool)
        if real is None and not applets:
            return  # A check says itself, by PROGRAMS, what it cannot do without.
        command = f"{shutil.which('busybox')} {tool}" if applets else real
        note = f'printf "%s " {tool} "$@"; printf "\\n"; {shutil.which("tr")} "\\0" "\\n" </proc/$$/environ'
        wrapper = self.bin / tool
        wrapper.write_text(f'#!/bin/dash\n{{ {note}; }} >>{self.log}\nexec {command} "$@"\n')
        wrapper.chmod(0o755)

    def own(self, path):
        """Gives a path to the ordinary user, when it is ours to give."""
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)

    def write(self, name, text, mode=0o644):
        """Writes a file of the ordinary user; `text` may be bytes. Returns its path."""
        path = self.folder / name
        for parent in reversed(path.relative_to(self.folder).parents[:-1]):
            (self.folder / parent).mkdir(exist_ok=True)
            self.own(self.folder / parent)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        self.own(path)
        path.chmod(mode)
        return path

    def run(self, script, *arguments, **environment):
        """Runs a script under the shell."""
        self.log.write_text("")
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        result = subprocess.run(
            [shutil.which(SHELLS[self.shell][0]), *SHELLS[self.shell][1:], str(script), *map(str, arguments)],
            env={"PATH": str(self.bin), **environment},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=600,
            check=False,
            **user,
        )
        return Ending(result.returncode, result.stdout.decode("utf-8", "replace"), self.log.read_text(errors="replace"))


def moved(text, places):
    """A script with absolute paths replaced; each must be in it; otherwise the script is not the one that we know."""
    for old, new in places.items():
        if old not in text:
            raise ValueError(f"the script does not have {old!r}")
        text = text.replace(old, str(new))
    return text
