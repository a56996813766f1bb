"""Databases to restore: odd names, and everything in them that a dump can lose, as Odoo, modules and operators make it."""

# Beside names of tenants, some that mean something to a shell, to PostgreSQL's programs, to restic's patterns, to a file system or to a terminal.
TENANTS = ["t1_db", "my-shop_db", "a-b-c_db", f"{'n' * 60}_db"]
ODD = [
    "Upper_db", "a b", "it's", 'say "hi"', "semi;colon", "$(id)", "new\nline_db", "percent%41", "back\\slash", "-f", "host=elsewhere",
    "postgresql://x", "ünï", "..", "a/b", "x*y?[z]", "\x1b[2J", "{a,b}", "#x", "new_t", "tab\there",
]
NAMES = TENANTS + ODD

# Those with a statement of the tenant's that runs when its row is restored.
TRAPPED = ["Upper_db", "control", "superadmin"]

# Everybody has this, made by Odoo's role.
BASE = """
CREATE TABLE partner (id serial PRIMARY KEY, name text NOT NULL, twice int GENERATED ALWAYS AS (length(name) * 2) STORED);
CREATE TABLE mail_server (active boolean);
INSERT INTO mail_server VALUES (true);
INSERT INTO partner (name) SELECT md5(current_database() || n) || chr(9) || chr(10) || '\\.' FROM generate_series(1, 300) AS n;
CREATE TABLE "Odd table's" ("a b" bytea, at timestamptz);
INSERT INTO "Odd table's" SELECT decode(md5(n::text), 'hex'), '2026-01-01Z'::timestamptz + n * interval '1 h' FROM generate_series(1, 50) AS n;
CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM partner;
COMMENT ON TABLE partner IS 'it''s a "comment"';
CREATE FUNCTION seize() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'RESET ROLE';
  IF current_setting('is_superuser') = 'on' THEN
    EXECUTE 'ALTER ROLE {role} SUPERUSER';
  ELSIF session_user ~ 'maintenance' AND current_database() ~ '^new_' THEN
    EXECUTE 'CREATE FUNCTION public.keep_' || (1e9 * random())::int
      || '(text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS ''BEGIN EXECUTE $1; END''';
    EXECUTE 'ALTER ROLE CURRENT_USER SET search_path = public';
  END IF;
  EXECUTE 'SET ROLE {role}';
  RETURN true;
END $$;
"""
TRAP = "CREATE TABLE trap (id int CHECK (seize())); INSERT INTO trap VALUES (1)"

