"""The scripts that make Odoo's roles, and the settings, on a real PostgreSQL that logs as much as possible."""

import os

from cluster import Cluster
from compose import service_plan
from proof import equal, expect, run
from sandbox import Sandbox, moved

# The roles are the same for every site but for one that makes tenants; what sites write into postgres.settings is not.
SITES = ["minimal", "provision", "full"]
ALWAYS = SITES
PROGRAMS = ["shellcheck", "dash", "bash", "busybox", "psql"]

PASSWORD = "Zq7~x.y_A+b/c=$1,-"
# The whole file is the password: no part of it may be read as SQL, as shell or as a psql command.
HOSTILE = "it's'; DROP ROLE x; -- \\! id `id` $(id) :role \" \u00e9"


def prepare(box, script, secret, text, others=()):
    """The script in a sandbox, with /run/secrets moved there. Returns it."""
    for name in others:
        box.write(f"secrets/{name}", PASSWORD, 0o444)
    if text is not None:
        box.write(f"secrets/{secret}", text, 0o444)
    return box.write("10-role.sh", moved(script, {"=/run/secrets/": f"={box.folder}/secrets/"}), 0o755)


def attributes(cluster, role):
    """What a role may do, in the order superuser, createdb, createrole, replication, bypassrls, login."""
    columns = "rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin"
    return cluster.ask(f"SELECT {columns} FROM pg_roles WHERE rolname = '{role}'")[1]


def settings_of(cluster, role):
    """What is set for a role, and where."""
    query = f"SELECT setdatabase <> 0, unnest(setconfig) FROM pg_db_role_setting WHERE setrole = '{role}'::regrole ORDER BY 1, 2"
    return cluster.ask(query)[1]


def check_role(cluster, box, program, server, text):
    """A first run, on an empty server, and a second one, as each deployment makes it."""
    role, name = server["role"], server["service"]
    password = text.rstrip("\n")
    for run_of in ("the first run", "the next one"):
        ending = box.run(program, POSTGRES_USER="postgres", PGHOST=str(cluster.folder))
        yield equal((ending.status, ending.said), (0, ""), f"{name}: {run_of} ends well, and says nothing")
        yield expect(password not in ending.started, f"{name}: the password is no argument and in no environment")
    yield equal(attributes(cluster, role), "f|f|f|f|f|t", f"{name}: the role may do what it must: no superuser, and no databases")
    maintenance = server["maintenance_role"]
    yield equal(attributes(cluster, maintenance), "f|f|f|f|f|t", f"{name}: neither may that of the scripts")
    verifiers = f"SELECT rolname, left(rolpassword, 14) FROM pg_authid WHERE rolname IN ('{role}', '{maintenance}') ORDER BY 1"
    yield equal(cluster.ask(verifiers)[1], f"{role}|SCRAM-SHA-256$\n{maintenance}|", f"{name}: the password is a SCRAM verifier, and the scripts' role has none")
    database = server.get("database", "postgres")
    yield equal(
        cluster.ask("SELECT 1", role, password, database),
        (0, "1"),
        f"{name}: the role logs in with the password in the file",
    )
    yield equal(cluster.ask("SELECT 1", role, "wrong", database)[0], 2, f"{name}: and with no other")
    yield equal(cluster.ask("SELECT 1", maintenance, "", database)[0], 2, f"{name}: that of the scripts does not log in from outside")
    for wrong in (
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
        "CREATE ROLE more",
        f"ALTER ROLE {role} SUPERUSER",
        f"ALTER ROLE {role} CREATEDB",
        f"SET ROLE {maintenance}",
        f"ALTER ROLE {maintenance} PASSWORD 'known'",
        "CREATE DATABASE another",
        "CREATE DATABASE another TEMPLATE template_odoo",
        "SELECT lo_import('/etc/passwd')",
        "CREATE EXTENSION dblink",
        "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 user=postgres' PUBLICATION p WITH (connect = false)",
        "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION pg_catalog.now()",
        "ALTER SYSTEM SET archive_command = 'true'",
    ):
        yield equal(cluster.ask(wrong, role, password, database)[0], 1, f"{name}: the role may not {wrong}")
    for wrong in ("CREATE TABLE mine (id int)", "CREATE TEMP TABLE mine (id int)", "CREATE SCHEMA mine", "CREATE OR REPLACE VIEW served.pg_database AS SELECT 1 AS oid"):
        yield equal(cluster.ask(wrong, role, password)[0], 1, f"{name}: where the superuser works, the role may not {wrong}")
    for closed in ("template1", "template_odoo"):
        yield equal(cluster.ask("SELECT 1", role, password, closed)[0], 2, f"{name}: nor does it get into {closed}")
    if "database" in server:
        query = (
            "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate "
            "FROM pg_database WHERE datname = current_database()"
        )
        yield equal(cluster.ask(query, role, password, database), (0, "postgres|UTF8|C"), f"{name}: the database is the superuser's")
        tables = cluster.ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", role, password, database)
        yield equal(tables, (0, "0"), f"{name}: and empty")
    log = cluster.log.read_text(errors="replace")
    for place, seen in (("the log", log), ("what it says", ending.said)):
        yield expect(
            password not in seen and password.replace("'", "''") not in seen, f"{name}: the password is not in {place}"
        )
    yield expect("log_min_messages" in log and "rolcanlogin" in log, f"{name}: the server did log statements")


