#!/usr/bin/env python3
"""Puts one deliberate bug at a time into the rules that keep values in their place, and looks whether a test notices.

usage: run.py [--only WORD...] [--jobs N]

The bugs are in mutants.cases. They are put into copies of the sources, under .build/mutants, never into the sources
themselves. A bug whose text is not found just once in its file is an error: the table has to follow the code.
"""

import argparse
import concurrent.futures
import dataclasses
import pathlib
import queue
import re
import resource
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(HERE.parents[1] / "Shared"))

import case_file

WORK = ROOT / ".build" / "mutants"
FORMATS = ROOT / "Sources" / "Template" / "Formats"
# Only what the engine needs, so that a bug is built in seconds.
MANIFEST = """\
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "mutants",
  targets: [
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Digest", swiftSettings: settings),
    .target(name: "TextTypes", dependencies: ["Diagnostics"], swiftSettings: settings),
    .target(name: "Model", dependencies: ["Diagnostics", "TextTypes"], swiftSettings: settings),
    .target(name: "Template", dependencies: ["Diagnostics", "Digest", "Model", "TextTypes"], swiftSettings: settings),
    .testTarget(
      name: "TemplateTests", dependencies: ["Diagnostics", "Model", "Template", "TextTypes"],
      path: "Tests/Unit/TemplateTests", exclude: ["Cases"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
"""
# The tests of the engine, but for those that only try many templates by chance, and those that are about files of these tests.
LEFT_OUT = "MutationTests|JinjaTests|CoverageTests|CaseFileTests"
# Those that take most of the time: they try many values in every place, or much work. They run when the others have passed.
LONG = "InertnessTests|FindingTests|JoinLawTests|SourceTests|ReferenceTests/boundsTheWork"
ROUNDS = [f"^TemplateTests[.](?!{LEFT_OUT}|{LONG})", f"^TemplateTests[.]({LONG})"]
# Seconds of the processor for a round, which takes less than a tenth of them; with a bug a test may have no end.
LIMIT = 600


@dataclasses.dataclass(frozen=True)
class Mutant:
    """One bug: where it is, and what it changes."""

    format: str
    name: str
    path: str
    old: str
    new: str

    def __str__(self):
        return f"{self.format}: {self.name}"

    def apply(self, text):
        """The source with the bug in it."""
        if text.count(self.old) != 1:
            raise ValueError(f"{self}: its text is {text.count(self.old)} times in {self.path}")
        return text.replace(self.old, self.new)


def read(path):
    """The table: the name of a case is the format and what the bug does there."""
    mutants = []
    for case in case_file.read(path, ["source", "old", "new"]).cases:
        form, _, name = case.name.partition(": ")
        mutants.append(Mutant(form, name, f"Sources/Template/{case.texts['source']}", case.texts["old"], case.texts["new"]))
    return mutants


def complete(mutants):
    """Every bug can be applied, and every format that the product knows has one."""
    for mutant in mutants:
        mutant.apply((ROOT / mutant.path).read_text(encoding="utf-8"))
    source = (FORMATS / "Format.swift").read_text(encoding="utf-8")
    cases = re.findall(r"^  case (\w+)(?: = \"([^\"]+)\")?$", source, flags=re.MULTILINE)
    missing = {raw or name for name, raw in cases} - {mutant.format for mutant in mutants}
    if missing or not cases:
        sys.exit(f"run.py: no bug for the formats {', '.join(sorted(missing))}")


def prepare(folder):
    """A package with a copy of the engine and of its tests."""
    sources = [f"Sources/{module}" for module in ("Diagnostics", "Digest", "Model", "Template", "TextTypes")]
    for part in [*sources, "Tests/Unit/TemplateTests"]:
        shutil.rmtree(folder / part, ignore_errors=True)
        shutil.copytree(ROOT / part, folder / part)
    (folder / "Package.swift").write_text(MANIFEST, encoding="utf-8")
    return folder


def swift(folder, *arguments, limit=None):
    """Runs the package manager: how it ended, and what it said."""
    ran = subprocess.run(
        ["swift", *arguments, "--package-path", folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace", check=False, preexec_fn=limit)
    return ran.returncode, ran.stdout


def test(folder):
    """Runs the tests, the long ones when all others pass: whether they passed, and what they said."""

    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))

    for tests in ROUNDS:
        status, output = swift(folder, "test", "--skip-build", "--filter", tests, limit=limit)
        if status != 0:
            return False, output
    return True, output


def killers(output):
    """The names of the tests that failed."""
    names = set(re.findall(r"^✘ Test (\w+)\(.*\) (?:with \d+ test cases? )?failed", output, flags=re.MULTILINE))
    return ", ".join(sorted(names)) or "the tests broke off"


def judge(mutant, folder):
    """Puts a bug in, builds, tests, and takes it out again: the line to print, and whether the bug was noticed."""
    path = folder / mutant.path
    source = path.read_text(encoding="utf-8")
    path.write_text(mutant.apply(source), encoding="utf-8")
    try:
        status, output = swift(folder, "build", "--build-tests")
        if status != 0:
            return f"NOT BUILT {mutant}\n{output[-3000:]}", False
        passed, output = test(folder)
    finally:
        path.write_text(source, encoding="utf-8")
    return (f"SURVIVED {mutant}", False) if passed else (f"killed   {mutant}  ({killers(output)})", True)


def arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--only", action="extend", nargs="+", default=[], metavar="WORD", help="only bugs with one of these in their title")
    parser.add_argument("--jobs", type=int, default=2, help="how many copies are tested at the same time (default 2)")
    return parser.parse_args()


def main():
    """Returns the exit status: 0 when every bug was noticed."""
    options = arguments()
    mutants = read(HERE / "mutants.cases")
    complete(mutants)
    for word in options.only:
        if not any(word in str(mutant) for mutant in mutants):
            sys.exit(f"run.py: no bug has {word!r} in its title")
    chosen = [mutant for mutant in mutants if not options.only or any(word in str(mutant) for word in options.only)]
    began = time.monotonic()
    folders = queue.SimpleQueue()
    for index in range(min(options.jobs, len(chosen))):
        folder = prepare(WORK / str(index))
        status, output = swift(folder, "build", "--build-tests")
        passed, output = test(folder) if status == 0 else (False, output)
        if not passed:
            sys.exit(f"run.py: the tests fail without a bug\n{output[-5000:]}")
        folders.put(folder)

    def work(mutant):
        folder = folders.get()
        try:
            line, is_killed = judge(mutant, folder)
        finally:
            folders.put(folder)
        print(line, flush=True)
        return is_killed

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(work, chosen))
    minutes = (time.monotonic() - began) / 60
    print(f"mutants {len(results)}, killed {sum(results)}, survived {len(results) - sum(results)} ({minutes:.0f} minutes)")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
