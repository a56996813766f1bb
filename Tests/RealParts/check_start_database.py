"""odoo-start and the superadmin's database, on a real PostgreSQL: the service starts only when that is made and its own.

A site whose superadmin makes tenants has all that there is of it, so one site is enough.
"""

from check_start import CONFIGURATION, DATABASE, MASTER, environment_for, leaks, prepare
from cluster import Cluster
from proof import equal, expect, run
from sandbox import Sandbox, moved

PROGRAMS = ["psql", "pg_isready", "dash", "bash", "busybox"]
SITES = ["provision"]

# Debian's own, which has the library that Odoo stores passwords with.
PYTHON = "/usr/bin/python3"
HASHES = "import sys; from passlib.hash import pbkdf2_sha512 as h; print(h.using(rounds=1000).hash(sys.argv[1]))"

TABLES = "CREATE TABLE ir_module_module (name text, state text); CREATE TABLE res_users (login text, password text);"
STATE = TABLES + "INSERT INTO ir_module_module VALUES ('web', 'installed'), ('base', '%s');"
USER = STATE % "installed" + "INSERT INTO res_users VALUES ('other', '%s'), ('admin', %s);"

UNMADE = "the database superadmin is not initialised: deploy.sh does it, and then starts this service"
SHARED = (
    "the administrator of the database superadmin has no password of its own yet: deploy.sh sets it, and then starts this service"
)


def stored(password):
    """The hash that Odoo stores for a password."""
    return run(PYTHON, "-c", HASHES, password).stdout.strip()


def cases():
    """The contents of the database, and why the service does not start; nothing if it does."""
    own, shared = stored("of its own"), stored("admin")
    yield "an empty database", "", UNMADE
    yield "a database of something else", "CREATE TABLE other (name text);", UNMADE
    yield "tables without a row", TABLES, UNMADE
    yield "a first module that is not installed", STATE % "to install", UNMADE
    yield "the password of all", USER % (own, f"'{shared}'"), SHARED
    yield "the same as plain text", USER % (own, "'admin'"), SHARED
    yield "a password of its own", USER % (shared, f"'{own}'"), ""
    yield "an administrator without a password", USER % (shared, "NULL"), ""
    yield "no user called admin", STATE % "installed", ""
    yield "an update that was asked for", STATE % "to upgrade", ""


def sandbox(shell, cluster):
    """With the real libpq and Python."""
    programs = {name: str(cluster.bin / name) for name in ("psql", "pg_isready")}
    return Sandbox(shell, programs | {"python3": PYTHON})


def configure(box, cluster, port=5432):
    """The superadmin's configuration; PostgreSQL takes a folder for a host."""
    options = {"db_host": cluster.address, "db_port": port, "db_user": "odoo_superadmin", "db_name": "superadmin"}
    box.write("conf/odoo.conf", CONFIGURATION + "".join(f"{key} = {value}\n" for key, value in options.items()))
    # The stub of Odoo.
    box.write("bin/odoo", '#!/bin/sh\necho started "$@"\n', 0o755)


def stop(box, program, message, what, *command):
    """A start that must be refused."""
    ending = box.run(program, *(command or ["odoo"]), **environment_for(box))
    lines = ending.said.rstrip("\n").split("\n")
    yield equal((ending.status, lines[-1]), (78, f"odoo-start: {message}"), f"{what} stops the start")
    yield expect("started" not in ending.said, f"{what}: Odoo is not started", ending.said)
    yield equal(leaks(ending), [], f"{what} shows no password")


def check_states(shell, script, cluster):
    """The service itself, before each state of its database."""
    for what, statements, message in cases():
        cluster.ask("DROP DATABASE IF EXISTS superadmin")
        cluster.ask("CREATE DATABASE superadmin OWNER odoo_superadmin")
        if statements:
            status, said = cluster.ask(statements, "odoo_superadmin", DATABASE, "superadmin")
            yield expect(status == 0, f"{shell}: {what} is made", said)
        with sandbox(shell, cluster) as box:
            program = prepare(box, script)
            configure(box, cluster)
            if message:
                yield from stop(box, program, message, f"{shell}: {what}")
                for command in (["odoo", "-d", "superadmin", "-i", "base"], ["odoo", "shell"]):
                    ending = box.run(program, *command, **environment_for(box))
                    wanted = (0, f"started {' '.join(command[1:])}\n")
                    yield equal((ending.status, ending.said), wanted, f"{shell}: {what}: {' '.join(command)} may start")
            else:
                ending = box.run(program, "odoo", **environment_for(box))
                yield equal((ending.status, ending.said), (0, "started\n"), f"{shell}: {what} lets the service start")
                yield equal(leaks(ending), [], f"{shell}: {what} shows no password")
            left = sorted(path.name for path in (box.folder / "run").iterdir())
            yield equal(left, [".keep", "odoo.conf"], f"{shell}: {what}: no file with the password is left")


