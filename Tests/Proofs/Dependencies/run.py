#!/usr/bin/env python3
"""What gen says that a line depends on is what changes it: each setting of each site is changed, and the output compared.

usage: run.py GEN [--program CHANGE-SETTINGS] [--only SETTING]... [--site SITE]... [--values NUMBER] [--verbose]

Complete: a line that changes must have been declared to depend on a setting that changed, in the version that has the line. Precise: of the lines
that are declared for a setting at least nine in ten change with one of the values that are tried. The sites are those of Tests/RealParts, the
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

# Values that mean something to gen, which those of the sweep do not.
NUMBERS = [3, 6, 8, 12, 16, 20, 24, 32, 40, 48, 64, 128, 256, 1000, 4000]
WORKERS = ["0", *(str(number) for number in NUMBERS[:10])]
MEANT = {
    "odoo.server_wide_modules[]": ["queue_job"],
    "odoo.tenants.modules[]": ["queue_job"],
    "odoo.superadmin.modules[]": ["queue_job"],
    "odoo.tenants.workers": WORKERS,
    "odoo.superadmin.workers": WORKERS,
    "postgres.version": ["12", "13", "14", "15", "17", "18"],
}
# The options of a database server that gen decides, each as another value: a mapping of them is one value of its setting.
OPTIONS = {
    "checkpoint_timeout": "11min", "client_connection_check_interval": "11s", "effective_cache_size": "411MB",
    "idle_in_transaction_session_timeout": "11min", "jit": "on", "log_autovacuum_min_duration": "11s", "log_lock_waits": "off",
    "log_line_prefix": "%m ", "log_min_duration_statement": "11s", "log_temp_files": "11MB", "log_timezone": "Europe/Oslo",
    "maintenance_work_mem": "111MB", "max_connections": "1111", "max_wal_size": "11GB", "random_page_cost": "1.7",
    "shared_buffers": "311MB", "wal_compression": "pglz", "work_mem": "7MB",
}
DATED = ("client_connection_check_interval", "wal_compression")
MAPPINGS = {(*path, "settings"): OPTIONS for path in (("postgres",), ("postgres", "tenants"), ("postgres", "superadmin"))}
# How many of ten declared lines must change.
# Most of what never changes is the monitoring's: whether it is there by default follows from memory, and so from whatever memory depends on.
PRECISION = 7.5


def grid():
    """The project's sites, and the smallest ones for each version of a program that a site can choose."""
    spec = importlib.util.spec_from_file_location("compare_out", ROOT / "Scripts" / "compare-out.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.sites())


def built():
    """The program that changes settings, as fast as gen itself."""
    subprocess.run(["swift", "build", "--quiet", "-c", "release", "--product", "change-settings"], cwd=ROOT, check=True)
    return ROOT / ".build" / "release" / "change-settings"


class Schema:
    """The settings of the language, with what each section needs."""

    def __init__(self, gen):
        self.root = json.loads(subprocess.run([gen, "schema"], capture_output=True, check=True).stdout)
        self.values = [setting for setting in settings(self.root) if setting.part is Part.VALUE]
        self.leaves = {setting.steps: setting for setting in self.values}

    def node(self, steps):
        """The schema of a section, a list's elements or a mapping's values."""
        nodes = [self.root]
        for step in steps:
            nodes = [inner for node in nodes for inner in node.get("anyOf", [node])]
            if step == ITEM:
                nodes = [node["items"] for node in nodes if "items" in node]
            elif step == ENTRY:
                nodes = [node["additionalProperties"] for node in nodes if "additionalProperties" in node]
            else:
                nodes = [node["properties"][step] for node in nodes if step in node.get("properties", {})]
        return next((inner for node in nodes for inner in node.get("anyOf", [node]) if "properties" in inner), {})

    def section(self, steps):
        """A section with all keys that it must have."""
        return {key: self.example((*steps, key)) for key in self.node(steps).get("required", [])}

    def example(self, steps):
        """A value for a setting, or a whole section."""
        if (*steps, ITEM) in self.leaves:
            return [self.example((*steps, ITEM))]
        if steps not in self.leaves:
            return self.section(steps)
        return source(self.leaves[steps], kind(self.leaves[steps]).harmless[0])


def source(setting, value):
    """A value as it is written."""
    return Source(value) if setting.choices or setting.schema.get("type") == "integer" else quoted(value)


def places(setting, tree):
    """The paths of all occurrences of a setting in a site."""
    found: list[tuple[tuple, object]] = [((), tree)]
    for step in setting.steps:
        below: list[tuple[tuple, object]] = []
        for path, node in found:
            if step == ITEM and isinstance(node, list):
                below += [((*path, index), item) for index, item in enumerate(node)]
            elif step == ENTRY and isinstance(node, dict):
                below += [((*path, key), item) for key, item in node.items()]
            elif isinstance(node, dict) and step in node:
                below.append(((*path, step), node[step]))
        found = below
    return [path for path, node in found if not isinstance(node, (dict, list))]


def added(schema, setting, tree, value):
    """A copy of a site with a setting that it does not have, in sections and lists that are made where they are missing; its path."""
    tree = copy.deepcopy(tree)
    path: tuple = ()
    node = tree
    for index, step in enumerate(setting.steps[:-1]):
        following = setting.steps[index + 1]
        inner = setting.steps[: index + 1]
        if step == ITEM:
            node.append(schema.section(inner))
            path, node = (*path, len(node) - 1), node[-1]
        elif step == ENTRY:
            return None, ()
        else:
            if not isinstance(node.get(step), (dict, list)):
                node[step] = [] if following == ITEM else schema.section(inner) if following != ENTRY else {}
            path, node = (*path, step), node[step]
    last = setting.steps[-1]
    if last == ITEM:
        if value is None:
            node.clear()
        else:
            node.append(value)
        return tree, path
    if last == ENTRY:
        return None, ()
    node[last] = value
    return tree, (*path, last)


def changed(tree, path, value):
    """A copy of a site with another value at a path."""
    tree = copy.deepcopy(tree)
    at(tree, path[:-1])[path[-1]] = value
    return tree


def without(tree, path):
    """A copy of a site that lacks one key or one item."""
    tree = copy.deepcopy(tree)
    del at(tree, path[:-1])[path[-1]]
    return tree


def name(path):
    """A path as gen prints it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def at(tree, path):
    """The value at a path of a site."""
    for step in path:
        tree = tree[step]
    return tree


def domains(tree):
    """The names of a site, and those that they are in: what a zone can be."""
    names = [tree["domains"][key] for key in ("superadmin", "tenants")]
    return [".".join(labels[first:]) for labels in (name.split(".") for name in names) for first in range(len(labels) - 1)]


def sources(setting, count, tree):
    """Values of a setting, the likely ones first."""
    found = kind(setting)
    values = [*MEANT.get(setting.name, []), *(domains(tree) if "zones" in setting.name else []), *found.harmless, *found.extreme]
    if setting.schema.get("type") == "integer":
        low, high = setting.schema.get("minimum", 0), setting.schema.get("maximum", 1 << 16)
        values += [str(number) for number in NUMBERS if low < number < high]
    return [source(setting, value) for value in dict.fromkeys(values)][:count]


def variants(setting, tree, path, count):
    """The site with other values of a setting."""
    own = at(tree, path)
    numbers = [own + 1, max(own - 1, 0)] if isinstance(own, int) and not isinstance(own, bool) else []
    return [changed(tree, path, value) for value in [*numbers, *sources(setting, count, tree)]] + [without(tree, path)]


def sections(tree, path=()):
    """The paths of all lists and sections of a site."""
    for key, node in tree.items() if isinstance(tree, dict) else enumerate(tree):
        if isinstance(node, (dict, list)):
            yield (*path, key)
            yield from sections(node, (*path, key))


def cases(tree, schema, options):
    """The settings of a site, each with the texts of the site in which it is another."""
    made = {}
    for setting in schema.values:
        found = places(setting, tree)
        for path in found:
            made.setdefault(name(path), []).extend(variants(setting, tree, path, options.values))
        if not found or ITEM in setting.steps:
            for value in sources(setting, options.values, tree):
                variant, path = added(schema, setting, tree, value)
                if variant:
                    made.setdefault(name(path), []).append(variant)
    for path in sections(tree):
        node = at(tree, path)
        keys = list(range(len(node)) if isinstance(node, list) else node)
        trees = [without(tree, path)] + [without(tree, (*path, key)) for key in keys[: options.values]]
        if isinstance(node, list) and len(node) > 1:
            trees.append(changed(tree, path, [*node[1:], node[0]]))
        made.setdefault(name(path), []).extend(trees)
    # An empty list is another value than the default.
    for steps in {setting.steps[:-1] for setting in schema.values if setting.steps.count(ITEM) == 1 and setting.steps[-1] == ITEM}:
        made.setdefault(name(steps), []).append(added(schema, schema.leaves[(*steps, ITEM)], tree, None)[0])
    for path, entries in MAPPINGS.items():
        # One of them, all, and those that every version has in the same form.
        for chosen in (["jit"], [*entries], [key for key in entries if key not in DATED]):
            variant = copy.deepcopy(tree)
            node = variant
            for key in path[:-1]:
                node = node.setdefault(key, {})
            node[path[-1]] = {**(node.get(path[-1]) or {}), **{key: quoted(entries[key]) for key in chosen}}
            made.setdefault(name(path), []).append(variant)
    wanted = [path for path in made if not options.only or any(path.startswith(key) for key in options.only)]
    texts = {path: [document(variant)[0] for variant in made[path]] for path in wanted}
    # What is written below a setting makes it another one.
    below = {path: [text for inner in texts if inner != path and inner.startswith((f"{path}.", f"{path}[")) for text in texts[inner]] for path in texts}
    return {path: list(dict.fromkeys([*texts[path], *below[path]])) for path in texts}


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
    parser.add_argument("--program", type=pathlib.Path, help="the program that changes settings; built where it is left out")
    parser.add_argument("--only", action="append", help="the settings that begin so")
    parser.add_argument("--site", action="append", help="the sites whose names contain this")
    parser.add_argument("--values", type=int, default=10, help="how many values of each setting to try at the most")
    parser.add_argument("--verbose", action="store_true", help="one line for each setting that is not precise")
    options = parser.parse_args()
    schema = Schema(options.gen)
    program = options.program or built()
    sites = {key: yaml.safe_load(text) for key, text in grid().items() if not options.site or any(part in key for part in options.site)}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = dict(zip(sites, pool.map(lambda site: run(program, site, cases(site, schema, options)), sites.values())))
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
