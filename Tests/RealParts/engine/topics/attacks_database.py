"""An administrator of one tenant, who may write server actions, against PostgreSQL, the operators' scripts and the other tenants.

What is planted here stays, and so does the proof: operations and restore run every script over it, and look again (held).
"""

import json
import re
import subprocess

from browser import Browser, PlainFront
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
    "GRANT CONNECT ON DATABASE t2_db TO PUBLIC",
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
REFUSALS = re.compile("permission denied|must be owner|must be superuser|no privileges were granted|[Oo]nly roles with|not permitted|currently open database")


def administrator(scene, name):
    """A tenant's administrator, who has logged in."""
    host = f"{name}.{scene.site.model['domains']['tenants']}"
    browser = Browser(PlainFront(scene.site.model["odoo"]["tenants"]["port"]), host)
    browser.log_in(f"{name}_db", "admin", scene.passwords[f"{name}_db"])
    return browser


def act(browser, code):
    """Runs a server action; returns what it gives back."""
    model = browser.model("ir.model", "search", [("model", "=", "res.partner")])[0]
    values = {"name": "attack", "model_id": model, "state": "code", "code": code}
    number = browser.model("ir.actions.server", "create", [values])[0]
    return browser.model("ir.actions.server", "run", [number])


def held(scene, what):
    """Nobody has become what only the superuser may be."""
    query = "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE (rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls OR rolcreatedb) AND rolname <> 'odoo_provisioning'"
    return equal(scene.site.sql("db", "postgres", query), "postgres", f"{what}: nobody but postgres may do what a superuser may")


def of_statements(scene, browser):
    """What Odoo's role must not do, from a server action."""
    said = act(browser, STATEMENTS.format(statements=json.dumps(FORBIDDEN)))["infos"]
    for statement, answer in zip(FORBIDDEN, said):
        yield expect(REFUSALS.search(answer), f"a server action may not {statement}", answer)
    names = scene.site.sql("db", "postgres", "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname !~ '^template|^postgres'")
    yield expect({"t1_db", "t2_db"} <= set(names.split()) and "stolen" not in names, "every database is there, and no other", names)


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
    yield from of_scripts(scene, browser)