def check_servers(shell, script, cluster):
    """A server that does not answer, that does not know the database, or that has another password."""
    for what, port, statement, message in (
        ("no server", 5433, "", f"the database server {cluster.address} does not answer"),
        ("no database", 5432, "DROP DATABASE superadmin", f"the database superadmin on {cluster.address} cannot be read"),
        (
            "another password",
            5432,
            "CREATE DATABASE superadmin; ALTER ROLE odoo_superadmin PASSWORD 'another'",
            f"the database superadmin on {cluster.address} cannot be read",
        ),
    ):
        for part in filter(None, statement.split("; ")):
            cluster.ask(part)
        with sandbox(shell, cluster) as box:
            program = prepare(box, script)
            configure(box, cluster, port)
            yield from stop(box, program, message, f"{shell}: {what}")
    cluster.ask(f"ALTER ROLE odoo_superadmin PASSWORD '{DATABASE}'")


def check_provisioning(shell, script, cluster):
    """The second configuration, and the file with which psql logs in."""
    with sandbox(shell, cluster) as box:
        places = {"tenants=/etc/odoo/tenants.conf": f"tenants={box.folder}/conf/tenants.conf"}
        program = prepare(box, moved(script, places))
        text = f"[options]\ndb_host = {cluster.address}\ndb_port = 5432\ndb_user = odoo\nserver_wide_modules = base,web,gen_guard\n"
        box.write("conf/tenants.conf", text)
        box.write("secrets/four", "of-the-tenants\n", 0o444)
        environment = {**environment_for(box), "SECRET_TENANTS_PASSWORD": "four"}
        ending = box.run(program, "true", **environment)
        yield equal(
            (ending.status, ending.said), (78, "odoo-start: PGPASSFILE is not set\n"), f"{shell}: it must be said where"
        )
        environment["PGPASSFILE"] = f"{box.folder}/run/pgpass"
        command = ["psql", "-XqAtw", "-h", cluster.address, "-U", "odoo", "-d", "postgres", "-c", "SELECT current_user"]
        ending = box.run(program, *command, **environment)
        yield equal((ending.status, ending.said), (0, "odoo\n"), f"{shell}: a program logs in as the tenants' role")
        joined = box.folder / "run/tenants.conf"
        secrets = f"db_password = of-the-tenants\nadmin_passwd = {MASTER}\n"
        yield expect(joined.read_text().startswith(f"{text}\n{secrets}"), f"{shell}: tenants.conf is joined", joined.read_text())
        for path in (joined, box.folder / "run/pgpass"):
            yield equal(path.stat().st_mode & 0o777, 0o600, f"{shell}: nobody else can read {path.name}")
        yield expect("of-the-tenants" not in ending.started, f"{shell}: the tenants' password is no argument")
        box.write("conf/tenants.conf", text + "[more]\n")
        ending = box.run(program, "true", **environment)
        wanted = f"odoo-start: {box.folder}/conf/tenants.conf has a section other than [options], and [queue_job] before it\n"
        yield equal((ending.status, ending.said), (78, wanted), f"{shell}: tenants.conf is held to the same rules")


def check(out, _site, _model):
    """With two shells; check_start runs the same script with the others."""
    yield expect(stored("a").startswith("$pbkdf2-sha512$"), f"{PYTHON} has passlib", stored("a"))
    # A minute is long when nobody comes.
    script = moved((out / "odoo-start").read_text(), {"tries=60": "tries=2"})
    with Cluster() as cluster:
        cluster.ask(f"CREATE ROLE odoo_superadmin LOGIN PASSWORD '{DATABASE}'")
        cluster.ask("CREATE ROLE odoo LOGIN PASSWORD 'of-the-tenants'")
        for shell in ("dash", "busybox sh"):
            yield from check_states(shell, script, cluster)
            yield from check_servers(shell, script, cluster)
            yield from check_provisioning(shell, script, cluster)
