#!/usr/bin/env python3
"""Every setting does something: for some value it changes at least one byte of what is deployed.

usage: run.py GEN [--only SETTING]... [--verbose]

The settings are those of the schema that gen prints; the values are those of the sites and of the sweep in Tests/RealParts, or nothing. What
only records or explains a site does not count: the manifest, the checksums, the run book and the overview.
"""

import argparse
import collections
import concurrent.futures
import copy
import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
REALPARTS = pathlib.Path(__file__).resolve().parents[2] / "RealParts"
sys.path += [str(REALPARTS / "sweep"), str(REALPARTS), str(pathlib.Path(__file__).resolve().parents[3] / ".build" / "realparts" / "python")]

import yaml  # pylint: disable=wrong-import-position
from document import Source, document, quoted  # pylint: disable=wrong-import-position
from kinds import kind  # pylint: disable=wrong-import-position
from settings import Part, settings  # pylint: disable=wrong-import-position

RECORDS = {"manifest.json", "SHA256SUMS", "RUNBOOK.md", "README.md"}
# Settings that change nothing that is deployed, and why that is right.
EXCEPTIONS = {
    "version": "the version of site.yaml's own language, of which there is one",
    "lint.allow[]": "which warnings are reported to whoever builds; nothing that is deployed depends on it",
    "tls.superadmin": "acme is its default, and its only word; a certificate and its key are settings of their own",
    "tls.tenants": "acme is its default, and its only word; a certificate and its key are settings of their own",
}


class Builds:
    """The deployed files of sites, as gen writes them; each site is built once."""

    def __init__(self, gen):
        self.gen, self.known = gen, {}

    def files(self, tree):
        """The files of a site by their paths; None where gen refuses it."""
        text, _ = document(tree)
        if text not in self.known:
            with tempfile.TemporaryDirectory(prefix="effects-") as folder:
                (pathlib.Path(folder) / "site.yaml").write_text(text, encoding="utf-8", newline="")
                ended = subprocess.run([self.gen, "build", "site.yaml"], cwd=folder, capture_output=True, check=False, timeout=60)
                out = pathlib.Path(folder) / "out"
                self.known[text] = None if ended.returncode else {
                    str(path.relative_to(out)): path.read_bytes()
                    for path in sorted(out.rglob("*")) if path.is_file() and path.name not in RECORDS
                }
        return self.known[text]


def values(setting):
    """Values to try, the likely ones first."""
    found = kind(setting)
    return [*found.harmless, *found.extreme][:40]


def without(tree, path):
    """A copy of a site that lacks one key or one item."""
    tree = copy.deepcopy(tree)
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    return tree


def effect(builds, setting, sites):
    """The first file that a value of the setting changes, with the site and the value; a reason why there is none."""
    tried, places = collections.Counter(), 0
    for name, site in sites:
        path = setting.find(site)
        if path is None:
            continue
        places += 1
        base, own = builds.files(site), setting.own(site, path)
        sites_with = {repr(value): setting.put(site, path, quoted(value) if isinstance(own, str) else Source(value)) for value in values(setting)}
        for value, tree in (sites_with | {"nothing": without(site, path)}).items():
            changed = builds.files(tree)
            tried[changed is not None] += 1
            if changed is not None and changed != base:
                paths = sorted(key for key in base.keys() | changed.keys() if base.get(key) != changed.get(key))
                return True, f"{name}: {value} changes {paths[0]} and {len(paths) - 1} more"
    if not places:
        return False, "no site in Tests/RealParts/sites has it"
    return False, f"{tried[True]} values in {places} sites change nothing, {tried[False]} are refused"


def main():
    """Returns the exit status: 0 when every setting does something."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path, help="the gen program to judge")
    parser.add_argument("--only", action="append", metavar="SETTING", help="look at this setting alone")
    parser.add_argument("--verbose", action="store_true", help="one line for each setting")
    options = parser.parse_args()
    builds = Builds(options.gen.resolve())
    schema = json.loads(subprocess.run([builds.gen, "schema"], capture_output=True, check=True).stdout)
    found = {setting.name: setting for setting in settings(schema) if setting.part is Part.VALUE}
    sites = [(path.stem, yaml.safe_load(path.read_text("utf-8"))) for path in sorted((REALPARTS / "sites").glob("*.yaml"))]
    chosen = [setting for name, setting in found.items() if not options.only or name in options.only]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda setting: effect(builds, setting, sites), chosen))
    failures = [f"{name} is an exception, and no setting" for name in EXCEPTIONS if name not in found]
    for setting, (does, why) in zip(chosen, answers):
        if options.verbose:
            print(f"{setting.name}: {why}")
        if does and setting.name in EXCEPTIONS:
            failures.append(f"{setting.name} is an exception, and does something: {why}")
        if not does and setting.name not in EXCEPTIONS:
            failures.append(f"{setting.name} does nothing: {why}")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"settings {len(chosen)}, builds {len(builds.known)}, exceptions {len(EXCEPTIONS)}, failures {len(failures)}")
    return 1 if failures or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
