"""A day of the operators: the first deployment, a new revision with an update, and two that have to be rolled back."""

import contextlib
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import threading

import certificates
import yaml
from browser import Browser
from isolation import must
from proof import equal, expect
from topics.attacks_database import held

NEEDS_ODOO = True
QUICK_KEY = pathlib.Path(__file__).resolve().parents[2] / "quick_key.py"
MODEL = """from odoo import fields, models


class Partner(models.Model):
    _inherit = "res.partner"

    proof_colour = fields.Char()
"""
# An update of this module fails in one database.
PARTIAL = MODEL + """
    def init(self):
        if self.env.cr.dbname == "t2_db":
            raise ValueError("not here")
"""
# A record with a field that no model has: the update of this module fails in every database.
BROKEN = """<odoo>
    <record id="broken" model="res.partner"><field name="there_is_no_such_field">1</field></record>
</odoo>
"""


def operate(site, script, *arguments):
    """Runs a script as the operator does; the authority of the test is one that this machine trusts."""
    environment = os.environ | {"SSL_CERT_FILE": str(certificates.AUTHORITY)}
    return site.run(f"./{script}", *arguments, stderr=subprocess.PIPE, env=environment, timeout=1800)


def commit(site, tag):
    """A revision of the whole folder, without the secrets."""
    git = ["git", "-C", site.folder, "-c", "user.name=t", "-c", "user.email=t@example.net"]
    if not (site.folder / ".git").exists():
        must(*git, "init", "--quiet")
        (site.folder / ".gitignore").write_text("/secrets/\n", "utf-8")
    must(*git, "add", "--all")
    must(*git, "commit", "--quiet", "--message", tag)
    must(*git, "tag", tag)
    return must(*git, "rev-parse", "HEAD").strip()


def head(site):
    """The commit that is checked out."""
    return must("git", "-C", site.folder, "rev-parse", "HEAD").strip()


def back_to(site, tag):
    """The files of a revision, so that the next one is made after it."""
    must("git", "-C", site.folder, "checkout", "--quiet", "--detach", tag)


def columns(site, database):
    """Whether the module's field is in a database."""
    return site.sql("db", database, "SELECT count(*) FROM information_schema.columns WHERE column_name = 'proof_colour'")


def serves(scene, name):
    """A tenant's administrator can log in, through nginx."""
    host = f"{name}.{scene.site.model['domains']['tenants']}"
    return Browser(scene.front, host).log_in(f"{name}_db", "admin", scene.passwords[f"{name}_db"])


def of_first(scene):
    """An empty superadmin's database is initialised before its service runs, and its password printed."""
    site, plan = scene.site, scene.site.model["odoo"]["superadmin"]
    database, server = plan["database"], plan["database_service"]
    site.must_compose("rm", "--stop", "--force", plan["service"])
    site.sql(server, "postgres", f'DROP DATABASE "{database}" WITH (FORCE)')
    first = commit(site, "one")
    ended = operate(site, "deploy.sh", "--test-tenant", "one")
    yield equal((ended.returncode, head(site)), (0, first), f"the first deployment succeeds {ended.stderr[-2000:]}")
    yield expect(ended.stderr.count("\nok") >= 20 and "FAILED" not in ended.stderr, "every point of the smoke test holds", ended.stderr)
    printed = all(f"ok      {what}\n" in ended.stderr for what in ("it prints a PDF", "the PDF has its styles"))
    yield expect(printed and "not tested" not in ended.stderr, "it has printed", ended.stderr)
    scene.passwords[database] = ended.stdout.removesuffix("\n")
    browser = Browser(scene.front, site.model["domains"]["superadmin"])
    yield expect(browser.log_in(database, "admin", scene.passwords[database]), "the password that it told opens the superadmin")
    address = browser.model("ir.config_parameter", "get_param", "web.base.url")
    yield equal(address, f"https://{site.model['domains']['superadmin']}", "the superadmin knows its own address")
    left = site.sql("db", "postgres", "SELECT count(*) FROM pg_database WHERE datname ~ 'smoke|^new_|^old_|^bad_'")
    yield equal(left, "0", "nothing is left of the tenant of the smoke test")


