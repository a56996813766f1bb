#!/usr/bin/env python3
"""What gen says that a line depends on is what changes it: each setting of each site is changed, and the output compared.

usage: run.py [--program CHANGE-SETTINGS] [--only SETTING]... [--site SITE]... [--values NUMBER] [--verbose]

Complete: a line that changes must have been declared to depend on a setting that changed, in the version that has the line. Precise: of the lines
that are declared for a setting at least nine in ten change with some value of it. The sites are those of Tests/RealParts, the
example, and the smallest one for each version of Odoo, PostgreSQL and the operating system; the values are those of the sweep.
"""

import argparse
import collections
import concurrent.futures
import copy
import importlib.util
import json
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[3]
REALPARTS = ROOT / "Tests" / "RealParts"
sys.path += [str(REALPARTS / "sweep"), str(REALPARTS), str(ROOT / ".build" / "realparts" / "python")]

import yaml  # pylint: disable=wrong-import-position
from document import Source, document, quoted  # pylint: disable=wrong-import-position
from kinds import kind  # pylint: disable=wrong-import-position
from settings import ENTRY, ITEM, Part, settings  # pylint: disable=wrong-import-position

# How many of ten declared lines must change.
PRECISION = 9


def grid():
    """The smallest site for each version of a program that a site can choose."""
    spec = importlib.util.spec_from_file_location("compare_out", ROOT / "Scripts" / "compare-out.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.sites())


def places(setting, tree, path=()):
    """The paths of all occurrences of a setting in a site; one where it could be added, if it is nowhere."""
    steps = setting.steps
    found = [((), tree)]
    for step in steps:
        below = []
        for path, node in found:
            if step == ITEM and isinstance(node, list):
                below += [((*path, index), item) for index, item in enumerate(node)]
            elif step == ENTRY and isinstance(node, dict):
                below += [((*path, key), item) for key, item in node.items()]
            elif isinstance(node, dict) and step in node:
                below.append(((*path, step), node[step]))
        found = below
    return [path for path, node in found if not isinstance(node, (dict, list))]


def put(tree, path, value):
    """A copy of a site with a value at a path, whose sections are made where they are missing."""
    tree = copy.deepcopy(tree)
    node = tree
    for step in path[:-1]:
        node = node.setdefault(step, {}) if isinstance(node, dict) else node[step]
    node[path[-1]] = value
    return tree


def without(tree, path):
    """A copy of a site that lacks one key or one item."""
    tree = copy.deepcopy(tree)
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    return tree


def name(path):
    """A path as gen prints it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def at(tree, path):
    """The value at a path of a site."""
    for step in path:
        tree = tree[step]
    return tree


def variants(setting, tree, path, count):
    """The site with other values of a setting, the likely ones first."""
    found = kind(setting)
    own = at(tree, path) if path_exists(tree, path) else None
    trees = []
    for value in [*found.harmless, *found.extreme]:
        source = Source(value) if setting.choices or setting.schema.get("type") == "integer" else quoted(value)
        if str(own) != value:
            trees.append(put(tree, path, source))
    if isinstance(own, int) and not isinstance(own, bool):
        trees[:0] = [put(tree, path, own + 1), put(tree, path, max(own - 1, 0)), put(tree, path, 2 * own)]
    trees = trees[:count]
    if own is not None:
        trees.append(without(tree, path))
    return trees


def path_exists(tree, path):
    """Whether a site has a value at a path."""
    for step in path:
        if isinstance(tree, dict) and step in tree or isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return False
    return True


def lists(tree, path=()):
    """The paths of all lists and mappings of a site, each with the site that lacks one of its elements."""
    for key, node in tree.items() if isinstance(tree, dict) else enumerate(tree):
        if isinstance(node, (dict, list)):
            yield (*path, key)
            yield from lists(node, (*path, key))


def cases(tree, schema, options):
    """The settings of a site, each with the texts of the site in which it is another."""
    made = collections.OrderedDict()
    for setting in schema:
        found = places(setting, tree)
        if not found and not {ITEM, ENTRY} & set(setting.steps):
            found = [setting.steps]
        for path in found:
            if options.only and not any(name(path).startswith(key) for key in options.only):
                continue
            trees = variants(setting, tree, path, options.values)
            made[name(path)] = [document(variant)[0] for variant in trees]
    for path in lists(tree):
        if options.only and not any(name(path).startswith(key) for key in options.only):
            continue
        node = at(tree, path)
        keys = range(len(node)) if isinstance(node, list) else node
        trees = [without(tree, path)] + [without(tree, (*path, key)) for key in list(keys)[: options.values]]
        if isinstance(node, list) and node:
            trees.append(put(tree, path, [*node[1:], node[0]]))
        made[name(path)] = [document(variant)[0] for variant in trees]
    return made


def run(program, site, made):
    """What the program says of a site's settings."""
    request = {"site": document(site)[0], "settings": [{"path": path, "variants": texts} for path, texts in made.items()]}
    ended = subprocess.run([program], input=json.dumps(request), capture_output=True, text=True, check=False)
    if ended.returncode:
        sys.exit(f"run.py: {ended.stderr}")
    return json.loads(ended.stdout)


def main():
    """Returns the exit status: 0 when everything is declared, and enough of it changes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path, help="the gen program, for its schema")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build" / "debug" / "change-settings")
    parser.add_argument("--only", action="append", help="the settings that begin so")
    parser.add_argument("--site", action="append", help="the sites whose names contain this")
    parser.add_argument("--values", type=int, default=6, help="how many values of each setting to try at the most")
    parser.add_argument("--verbose", action="store_true", help="one line for each setting that is not precise")
    options = parser.parse_args()
    schema = json.loads(subprocess.run([options.gen, "schema"], capture_output=True, check=True).stdout)
    values = [setting for setting in settings(schema) if setting.part is Part.VALUE]
    sites = {key: yaml.safe_load(text) for key, text in grid().items() if not options.site or any(part in key for part in options.site)}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = dict(zip(sites, pool.map(lambda site: run(options.program, site, cases(site, values, options)), sites.values())))
    total, worst = collections.Counter(), collections.defaultdict(collections.Counter)
    for site, found in answers.items():
        for answer in found:
            for key in ("built", "refused", "lines"):
                total[key] += answer[key]
            total["settings"] += 1
            total["undeclared"] += len(answer["undeclared"])
            for line in sorted(set(answer["undeclared"]))[:3]:
                print(f"UNDECLARED {site}: {answer['path']}: {line}")
            if answer["built"]:
                total["declared"] += answer["declared"]
                total["unchanged"] += len(answer["unchanged"])
                worst[answer["path"]].update(declared=answer["declared"], unchanged=len(answer["unchanged"]))
                if options.verbose and answer["unchanged"]:
                    print(f"{site}: {answer['path']}: {len(answer['unchanged'])} of {answer['declared']} never change: {' '.join(answer['unchanged'][:12])}")
            else:
                total["untried"] += 1
    for path, count in sorted(worst.items(), key=lambda item: -item[1]["unchanged"])[:25]:
        print(f"{path}: {count['unchanged']} of {count['declared']} declared lines never change")
    print(f"sites {len(answers)}, " + ", ".join(f"{key} {count}" for key, count in sorted(total.items())))
    precision = 1 - total["unchanged"] / max(total["declared"], 1)
    print(f"precision {precision:.1%}")
    return 1 if total["undeclared"] or 10 * precision < PRECISION else 0


if __name__ == "__main__":
    sys.exit(main())
