{#
format: sh
mode: 0755
each: instance in instances
path: initdb/{{ instance.postgres.service }}/10-role.sh

Makes the roles of an instance's database server, and what its databases begin as, or its one database, empty. Run by the PostgreSQL
image when its volume is still empty, and by deploy.sh each time.
#}
#!/bin/sh
{% if instance.postgres.database is defined %}
# Makes the role that the {{ instance.odoo.owner }} Odoo connects as, the one of the scripts, and the empty database. The image runs this once, when
# the volume is still empty. deploy.sh runs it again each time, so that a server that was made by a former version is as it is written
# here; to change a password, use psql's \password (see RUNBOOK.md).
#
# The database is made here, and empty, because Odoo would otherwise make it at its first start, with the login admin/admin open.
{% else %}
# Makes the role that the {{ instance.odoo.owner }} Odoo connects as, the one of the scripts, and the template of the {{ instance.odoo.owner }} databases. The image
# runs this once, when the volume is still empty. deploy.sh runs it again each time, so that a server that was made by a former version,
# or where somebody has changed a role's settings, is as it is written here; to change a password, use psql's \password (see RUNBOOK.md).
{% endif %}
set -eu

role={{ instance.postgres.role }}
maintenance={{ instance.postgres.maintenance_role }}
PASSWORD_FILE=/run/secrets/{{ instance.postgres.role_secret }}
export PASSWORD_FILE
extensions="pg_trgm"
{% for setting in instance.odoo.settings if setting.key == "unaccent" and setting.value == "True" %}
# unaccent = True of {{ instance.odoo.config_file }}.
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

# The superadmin's Odoo makes tenants, by provision-tenant in its container. Its role may make databases, and drop those that it has made:
# odoo_provisioned owns them, and not the role itself, which hands all that it owns to the tenants' Odoo in the end.
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

# Where the superadmin's Odoo made tenants once, it no longer can.
superuser <<'SQL'
\set ON_ERROR_STOP on
SELECT 'ALTER ROLE {{ postgres.provisioning_role }} NOLOGIN NOCREATEDB' FROM pg_roles WHERE rolname = '{{ postgres.provisioning_role }}' \gexec
SQL
{% endif %}