class Watching(threading.Thread):
    """A visitor of two tenants, as long as the block runs: the pairs of what nginx answers."""

    def __init__(self, scene, *names):
        super().__init__(daemon=True)
        domain = scene.site.model["domains"]["tenants"]
        self.browsers = [Browser(scene.front, f"{name}.{domain}") for name in names]
        self.seen = set()
        self.over = threading.Event()

    def run(self):
        """Asks once and again."""
        while not self.over.wait(0.2):
            with contextlib.suppress(OSError):
                self.seen.add(tuple(browser.get("/web/login")[0] for browser in self.browsers))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join(120)


def of_update(scene):
    """A revision whose module has a new field: the canary first, and then the other tenant, in its own maintenance page."""
    site = scene.site
    module = site.folder / "custom_addons" / "proof_shop"
    (module / "__init__.py").write_text("from . import partner\n", "utf-8")
    (module / "partner.py").write_text(PARTIAL, "utf-8")
    half = commit(site, "half")
    back_to(site, "one")
    with Watching(scene, "t1", "t2") as watching:
        ended = operate(site, "deploy.sh", "--update", "changed", "half")
    yield equal((ended.returncode, head(site)), (2, half), f"a tenant that cannot be updated does not keep the others back {ended.stderr[-2000:]}")
    yield expect("putting t2_db back" in ended.stderr and "as before: t2_db" in ended.stderr, "it is put back, and named", ended.stderr[-2000:])
    yield equal([columns(site, f"{name}_db") for name in ("t1", "t2")], ["1", "0"], "the other one has the new field")
    yield expect((200, 503) in watching.seen, "while one is served by the new code, the other one has its maintenance page", watching.seen)
    (module / "partner.py").write_text(MODEL, "utf-8")
    second = commit(site, "two")
    back_to(site, "half")
    ended = operate(site, "deploy.sh", "--update", "changed", "two")
    yield equal((ended.returncode, head(site)), (0, second), f"a revision with an update is deployed {ended.stderr[-2000:]}")
    for name in ("t1", "t2"):
        yield equal(columns(site, f"{name}_db"), "1", f"{name}: its module is updated")
        yield expect(serves(scene, name), f"{name} is served")
    updated = [name for name in (site.model["odoo"]["superadmin"]["database"], "t1_db", "t2_db") if f"updating {name}:" in ended.stderr]
    yield equal(updated, ["t1_db", "t2_db"], "only where the module is installed")
    ended = operate(site, "update.sh", "--keep-image")
    yield expect(ended.returncode == 0 and "every database has the present code" in ended.stderr, "then nothing is left to do", ended.stderr)
    saved = must("restic", "--repo", site.model["backup"]["repository"], "--password-file", site.secret_path("restic_password"), "snapshots")
    yield expect("complete" in saved, "a backup was made first", saved)


def of_failed_update(scene):
    """A module that the canary cannot be updated with: no other tenant is touched, and the former revision runs."""
    site = scene.site
    second = head(site)
    module = site.folder / "custom_addons" / "proof_shop"
    (module / "broken.xml").write_text(BROKEN, "utf-8")
    manifest = (module / "__manifest__.py").read_text("utf-8")
    (module / "__manifest__.py").write_text(manifest.replace('"depends"', '"data": ["broken.xml"],\n    "depends"'), "utf-8")
    commit(site, "three")
    back_to(site, "two")
    site.sql("db", "t1_db", "UPDATE res_partner SET proof_colour = 'red' WHERE id = 1")
    ended = operate(site, "deploy.sh", "--update", "proof_shop", "three")
    yield equal((ended.returncode, head(site)), (1, second), f"a module that cannot be updated: the former revision runs {ended.stderr[-2000:]}")
    yield expect("updating t2_db" not in ended.stderr, "no other tenant is touched", ended.stderr[-2000:])
    yield expect("putting t1_db back" in ended.stderr, "the tenant's database is put back from its copy", ended.stderr[-2000:])
    rows = site.sql("db", "t1_db", "SELECT proof_colour FROM res_partner WHERE id = 1")
    yield equal(rows, "red", "what was written before is there")
    waiting = "SELECT count(*) FROM ir_module_module WHERE state LIKE 'to %'"
    owner = "SELECT pg_get_userbyid(datdba), datcollate FROM pg_database WHERE datname = 't1_db'"
    yield equal(site.sql("db", "t1_db", waiting), "0", "no module waits")
    yield equal(site.sql("db", "postgres", owner), "postgres|C", "the database is the superuser's, with collation C")
    for name in ("t1", "t2"):
        yield expect(serves(scene, name), f"{name} is served")


