"""Restoring from a backup with real programs: the site is lost, and restored with the run book's own commands."""

import pathlib
import shutil
import subprocess

from proof import equal, expect
from runbook import commands
from topics.attacks_database import held

NEEDS_ODOO = True
STATE = """
SELECT (SELECT count(*) FROM ir_module_module WHERE state = 'installed'), (SELECT count(*) FROM ir_attachment),
       (SELECT md5(string_agg(login, ',' ORDER BY id)) FROM res_users)
"""
# Without the notes of what may be removed: a scheduled job works them off whenever it likes.
FILES = "cd /var/lib/odoo/filestore && find . -type f -not -path '*/checklist/*' | sort | xargs -r sha256sum && stat -c '%U %G' . | sort -u"


def prove(scene):
    """A backup, the loss of everything, and the restore."""
    site = scene.site
    pathlib.Path("/var/backups").mkdir(exist_ok=True)
    text = (site.out / "RUNBOOK.md").read_text("utf-8")
    databases = existing(site)
    wanted = state(site, databases), files(site), certificates(site)
    backups = commands(text, "8. Backups")
    if pathlib.Path(site.model["backup"]["repository"], "config").exists():
        backups = backups.replace("./backup.sh --init\n", "")
    yield from follow(site, "8. Backups", backups)
    lose(scene)
    variables = "".join(line + "\n" for line in commands(text, "Get the snapshot").split("\n") if line.startswith("restored="))
    for title in ("Get the snapshot", "Restore the databases", "Restore the files"):
        yield from follow(site, title, variables + commands(text, title))
    started = site.compose("up", "--detach", "--wait", "--wait-timeout", "600")
    yield expect(started.returncode == 0, "all four services start, and are healthy", started.stdout)
    yield equal(existing(site), databases, "every database is back, and belongs to nobody whom a tenant could be")
    found = state(site, databases), files(site), certificates(site)
    yield equal(found, wanted, "with its modules, users, attachments and files; the certificates are back, too")
    for service in ("odoo", "odoo_superadmin"):
        yield expect("Traceback" not in site.logs(service), f"{service} finds nothing to complain of", site.logs(service)[-2000:])
    yield from copy(site, text)
    yield held(scene, "a backup, the way back from it, and a copy")


def follow(site, title, script):
    """Types the commands of a section of the run book; the first that fails ends them."""
    ended = site.run("bash", "-euc", script, stdin=subprocess.DEVNULL, timeout=900)
    yield expect(ended.returncode == 0, f"the commands of {title} end well", ended.stdout)


def lose(scene):
    """Removes containers, volumes, secrets and files; the repository and its password are kept elsewhere."""
    site = scene.site
    name = site.model["backup"]["password_secret"]
    password = site.secret(name)
    site.must_compose("down", "--volumes")
    shutil.rmtree("/etc/letsencrypt")
    shutil.rmtree(site.secret_path(name).parent)
    shutil.rmtree(site.folder / "out")
    site.build()
    site.secret_path(name).parent.mkdir(mode=0o700)
    site.secret_path(name).write_text(password + "\n")


def existing(site):
    """Every database, with its server, whether Odoo's role owns it, and its collation."""
    query = "SELECT datname, pg_get_userbyid(datdba) IN ('odoo', 'odoo_superadmin'), datcollate FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY 1"
    return {server: site.sql(server, "postgres", query).splitlines() for server in ("db", "db_superadmin")}


def state(site, databases):
    """The contents of Odoo's databases."""
    names = [(server, row.split("|")[0]) for server, rows in databases.items() for row in rows if not row.startswith("postgres|")]
    return {name: site.sql(server, name, STATE) for server, name in names}


def files(site):
    """The contents and the owners of the filestores."""
    return {service: site.inside(service, "sh", "-c", FILES).stdout for service in ("odoo", "odoo_superadmin")}


def certificates(site):
    """The certificates and keys that nginx reads."""
    plan = site.model["tls"]
    return [pathlib.Path(plan[side][kind]).read_text("ascii") for side in ("superadmin", "tenants") for kind in ("certificate", "key")]


def copy(site, text):
    """A copy of a tenant: it is neutralized, and the tenant is not."""
    title = "One tenant from a backup"
    yield from follow(site, title, commands(text, title).replace("tenant=test1\n", "tenant=t1\n"))
    query = "SELECT value FROM ir_config_parameter WHERE key = '{}'"
    neutralized = query.format("database.is_neutralized")
    yield equal(site.sql("db", "copy-of-test1_db", neutralized), "true", "the copy is neutralized")
    yield equal(site.sql("db", "t1_db", neutralized), "", "and the tenant is not")
    for key in ("database.uuid", "database.secret"):
        values = {site.sql("db", f"{name}_db", query.format(key)) for name in ("t1", "copy-of-test1")}
        yield expect(len(values) == 2 and "" not in values, f"the copy has a {key} of its own", values)
    domain = site.model["domains"]["tenants"]
    address = site.sql("db", "copy-of-test1_db", query.format("web.base.url"))
    yield equal(address, f"https://copy-of-test1.{domain}", "the copy knows its own address")
    port = site.model["odoo"]["tenants"]["port"]
    for name in ("t1", "copy-of-test1"):
        asked = site.run("curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--header", f"Host: {name}.{domain}", f"http://127.0.0.1:{port}/web/login")
        yield equal(asked.stdout, "200", f"{name} is served")
    removed = site.run("./tenants.sh", "remove", "copy-of-test1", "--backup", "/var/backups/removed")
    yield expect(removed.returncode == 0, "the copy is removed like any tenant", removed.stdout)
