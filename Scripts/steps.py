#!/usr/bin/env python3
"""Runs the steps of `make quick`, `make test` or `make soak`, some in parallel, and prints the time that each took.

usage: steps.py quick|test|soak GEN [--only WORD...]

A step is a command that ends with 0 if it passes. Its output is shown when it ends, so that the outputs of two steps never
mix. After a failure no further step is started; failed steps are shown again at the end. The first step installs what the
others need, and runs alone; the two that mostly wait for other programs have lanes of their own beside those that compute.
The engine takes longest, so that the others yield the processors to it.
"""

import argparse
import dataclasses
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The lane of the engine.
LONGEST = 2


@dataclasses.dataclass(frozen=True)
class Step:
    """One command of a stage."""

    name: str
    command: str
    # The stages that it belongs to.
    stages: frozenset
    # Its lane: 0 runs before all others and alone, the others run in parallel, each in the order of the table.
    lane: int = 1

    @property
    def words(self):
        """The command, as the system takes it."""
        return [*(["nice", "-n", "10"] if self.lane not in (0, LONGEST) else []), *self.command.split()]


@dataclasses.dataclass
class Outcome:
    """The result of a step."""

    step: Step
    status: int
    output: bytes
    wall: float
    cpu: float


def steps(gen):
    """The table: steps that fail soonest come first."""
    quick = frozenset({"quick", "test"})
    test = frozenset({"test"})
    soak = frozenset({"soak"})
    python = sys.executable
    return [
        Step("what the tests need", "sh Tests/RealParts/install.sh", test | soak, 0),
        Step("format and lint", "swift format lint --strict --recursive Sources Plugins Tests Package.swift", quick),
        Step("unit and golden tests", "swift test --quiet", quick),
        Step("imports between modules", f"{python} Scripts/check-imports.py", quick),
        Step("lists match the folders that they mirror", f"{python} Scripts/check-lists.py", quick),
        Step("case files are read and recorded correctly", f"{python} Tests/Proofs/CaseFiles/run.py", quick),
        Step("the release binary is one static file", f"{python} Scripts/check-static.py {gen}", quick),
        Step("the version is one fact", f"sh Scripts/check-version.sh {gen}", quick),
        Step("the example is current", f"sh Scripts/check-current.sh {gen}", quick),
        Step("the tables of docs/ cite existing files and lines", f"{python} Tests/Proofs/Docs/run.py", quick),
        Step("the site of the documentation has no warning and no dead link", "make docs", test),
        Step("the commands of the tutorial and of the how-to pages run", f"{python} Tests/Proofs/Pages/run.py {gen}", test),
        Step("the output is the same everywhere", f"sh Scripts/check-same.sh {gen}", quick),
        Step("the command line", f"{python} Tests/Proofs/CommandLine/run.py {gen}", quick),
        Step("each message about a template has an example and a rewrite",
             f"{python} Tests/Proofs/TemplateErrors/run.py {gen}", quick),
        Step("the tests' own Python and shell", "sh Scripts/check-programs.sh .build/realparts/checkers", test),
        Step("documents on which YAML parsers disagree", f"{python} Tests/Proofs/YAMLTraps/run.py {gen}", test),
        Step("the mistakes of newcomers get their messages", f"{python} Tests/Proofs/Mistakes/run.py {gen}", test),
        Step("the reference and the schema say what gen takes", f"{python} Tests/Proofs/Reference/run.py {gen}", test),
        Step("no input makes gen trap, hang or take memory without end: the corpus",
             f"{python} Tests/Proofs/Fuzz/run.py --corpus", test),
        Step("the instructions of three runs are as recorded", f"{python} Benchmarks/instructions.py {gen}", test),
        Step("formats that programs read match their schemas", f"{python} Tests/Proofs/MachineOutput/run.py {gen}", test),
        Step("lines are explained by what made them", f"{python} Tests/Proofs/Explain/run.py {gen}", test),
        Step("lines depend on what is said, and change with it: some sites",
             f"{python} Tests/Proofs/Dependencies/run.py {gen} --site sites/minimal --site sites/ipv6 --site sites/vault --site sites/odoo16", test),
        Step("a release is the same everywhere, and in order", f"{python} Tests/Proofs/Packaging/run.py {gen}", test),
        Step("the first hour in a bare Debian", f"{python} Tests/Proofs/FirstHour/run.py {gen}", test),
        Step("everyday work: a terminal, a watch, accepted warnings, templates that grow old",
             f"{python} Tests/Proofs/Everyday/run.py {gen}", test),
        Step("old deployments are imported, and nothing of them is lost without a word",
             f"{python} Tests/Proofs/Import/run.py {gen}", test),
        Step("pipelines of forges run", f"{python} Tests/Proofs/Pipelines/run.py {gen}", test),
        Step("the output folder under attack: some of its system calls",
             f"{python} Tests/Proofs/OutputAttack/run.py {gen} --points 48", test),
        Step("each setting changes something that is deployed", f"{python} Tests/Proofs/SettingEffects/run.py {gen}", test),
        Step("values are read back from their places, or refused", f"{python} Tests/Proofs/Readers/run.py", test),
        Step("no value of any setting changes the structure of what is written: a share of the values",
             f"{python} Tests/RealParts/sweep/run.py {gen} --share 100", test),
        Step("the template language is a subset of Jinja2", f"{python} Tests/Proofs/Jinja/run.py", test),
        Step("the real programs read what gen writes: each check for some sites",
             f"{python} Tests/RealParts/run.py {gen} --share 5", test, 3),
        Step("the real engine, real Odoo and real PostgreSQL run what gen writes",
             f"{python} Tests/RealParts/engine/run.py {gen}", test, LONGEST),
        Step("the work of gen grows linearly with its input: some loads", f"{python} Tests/Proofs/Growth/run.py {gen} --share 4", test),
        Step("a pull request is shown by its causes", f"{python} Tests/Proofs/Review/run.py {gen}", test),
        Step("the output folder after a merge", f"{python} Tests/Proofs/Merges/run.py {gen}", test),
        Step("shells complete what is typed", f"{python} Tests/Proofs/Completion/run.py {gen}", test),
        Step("no input makes gen trap, hang or take memory without end: a million executions of each target",
             f"{python} Tests/Proofs/Fuzz/run.py --runs 1000000", soak),
        Step("what is written in a place is read there, or refused: many values",
             f"{python} Tests/Proofs/Readers/run.py --values 3000 --seed 1", soak),
        Step("no value of any setting changes the structure of what is written: all values",
             f"{python} Tests/RealParts/sweep/run.py {gen}", soak),
        Step("lines depend on what is said, and change with it: all sites",
             f"{python} Tests/Proofs/Dependencies/run.py {gen}", soak),
        Step("the work of gen grows linearly with its input: all loads", f"{python} Tests/Proofs/Growth/run.py {gen}", soak),
        Step("the output folder under attack: each of its system calls", f"{python} Tests/Proofs/OutputAttack/run.py {gen} --all", soak),
        Step("the real programs read what gen writes: each check for all of its sites",
             f"{python} Tests/RealParts/run.py {gen}", soak),
        Step("the program is the same wherever it is compiled", f"sh Scripts/check-reproducible.sh {gen}", soak),
        Step("a backup of 2 GB of rows, and as much of files, needs less than 100 MB",
             f"env BACKUP_MEGABYTES=2000 {python} Tests/RealParts/run.py {gen} --only check_backup_room", soak),
        Step("a test notices each planted bug", f"{python} Tests/Proofs/Mutants/run.py", soak),
    ]


