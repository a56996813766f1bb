#!/bin/sh
# Makes the role of the tenants' Odoo, the role of the scripts, and the template of the tenants' databases. The image
# runs this once, when the volume is still empty. deploy.sh runs it again each time, so that a server made by a former version, or one
# where somebody has changed a role's settings, gets the present settings too; to change a password, use psql's \password (see RUNBOOK.md).
set -eu

role=odoo
maintenance=odoo_maintenance
PASSWORD_FILE=/run/secrets/db_odoo_password
export PASSWORD_FILE
extensions="pg_trgm"

# The superuser connects only to the database postgres, where nobody else can create anything, and to the template that is made below.
# In a tenant's database, a view or a function of the tenant would run with the superuser's rights.
superuser() {
  psql --no-psqlrc --quiet --username "${POSTGRES_USER:?}" --set superuser="${POSTGRES_USER}" --set role="${role}" \
    --set maintenance="${maintenance}" --set extensions="${extensions}" "$@" --dbname 'dbname=postgres options=-csearch_path=pg_catalog'
}

if [ ! -s "${PASSWORD_FILE}" ] || [ ! -r "${PASSWORD_FILE}" ]; then
  printf '%s: the password of role %s is missing, empty or unreadable\n' "${PASSWORD_FILE}" "${role}" >&2
  exit 78
fi

# psql reads the password from the file: it is not an argument, and the server is told not to log it, whatever its settings.
# An existing role keeps its password.
superuser <<'SQL'
\set ON_ERROR_STOP on
\set VERBOSITY terse
SET client_min_messages = warning;
SET log_min_messages = panic;
SET password_encryption = 'scram-sha-256';

-- Odoo must not be a superuser: such a role can read the server's files and run programs. Nor may it create databases: it could then
-- copy and drop those of every tenant, and anyone who may write a server action in one of them has its rights.
SELECT count(*) = 0 AS is_missing FROM pg_roles WHERE rolname = :'role' \gset
\if :is_missing
\set password `cat "${PASSWORD_FILE}"`
CREATE ROLE :"role" PASSWORD :'password';
\endif
ALTER ROLE :"role" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- For the scripts, inside the databases: to fill one that is closed to Odoo, to save it, and to restore it. Without a password it can
-- connect only through this container's socket; a job of Odoo gets a password while it runs.
SELECT count(*) = 0 AS is_missing FROM pg_roles WHERE rolname = :'maintenance' \gset
\if :is_missing
CREATE ROLE :"maintenance";
\endif
ALTER ROLE :"maintenance" LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
GRANT :"role" TO :"maintenance";

BEGIN;
-- A role may change its own settings, and so may anyone who writes a server action.
SELECT format('ALTER ROLE %I %s RESET ALL', r.rolname, 'IN DATABASE ' || quote_ident(d.datname))
FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
WHERE r.rolname IN (:'role', :'maintenance') \gexec

REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE postgres TO :"role", :"maintenance";
-- Up to 14, everybody may create tables there.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- The owner of a database may drop it, whatever else the role may do; so the superuser owns them all. But every version of Odoo serves
-- the databases that its role owns, and runs their scheduled jobs. It reads them from pg_database, in this database: there it finds
-- this view, which says that it owns every database that it may connect to.
CREATE SCHEMA IF NOT EXISTS served;
CREATE OR REPLACE VIEW served.pg_database AS
SELECT oid, datname,
  CASE WHEN has_database_privilege(:'role', oid, 'CONNECT') THEN (SELECT oid FROM pg_roles WHERE rolname = :'role') ELSE datdba END AS datdba,
  encoding, datcollate, datctype, datistemplate, datallowconn, datconnlimit, dattablespace, datacl
FROM pg_catalog.pg_database;
GRANT USAGE ON SCHEMA served TO :"role";
GRANT SELECT ON served.pg_database TO :"role";
ALTER ROLE :"role" IN DATABASE postgres SET search_path = served, pg_catalog;

-- Which queries take the time. In a schema that only the superuser may use: it would show the role the statements of every tenant.
SELECT 'CREATE SCHEMA IF NOT EXISTS monitoring', 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA monitoring'
WHERE current_setting('shared_preload_libraries') LIKE '%pg_stat_statements%' \gexec
COMMIT;