# What Odoo of every version asks for its databases (list_dbs in odoo/service/db.py).
LISTS = (
    "select datname from pg_database where datdba=(select usesysid from pg_user where usename=current_user) and not datistemplate "
    "and datallowconn and datname not in ('postgres', 'template0') order by datname"
)
MAKES = (
    "CREATE DATABASE {0} TEMPLATE template_odoo",
    "REVOKE ALL ON DATABASE {0} FROM PUBLIC",
    "GRANT CREATE, TEMPORARY ON DATABASE {0} TO {1}",
    "GRANT CONNECT ON DATABASE {0} TO {2}",
)


def check_databases(cluster, server, password):
    """What Odoo may do with its databases, and when it sees them."""
    role, maintenance, name = server["role"], server["maintenance_role"], server["service"]
    own = [server["database"]] if "database" in server else []
    for statement in MAKES:
        cluster.ask(statement.format("one_db", role, maintenance))
    yield equal(cluster.ask("SELECT 1", role, password, "one_db")[0], 2, f"{name}: Odoo does not get into a database in the making")
    yield equal(cluster.ask(LISTS, role, password)[1].split(), own, f"{name}: nor does it see it")
    yield equal(cluster.ask("CREATE TABLE made (id int)", maintenance, None, "one_db")[0], 0, f"{name}: the scripts' role fills it")
    yield equal(cluster.ask(f"REASSIGN OWNED BY {maintenance} TO {role}", maintenance, None, "one_db")[0], 0, f"{name}: and hands it over")
    cluster.ask(f"GRANT CONNECT ON DATABASE one_db TO {role}")
    yield equal(cluster.ask(LISTS, role, password)[1].split(), sorted([*own, "one_db"]), f"{name}: Odoo finds what it may connect to")
    for right in (
        "DROP TABLE made",
        "CREATE TABLE more (id int)",
        "CREATE INDEX ON more USING gin ((id::text) gin_trgm_ops)",
        "CREATE SCHEMA another",
        "CREATE EXTENSION IF NOT EXISTS unaccent",
        "CREATE TEMP TABLE passing (id int)",
    ):
        yield equal(cluster.ask(right, role, password, "one_db"), (0, ""), f"{name}: there it may {right}")
    for wrong in (
        "DROP DATABASE one_db",
        "ALTER DATABASE one_db RENAME TO other_db",
        f"ALTER DATABASE one_db OWNER TO {role}",
        "ALTER DATABASE one_db SET search_path = public",
        "ALTER DATABASE one_db ALLOW_CONNECTIONS false",
        "CREATE DATABASE copy TEMPLATE one_db",
    ):
        yield equal(cluster.ask(wrong, role, password)[0], 1, f"{name}: the role may not {wrong}")
    cluster.ask("DROP DATABASE one_db")


def check_former(cluster, box, program, server, password):
    """A server of a former version, with a role that has too many rights, and one with changed settings."""
    role, name = server["role"], server["service"]
    cluster.ask(f"ALTER ROLE {role} SUPERUSER CREATEDB CREATEROLE")
    cluster.ask("GRANT CONNECT, TEMPORARY ON DATABASE postgres, template1 TO PUBLIC")
    for database in ("former_db", "'; DROP ROLE"):
        cluster.ask(f"CREATE DATABASE \"{database}\" OWNER {role} TEMPLATE template0 LC_COLLATE 'C'")
    cluster.ask("CREATE TABLE kept (id int)", role, None, "former_db")
    cluster.ask(f"ALTER ROLE {role} SET search_path = nowhere")
    cluster.ask(f"ALTER ROLE {role} IN DATABASE former_db SET statement_timeout = 1")
    cluster.ask(f"ALTER ROLE {role} IN DATABASE postgres SET search_path = pg_catalog")
    ending = box.run(program, POSTGRES_USER="postgres", PGHOST=str(cluster.folder))
    yield equal((ending.status, ending.said), (0, ""), f"{name}: a server of a former version becomes one of this")
    yield equal(attributes(cluster, role), "f|f|f|f|f|t", f"{name}: the role loses what it must not have")
    yield equal(settings_of(cluster, role), "t|search_path=served, pg_catalog", f"{name}: and the settings that it gave itself")
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'former_db'"
    yield equal(cluster.ask(owner)[1], "postgres", f"{name}: its database is the superuser's")
    yield expect("former_db" in cluster.ask(LISTS, role, password)[1].split(), f"{name}: Odoo still finds it")
    yield equal(cluster.ask("DROP TABLE kept; CREATE TABLE kept (id int)", role, password, "former_db")[0], 0, f"{name}: and works in it as before")
    yield equal(cluster.ask("DROP DATABASE former_db", role, password)[0], 1, f"{name}: and may not drop it")
    yield equal(cluster.ask("SELECT 1", server["maintenance_role"], None, "former_db"), (0, "1"), f"{name}: the scripts get in")


