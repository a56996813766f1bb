{#
format: sh
mode: 0755

Makes the roles of the tenants' server, and what its databases begin as. Run by the PostgreSQL image when its volume is still empty,
and by deploy.sh each time.
#}
#!/bin/sh
# Makes the role that the tenants' Odoo connects as, the one of the scripts, and the template of the tenants' databases. The image
# runs this once, when the volume is still empty. deploy.sh runs it again each time, so that a server that was made by a former version,
# or where somebody has changed a role's settings, is as it is written here; to change a password, use psql's \password (see RUNBOOK.md).
set -eu

role={{ postgres.tenants.role }}
maintenance={{ postgres.tenants.maintenance_role }}
PASSWORD_FILE=/run/secrets/{{ postgres.tenants.role_secret }}
export PASSWORD_FILE
extensions="pg_trgm"
{% for setting in odoo.tenants.settings if setting.key == "unaccent" and setting.value == "True" %}
# unaccent = True of odoo.conf.
extensions="${extensions} unaccent"
{% endfor %}

{% include "_scripts/roles.sh" %}

{% if odoo.superadmin.provisions_tenants %}
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
{% else %}
# Where the superadmin's Odoo made tenants once, it no longer can.
superuser <<'SQL'
\set ON_ERROR_STOP on
SELECT 'ALTER ROLE {{ postgres.provisioning_role }} NOLOGIN NOCREATEDB' FROM pg_roles WHERE rolname = '{{ postgres.provisioning_role }}' \gexec
SQL
{% endif %}
