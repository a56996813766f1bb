#!/usr/bin/env python3
"""Counts the instructions of the three runs that matter most, and compares them with what was recorded.

usage: instructions.py GEN [--record]

Instructions are counted for the whole process, by valgrind. Times differ from run to run; counts do not: they are those of
one static file, so that they depend on the program, on the site and on the compiler alone. What else could change them is
held: the environment is empty, hashing has no seed, and the C library takes the functions that every x86-64 processor can
run, whatever the current one has. `--record` writes instructions.json anew, which belongs into the commit that changes the counts.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
RECORD = HERE / "instructions.json"
# What `gen explain` is asked about, and how many times the work of `gen check` an answer may take.
EXPLAINED = ["out/odoo.conf:12", "out/docker-compose.yml:60", "server.cpu_cores"]
MOST_OF_CHECK = 1.5
# How far a count may be from the recorded one, either way: what is faster is recorded as well, so that it stays so.
MOST = 0.05
COUNTED = re.compile(r"Total instructions: (\d+)")
# The C library picks string functions by the processor; without these features it picks the same ones everywhere. The
# limits are those above which it copies in another way, which depend on the size of the processor's caches.
FEATURES = ["AVX2", "AVX", "AVX512F", "AVX512VL", "AVX512BW", "BMI1", "BMI2", "ERMS", "FSRM", "LZCNT", "MOVBE", "RTM",
            "SSSE3", "SSE4_1", "SSE4_2", "AVX_Fast_Unaligned_Load", "Fast_Unaligned_Copy", "Prefer_No_VZEROUPPER"]
TUNABLES = ":".join(["glibc.cpu.hwcaps=" + ",".join(f"-{name}" for name in FEATURES),
                     "glibc.cpu.x86_non_temporal_threshold=0xc0000", "glibc.cpu.x86_rep_movsb_threshold=0x800",
                     "glibc.cpu.x86_rep_stosb_threshold=0x800"])
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "SWIFT_DETERMINISTIC_HASHING": "1", "GLIBC_TUNABLES": TUNABLES}


def count(gen, arguments, folder):
    """The instructions of one run."""
    ended = subprocess.run(
        ["valgrind", "--tool=exp-bbv", "--bb-out-file=/dev/null", "--instr-count-only=yes", gen, *arguments],
        cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    found = COUNTED.search(ended.stderr)
    if ended.returncode != 0 or not found:
        sys.exit(f"instructions.py: gen {' '.join(arguments)} ended with {ended.returncode}\n{ended.stderr[-2000:]}")
    return int(found[1])


def runs(gen, folder):
    """The three runs, each in a folder of its own: its name and its count; then those of explanations, by what they are about."""
    def prepared(name, builds):
        site = folder / name
        site.mkdir()
        shutil.copy(ROOT / "site.yaml", site)
        if builds:
            subprocess.run([gen, "build"], cwd=site, check=True, capture_output=True)
        return site

    planned = {"nothing to do": (["build"], True), "check": (["check"], True), "writing everything": (["build"], False)}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        sites = {name: prepared(name.split()[0], builds) for name, (_, builds) in planned.items()}
        counts = pool.map(lambda name: count(gen, planned[name][0], sites[name]), planned)
        answers = pool.map(lambda target: count(gen, ["explain", target], sites["check"]), EXPLAINED)
        return dict(zip(planned, counts)), dict(zip(EXPLAINED, answers))


def explains_quickly(explained, check):
    """Prints what explanations take beside `gen check`; returns how many take too much."""
    for target, work in explained.items():
        print(f"explain {target:26} {work / 1e6:8.1f} M, {work / check:.2f} of check" + (" TOO MUCH" if work > MOST_OF_CHECK * check else ""))
    return sum(work > MOST_OF_CHECK * check for work in explained.values())


def toolchain():
    """What compiled gen, in one line."""
    return subprocess.run(["swift", "--version"], check=True, capture_output=True, text=True).stdout.split("\n", 1)[0]


def judge(counts, recorded):
    """Prints each count beside the recorded one; returns how many are too far from it."""
    wrong = 0
    for name, now in counts.items():
        before = recorded["instructions"].get(name, 0)
        change = now / before - 1 if before else float("inf")
        wrong += abs(change) > MOST
        print(f"{name:20} {now / 1e6:8.1f} M, recorded {before / 1e6:8.1f} M ({change:+.1%})"
              + (" TOO FAR" if abs(change) > MOST else ""))
    return wrong


def main():
    """Returns 1 when a count is too far from what was recorded, or was recorded with another compiler."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gen", type=pathlib.Path)
    parser.add_argument("--record", action="store_true", help="write the record anew")
    given = parser.parse_args()
    compiler = toolchain()
    with tempfile.TemporaryDirectory() as name:
        counts, explained = runs(given.gen.resolve(), pathlib.Path(name))
    if given.record:
        RECORD.write_text(json.dumps({"compiler": compiler, "instructions": counts}, indent=2) + "\n", encoding="utf-8")
        print(f"recorded in {RECORD.relative_to(ROOT)}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
        return 0
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))
    wrong = judge(counts, recorded)
    slow = explains_quickly(explained, counts["check"])
    if compiler != recorded["compiler"]:
        print(f"The record was made with another compiler, whose counts say nothing about this one's:\n  recorded: "
              f"{recorded['compiler']}\n  here:     {compiler}\nRun `python3 Benchmarks/instructions.py .build/release/gen --record` with this one, and commit the record.")
        return 1
    if wrong:
        print(f"A count is more than {MOST:.0%} from its record. When that is meant, run `python3 Benchmarks/instructions.py .build/release/gen --record`, and commit the record "
              "with the change that made it.")
    return 1 if wrong or slow else 0


if __name__ == "__main__":
    sys.exit(main())
