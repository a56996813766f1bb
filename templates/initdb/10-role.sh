{#
format: sh
mode: 0755
each: instance in instances
path: initdb/{{ instance.postgres.service }}/10-role.sh

Makes the roles of an instance's database server, and the template of its databases, or its single, empty database. Run by the
PostgreSQL image when its volume is still empty, and by deploy.sh each time.
#}
#!/bin/sh
{% if instance.postgres.database is defined %}
# Makes the role of the {{ instance.odoo.owner }} Odoo, the role of the scripts, and the empty database. The image runs this once, when
# the volume is still empty. deploy.sh runs it again each time, so that a server made by a former version gets the present settings
# too; to change a password, use psql's \password (see RUNBOOK.md).
#
# The empty database is created here because Odoo would otherwise create it at its first start, with the login admin/admin open.
{% else %}
# Makes the role of the {{ instance.odoo.owner }} Odoo, the role of the scripts, and the template of the {{ instance.odoo.owner }} databases. The image
# runs this once, when the volume is still empty. deploy.sh runs it again each time, so that a server made by a former version, or one
# where somebody has changed a role's settings, gets the present settings too; to change a password, use psql's \password (see RUNBOOK.md).
{% endif %}
set -eu

role={{ instance.postgres.role }}
maintenance={{ instance.postgres.maintenance_role }}
PASSWORD_FILE=/run/secrets/{{ instance.postgres.role_secret }}
export PASSWORD_FILE
extensions="pg_trgm"
{% for setting in instance.odoo.settings if setting.key == "unaccent" and setting.value == "True" %}
# For unaccent = True in {{ instance.odoo.config_file }}.
extensions="${extensions} unaccent"
{% endfor %}

{% include "_scripts/roles.sh" %}
{% if instance.postgres.database is defined %}

superuser --set database={{ instance.postgres.database }} <<'SQL'
\set ON_ERROR_STOP on
SELECT count(*) = 0 AS is_missing FROM pg_database WHERE datname = :'database' \gset
\if :is_missing
CREATE DATABASE :"database" TEMPLATE template_odoo ALLOW_CONNECTIONS false;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE :"database" TO :"role";
GRANT CONNECT ON DATABASE :"database" TO :"maintenance";
ALTER DATABASE :"database" ALLOW_CONNECTIONS true;
\endif
SQL
{% endif %}
{% if instance.postgres.has_guests %}

# The superadmin's Odoo creates tenants with provision-tenant in its container. Its role may create databases, and drop those that it has
# created: odoo_provisioned owns them, not the role itself, which finally gives everything it owns to the role of the tenants' Odoo.
PASSWORD_FILE=/run/secrets/{{ postgres.provisioning_secret }}
if [ ! -s "${PASSWORD_FILE}" ] || [ ! -r "${PASSWORD_FILE}" ]; then
  printf '%s: the password of role {{ postgres.provisioning_role }} is missing, empty or unreadable\n' "${PASSWORD_FILE}" >&2
  exit 78
fi
superuser <<'SQL'
\set ON_ERROR_STOP on
\set VERBOSITY terse
SET client_min_messages = warning;
SET log_min_messages = panic;
SET password_encryption = 'scram-sha-256';
SELECT count(*) = 0 AS is_missing FROM pg_roles WHERE rolname = 'odoo_provisioned' \gset
\if :is_missing
CREATE ROLE odoo_provisioned NOLOGIN;
\endif
SELECT count(*) = 0 AS is_missing FROM pg_roles WHERE rolname = '{{ postgres.provisioning_role }}' \gset
\if :is_missing
\set password `cat "${PASSWORD_FILE}"`
CREATE ROLE {{ postgres.provisioning_role }} PASSWORD :'password';
\endif
ALTER ROLE {{ postgres.provisioning_role }} LOGIN INHERIT NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
GRANT odoo_provisioned, :"role" TO {{ postgres.provisioning_role }};
GRANT CONNECT ON DATABASE postgres TO {{ postgres.provisioning_role }};
SQL
{% elif instance.postgres.may_have_guests %}

# If the superadmin's Odoo could create tenants before, it no longer can.
superuser <<'SQL'
\set ON_ERROR_STOP on
SELECT 'ALTER ROLE {{ postgres.provisioning_role }} NOLOGIN NOCREATEDB' FROM pg_roles WHERE rolname = '{{ postgres.provisioning_role }}' \gexec
SQL
{% endif %}
{% if instance.postgres.is_measured %}

# Whoever measures this server sees what it does, and no table of a tenant's: {{ instance.postgres.monitor_role }} can connect to no database but this one.
PASSWORD_FILE=/run/secrets/{{ instance.postgres.monitor_secret }}
if [ ! -s "${PASSWORD_FILE}" ] || [ ! -r "${PASSWORD_FILE}" ]; then
  printf '%s: the password of role {{ instance.postgres.monitor_role }} is missing, empty or unreadable\n' "${PASSWORD_FILE}" >&2
  exit 78
fi
superuser <<'SQL'
\set ON_ERROR_STOP on
\set VERBOSITY terse
SET client_min_messages = warning;
SET log_min_messages = panic;
SET password_encryption = 'scram-sha-256';
SELECT count(*) = 0 AS is_missing FROM pg_roles WHERE rolname = '{{ instance.postgres.monitor_role }}' \gset
\if :is_missing
\set password `cat "${PASSWORD_FILE}"`
CREATE ROLE {{ instance.postgres.monitor_role }} PASSWORD :'password';
\endif
ALTER ROLE {{ instance.postgres.monitor_role }} LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT {{ instance.postgres.monitor_connections }};
ALTER ROLE {{ instance.postgres.monitor_role }} RESET ALL;
-- A question that waits for a lock, or takes long, must not add to what it measures.
ALTER ROLE {{ instance.postgres.monitor_role }} SET statement_timeout = '10s';
ALTER ROLE {{ instance.postgres.monitor_role }} SET lock_timeout = '2s';
ALTER ROLE {{ instance.postgres.monitor_role }} SET default_transaction_read_only = on;
GRANT pg_monitor TO {{ instance.postgres.monitor_role }};
GRANT CONNECT ON DATABASE postgres TO {{ instance.postgres.monitor_role }};
SQL
{% else %}

# If it was measured before, nobody needs that role any more.
superuser <<'SQL'
\set ON_ERROR_STOP on
SELECT 'ALTER ROLE {{ instance.postgres.monitor_role }} NOLOGIN' FROM pg_roles WHERE rolname = '{{ instance.postgres.monitor_role }}' \gexec
SQL
{% endif %}
