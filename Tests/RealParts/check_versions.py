"""Every series of Odoo with every PostgreSQL that it takes, and every operating system: each compiles, and is right.

The files of each are judged by the checks of docker-compose.yml and odoo.conf; what no combination of the other choices
can reach is listed in docs/versions.md.
"""

import itertools
import json
import os
import pathlib
import subprocess
import tempfile

import check_compose
import check_odoo_conf
import yaml
from proof import Proof, equal, expect, run

PROGRAMS = check_compose.PROGRAMS
SITES = ["minimal"]
ODOO = ["16.0", "17.0", "18.0", "19.0"]
POSTGRES = [13, 14, 15, 16, 17, 18]
SYSTEMS = ["debian-12", "debian-13", "ubuntu-22.04", "ubuntu-24.04", "ubuntu-26.04"]
# The oldest that each series takes, by its documentation.
MINIMUM = {"16.0": 12, "17.0": 12, "18.0": 12, "19.0": 13}


def check(_out, site, _model):
    """Compiles them all; the files are checked on one system, and have to be the same on the others."""
    document = yaml.safe_load(site.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        for odoo, postgres in itertools.product(ODOO, POSTGRES):
            name, kept = f"Odoo {odoo}, PostgreSQL {postgres}", None
            for system in SYSTEMS:
                folder = pathlib.Path(temporary) / f"{odoo}-{postgres}-{system}"
                ended = build(document, folder, odoo, postgres, system)
                yield expect(ended.returncode == 0, f"{name}, {system}: it compiles", ended.stdout)
                if ended.returncode != 0:
                    continue
                files = [(folder / "out" / path).read_bytes() for path in ("docker-compose.yml", "odoo.conf", "superadmin.conf")]
                if kept is None:
                    kept = files
                    yield from judged(folder, name)
                yield expect(files == kept, f"{name}, {system}: what runs in containers does not depend on the system")
        for odoo in ODOO:
            folder = pathlib.Path(temporary) / f"{odoo}-old"
            ended = build(document, folder, odoo, MINIMUM[odoo] - 1, SYSTEMS[0])
            yield equal(ended.returncode, 65, f"Odoo {odoo}: an older PostgreSQL is refused")
            yield expect("[postgres-too-old]" in ended.stdout, f"Odoo {odoo}: with the reason", ended.stdout)


def build(document, folder, odoo, postgres, system):
    """Compiles the site with other versions."""
    folder.mkdir()
    changed = document | {"odoo": document.get("odoo", {}) | {"version": odoo}, "postgres": {"version": postgres}}
    changed["server"] = document["server"] | {"os": system}
    (folder / "site.yaml").write_text(yaml.safe_dump(changed), encoding="utf-8")
    return run(os.environ["GEN"], "build", folder / "site.yaml")


def judged(folder, name):
    """The results of the other checks for one combination."""
    site = folder / "site.yaml"
    shown = run(os.environ["GEN"], "show", "--format", "json", site, stderr=subprocess.DEVNULL)
    model = json.loads(shown.stdout)
    for module in (check_compose, check_odoo_conf):
        for proof in module.check(folder / "out", site, model):
            yield Proof(f"{name}: {proof.what}", proof.holds, proof.detail)
