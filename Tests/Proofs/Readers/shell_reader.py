"""Scripts, run by every shell that an operator's server may have."""

import os
import pathlib
import subprocess

from case import Wrong

SHELLS = {
    "dash": ["/bin/dash"],
    "bash": ["/bin/bash"],
    "bash --posix": ["/bin/bash", "--posix"],
    "busybox": ["/bin/busybox", "sh"],
}
# Every script in a process and a folder of its own, with nothing but its text.
RUN_ALL = """cd "$1" || exit
for folder in *; do
  (cd "$folder" && . ./script) >"$folder/said" 2>"$folder/erred" </dev/null
done
"""
# What a hostile value may call; a shell that does leaves a trace.
BAIT = ["id", "x", "a", "b", "E", "EOF"]


def read(cases, folder):
    """What each script says, where all shells agree and nothing else happened."""
    tools = folder / "tools"
    tools.mkdir()
    for name in ("cat", "sh"):
        os.symlink(f"/bin/{name}", tools / name)
    for name in BAIT:
        (tools / name).write_text(f"#!/bin/sh\necho called >>{folder}/called\n", encoding="ascii")
        (tools / name).chmod(0o755)
    answers = [run(shell, cases, folder / shell.replace(" ", ""), tools) for shell in SHELLS]
    if (folder / "called").exists():
        answers.append([Wrong("a command of a value was run")] * len(cases))
    return [agreed(found) for found in zip(*answers, strict=True)]


def agreed(found):
    """One answer where all shells gave it."""
    if len(set(found)) == 1:
        return found[0]
    return Wrong(" / ".join(f"{shell}: {answer!r}" for shell, answer in zip(SHELLS, found)))


def run(shell, cases, folder, tools):
    """What the scripts say in one shell."""
    for case in cases:
        home = folder / case.label
        home.mkdir(parents=True)
        (home / "script").write_bytes(case.output.encode())
    (folder.parent / "driver").write_text(RUN_ALL, encoding="ascii")
    environment = {"PATH": str(tools), "LC_ALL": "C.UTF-8"}
    subprocess.run([*SHELLS[shell], folder.parent / "driver", folder], env=environment, check=True, stdin=subprocess.DEVNULL)
    return [said(case, folder / case.label) for case in cases]


def said(case, home):
    """What one script said, and that it left nothing behind but what it should."""
    erred = (home / "erred").read_bytes()
    if erred:
        return Wrong(erred.decode(errors="backslashreplace"))
    files = {path.name for path in pathlib.Path(home).iterdir()} - {"script", "said", "erred"}
    wanted = {f"x{case.value}.out"} if case.question == "files" else set()
    if files != wanted:
        return Wrong(f"it wrote {sorted(files)}")
    return (home / "said").read_bytes().decode(errors="backslashreplace")
