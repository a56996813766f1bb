"""Limits on the process, and files that it may not write to."""

import os
import resource
import signal
import stat
import subprocess

from project import STATUSES, Broken, tree


def limits(attack, judge):
    """Processes with limits on file sizes and open files."""
    points = [(resource.RLIMIT_FSIZE, size) for size in (0, 1, 100, 1000, 4096, 10000)]
    points += [(resource.RLIMIT_NOFILE, count) for count in range(3, 12)]
    for kind, value in points:
        project = attack.project()
        around = project.around()
        done = project.build(preexec_fn=lambda kind=kind, value=value: resource.setrlimit(kind, (value, value)))
        try:
            # A file that grows too large ends a process by a signal.
            if done.returncode not in STATUSES | {-signal.SIGXFSZ}:
                raise Broken(f"it ends with {done.returncode}: {done.stderr}")
            if done.returncode == 0:
                judge.complete(project, "new")
            judge.recovers(project, around)
            yield None
        except Broken as broken:
            yield f"limit {kind} of {value}: {broken}"


def others(attack, judge):
    """Another user's folders and files, which gen may not write to; root may do anything, so the user nobody builds."""
    before = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    for what, paths in {"folder": ["dns"], "root": ["."], "files": None, "manifest": ["manifest.json"]}.items():
        project = attack.project()
        if before:
            subprocess.run(["chown", "-R", "65534:65534", project.folder], check=True)
        around = project.around()
        read_only(project, paths)
        unchanged = tree(project.folder)
        done = project.build(*before)
        try:
            # A file that may not be written to is replaced all the same, where its folder may be.
            expected = 0 if what in ("files", "manifest") else 73
            if done.returncode != expected:
                raise Broken(f"it ends with {done.returncode}: {done.stderr}")
            if expected and "check the owner and the permissions of the file and of its folder" not in done.stderr:
                raise Broken(f"it does not say what to do: {done.stderr}")
            if what == "root" and tree(project.folder) != unchanged:
                raise Broken("something was changed in a folder that may not be written to")
            for path in [project.out, *project.out.rglob("*")]:
                path.chmod(path.stat().st_mode | stat.S_IWUSR)
            judge.whole(project, around)
            project.must_build()
            judge.complete(project, "new")
            yield None
        except Broken as broken:
            yield f"read-only {what}: {broken}"


def read_only(project, paths):
    """Removes write permission from some paths in the output, or from all files."""
    for path in [project.out / path for path in paths] if paths else filter(os.path.isfile, project.out.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