def check_provisioning(cluster, model):
    """The role of a superadmin that makes tenants: its databases are its own until they are handed over, and never anybody else's."""
    role, server = model["postgres"]["provisioning_role"], model["postgres"]["tenants"]
    yield equal(attributes(cluster, role), "f|t|f|f|f|t", "provisioning: the role may make databases, and nothing else")
    cluster.ask("CREATE DATABASE others_db TEMPLATE template_odoo")
    made = ("CREATE DATABASE new_db OWNER odoo_provisioned TEMPLATE template_odoo ALLOW_CONNECTIONS false", "REVOKE ALL ON DATABASE new_db FROM PUBLIC", "ALTER DATABASE new_db ALLOW_CONNECTIONS true")
    for statement in made:
        yield equal(cluster.ask(statement, role, PASSWORD)[0], 0, f"provisioning: {statement}")
    yield equal(cluster.ask("SELECT 1", server["role"], None, "new_db")[0], 2, "provisioning: the tenants' Odoo does not get in meanwhile")
    for statement in ("CREATE TABLE made (id int)", f"REASSIGN OWNED BY CURRENT_USER TO {server['role']}"):
        yield equal(cluster.ask(statement, role, PASSWORD, "new_db"), (0, ""), f"provisioning: {statement}")
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'new_db'"
    yield equal(cluster.ask(owner)[1], "odoo_provisioned", "provisioning: what is handed over is what is in it, not the database")
    yield equal(cluster.ask(f"GRANT CONNECT ON DATABASE new_db TO {server['role']}", role, PASSWORD)[0], 0, "provisioning: it lets Odoo in")
    yield equal(cluster.ask("DROP TABLE made", server["role"], None, "new_db")[0], 0, "provisioning: whose tables they are")
    yield equal(cluster.ask("DROP DATABASE new_db", server["role"], None)[0], 1, "provisioning: Odoo may not drop it")
    yield equal(cluster.ask("DROP DATABASE others_db", role, PASSWORD)[0], 1, "provisioning: and the role drops no other database")
    yield equal(cluster.ask("DROP DATABASE new_db", role, PASSWORD)[0], 0, "provisioning: but what it has made")
    cluster.ask("DROP DATABASE others_db")


def check_rotation(cluster, server, former):
    """The command that `gen secrets rotate` prints gives the role its new password, without a terminal, and without showing it."""
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
        path = out / "initdb" / server["service"] / "10-role.sh"
        script = path.read_text()
        linted = run("shellcheck", "--norc", "--shell", "sh", "--enable", "all", path)
        yield equal((linted.returncode, linted.stdout), (0, ""), f"{server['service']}: shellcheck has nothing to say")
        yield expect(path.stat().st_mode & 0o005 == 0o005, f"{server['service']}: the image's user can run the script")
        for shell, text in (("dash", PASSWORD + "\n"), ("busybox sh", HOSTILE)):
            with Cluster() as cluster:
                yield from check_failures(cluster, shell, script, server)
                with Sandbox(shell, {"psql": str(cluster.bin / "psql")}) as box:
                    program = prepare(box, script, server["role_secret"], text, service_plan(model, server["service"])["secrets"])
                    yield from check_role(cluster, box, program, server, text)
                    # Both scripts include the same lines.
                    if shell == "dash" and kind == "tenants":
                        yield from check_databases(cluster, server, text.rstrip("\n"))
                        yield from check_former(cluster, box, program, server, text.rstrip("\n"))
                        if model["postgres"]["provisioning_secret"] in service_plan(model, server["service"])["secrets"]:
                            yield from check_provisioning(cluster, model)
                yield from check_rotation(cluster, server, text.rstrip("\n"))
                if shell == "dash":
                    yield from check_settings(cluster, server)
