#!/usr/bin/env python3
"""The work that gen does grows as its input does, no faster: instructions are counted, so that no clock takes part.

usage: run.py GEN [--only WORD] [--share N]

The loads are those of Benchmarks/stress.py, which measures them at larger sizes by the clock. Here each is counted at two sizes,
one four times the other, beyond the same command with hardly any load. With --share N one of N loads is counted.
"""

import argparse
import concurrent.futures
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "Benchmarks"))

import stress

# A quadratic part has shown by far at these shares of a load, and a count takes a second or two.
SHARES = (16, 4)
# A byte of a template takes so little that what is done once for each template shows longer.
SHARES_OF_BYTES = (8, 2)
# What the counts of one load at two sizes may grow by: n log n is 1.1 here, and hashing makes runs differ by a thousandth.
MOST = 1.2
COUNTED = re.compile(r"Total instructions: (\d+)")


def count(gen, load, size):
    """The instructions that a load of a size takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        load.write(folder, size)
        ended = subprocess.run(
            ["valgrind", "--tool=exp-bbv", "--bb-out-file=/dev/null", "--instr-count-only=yes", gen, *load.command],
            cwd=folder, capture_output=True, text=True, check=False)
        found = COUNTED.search(ended.stderr)
        if ended.returncode != load.status or not found:
            raise SystemExit(f"{load.name}, {size}: ended with {ended.returncode}\n{ended.stderr[-2000:]}")
        return int(found[1])


def growth(gen, load):
    """The exponent of the size, and what the larger size takes as a multiple of a run with hardly any load."""
    floor = count(gen, load, 1)
    shares = SHARES_OF_BYTES if load.name.startswith("bytes of ") else SHARES
    small, large = (max(count(gen, load, load.most // share) - floor, 1) for share in shares)
    return math.log(large / small, shares[0] / shares[1]), (large + floor) / floor


def main():
    """Prints a line for each load; returns 1 when one grows faster than it should."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gen", type=pathlib.Path)
    parser.add_argument("--only", default="", help="the loads with this word in their name")
    parser.add_argument("--share", type=int, default=1, metavar="N", help="count one of N loads (default: each)")
    given = parser.parse_args()
    loads = [load for load in stress.LOADS if given.only in load.name][::given.share]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        powers = list(pool.map(lambda load: growth(given.gen.resolve(), load), loads))
    for load, (power, multiple) in zip(loads, powers):
        print(f"{load.name:36} {multiple:8.1f} {power:6.2f}" + (" TOO FAST" if power > MOST else ""))
    failures = sum(power > MOST for power, _ in powers)
    print(f"{len(loads)} loads, {failures} that take more than size to the power of {MOST}")
    return 1 if failures or not loads else 0


if __name__ == "__main__":
    sys.exit(main())