def run(step, announce):
    """Runs one step."""
    announce(f"-- {step.name} …")
    began = time.monotonic()
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(step.words, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        _, status, usage = os.wait4(child.pid, 0)
        # The object must know that its process has ended, or it would look for it again.
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read()
    return Outcome(step, child.returncode, said, time.monotonic() - began, usage.ru_utime + usage.ru_stime)


def show(outcome):
    """A step's output under its name."""
    sign = "==" if outcome.status == 0 else f"FAILED with {outcome.status}:"
    text = outcome.output.decode("utf-8", "replace").rstrip("\n")
    return f"\n{sign} {outcome.step.name} ({outcome.wall:.0f} s)\n{text}"


class Run:
    """All steps of a stage; one lock keeps the output of each in one piece."""

    def __init__(self):
        self.outcomes = []
        self.lock = threading.Lock()

    def say(self, text):
        """Prints without buffering."""
        with self.lock:
            print(text, flush=True)

    @property
    def has_failed(self):
        """Whether some step failed."""
        return any(outcome.status != 0 for outcome in self.outcomes)

    def lane(self, waiting):
        """Runs steps one after the other, until one fails."""
        for step in waiting:
            if self.has_failed:
                return
            outcome = run(step, self.say)
            self.outcomes.append(outcome)
            self.say(show(outcome))

    def all(self, chosen):
        """The first lane, then the others in parallel."""
        self.lane([step for step in chosen if step.lane == 0])
        lanes = [
            threading.Thread(target=self.lane, args=([step for step in chosen if step.lane == lane],))
            for lane in sorted({step.lane for step in chosen} - {0})]
        for thread in lanes:
            thread.start()
        for thread in lanes:
            thread.join()


def table(outcomes, wall):
    """The time that each step took."""
    yield f"\n{'seconds':>8} {'CPU':>8}  step"
    for outcome in outcomes:
        yield f"{outcome.wall:8.0f} {outcome.cpu:8.0f}  {outcome.step.name}{'' if outcome.status == 0 else '  FAILED'}"
    yield f"{wall:8.0f} {sum(outcome.cpu for outcome in outcomes):8.0f}  all of them"


def arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("stage", choices=["quick", "test", "soak"])
    parser.add_argument("gen", help="the gen program to judge")
    parser.add_argument(
        "--only", action="extend", nargs="+", default=[], metavar="WORD", help="only steps with one of these words in their name")
    return parser.parse_args()


def main():
    """Returns the exit status: 0 if every step passed."""
    options = arguments()
    chosen = [step for step in steps(options.gen) if options.stage in step.stages]
    for word in options.only:
        if not any(word in step.name for step in chosen):
            sys.exit(f"steps.py: no step of {options.stage} has {word!r} in its name")
    chosen = [step for step in chosen if not options.only or any(word in step.name for word in options.only)]
    began = time.monotonic()
    runner = Run()
    runner.all(chosen)
    for outcome in runner.outcomes:
        if outcome.status != 0:
            print(f"\nthe failed steps again:{show(outcome)}")
    for line in table(runner.outcomes, time.monotonic() - began):
        print(line)
    failed = sum(outcome.status != 0 for outcome in runner.outcomes)
    skipped = len(chosen) - len(runner.outcomes)
    print(f"\nsteps: {len(runner.outcomes) - failed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed or skipped else 0


if __name__ == "__main__":
    sys.exit(main())
