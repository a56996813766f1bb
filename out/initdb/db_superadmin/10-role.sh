#!/bin/sh
# Makes the role that the superadmin's Odoo connects as, and its database. The image runs this once, when the volume is still empty;
# to change the password later, use psql's \password (see RUNBOOK.md).
#
# The database is made here, and empty, because Odoo would otherwise make it at its first start, with the login admin/admin open.
set -eu

role=odoo_superadmin
database=superadmin
PASSWORD_FILE=/run/secrets/db_superadmin_odoo_password
export PASSWORD_FILE

if [ ! -s "$PASSWORD_FILE" ] || [ ! -r "$PASSWORD_FILE" ]; then
  printf '%s: the password of role %s is missing, empty or unreadable\n' "$PASSWORD_FILE" "$role" >&2
  exit 78
fi

# psql reads the password from the file by itself: it is no argument, and the server is told not to log it, whatever its settings.
psql --no-psqlrc --quiet --username "${POSTGRES_USER:?}" --dbname postgres --set role="$role" <<'SQL'
\set ON_ERROR_STOP on
\set VERBOSITY terse
SET log_min_messages = panic;
SET password_encryption = 'scram-sha-256';
\set password `cat "$PASSWORD_FILE"`
CREATE ROLE :"role" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
SQL

# Collation C, as Odoo itself makes its databases.
psql --no-psqlrc --quiet --username "${POSTGRES_USER:?}" --dbname postgres --set role="$role" --set database="$database" <<'SQL'
\set ON_ERROR_STOP on
CREATE DATABASE :"database" OWNER :"role" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C';
SQL