-- The template of every database: with the extensions that Odoo uses, created while the database is empty, and a schema that belongs
-- to Odoo. It is recreated each time, as a new image may have other extensions. Collation C, as in databases that Odoo itself creates.
SELECT count(*) > 0 AS is_there FROM pg_database WHERE datname = 'template_odoo' \gset
\if :is_there
ALTER DATABASE template_odoo IS_TEMPLATE false;
DROP DATABASE template_odoo;
\endif
CREATE DATABASE template_odoo TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' ALLOW_CONNECTIONS false;
REVOKE ALL ON DATABASE template_odoo FROM PUBLIC;
ALTER DATABASE template_odoo ALLOW_CONNECTIONS true;
\connect template_odoo
SET client_min_messages = warning;
SELECT format('CREATE EXTENSION %I SCHEMA public', name) FROM pg_available_extensions
WHERE name = ANY (string_to_array(:'extensions', ' ')) ORDER BY name \gexec
-- As Odoo does when it creates a database: otherwise no index can use it.
SELECT 'ALTER FUNCTION public.unaccent(text) IMMUTABLE' FROM pg_extension WHERE extname = 'unaccent' \gexec
ALTER SCHEMA public OWNER TO :"role";
\connect postgres
ALTER DATABASE template_odoo IS_TEMPLATE true ALLOW_CONNECTIONS false;
SQL

# Databases that the role still owns, made by former versions of this file. Other names are not a tenant's.
owned=$(
  superuser --set ON_ERROR_STOP=1 --tuples-only --no-align <<'SQL'
SELECT datname FROM pg_database
WHERE pg_get_userbyid(datdba) = :'role' AND datallowconn AND datname ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$'
SQL
)
for database in ${owned}; do
  # As the role, which may do so while it owns the database. Up to 14 the schema belongs to the superuser, and is open to everybody.
  psql --no-psqlrc --quiet --username "${role}" --dbname "dbname='${database}' options=-cstatement_timeout=30s" \
    --command 'ALTER SCHEMA public OWNER TO CURRENT_USER' 2>/dev/null ||
    printf '%s: the schema public is unchanged\n' "${database}" >&2
  superuser --set database="${database}" <<'SQL'
\set ON_ERROR_STOP on
BEGIN;
ALTER DATABASE :"database" OWNER TO :"superuser";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE :"database" TO :"role";
GRANT CONNECT ON DATABASE :"database" TO :"maintenance";
COMMIT;
SQL
done

# If the superadmin's Odoo could create tenants before, it no longer can.
superuser <<'SQL'
\set ON_ERROR_STOP on
SELECT 'ALTER ROLE odoo_provisioning NOLOGIN NOCREATEDB' FROM pg_roles WHERE rolname = 'odoo_provisioning' \gexec
SQL

# Whoever measures this server sees what it does, and no table of a tenant's: monitor can connect to no database but this one.
PASSWORD_FILE=/run/secrets/db_monitor_password
if [ ! -s "${PASSWORD_FILE}" ] || [ ! -r "${PASSWORD_FILE}" ]; then
  printf '%s: the password of role monitor is missing, empty or unreadable\n' "${PASSWORD_FILE}" >&2
  exit 78
fi
superuser <<'SQL'
\set ON_ERROR_STOP on
\set VERBOSITY terse
SET client_min_messages = warning;
SET log_min_messages = panic;
SET password_encryption = 'scram-sha-256';
SELECT count(*) = 0 AS is_missing FROM pg_roles WHERE rolname = 'monitor' \gset
\if :is_missing
\set password `cat "${PASSWORD_FILE}"`
CREATE ROLE monitor PASSWORD :'password';
\endif
ALTER ROLE monitor LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 3;
ALTER ROLE monitor RESET ALL;
-- A question that waits for a lock, or takes long, must not add to what it measures.
ALTER ROLE monitor SET statement_timeout = '10s';
ALTER ROLE monitor SET lock_timeout = '2s';
ALTER ROLE monitor SET default_transaction_read_only = on;
GRANT pg_monitor TO monitor;
GRANT CONNECT ON DATABASE postgres TO monitor;
SQL
