"""The scripts that make Odoo's roles, and the settings, on a real PostgreSQL that logs whatever it can."""

import os

from cluster import Cluster
from proof import equal, expect, run
from sandbox import Sandbox, moved

PROGRAMS = ["shellcheck", "dash", "bash", "busybox", "psql"]

PASSWORD = "Zq7~x.y_A+b/c=$1,-"
# Whatever stands in the file is the password: nothing of it may be read as SQL, as shell or as a command of psql.
HOSTILE = "it's'; DROP ROLE x; -- \\! id `id` $(id) :role \" \u00e9"


def prepare(box, script, secret, text):
    """The script in a sandbox, with /run/secrets moved there. Returns it."""
    if text is not None:
        box.write(f"secrets/{secret}", text, 0o444)
    return box.write("10-role.sh", moved(script, {"=/run/secrets/": f"={box.folder}/secrets/"}), 0o755)


def attributes(cluster, role):
    """What a role may do, in the order superuser, createdb, createrole, replication, bypassrls, login."""
    columns = "rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin"
    return cluster.ask(f"SELECT {columns} FROM pg_roles WHERE rolname = '{role}'")[1]


def check_role(cluster, box, program, server, text):
    """A first run, on an empty server."""
    role, name = server["role"], server["service"]
    password = text.rstrip("\n")
    ending = box.run(program, POSTGRES_USER="postgres", PGHOST=str(cluster.folder))
    yield equal((ending.status, ending.said), (0, ""), f"{name}: the script ends well, and says nothing")
    can_create = "t" if server["role_may_create_databases"] else "f"
    yield equal(
        attributes(cluster, role),
        f"f|{can_create}|f|f|f|t",
        f"{name}: the role may do what it must, and is no superuser",
    )
    verifier = cluster.ask(f"SELECT left(rolpassword, 14) FROM pg_authid WHERE rolname = '{role}'")[1]
    yield equal(verifier, "SCRAM-SHA-256$", f"{name}: the password is kept as a SCRAM verifier")
    database = server.get("database", "postgres")
    yield equal(
        cluster.ask("SELECT 1", role, password, database),
        (0, "1"),
        f"{name}: the role logs in with the password in the file",
    )
    yield equal(cluster.ask("SELECT 1", role, "wrong", database)[0], 2, f"{name}: and with no other")
    for wrong in (
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
        "CREATE ROLE more",
        f"ALTER ROLE {role} SUPERUSER",
    ):
        yield equal(cluster.ask(wrong, role, password, database)[0], 1, f"{name}: the role may not {wrong}")
    created = cluster.ask("CREATE DATABASE another", role, password, database)[0] == 0
    yield equal(created, server["role_may_create_databases"], f"{name}: whether the role may create databases")
    if "database" in server:
        query = (
            "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate "
            "FROM pg_database WHERE datname = current_database()"
        )
        yield equal(
            cluster.ask(query, role, password, database),
            (0, f"{role}|UTF8|C"),
            f"{name}: the database is the role's own",
        )
        tables = cluster.ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", role, password, database)
        yield equal(tables, (0, "0"), f"{name}: and empty")
        yield equal(
            cluster.ask("CREATE EXTENSION pg_trgm", role, password, database)[0],
            0,
            f"{name}: Odoo can install what it needs there",
        )
    yield expect(password not in ending.started, f"{name}: the password is no argument and in no environment")
    ending = box.run(program, POSTGRES_USER="postgres", PGHOST=str(cluster.folder))
    yield expect(ending.status != 0 and "already exists" in ending.said, f"{name}: a failure is a failure", ending.said)
    log = cluster.log.read_text(errors="replace")
    for place, seen in (("the log", log), ("what it says", ending.said)):
        yield expect(
            password not in seen and password.replace("'", "''") not in seen, f"{name}: the password is not in {place}"
        )
    yield expect("log_min_messages" in log and "rolcanlogin" in log, f"{name}: the server did log statements")


def check_rotation(cluster, server, former):
    """The command that `gen secrets rotate` prints gives the role its new password, without a terminal and unseen."""
    name, role, database = server["service"], server["role"], server.get("database", "postgres")
    password = "Zr8kQ2mV7xTn4LbW9cYd3HsJ6pFg1RuA0eKoXiNt"
    psql = [cluster.bin / "psql", f"--host={cluster.folder}", "--username=postgres", f"--command=\\password {role}"]
    ended = run(*psql, input=f"{password}\n{password}\n", start_new_session=True, env={"PATH": os.environ["PATH"]})
    yield expect(ended.returncode == 0 and password not in ended.stdout, f"{name}: psql takes a new password", ended.stdout)
    yield equal(cluster.ask("SELECT 1", role, password, database), (0, "1"), f"{name}: the role logs in with the new password")
    yield equal(cluster.ask("SELECT 1", role, former, database)[0], 2, f"{name}: and no longer with the former one")
    yield expect(password not in cluster.log.read_text(errors="replace"), f"{name}: the new password is not in the log")


def check_failures(cluster, shell, script, server):
    """Without a password there is no role."""
    for what, text in (("missing", None), ("empty", "")):
        with Sandbox(shell) as box:
            program = prepare(box, script, server["role_secret"], text)
            ending = box.run(program, POSTGRES_USER="postgres", PGHOST=str(cluster.folder))
        yield equal(
            ending.status, 78, f"{server['service']}, {shell}: a password that is {what} stops the initialisation"
        )
        yield equal(attributes(cluster, server["role"]), "", f"{server['service']}, {shell}: and no role is made")


def check_settings(cluster, server):
    """The server itself reads every setting; one of another major version may not know a name."""
    words = [word for item in server["settings"] for word in ("-c", f"{item['key']}={item['value']}")]
    for item in server["settings"]:
        result = cluster.attempt("postgres", "-D", cluster.data, *words, "-C", item["key"])
        unknown = "unrecognized configuration parameter" in result.stdout
        yield expect(
            result.returncode == 0 or unknown,
            f"{server['service']}: PostgreSQL takes {item['key']}={item['value']}",
            result.stdout,
        )


def check(out, site, model):  # pylint: disable=unused-argument
    """Both scripts of one site."""
    for kind in ("tenants", "superadmin"):
        server = model["postgres"][kind]
        path = out / server["init_directory"] / "10-role.sh"
        script = path.read_text()
        linted = run("shellcheck", "--norc", "--shell", "sh", "--enable", "all", "--exclude", "SC2250", path)
        yield equal((linted.returncode, linted.stdout), (0, ""), f"{server['service']}: shellcheck has nothing to say")
        yield expect(path.stat().st_mode & 0o005 == 0o005, f"{server['service']}: the image's user can run the script")
        for shell, text in (("dash", PASSWORD + "\n"), ("busybox sh", HOSTILE)):
            with Cluster() as cluster:
                yield from check_failures(cluster, shell, script, server)
                with Sandbox(shell, {"psql": str(cluster.bin / "psql")}) as box:
                    program = prepare(box, script, server["role_secret"], text)
                    yield from check_role(cluster, box, program, server, text)
                yield from check_rotation(cluster, server, text.rstrip("\n"))
                if shell == "dash":
                    yield from check_settings(cluster, server)
