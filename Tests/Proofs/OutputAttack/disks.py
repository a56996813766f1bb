#!/usr/bin/env python3
"""Builds on disks that are full, or may hold no more files; runs as root in a mount namespace of its own.

usage: disks.py GEN FOLDER
"""

import json
import os
import pathlib
import subprocess
import sys

from project import OWN, OWN_FIRST, Broken, Judge, Project


def mount(folder, options):
    """A small disk over a folder."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"mode=0755,{options}", "tmpfs", folder], check=True)


def attempt(judge, project, starts_old, pages, files):
    """A build on a disk with so much room, and one after freeing space; says whether there was too little."""
    mount(project.out, "size=16m")
    if starts_old:
        project.old()
        project.must_build()
    project.put(OWN if starts_old else OWN_FIRST)
    used = os.statvfs(project.out)
    room = f"size={(used.f_blocks - used.f_bfree + pages) * 4}k,nr_inodes={used.f_files - used.f_ffree + files}"
    subprocess.run(["mount", "-o", f"remount,{room}", project.out], check=True)
    project.new()
    around = project.around()
    done = project.build()
    judge.whole(project, around)
    if done.returncode not in (0, 74):
        raise Broken(f"it ends with {done.returncode}: {done.stderr}")
    if done.returncode == 74 and "No space left on device" not in done.stderr:
        raise Broken(f"it does not name the reason: {done.stderr}")
    if done.returncode == 74 and "make room on the disk and run the command again" not in done.stderr:
        raise Broken(f"it does not say what to do: {done.stderr}")
    if done.returncode == 0:
        judge.complete(project, "new")
    subprocess.run(["mount", "-o", "remount,size=16m,nr_inodes=10000", project.out], check=True)
    judge.recovers(project, around)
    return done.returncode != 0


def main():
    """Prints the number of disks, the number of full ones, and the failures, as JSON."""
    gen, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir()
    judge = Judge(gen, folder)
    # Room for everything, and all but no room for either blocks or names.
    rooms = [(pages, 1000) for pages in range(0, 90, 3)] + [(1000, files) for files in range(0, 45, 2)]
    count, full, failures = 0, 0, []
    for starts_old in (False, True):
        for pages, files in rooms:
            project = Project(gen, folder / f"disk-{count}")
            project.new()
            try:
                full += attempt(judge, project, starts_old, pages, files)
            except (Broken, subprocess.CalledProcessError) as broken:
                failures.append(
                    f"disk with {pages} pages and {files} names, {'old' if starts_old else 'no'} output before: {broken}"
                )
            count += 1
            subprocess.run(["umount", project.out], check=False)
    print(json.dumps([count, full, failures]))


if __name__ == "__main__":
    main()
