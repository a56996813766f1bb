"""A day of the operators: the first deployment, a new revision with an update, and two that have to be rolled back."""

import os
import subprocess

import certificates
import yaml
from browser import Browser
from isolation import must
from proof import equal, expect
from topics.attacks_database import held

NEEDS_ODOO = True
MODEL = """from odoo import fields, models


class Partner(models.Model):
    _inherit = "res.partner"

    proof_colour = fields.Char()
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
    ended = operate(site, "deploy.sh", "one")
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


def of_update(scene):
    """A revision whose module has a new field: in every database, before it is served again."""
    site = scene.site
    module = site.folder / "custom_addons" / "proof_shop"
    (module / "__init__.py").write_text("from . import partner\n", "utf-8")
    (module / "partner.py").write_text(MODEL, "utf-8")
    second = commit(site, "two")
    back_to(site, "one")
    ended = operate(site, "deploy.sh", "--update", "proof_shop", "two")
    yield equal((ended.returncode, head(site)), (0, second), f"a revision with an update is deployed {ended.stderr[-2000:]}")
    for name in ("t1", "t2"):
        yield equal(columns(site, f"{name}_db"), "1", f"{name}: its module is updated")
        yield expect(serves(scene, name), f"{name} is served")
    saved = must("restic", "--repo", site.model["backup"]["repository"], "--password-file", site.secret_path("restic_password"), "snapshots")
    yield expect("complete" in saved, "a backup was made first", saved)


def of_failed_update(scene):
    """A module that cannot be updated: every database, and the revision, are rolled back."""
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


def of_removal(scene):
    """A tenant is saved as two files, and removed."""
    site = scene.site
    ended = operate(site, "tenants.sh", "remove", "t2", "--backup", "/srv/kept")
    yield equal(ended.returncode, 0, f"a tenant can be removed {ended.stderr[-2000:]}")
    with open("/srv/kept/t2_db.dump", "rb") as dump:
        listed = site.inside("db", "pg_restore", "--list", stdin=dump)
    yield expect("res_partner" in listed.stdout, "its database is in the one file", listed.stdout[:500])
    files = must("tar", "--list", "--file", "/srv/kept/t2_db.filestore.tar")
    yield expect(files.count("\n") > 5, "its files are in the other", files)
    yield equal(site.sql("db", "postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE '%t2%'"), "0", "its database is gone")
    folder = site.inside("odoo", "sh", "-c", "ls -d /var/lib/odoo/filestore/t2_db")
    yield expect(folder.returncode != 0, "so are its files", folder.stdout)


def prove(scene):
    """The day, from morning to evening."""
    must("restic", "init", "--repo", scene.site.model["backup"]["repository"], "--password-file", scene.site.secret_path("restic_password"))
    yield from of_first(scene)
    yield from of_update(scene)
    yield from of_failed_update(scene)
    yield from of_broken(scene)
    yield held(scene, "deployments, an update and its way back, and a removal")
    yield from of_removal(scene)