# Each of these is in every third or so database: statements of the operators, as superuser, then of Odoo's role, then of the operators again.
EXTRAS = {
    "statistics": (["CREATE EXTENSION pg_stat_statements"], ["CREATE VIEW slow AS SELECT 1 AS query"], []),
    "trigram": (
        ["CREATE EXTENSION unaccent", "ALTER FUNCTION unaccent(text) IMMUTABLE"],
        ["CREATE INDEX partner_name ON partner USING gin (name gin_trgm_ops)", "CREATE INDEX partner_plain ON partner (unaccent(name))"],
        [],
    ),
    "foreign": (
        [
            "CREATE EXTENSION postgres_fdw",
            "GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO {role}, reporting",
        ],
        [
            "CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '192.0.2.1', dbname 'it''s')",
            "CREATE USER MAPPING FOR {role} SERVER elsewhere OPTIONS (user 'u', password 'p w')",
            "CREATE FOREIGN TABLE far (id int, name text) SERVER elsewhere OPTIONS (table_name 'partner')",
            "GRANT USAGE ON FOREIGN SERVER elsewhere TO reporting",
        ],
        [],
    ),
    "schema": (
        [
            'CREATE SCHEMA "ext ra" AUTHORIZATION {role}',
            'CREATE EXTENSION dblink SCHEMA "ext ra"',
            'REVOKE EXECUTE ON FUNCTION "ext ra".dblink(text, text) FROM PUBLIC',
            'GRANT EXECUTE ON FUNCTION "ext ra".dblink_connect_u(text) TO reporting',
            "CREATE EXTENSION cube",
            "CREATE EXTENSION earthdistance",
        ],
        ['CREATE TABLE "ext ra".place (at earth)', 'INSERT INTO "ext ra".place VALUES (ll_to_earth(47, 8))'],
        [],
    ),
    "own": ([], ["CREATE EXTENSION hstore", "COMMENT ON EXTENSION hstore IS 'of a module'", "CREATE TABLE bag (h hstore)", "INSERT INTO bag VALUES ('a=>1')"], []),
    "reporting": (
        [],
        [
            'GRANT SELECT ON partner TO reporting, "B i"',
            "GRANT SELECT (at) ON \"Odd table's\" TO reporting",
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reporting",
            "ALTER TABLE partner ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY first_ones ON partner TO reporting USING (id < 10)",
        ],
        [
            'GRANT CONNECT ON DATABASE {database} TO reporting, "B i" WITH GRANT OPTION',
            "ALTER DATABASE {database} SET work_mem = '5MB'",
            "ALTER ROLE reporting IN DATABASE {database} SET search_path = \"ext ra\", public",
            "CREATE TABLE of_reporting (id int)",
            "ALTER TABLE of_reporting OWNER TO reporting",
            "GRANT SELECT ON of_reporting TO {role}",
        ],
    ),
    "objects": (
        [],
        ["SELECT lo_from_bytea(4711, decode(repeat('00ff', 5000), 'hex'))", "SELECT lo_from_bytea(4712, 'short')"],
        ["ALTER LARGE OBJECT 4712 OWNER TO reporting", "GRANT SELECT ON LARGE OBJECT 4712 TO {role}", "GRANT SELECT ON LARGE OBJECT 4711 TO reporting"],
    ),
    "events": (
        [],
        ["CREATE TABLE noted (tag text)", "CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.noted VALUES (tg_tag); END $$"],
        ["CREATE EVENT TRIGGER \"Note it\" ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION note()", 'ALTER EVENT TRIGGER "Note it" ENABLE ALWAYS'],
    ),
}
# What an operator has made that nobody can restore without being asked, and what Odoo's role has built on it.
LEFT_OUT = (
    ["CREATE EXTENSION file_fdw", "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw", "GRANT USAGE ON FOREIGN SERVER files TO {role}",
     "CREATE FOREIGN TABLE passwords (line text) SERVER files OPTIONS (filename '/etc/hostname')", "GRANT SELECT ON passwords TO {role}"],
    ["CREATE VIEW users AS SELECT line FROM passwords", "COMMENT ON VIEW users IS 'x'"],
    [],
)
# The vector extension, where it is packaged.
VECTOR = (["CREATE EXTENSION vector"], ["CREATE TABLE embedding (v vector(3))", "INSERT INTO embedding VALUES ('[1,2,3]')"], [])


def roles(host):
    """Somebody beside the site's own roles, in each database server: with a password, memberships, settings, and too many rights."""
    for side, cluster in host.clusters.items():
        for statement in (
            "CREATE ROLE reporting LOGIN CONNECTION LIMIT 5 PASSWORD 'p''w'",
            "GRANT pg_monitor TO reporting",
            'CREATE ROLE "B i" SUPERUSER CREATEDB',
            "GRANT pg_read_server_files TO \"B i\"",
            "ALTER ROLE \"B i\" SET application_name = E'a\nCREATE ROLE evil;\n\\\\! touch /tmp/evil\n'",
            f"ALTER ROLE {host.role(side)} SET application_name = E'a\nALTER ROLE reporting SUPERUSER;\n'",
        ):
            host.must_ask(cluster, statement)


def fill(host, name, number, side="tenants"):
    """Makes a database, and puts into it what its number says."""
    role = host.role(side)
    quoted = '"' + name.replace('"', '""') + '"'
    keys = list(EXTRAS)
    chosen = [EXTRAS[keys[(number + step) % len(keys)]] for step in (0, 3, 5)] if number else list(EXTRAS.values())
    if number == 0 and has_vector(host):
        chosen.append(VECTOR)
    if number == 5:
        chosen.append(LEFT_OUT)
    if side == "tenants":
        host.create(name)
    words = {"{role}": role, "{database}": quoted}

    def said(text):
        for word, value in words.items():
            text = text.replace(word, value)
        return text

    database, cluster = host.place(name), host.clusters[side]
    operators = [statement for before, _, _ in chosen for statement in before]
    odoo = [BASE, *(statement for _, own, _ in chosen for statement in own), *([TRAP] if name in TRAPPED else [])]
    later = [statement for _, _, after in chosen for statement in after]
    for statements, user in ((operators, "postgres"), (odoo, role), (later, "postgres")):
        if statements:
            host.must_ask(cluster, said(";\n".join(statements)), role=user, database=database)
    if "/" not in name and name != "..":
        for part in range(1 + number % 4):
            host.store(side, f"filestore/{name}/{part:02}/{part:02}cdef", f"content {part} of {name}")


def has_vector(host):
    """Whether the server has the extension."""
    return host.clusters["tenants"].ask("SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'") == (0, "1")
