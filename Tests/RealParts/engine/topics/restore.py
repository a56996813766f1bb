"""Restoring from a backup with real programs: the site is lost, and restored from its repository and the password alone, with the run book's commands."""

import base64
import pathlib
import shutil
import subprocess

from browser import Browser, PlainFront
from proof import equal, expect, run
from runbook import commands
from topics.attacks_database import administrator, held
from topics.attacks_mail import SENDS

NEEDS_ODOO = True
STATE = """
SELECT (SELECT count(*) FROM ir_module_module WHERE state = 'installed'), (SELECT count(*) FROM ir_attachment),
       (SELECT md5(string_agg(login, ',' ORDER BY id)) FROM res_users),
       (SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension), (SELECT count(*) FROM pg_event_trigger)
"""
# Without the notes of what may be removed: a scheduled job works them off whenever it likes.
FILES = "cd /var/lib/odoo/filestore && find . -type f -not -path '*/checklist/*' | sort | xargs -r sha256sum && stat -c '%U %G' . | sort -u"
# What an operator has made in a tenant's database, and Odoo's role could not restore.
OPERATORS = """
CREATE EXTENSION pg_stat_statements; CREATE EXTENSION postgres_fdw; GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO odoo;
SET ROLE odoo; CREATE FUNCTION noted() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; RESET ROLE;
CREATE EVENT TRIGGER noted ON ddl_command_end EXECUTE FUNCTION noted();
"""
PICTURE = b"a file of the tenant's, which is restored with it"


def prove(scene):
    """A backup, the loss of everything, and the restore."""
    site = scene.site
    text = (site.out / "RUNBOOK.md").read_text("utf-8")
    made = site.inside("db", "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", "t1_db", "-c", OPERATORS)
    yield expect(made.returncode == 0, "an operator has made extensions and an event trigger in a tenant's database", made.stdout)
    number = administrator(scene, "t1").model("ir.attachment", "create", [{"name": "picture.txt", "datas": base64.b64encode(PICTURE).decode(), "mimetype": "text/plain"}])[0]
    databases = existing(site)
    wanted = state(site, databases), files(site), certificates(site)
    # The repository is there since the first deployment.
    backups = commands(text, "8. Backups").replace("./schedule.sh\n", "").replace("./backup.sh --init\n", "")
    yield from follow(site, "8. Backups", backups)
    password = lose(scene)
    yield from from_repository(site, text, password)
    for script in ("./restore.sh --dry-run site", "./restore.sh site"):
        yield expect(script in commands(text, "A lost server"), f"the run book has {script}")
        yield from follow(site, script, script)
    started = site.compose("up", "--detach", "--wait", "--wait-timeout", "600")
    yield expect(started.returncode == 0, "all four services start, and are healthy", started.stdout)
    yield equal(existing(site), databases, "every database is back, and belongs to nobody whom a tenant could be")
    found = state(site, databases), files(site), certificates(site)
    yield equal(found, wanted, "with its modules, users, attachments, extensions, event triggers and files; the certificates are back, too")
    yield from logins(scene, databases)
    yield equal(picture(administrator(scene, "t1"), number), (200, PICTURE), "a tenant's own file is served")
    for service in ("odoo", "odoo_superadmin"):
        yield expect("Traceback" not in site.logs(service), f"{service} finds nothing to complain of", site.logs(service)[-2000:])
    yield from copy(scene, text, number)
    yield from replaced(scene, text, number)
    yield held(scene, "a backup, the way back from it, and a copy")


def follow(site, title, script):
    """Types the commands of a section of the run book; the first that fails ends them."""
    ended = site.run("bash", "-euc", script, stdin=subprocess.DEVNULL, timeout=1800)
    yield expect(ended.returncode == 0, f"the commands of {title} end well", ended.stdout)


