#!/usr/bin/env python3
"""Fills every setting of site.yaml, one after the other, with every value of a hostile list. gen has to refuse it in a
finding at its line, or every artifact has the same structure as with a harmless value.

usage: run.py GEN [--only SETTING]... [--share N] [--jobs N] [--verbose]

With --share N every setting gets one of N values, in one site; another beginning for each setting, so that together they try
them all.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
TOOLS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", HERE.parents[2] / ".build" / "realparts"))
sys.path += [str(TOOLS / "python"), str(HERE.parent)]
PROGRAMS = ["shfmt", "nginx", "unshare"]
# Tens of thousands of files are written and read once.
MEMORY = "/dev/shm"

# After the path is set, as they need modules that are installed there.
import cases  # pylint: disable=wrong-import-position
import yaml  # pylint: disable=wrong-import-position
from settings import settings  # pylint: disable=wrong-import-position
from trial import Trial, sites_for  # pylint: disable=wrong-import-position


def arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path, help="the gen program to judge")
    parser.add_argument("--only", action="append", metavar="SETTING", help="sweep this setting alone, such as server.ipv4")
    parser.add_argument("--share", type=int, default=1, metavar="N", help="try one of N values (default: each)")
    parser.add_argument("--jobs", type=int, default=2, help="how many settings are swept at the same time (default 2)")
    parser.add_argument("--verbose", action="store_true", help="one line for each setting")
    return parser.parse_args()


def work(task):
    """Runs in a process of its own: one setting in the sites that show all of its effects."""
    gen, setting, sites, share = task
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sweep-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        trial = Trial(gen, setting, folder, share)
        for name, site in sites_for(trial, sites):
            trial.sweep(name, site)
        trial.report.seconds = time.monotonic() - began
        return trial.report


def main():
    """Returns the exit status: 0 when no value left its place."""
    options = arguments()
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        sys.exit(f"run.py needs {', '.join(missing)}: run {HERE.parent / 'install.sh'}")
    gen = options.gen.resolve()
    schema = json.loads(subprocess.run([gen, "schema"], capture_output=True, check=True).stdout)
    sites = [(path.stem, yaml.safe_load(path.read_text("utf-8"))) for path in sorted((HERE.parent / "sites").glob("*.yaml"))]
    readers = list(cases.wrong())
    for failure in readers:
        print(f"FAILED {failure}")
    found = settings(schema)
    chosen = [setting for setting in found if not options.only or setting.name in options.only]
    if not chosen:
        sys.exit(f"run.py: no setting is called {options.only!r}")
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        reports = list(pool.map(work, [(gen, setting, sites, options.share) for setting in chosen]))
    for report in reports:
        if options.verbose:
            print(report)
        for failure in report.failures:
            print(f"FAILED {failure}")
    total = sum(reports[1:], reports[0])
    print(
        f"reader cases {cases.count()}, settings {len(reports)}, values {total.values}, builds {total.builds}, "
        f"accepted {total.accepted}, refused {total.refused}, structures compared {total.compared}, "
        f"texts beside values {total.leaves}, nginx -t {total.nginx}, failures {len(total.failures) + len(readers)}")
    return 1 if readers or total.failures or not total.compared else 0


if __name__ == "__main__":
    sys.exit(main())