def of_broken(scene):
    """A revision that does not start is rolled back to the former."""
    site = scene.site
    second = head(site)
    site.document["odoo"]["tenants"]["settings"] = {"db_sslmode": "nonsense"}
    must(os.environ["GEN"], "build", write(site))
    commit(site, "four")
    back_to(site, "two")
    ended = operate(site, "deploy.sh", "four")
    yield equal((ended.returncode, head(site)), (1, second), f"a revision that does not start: the former one runs {ended.stderr[-2000:]}")
    yield expect("runs again" in ended.stderr, "and the script says so", ended.stderr[-2000:])
    for name in ("t1", "t2"):
        yield expect(serves(scene, name), f"{name} is served")
    del site.document["odoo"]["tenants"]["settings"]


def write(site):
    """The site's document, without the add-ons that site.build() copies."""
    path = site.folder / "site.yaml"
    path.write_text(yaml.safe_dump(site.document, sort_keys=False), "utf-8")
    return path


def of_logs(scene):
    """What a container has logged that a deployment has replaced is still there, under the service's name."""
    tag = f"{scene.site.model['name']}/odoo"
    lines = must("journalctl", "--no-pager", "--output", "json", "--output-fields", "CONTAINER_ID,MESSAGE", "SYSLOG_IDENTIFIER=" + tag).splitlines()
    containers = {json.loads(line)["CONTAINER_ID"] for line in lines}
    yield expect(len(containers) > 1, "the logs of former containers are kept", f"{len(lines)} lines of {containers}")


def of_removal(scene):
    """A tenant is saved as two files, and removed."""
    site = scene.site
    sessions = site.inside("odoo", "sh", "-c", "grep -rlF '\"db\": \"t2_db\"' /var/lib/odoo/sessions")
    yield expect(sessions.stdout, "somebody is logged in to it")
    ended = operate(site, "tenants.sh", "remove", "t2", "--backup", "/srv/kept")
    yield equal(ended.returncode, 0, f"a tenant can be removed {ended.stderr[-2000:]}")
    with open("/srv/kept/t2_db.dump", "rb") as dump:
        listed = site.inside("db", "pg_restore", "--list", stdin=dump)
    yield expect("res_partner" in listed.stdout, "its database is in the one file", listed.stdout[:500])
    files = must("tar", "--list", "--file", "/srv/kept/t2_db.filestore.tar")
    yield expect(files.count("\n") > 5, "its files are in the other", files)
    copy = "copy_" + hashlib.md5(b"t2_db").hexdigest()
    query = f"SELECT datname FROM pg_database WHERE datname LIKE '%t2%' OR datname = '{copy}'"
    yield equal(site.sql("db", "postgres", query), "", "its database is gone, and the copy that an update made")
    left = site.inside("odoo", "sh", "-c", "cd /var/lib/odoo; ls -d filestore/t2_db update-copies/t2_db 2>/dev/null; grep -rlF '\"db\": \"t2_db\"' sessions")
    yield equal(left.stdout, "", "so are its files, their copies and its sessions")


def begin(site):
    """A repository for the backups."""
    repository, password = site.model["backup"]["repository"], site.secret_path("restic_password")
    must("restic", "init", "--repo", repository, "--password-file", password)
    must(sys.executable, QUICK_KEY, repository, env=os.environ | {"RESTIC_PASSWORD_FILE": str(password)})


def prepare(scene):
    """The first revision, deployed."""
    begin(scene.site)
    commit(scene.site, "one")
    ended = operate(scene.site, "deploy.sh", "one")
    if ended.returncode != 0:
        raise RuntimeError(f"deploy.sh ended with {ended.returncode}:\n{ended.stderr}")


def prove(scene):
    """The day, from morning to evening."""
    begin(scene.site)
    yield from of_first(scene)
    yield from of_update(scene)
    yield from of_failed_update(scene)
    yield from of_broken(scene)
    yield held(scene, "deployments, an update and its way back, and a removal")
    yield from of_logs(scene)
    yield from of_removal(scene)
