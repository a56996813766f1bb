"""Builds at the same time in the same folder, some of them killed."""

import random
import shutil
import subprocess
import time

from project import Broken, Project


def rounds(attack, judge, count):
    """Pairs of builds: of one site, and of two sites into one folder; every third time one of them is killed."""
    chance = random.Random(1)
    for number in range(count):
        project = attack.project()
        around = project.around()
        other = beside(project) if number % 2 else project
        try:
            statuses = race(project, other, chance.uniform(0.001, 0.012) if number % 3 == 0 else None)
            if not statuses <= {0, -9}:
                raise Broken(f"the builds end with {sorted(statuses)}")
            if statuses == {0} and project.artifacts() not in judge.trees.values():
                raise Broken("the output is a mixture of two builds")
            shutil.rmtree(project.folder.parent / f"{project.folder.name}-other", ignore_errors=True)
            judge.recovers(project, around)
            yield None
        except Broken as broken:
            yield f"race {number}: {broken}"


def beside(project):
    """The old site, in a folder of its own, whose output goes to the same place."""
    other = Project(project.gen, project.folder.parent / f"{project.folder.name}-other")
    other.old()
    return other


def race(project, other, delay):
    """Starts two builds at once, kills the first after a delay, and returns how they ended."""
    commands = [project.command(), [*other.command(), "--output", project.out]]
    builds = [
        subprocess.Popen(
            command, cwd=folder.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for command, folder in zip(commands, (project, other))
    ]
    if delay:
        time.sleep(delay)
        builds[0].kill()
    return {build.wait(60) for build in builds}
