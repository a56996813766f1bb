{#
format: sh
mode: 0755

Makes the roles and the empty database of the superadmin's Odoo. Run by the PostgreSQL image when its volume is still empty, and by
deploy.sh each time.
#}
#!/bin/sh
# Makes the role that the superadmin's Odoo connects as, the one of the scripts, and the empty database. The image runs this once, when
# the volume is still empty. deploy.sh runs it again each time, so that a server that was made by a former version is as it is written
# here; to change a password, use psql's \password (see RUNBOOK.md).
#
# The database is made here, and empty, because Odoo would otherwise make it at its first start, with the login admin/admin open.
set -eu

role={{ postgres.superadmin.role }}
maintenance={{ postgres.superadmin.maintenance_role }}
PASSWORD_FILE=/run/secrets/{{ postgres.superadmin.role_secret }}
export PASSWORD_FILE
extensions="pg_trgm"
{% for setting in odoo.superadmin.settings if setting.key == "unaccent" and setting.value == "True" %}
# unaccent = True of superadmin.conf.
extensions="${extensions} unaccent"
{% endfor %}

{% include "_scripts/roles.sh" %}
{% if postgres.superadmin.database is defined %}

superuser --set database={{ postgres.superadmin.database }} <<'SQL'
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
