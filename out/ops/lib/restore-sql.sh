# shellcheck shell=sh
# The parts of a restore that only the superuser can do. The lines of database_needs come on standard input: they are plain ASCII.

# with_needs SERVER DATABASE [OPTION]...: runs the statements of standard input in a database, or for an empty name in postgres, where the table `need`
# has a row for each line of the file ${needs_file:?}. In statements that are made of them, only names of PostgreSQL's own types stand unquoted.
with_needs() {
  at_server=$1
  inside=$2
  shift 2
  set -- "${at_server}" --set=within="${inside}" "$@"
  {
    cat <<'SQL'
SELECT :'within' <> '' AS is_inside \gset
\if :is_inside
\connect :"within"
\endif
SET search_path = pg_catalog, pg_temp;
SET client_min_messages = warning;
SET jit = off;
CREATE FUNCTION pg_temp.plain(t text) RETURNS text LANGUAGE sql AS $$
  SELECT CASE t WHEN '%' THEN '' ELSE convert_from(decode(string_agg(
    CASE length(m[1]) WHEN 3 THEN substr(m[1], 2) ELSE encode(convert_to(m[1], 'UTF8'), 'hex') END, '' ORDER BY n), 'hex'), 'UTF8') END
  FROM regexp_matches(t, '%..|.', 'g') WITH ORDINALITY AS x(m, n) $$;
-- PostgreSQL has the names of types of objects in small letters, and each kind of relation.
CREATE FUNCTION pg_temp.grant(kind text, f text[]) RETURNS text LANGUAGE sql AS $$
  SELECT format(CASE kind WHEN 'revoke' THEN 'REVOKE %s ON %s %s FROM %s' ELSE 'GRANT %s ON %s %s TO %s%s' END, upper(f[3]),
    CASE f[1] WHEN 'foreign-data wrapper' THEN 'FOREIGN DATA WRAPPER' WHEN 'server' THEN 'FOREIGN SERVER' WHEN 'aggregate' THEN 'FUNCTION'
      WHEN 'view' THEN 'TABLE' WHEN 'materialized view' THEN 'TABLE' WHEN 'foreign table' THEN 'TABLE' ELSE upper(f[1]) END,
    f[2], CASE f[4] WHEN '' THEN 'PUBLIC' ELSE quote_ident(f[4]) END, CASE f[5] WHEN 'true' THEN ' WITH GRANT OPTION' ELSE '' END)
  WHERE f[3] ~ '^[A-Z]+$' AND f[1] ~ '^[a-z -]+$' $$;
CREATE TEMPORARY TABLE line (line text);
COPY pg_temp.line FROM STDIN;
SQL
    cat -- "${needs_file:?}"
    cat <<'SQL'
\.
CREATE TEMPORARY TABLE need AS SELECT f[1] AS kind, ctid AS n,
  ARRAY(SELECT pg_temp.plain(x) FROM unnest(f[2:]) WITH ORDINALITY AS u(x, i) ORDER BY i) AS f
FROM (SELECT ctid, string_to_array(line, ' ') AS f FROM pg_temp.line) AS split;
SQL
    cat
  } | sql "$@"
}

# before_dump SERVER DATABASE: makes the extensions, with their privileges, in a database that is still empty.
before_dump() {
  with_needs "$1" "$2" <<'SQL'
ALTER SCHEMA public OWNER TO :"role";
SELECT DISTINCT format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', f[2], :'role') FROM need
WHERE kind = 'extension' AND f[2] NOT IN ('public', 'pg_catalog') \gexec
SELECT format('CREATE EXTENSION %I SCHEMA %I', f[1], f[2]) FROM need WHERE kind = 'extension' ORDER BY n \gexec
-- As Odoo does when it creates a database: otherwise no index can use it.
SELECT format('ALTER FUNCTION %I.unaccent(text) IMMUTABLE', f[2]) FROM need WHERE kind = 'extension' AND f[1] = 'unaccent' \gexec
SELECT format('GRANT USAGE ON FOREIGN DATA WRAPPER %I TO %I', f[1], :'role') FROM need WHERE kind = 'lend' \gexec
-- Another version of an extension may lack an object: that is reported, and the rest goes on.
\set ON_ERROR_STOP off
SELECT pg_temp.grant(kind, f) FROM need WHERE kind IN ('grant', 'revoke') AND f[1] <> 'database' ORDER BY n \gexec
SQL
}