def lose(scene):
    """Removes containers, volumes, secrets, files and this folder; returns the password of the repository, which is kept elsewhere."""
    site = scene.site
    password = site.secret(site.model["backup"]["password_secret"])
    site.must_compose("down", "--volumes")
    shutil.rmtree("/etc/letsencrypt")
    shutil.rmtree(site.secret_path("x").parent)
    shutil.rmtree(site.folder)
    return password


def from_repository(site, text, password):
    """This folder comes out of the backup, with the run book's own commands, by the repository's address and its password."""
    path = pathlib.Path("/root") / site.model["backup"]["password_secret"]
    path.write_text(password + "\n")
    script = "".join(line + "\n" for line in commands(text, "A lost server").split("\n") if line.startswith(("export RESTIC_", "restic ")))
    ended = run("bash", "-euc", script, cwd="/", stdin=subprocess.DEVNULL, timeout=600)
    path.unlink()
    yield expect(ended.returncode == 0 and (site.out / "restore.sh").exists(), "this folder comes out of the repository", f"{script}\n{ended.stdout}")


def logins(scene, databases):
    """The administrator of every tenant, and of the superadmin, logs in with the password of that day."""
    site = scene.site
    names = [row.split("|")[0] for rows in databases.values() for row in rows]
    known = [name for name in names if name in scene.passwords]
    entered = []
    for name in known:
        side = "tenants" if name.endswith("_db") else "superadmin"
        domain = site.model["domains"][side]
        host = f"{name.removesuffix('_db')}.{domain}" if side == "tenants" else domain
        visitor = Browser(PlainFront(site.model["odoo"][side]["port"]), host)
        if visitor.log_in(name, "admin", scene.passwords[name]):
            entered.append(name)
    yield expect(len(known) >= 3, "their passwords are known", known)
    yield equal(entered, known, "each of them logs in")


def picture(visitor, number):
    """A file of a tenant, as a browser gets it."""
    status, _, content = visitor.get(f"/web/content/{number}")
    return status, content


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


def copy(scene, text, number):
    """A copy of a tenant: it is neutralized, serves its own files, and sends nothing; the tenant is as it was."""
    site = scene.site
    command = next(line for line in commands(text, "One tenant from a backup").split("\n") if "--as" in line)
    yield from follow(site, command, command.replace("tenant test1", "tenant t1"))
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
    visitor = Browser(PlainFront(site.model["odoo"]["tenants"]["port"]), f"copy-of-test1.{domain}")
    entered = visitor.log_in("copy-of-test1_db", "admin", scene.passwords["t1_db"])
    yield expect(entered, "its administrator logs in with the tenant's password")
    yield equal(picture(visitor, number), (200, PICTURE), "it serves its own copy of the tenant's file")
    before = len(scene.mail_server.letters)
    sent = site.odoo("odoo", "shell", "-d", "copy-of-test1_db", "--no-http", script=SENDS)
    yield expect(sent.returncode != 0 and len(scene.mail_server.letters) == before, "it sends no mail", sent.stdout[-2000:])
    removed = site.run("./tenants.sh", "remove", "copy-of-test1", "--backup", "/var/backups/removed")
    yield expect(removed.returncode == 0, "the copy is removed like any tenant", removed.stdout)


def replaced(scene, text, number):
    """A tenant goes back to the backup while it is served, and forth again."""
    site = scene.site
    administrator(scene, "t1").model("ir.attachment", "unlink", [number])
    lines = commands(text, "One tenant from a backup").split("\n")
    for command in ("./restore.sh tenant test1", "./restore.sh --undo test1", "./restore.sh tenant test1", "./restore.sh --discard-former test1"):
        yield expect(command in lines, f"the run book has {command}")
        yield from follow(site, command, command.replace("test1", "t1"))
        there = command in ("./restore.sh tenant test1", "./restore.sh --discard-former test1")
        visitor = administrator(scene, "t1")
        status, content = picture(visitor, number)
        yield equal((status, content == PICTURE), (200, True) if there else (404, False), f"{command}: the file is {'there' if there else 'gone'}, as it was then")
