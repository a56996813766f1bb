#!/bin/sh
# Makes the role that the tenants' Odoo connects as. The image runs this once, when the volume is still empty; to change the password
# later, use psql's \password (see RUNBOOK.md).
#
# Odoo must not be a superuser: such a role can read the server's files and run its programs.
set -eu

role=odoo
PASSWORD_FILE=/run/secrets/db_odoo_password
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
CREATE ROLE :"role" LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
SQL