# after_dump SERVER DATABASE: gives objects to the roles that had them, and makes event triggers. A function stays Odoo's, and everything
# that belonged to a superuser does, as code in the dump could have changed it while it was restored.
after_dump() {
  with_needs "$1" "$2" <<'SQL'
SELECT format('REVOKE USAGE ON FOREIGN DATA WRAPPER %I FROM %I', f[1], :'role') FROM need WHERE kind = 'lend' \gexec
SELECT format('ALTER %s %s OWNER TO %I', upper(f[1]), f[2], f[3]) FROM need JOIN pg_roles ON rolname = f[3]
WHERE kind = 'owner' AND f[1] IN ('table', 'view', 'materialized view', 'foreign table', 'sequence', 'schema', 'server', 'large object')
  AND NOT rolsuper AND NOT rolcreaterole AND NOT rolbypassrls AND NOT pg_has_role(oid, 'pg_execute_server_program', 'MEMBER')
  AND NOT pg_has_role(oid, 'pg_write_server_files', 'MEMBER') AND NOT pg_has_role(oid, 'pg_read_server_files', 'MEMBER')
ORDER BY n \gexec
SELECT pg_temp.grant(kind, f) FROM need WHERE kind = 'owner-grant' ORDER BY n \gexec
SELECT format('CREATE EVENT TRIGGER %I ON %I %s EXECUTE FUNCTION %I.%I()', f[1], f[2], CASE f[6] WHEN '' THEN '' ELSE
  (SELECT format('WHEN TAG IN (%s)', string_agg(quote_literal(tag), ', ')) FROM unnest(string_to_array(f[6], ',')) AS tag) END, f[4], f[5])
FROM need WHERE kind = 'event-trigger' ORDER BY n \gexec
SELECT format('ALTER EVENT TRIGGER %I %s', f[1], CASE f[3] WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END)
FROM need WHERE kind = 'event-trigger' AND f[3] <> 'O' \gexec
SQL
}

# for_database SERVER DATABASE: what the server has of a database outside of it: settings, and who else may connect.
for_database() {
  with_needs "$1" '' --set=name="$2" <<'SQL'
SELECT format('GRANT %s ON DATABASE %I TO %I%s', f[3], :'name', f[4], CASE f[5] WHEN 'true' THEN ' WITH GRANT OPTION' ELSE '' END)
FROM need WHERE kind = 'grant' AND f[1] = 'database' AND f[3] ~ '^[A-Z]+$' \gexec
-- The value of a list is written as it would be in SQL.
SELECT format(CASE WHEN f[2] IN ('search_path', 'temp_tablespaces')
    THEN 'DO $x$ BEGIN PERFORM set_config(%3$L, %4$L, true); ALTER %1$s %2$s SET %3$I FROM CURRENT; END $x$' ELSE 'ALTER %1$s %2$s SET %3$I TO %4$L' END,
  CASE f[1] WHEN '' THEN 'DATABASE' ELSE 'ROLE' END,
  CASE f[1] WHEN '' THEN quote_ident(:'name') ELSE format('%I IN DATABASE %I', f[1], :'name') END, f[2], f[3])
FROM need JOIN pg_settings ON pg_settings.name = f[2] WHERE kind = 'setting' AND context = 'user' AND position('$x$' IN f[3]) = 0 ORDER BY n \gexec
SQL
}
