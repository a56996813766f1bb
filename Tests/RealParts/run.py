#!/usr/bin/env python3
"""Builds every site in sites/ with gen, and lets the real programs judge what comes out.

usage: run.py GEN [--only CHECK]... [--site NAME]... [--share N] [--jobs N] [--keep FOLDER] [--verbose]

Every check_*.py beside this file has a function check(out, site, model): `out` is the folder that gen wrote, `site` the
site.yaml, `model` what `gen show --format json` prints. It yields what proof.expect makes. A module says in PROGRAMS
which programs it needs; a missing one is a failure, as a check that did not run proves nothing. A module that takes
long names in SITES the few sites that it runs for. With --share it runs for the first of them, and the others for one in N
of the sites, each check for other ones, and all for those that they name in ALWAYS; what is tried at many points is tried at
one in N of them. The program to judge is in the environment, as GEN.
"""

import argparse
import concurrent.futures
import dataclasses
import importlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

from proof import Proof, run

HERE = pathlib.Path(__file__).resolve().parent
TOOLS = os.environ.get("REALPARTS_TOOLS", str(HERE.parent.parent / ".build" / "realparts"))


@dataclasses.dataclass
class Verdict:
    """What one check said of one site."""

    check: str
    site: str
    proofs: list
    seconds: float
    # The processor time of the programs that it ran.
    cpu: float = 0

    @property
    def failures(self):
        return [proof for proof in self.proofs if not proof.holds]


def arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path, help="the gen program to judge")
    parser.add_argument("--only", action="append", metavar="CHECK", help="run this check alone, such as check_nginx")
    parser.add_argument("--site", action="append", metavar="NAME", help="build this site alone, such as minimal")
    parser.add_argument("--share", type=int, default=1, metavar="N", help="run each check for a part of its sites (default: 1, which is all)")
    parser.add_argument("--verbose", action="store_true", help="one line for each check and site, as it ends")
    parser.add_argument("--jobs", type=int, default=2, help="how many checks run at the same time (default 2)")
    parser.add_argument("--keep", type=pathlib.Path, help="build the sites in this folder, and leave them there")
    return parser.parse_args()


def chosen(found, wanted, kind):
    """Keeps what was asked for; a name that does not exist ends the run."""
    if not wanted:
        return found
    unknown = sorted(set(wanted) - {name for name, _ in found})
    if unknown:
        sys.exit(f"run.py: no such {kind}: {', '.join(unknown)}")
    return [(name, item) for name, item in found if name in wanted]


def missing_programs(checks):
    """Names each program that a check needs and this machine lacks."""
    for name, module in checks:
        for program in getattr(module, "PROGRAMS", []):
            if shutil.which(program) is None:
                yield f"{name} needs {program}: run {HERE / 'install.sh'}"


def build(gen, source, folder):
    """Builds one site in a folder of its own; returns its site.yaml and its model."""
    folder.mkdir(parents=True)
    site = folder / "site.yaml"
    shutil.copyfile(source, site)
    built = run(gen, "build", site)
    if built.returncode != 0:
        raise RuntimeError(f"gen build ended with {built.returncode}:\n{built.stdout}")
    shown = run(gen, "show", "--format", "json", site, stderr=subprocess.DEVNULL)
    if shown.returncode != 0:
        raise RuntimeError(f"gen show ended with {shown.returncode}")
    return site, json.loads(shown.stdout)


def judge(module, site, model):
    """Runs one check; whatever it raises is one failure."""
    try:
        result = module.check(site.parent / "out", site, model)
        if result is None or isinstance(result, int):
            return [Proof(module.__name__, True)] * (1 if result is None else result)
        return list(result)
    except Exception:  # pylint: disable=broad-except
        return [Proof("the check itself", False, traceback.format_exc())]


def work(task):
    """Runs in a process of its own: one check, one site."""
    check, name, site, model = task
    began, used = time.monotonic(), processor_time()
    proofs = judge(importlib.import_module(check), site, model)
    if not proofs:
        proofs = [Proof("the check itself", False, "it looked at nothing")]
    return Verdict(check, name, proofs, time.monotonic() - began, processor_time() - used)


