"""What the operator adds to the containers: variables of site.yaml, the job queue, and an override of compose's own."""

import configparser
import json
import os
import pathlib
import tempfile

import yaml
from isolation import must
from proof import equal, expect, run

PROGRAMS = ["docker-compose"]
SITES = ["minimal", "provision"]
ALWAYS = SITES

BOTH = {"ODOO_STAGE": "production", "LITERAL": "${HOME} $$ $HOME %s {{ x }}", "null": "true", "WORDS": "8 to 16: yes # no", "ONE": "1"}
TENANTS = {"ODOO_STAGE": "shops", "EMPTY": ""}
CHANNELS = "root:2,root.mail:1:sequential"

OVERRIDE = """{#
format: yaml.compose

A further secret of one service.
#}
services:
  odoo:
    secrets: [payment_key]
secrets:
  payment_key:
    file: "{{ secrets.host_directory }}/payment_key"
"""


def build(site, folder):
    """The site with all of that, built in a folder; returns its output folder."""
    document = yaml.safe_load(site.read_text(encoding="utf-8"))
    odoo = document["odoo"]
    odoo["environment"] = BOTH
    odoo["tenants"] = odoo.get("tenants", {}) | {"environment": TENANTS}
    odoo |= {"server_wide_modules": ["queue_job"], "queue_job": {"channels": CHANNELS}}
    (folder / "templates").mkdir()
    (folder / "templates/docker-compose.override.yml").write_text(OVERRIDE)
    # JSON is YAML, with every text in quotes.
    (folder / "site.yaml").write_text(json.dumps(document), encoding="utf-8")
    must(os.environ["GEN"], "build", folder / "site.yaml")
    return folder / "out"


# The module alone, with the one setting of Odoo that it reads.
GUARD = """
import sys, types
tools = types.ModuleType("odoo.tools")
tools.config = {"dbfilter": sys.argv[2]}
sys.modules.update({"odoo": types.ModuleType("odoo"), "odoo.tools": tools})
sys.path.insert(0, sys.argv[1])
import jobs
for change in eval(sys.argv[3]):
    environ = {"REMOTE_ADDR": "127.0.0.1", "PATH_INFO": "/queue_job/runjob", "HTTP_HOST": "0.0.0.0:8069", "QUERY_STRING": ""} | change
    jobs.direct(environ)
    print(environ["HTTP_HOST"])
"""
DATABASE = {"QUERY_STRING": "db=t1_db&job_uuid=x"}
# Requests, and whether they get the host of t1.
JOBS = [
    (DATABASE, True),
    ({"HTTP_X_ODOO_DATABASE": "t1_db"}, True),
    ({"QUERY_STRING": "job_uuid=x"}, False),
    ({"QUERY_STRING": "db=postgres"}, False),
    ({"QUERY_STRING": "db=t1_db.evil.example%00_db"}, False),
    (DATABASE | {"REMOTE_ADDR": "172.30.0.1"}, False),
    (DATABASE | {"HTTP_X_FORWARDED_HOST": "t2.shops.example.net"}, False),
    (DATABASE | {"PATH_INFO": "/web/login"}, False),
]


def jobs(out):
    """gen_guard gives the runner's own requests the host of their tenant, and no others; a single database needs none."""
    for dbfilter, is_shared in (("^%d_db$", True), ("^superadmin$", False)):
        command = ["python3", "-c", GUARD, out / "addons/gen_guard", dbfilter, repr([change for change, _ in JOBS])]
        found = run(*command).stdout.split()
        wanted = ["t1.localhost" if directed and is_shared else "0.0.0.0:8069" for _, directed in JOBS]
        yield equal(found, wanted, f"{dbfilter}: the hosts of the job queue's requests")


def check(out, site, model):
    """The containers have exactly these variables; compose joins the override; Odoo's parser finds both sections."""
    with tempfile.TemporaryDirectory(prefix="additions-") as folder:
        built = build(site, pathlib.Path(folder).resolve())
        # Without -f, as the scripts call it.
        shown = run("docker-compose", "config", "--format", "json", cwd=built, env={"PATH": os.environ["PATH"], "HOME": "/root"}, stderr=None)
        yield equal(shown.returncode, 0, "compose joins its file with the override")
        # `config` prints what it would read again: with its own signs doubled.
        services = json.loads(shown.stdout.replace("$$", "$"))["services"]
        for service, wanted in (("odoo", BOTH | TENANTS), ("odoo_superadmin", BOTH)):
            found = services[service]["environment"]
            yield equal({name: found.get(name) for name in wanted}, wanted, f"{service} has the variables as they are written")
            yield expect(found["TZ"], f"{service} keeps gen's own")
        yield expect(
            any(secret["source"] == "payment_key" for secret in services["odoo"]["secrets"]), "the override adds a secret to odoo", services
        )
        kept = {secret["source"] for secret in services["odoo"]["secrets"]} - {"payment_key"}
        yield equal(kept, set(next(each for each in model["services"] if each["name"] == "odoo")["secrets"]), "and takes none away")
        for kind in ("tenants", "superadmin"):
            parser = configparser.RawConfigParser()
            parser.read(built / model["odoo"][kind]["config_file"])
            yield equal(parser.sections(), ["queue_job", "options"], f"{kind}: [options] is last, where odoo-start appends")
            yield equal(dict(parser["queue_job"]), {"channels": CHANNELS}, f"{kind}: the runner's section has the channels")
    yield from jobs(out)
    yield expect("[queue_job]" not in (out / "odoo.conf").read_text(), "without the setting there is no such section")
