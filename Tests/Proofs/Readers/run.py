#!/usr/bin/env python3
"""Puts hostile values into every kind of place of every format, and has the real programs read them back.

usage: run.py [--values N] [--seed N] [--only READER]...

What is read must be the value; or gen has refused it. N values made by chance come on top of the fixed list.
"""

import argparse
import collections
import concurrent.futures
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TOOLS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", ROOT / ".build" / "realparts"))
sys.path.append(str(TOOLS / "python"))
PROGRAMS = [
    "nginx",
    "dash",
    "bash",
    "busybox",
    "jq",
    "docker-compose",
    "cron",
    "unshare",
    "named",
    "named-checkzone",
    "cmark-gfm",
    "ip",
    "docker",
    "dockerd",
    "postconf",
]
# How many values a place has to take at least, or almost nothing is proved about it.
FEWEST = 12
# Tens of thousands of files are written and read once.
MEMORY = "/dev/shm"

# After the path is set, as they need modules that are installed there.
# pylint: disable=wrong-import-position
import compose_reader
import contexts
import cron_reader
import data_reader
import docker_reader
import dockerfile_reader
import hostile
import html_reader
import markdown_reader
import nginx_reader
import postfix_reader
import shell_reader
import zone_reader
from places import place

READERS = {
    "cron": cron_reader.read,
    "shell": shell_reader.read,
    "docker": docker_reader.read,
    "dockerfile": dockerfile_reader.read,
    "nginx": nginx_reader.read,
    "markdown": markdown_reader.read,
    "html": html_reader.read,
    "yaml": data_reader.read_yaml,
    "compose": compose_reader.read_compose,
    "dotenv": compose_reader.read_dotenv,
    "json": data_reader.read_json,
    "ini": data_reader.read_ini,
    "zone": zone_reader.read,
    "postfix": postfix_reader.read,
    "text": data_reader.read_text,
}


@dataclasses.dataclass
class Report:
    """What came of one reader."""

    reader: str
    contexts: int = 0
    values: int = 0
    refused: int = 0
    seconds: float = 0
    failures: list = dataclasses.field(default_factory=list)

    def __str__(self):
        return (
            f"{self.reader:9} contexts {self.contexts}, values {self.values + self.refused}, read back {self.values}, "
            f"refused {self.refused}, failures {len(self.failures)} ({self.seconds:.1f} s)"
        )


def arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--values", type=int, default=250, help="how many values are made by chance (default 250)")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (default 1)")
    parser.add_argument("--only", action="append", choices=list(READERS), metavar="READER", help="this reader alone")
    return parser.parse_args()


def program():
    """The program that puts values into templates, as the tests have built it."""
    subprocess.run(["swift", "build", "--quiet", "--product", "place-values"], cwd=ROOT, check=True)
    return ROOT / ".build" / "debug" / "place-values"


def prove(reader, cases, report):
    """Has one reader read all of its cases."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="readers-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        found = READERS[reader](cases, pathlib.Path(folder))
    for case, text in zip(cases, found, strict=True):
        if type(text) is not str or text != case.expected:  # pylint: disable=unidiomatic-typecheck
            report.failures.append(f"{case.context}: wrote {short(case.output)}, read {short(text)}, not {short(case.expected)}")
    report.values = len(cases)
    report.seconds = time.monotonic() - began
    return report


def short(text):
    """A text on one line that can be read."""
    return repr(text) if len(text) < 400 else f"{text[:200]!r} and {len(text) - 200} more"


def gather(chosen, values):
    """All cases, by reader, and the beginnings of their reports."""
    cases, reports = collections.defaultdict(list), {name: Report(name) for name in chosen}
    wanted = [context for context in contexts.ALL if context.reader.split()[0] in chosen]
    for context, written, refusals in place(program(), wanted, values):
        name = context.reader.split()[0]
        cases[name] += written
        report = reports[name]
        report.contexts += 1
        report.refused += len(refusals)
        if len(written) < FEWEST:
            report.failures.append(f"{context}: takes {len(written)} values only: {collections.Counter(refusals).most_common(3)}")
    return cases, list(reports.values())


def main():
    """Returns the exit status: 0 when every value was read back or refused."""
    options = arguments()
    os.environ["PATH"] = f"{TOOLS / 'programs'}:{os.environ['PATH']}:/usr/sbin:/sbin"
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        sys.exit(f"run.py needs {', '.join(missing)}: run {ROOT / 'Tests/RealParts/install.sh'}")
    cases, reports = gather(options.only or list(READERS), hostile.values(options.seed, options.values))
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        futures = [pool.submit(prove, report.reader, cases[report.reader], report) for report in reports]
        reports = [future.result() for future in futures]
    for report in reports:
        for failure in report.failures[:5]:
            print(f"FAILED {failure}")
        print(report)
    failures = sum(len(report.failures) for report in reports)
    values = sum(report.values for report in reports)
    print(
        f"contexts {sum(report.contexts for report in reports)}, values {values + sum(report.refused for report in reports)}, "
        f"read back {values}, refused {sum(report.refused for report in reports)}, failures {failures}"
    )
    return 1 if failures or not values else 0


if __name__ == "__main__":
    sys.exit(main())