def processor_time():
    """The seconds of this process and of the programs that it has waited for."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def report(verdicts):
    """Prints every failure, then one line a check."""
    for verdict in sorted(verdicts, key=lambda verdict: (verdict.check, verdict.site)):
        for proof in verdict.failures:
            print(f"FAILED {verdict.check}, site {verdict.site}: {proof.what}")
            for line in proof.detail.rstrip().split("\n"):
                print(f"    {line}")
    for check in sorted({verdict.check for verdict in verdicts}):
        mine = [verdict for verdict in verdicts if verdict.check == check]
        proven = sum(len(verdict.proofs) - len(verdict.failures) for verdict in mine)
        failed = sum(len(verdict.failures) for verdict in mine)
        seconds, cpu = sum(verdict.seconds for verdict in mine), sum(verdict.cpu for verdict in mine)
        print(f"{check:24} {len(mine):3} sites {proven:6} proven {failed:4} failed {seconds:7.1f} s {cpu:7.1f} s of CPU")
        for what in dict.fromkeys(proof.what for verdict in mine for proof in verdict.proofs if proof.is_result and proof.holds):
            print(f"    {what}")


def is_chosen(module, name, position, share):
    """Whether a check runs for a site; `position` differs from check to check and from site to site."""
    always = getattr(module, "ALWAYS", [])
    if hasattr(module, "SITES"):
        return name in (module.SITES if share == 1 else [module.SITES[0], *always])
    return position % share == 0 or name in always


def all_of(tasks, options):
    """Runs the checks, the first ones first, and yields what each said when it ends."""
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for done in concurrent.futures.as_completed([pool.submit(work, task) for task in tasks]):
            verdict = done.result()
            if options.verbose:
                print(f"{verdict.seconds:7.1f} s {len(verdict.failures):4} failed  {verdict.check} {verdict.site}", flush=True)
            yield verdict


def run_all(options, folder):
    """Builds the sites, runs the checks, and returns what each said."""
    checks = [(path.stem, importlib.import_module(path.stem)) for path in sorted(HERE.glob("check_*.py"))]
    checks = chosen(checks, options.only, "check")
    sites = chosen([(path.stem, path) for path in sorted((HERE / "sites").glob("*.yaml"))], options.site, "site")
    verdicts = [Verdict("programs", "-", [Proof(text, False)], 0) for text in missing_programs(checks)]
    if verdicts:
        return verdicts
    tasks = []
    for row, (name, source) in enumerate(sites):
        try:
            site, model = build(options.gen.resolve(), source, folder / name)
        except (RuntimeError, OSError, ValueError) as error:
            verdicts.append(Verdict("gen", name, [Proof("the site is built and shown", False, str(error))], 0))
            continue
        verdicts.append(Verdict("gen", name, [Proof("the site is built and shown", True)], 0))
        for column, (check, module) in enumerate(checks):
            if is_chosen(module, name, row + column, options.share):
                # Those that take long begin first, so that neither job waits for the other at the end.
                tasks.append((not hasattr(module, "SITES"), check, name, site, model))
    tasks.sort(key=lambda task: task[0])
    return verdicts + list(all_of([task[1:] for task in tasks], options))


def main():
    """Returns the exit status: 0 when everything was proven."""
    options = arguments()
    sys.dont_write_bytecode = True
    os.environ["GEN"] = str(options.gen.resolve())
    os.environ["REALPARTS_SHARE"] = str(options.share)
    os.environ["PATH"] = f"{TOOLS}/programs:{os.environ['PATH']}:/usr/local/sbin:/usr/sbin:/sbin"
    with tempfile.TemporaryDirectory(prefix="realparts-") as temporary:
        verdicts = run_all(options, options.keep or pathlib.Path(temporary))
    report(verdicts)
    if (pathlib.Path(TOOLS) / "nginx/18").is_symlink():
        print("SKIPPED nginx 1.18: the archive of Debian has it no more; 1.22 took its place")
    return 1 if any(verdict.failures for verdict in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
