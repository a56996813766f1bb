"""The labels of the services: `docker compose up -d` looks at them, and not into the files that are mounted.

Builds variants of the site with the gen that run.py judges, whose path is in the environment variable GEN.
"""

import json
import os
import pathlib
import re
import shutil
import tempfile

import yaml
from compose import binds, configuration
from proof import equal, expect, run

PROGRAMS = ["docker-compose"]

# What makes the image that both Odoo services run: a change of one of these must recreate them as well.
BUILT_FROM = ["Dockerfile.odoo", "odoo-start", "requirements.txt"]

# A template that replaces one of ours: no setting of site.yaml reaches the scripts that make the roles.
OVERRIDE = """{#
format: sh
mode: 0755
each: instance in instances
path: initdb/{{ instance.postgres.service }}/10-role.sh

Another script.
#}
#!/bin/sh
exit 0
"""

# One change each, and the services that must notice it: the path of a setting, or of a template, and what to put there.
ODOO_SERVICES = {"odoo", "odoo_superadmin"}
VARIATIONS = {
    "a setting of both instances": (("odoo", "log_level"), "debug", ODOO_SERVICES),
    "a setting of the tenants' Odoo": (("odoo", "tenants", "limits", "time_cpu"), "317s", {"odoo"}),
    "a setting of the superadmin's Odoo": (("odoo", "superadmin", "limits", "time_cpu"), "317s", {"odoo_superadmin"}),
    "the superadmin's database": (
        ("odoo", "superadmin", "database"),
        "headquarters",
        {"odoo_superadmin", "db_superadmin"},
    ),
    "a Debian package of the image": (
        ("odoo", "packages"),
        ["poppler-utils", "fonts-noto-cjk", "gsfonts"],
        ODOO_SERVICES,
    ),
    "a Python package of the image": (("odoo", "requirements"), ["phonenumbers==8.13.51"], ODOO_SERVICES),
    "the scripts for the roles": ("templates/initdb/10-role.sh", OVERRIDE, {"db", "db_superadmin"}),
    "a setting that no container reads": (("backup", "schedule"), "17 4 * * *", set()),
}


def footprint(project, out):
    """For every service: its label, and the bytes of the files of ours that it has mounted or copied into its image."""
    out = out.resolve()
    result = {}
    for name, service in project["services"].items():
        sources = [pathlib.Path(place["source"]) for place in binds(service)]
        if name in ODOO_SERVICES:
            sources += [out / file for file in BUILT_FROM]
        files = [
            path
            for source in sources
            for path in [source, *sorted(source.rglob("*"))]
            if path.is_file() and out in path.parents
        ]
        contents = {str(path.relative_to(out)): path.read_bytes() for path in files}
        if not contents and "gen.measures" in service["labels"]:
            # An exporter reads no file of the site's.
            continue
        result[name] = (service["labels"]["gen.configuration"], contents)
    return result


def vary(document, folder, path, value):
    """Writes the site into a folder, with one setting or one template changed. Returns the path of its site.yaml."""
    copy = json.loads(json.dumps(document))
    if isinstance(path, str):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(value)
    else:
        place = copy
        for key in path[:-1]:
            place = place.setdefault(key, {})
        place[path[-1]] = value
    (folder / "site.yaml").write_text(yaml.safe_dump(copy, sort_keys=False))
    return folder / "site.yaml"


def check(out, site, model):  # pylint: disable=unused-argument
    """A label changes when one of its files does, and only then."""
    before = footprint(configuration(out), out)
    for name, (label, _) in before.items():
        yield expect(re.fullmatch(r"[0-9a-f]{64}", label), f"{name} has the hash of its files as a label", label)
    document = yaml.safe_load(site.read_text())
    for what, (path, value, wanted) in VARIATIONS.items():
        with tempfile.TemporaryDirectory(prefix="label-") as folder:
            if (site.parent / "templates").is_dir():
                shutil.copytree(site.parent / "templates", pathlib.Path(folder) / "templates")
            copy = vary(document, pathlib.Path(folder), path, value)
            built = run(os.environ["GEN"], "build", copy)
            if built.returncode != 0:
                yield expect(False, f"after a change of {what} the site is built", built.stdout)
                continue
            after = footprint(configuration(copy.parent / "out"), copy.parent / "out")
        changed = {name for name, (label, _) in before.items() if label != after[name][0]}
        files = {name for name, (_, contents) in before.items() if contents != after[name][1]}
        yield equal(changed, files, f"after a change of {what} exactly the labels with changed files differ")
        yield equal(changed, wanted, f"a change of {what} reaches the services that it is for")
