"""An administrator of one tenant, who may write server actions, against PostgreSQL, the operators' scripts and the other tenants.

What is planted here stays, and so does the proof: operations and restore run every script over it, and look again (held).
"""

import json
import re
import subprocess

from browser import Browser, PlainFront, Refused
from proof import equal, expect

NEEDS_ODOO = True

# Whoever reads the view, or restores the table, runs the function with its own rights.
TRAP = """
CREATE FUNCTION seize() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'RESET ROLE';
  IF current_setting('is_superuser') = 'on' THEN
    EXECUTE 'ALTER ROLE odoo SUPERUSER';
  END IF;
  EXECUTE 'SET ROLE odoo';
  RETURN true;
END $$;
ALTER TABLE ir_module_module RENAME TO ir_module_module_kept;
CREATE VIEW ir_module_module AS SELECT * FROM ir_module_module_kept WHERE seize();
CREATE TABLE trap (id int CHECK (seize()));
INSERT INTO trap VALUES (1);
"""
# What a server action may contain: statements one by one, each in a transaction of its own.
STATEMENTS = """
connection = env.cr._cnx
connection.rollback()
connection.set_session(autocommit=True)
cursor = connection.cursor()
said = []
for statement in {statements}:
    try:
        cursor.execute(statement)
        said.append("done")
    except Exception as error:
        said.append(str(error))
connection.set_session(autocommit=False)
action = {{"type": "ir.actions.act_window_close", "infos": said}}
"""
FORBIDDEN = (
    "DROP DATABASE t2_db",
    "DROP DATABASE t2_db WITH (FORCE)",
    "DROP DATABASE t1_db",
    "CREATE DATABASE stolen TEMPLATE t2_db",
    "CREATE DATABASE stolen",
    "ALTER DATABASE t2_db RENAME TO stolen",
    "ALTER DATABASE t2_db OWNER TO odoo",
    "ALTER DATABASE t2_db ALLOW_CONNECTIONS false",
    "ALTER DATABASE t2_db SET search_path = nowhere",
    "ALTER ROLE odoo SUPERUSER",
    "ALTER ROLE odoo CREATEDB",
    "SET ROLE odoo_maintenance",
    "SET ROLE postgres",
    "ALTER ROLE odoo_maintenance PASSWORD 'known'",
    "CREATE ROLE another",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT pg_read_file('/run/secrets/db_postgres_password')",
    "SELECT rolpassword FROM pg_authid",
    "CREATE EXTENSION dblink",
    "CREATE EXTENSION postgres_fdw",
    "CREATE FUNCTION c() RETURNS int LANGUAGE c AS '/lib/x86_64-linux-gnu/libc.so.6', 'abort'",
)
REFUSALS = re.compile("permission denied|must be owner|must be superuser|[Oo]nly roles with|not permitted|currently open database")


def administrator(scene, name):
    """A tenant's administrator, who has logged in."""
    host = f"{name}.{scene.site.model['domains']['tenants']}"
    browser = Browser(PlainFront(scene.site.model["odoo"]["tenants"]["port"]), host)
    browser.log_in(f"{name}_db", "admin", scene.passwords[f"{name}_db"])
    return browser


def act(browser, code):
    """Runs a server action; returns its result."""
    model = browser.model("ir.model", "search", [("model", "=", "res.partner")])[0]
    values = {"name": "attack", "model_id": model, "state": "code", "code": code}
    number = browser.model("ir.actions.server", "create", [values])[0]
    return browser.model("ir.actions.server", "run", [number])


def held(scene, what):
    """Nobody has become a superuser."""
    query = "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE (rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls OR rolcreatedb) AND rolname <> 'odoo_provisioning'"
    return equal(scene.site.sql("db", "postgres", query), "postgres", f"{what}: nobody but postgres may do what a superuser may")


def of_statements(scene, browser):
    """What Odoo's role must not do, from a server action."""
    said = act(browser, STATEMENTS.format(statements=json.dumps(FORBIDDEN)))["infos"]
    for statement, answer in zip(FORBIDDEN, said):
        yield expect(REFUSALS.search(answer), f"a server action may not {statement}", answer)
    names = scene.site.sql("db", "postgres", "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname !~ '^template|^postgres'")
    public = scene.site.sql("db", "postgres", "SELECT string_agg(datname, ' ') FROM pg_database WHERE has_database_privilege('public', oid, 'CONNECT')")
    yield equal(public, "template0", "nobody gets into a database for the reason that everybody does")
    yield expect({"t1_db", "t2_db"} <= set(names.split()) and "stolen" not in names, "every database is there, and no other", names)


# What one role and one process for all tenants cannot keep from anybody who may write code. The run book says so.
KNOWN = """
said = {}
env.cr.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = 't2_db' AND query NOT LIKE '<%'")
said["queries"] = env.cr.fetchone()[0]
env.cr.execute("SELECT bool_or(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 't2_db'")
said["ended"] = env.cr.fetchone()[0]
env.cr.execute("ALTER ROLE odoo IN DATABASE t2_db SET search_path = nowhere")
action = {"type": "ir.actions.act_window_close", "infos": said}
"""


def of_the_rest(scene, browser):
    """What is not promised, documented as tests; and what corrects a part of it."""
    site = scene.site
    other = administrator(scene, "t2")
    said = act(browser, KNOWN)["infos"]
    yield expect(said["queries"], "known: code sees what other tenants ask at that moment, for one role asks for all of them", said)
    yield expect(said["ended"], "known: and ends their connections", said)
    settings = "SELECT count(*) FROM pg_db_role_setting WHERE setrole = 'odoo'::regrole AND 'search_path=nowhere' = ANY (setconfig)"
    yield equal(site.sql("db", "postgres", settings), "1", "known: and changes what the role finds in another database")
    yield expect(not answers(other), "which then serves nobody")
    site.inside("db", "sh", "/docker-entrypoint-initdb.d/10-role.sh")
    yield equal(site.sql("db", "postgres", settings), "0", "the script that each deployment runs puts that right")
    site.sql("db", "postgres", "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 't2_db'")
    yield expect(answers(other), "and the other tenant is served again")


def answers(browser):
    """Whether a tenant is served."""
    try:
        return browser.model("res.users", "search_count", []) > 0
    except Refused:
        return False


def of_scripts(scene, browser):
    """A view in the place of a table that the operators' scripts read."""
    site = scene.site
    act(browser, f"env.cr.execute({TRAP!r})")
    ended = site.run("./tenants.sh", "list", stderr=subprocess.PIPE)
    yield expect(ended.returncode == 0 and "t1 " in ended.stdout, "the list of tenants is made", ended.stdout + ended.stderr)
    yield held(scene, "tenants.sh list, over a view in the place of a table")


def prove(scene):
    """Everything that a server action of t1 can try."""
    browser = administrator(scene, "t1")
    yield from of_statements(scene, browser)
    yield from of_the_rest(scene, browser)
    yield from of_scripts(scene, browser)
