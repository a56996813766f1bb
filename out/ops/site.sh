# shellcheck shell=sh disable=SC2034
# The values of stockshop for the scripts of this folder, which read them through ops/lib/begin.sh. The comment after a value
# is the key of site.yaml that it comes from; a value without a comment is chosen by gen.
#
# A value is a variable: empty if the site does not have it; a yes-or-no value is `true` or `false`.
# A list is a function: `each COMMAND LIST` of ops/lib/begin.sh runs a command once for each `entry`, with its fields as arguments.
site_format=1
entry() { "${site_command:?}" "$@"; }

# --- The site and its server

site_name="stockshop" # name
site_contact="ops@example.net" # contact
site_directory="/opt/stockshop" # server.directory
site_os="ubuntu-24.04" # server.os
site_os_family="ubuntu" # server.os
site_os_codename="noble" # server.os
site_timezone="Etc/UTC" # server.timezone
site_swap_mib=0 # server.swap
site_ssh_port=22 # server.ssh.port
site_has_ipv6=true # server.ipv6
site_repository='' # source.repository
site_revision='' # source.revision

# --- Services

site_tenants_domain="shops.example.net" # domains.tenants
site_superadmin_domain="superadmin.example.com" # domains.superadmin

# What nginx.conf has to allow each worker process of nginx.
site_nginx_connections=768 # odoo.capacity.users, odoo.tenants.workers
site_nginx_open_files=1024

site_odoo_image="odoo:18.0" # odoo.image
site_odoo_built_image="stockshop-odoo:18.0" # name, odoo.version
site_odoo_data="/var/lib/odoo"

site_tenants_service="odoo"
site_tenants_volume="stockshop_odoo-data" # name
site_tenants_port=18069 # odoo.tenants.port
site_tenants_websocket_port=18072 # odoo.tenants.websocket_port
site_tenants_has_xmlrpc=true # odoo.tenants.api
site_tenants_has_jsonrpc=true # odoo.tenants.api
site_tenants_has_json2=true # odoo.tenants.api
site_tenants_modules="base,web" # odoo.tenants.modules
site_tenants_language="en_US" # odoo.tenants.language
site_tenants_country='' # odoo.tenants.country

# site_canaries: TENANT
site_canaries() { # odoo.rollout.canaries
  :
}
site_rollout_order=name # odoo.rollout.order
site_rollout_jobs=1 # odoo.rollout.jobs
site_rollout_sample=20 # odoo.rollout.sample
site_rollout_tolerance=10 # odoo.rollout.tolerance

site_superadmin_service="odoo_superadmin"
site_superadmin_volume="stockshop_odoo-superadmin-data" # name
site_superadmin_port=18070 # odoo.superadmin.port
site_superadmin_websocket_port=18073 # odoo.superadmin.websocket_port
site_superadmin_has_xmlrpc=true # odoo.superadmin.api
site_superadmin_has_jsonrpc=false # odoo.superadmin.api
site_superadmin_has_json2=true # odoo.superadmin.api
site_superadmin_modules="base,web" # odoo.superadmin.modules
site_superadmin_database="superadmin" # odoo.superadmin.database
site_superadmin_is_restricted=false # odoo.superadmin.allow_from

site_has_copy_strategy=true # postgres.version
site_postgres_image="postgres:16" # postgres.image
site_postgres_data="/var/lib/postgresql/data" # postgres.version
site_tenants_server="db"
site_tenants_role="odoo"
site_tenants_maintenance_role="odoo_maintenance"
site_superadmin_server="db_superadmin"
site_superadmin_role="odoo_superadmin"
site_superadmin_maintenance_role="odoo_superadmin_maintenance"

site_upload_bytes=134217728 # nginx.client_max_body_size

# site_addons: FOLDER PATH-IN-SITE.YAML
site_addons() { # odoo.addons
  entry "../custom_addons" "custom_addons"
}

# site_networks: NAME KIND SUBNET GATEWAY INTERFACE, where KIND is `internal`, or `outside` if the network leads out of this machine
site_networks() { # name, server.networks
  entry "stockshop_tenants_web" outside 172.30.0.0/28 172.30.0.1 gen-ac1e0000
  entry "stockshop_superadmin_web" outside 172.30.0.16/28 172.30.0.17 gen-ac1e0010
  entry "stockshop_tenants_database" internal 172.30.0.32/28 172.30.0.33 gen-ac1e0020
  entry "stockshop_superadmin_database" internal 172.30.0.48/28 172.30.0.49 gen-ac1e0030
  entry "stockshop_tenants_exporter" internal 172.30.0.80/28 172.30.0.81 gen-ac1e0050
  entry "stockshop_superadmin_exporter" internal 172.30.0.96/28 172.30.0.97 gen-ac1e0060
  entry "stockshop_tenants_measurements" internal 172.30.0.112/28 172.30.0.113 gen-ac1e0070
  entry "stockshop_superadmin_measurements" internal 172.30.0.128/28 172.30.0.129 gen-ac1e0080
}

# --- Firewall

# site_firewall_rules: ACTION PROTOCOL PORT SOURCE PURPOSE
site_firewall_rules() { # server.ssh, firewall
  entry limit tcp 22 any "SSH"
  entry allow tcp 80 any "HTTP"
  entry allow tcp 443 any "HTTPS"
}

# site_egress_rules: PROTOCOL PORT RANGE PURPOSE
site_egress_rules() { # firewall.egress
  entry tcp 80 "203.0.113.10/32" "nginx, from which Odoo fetches what it prints"
  entry tcp 443 "203.0.113.10/32" "the same over TLS"
  entry tcp 443 "172.30.0.17/32" "nginx, under the name in extra_hosts"
}

# site_private_ranges: RANGE; not routed on the Internet (RFC 6890): private networks, the cloud's metadata, shared addresses, multicast
site_private_ranges() {
  entry 0.0.0.0/8
  entry 10.0.0.0/8
  entry 100.64.0.0/10
  entry 127.0.0.0/8
  entry 169.254.0.0/16
  entry 172.16.0.0/12
  entry 192.0.0.0/24
  entry 192.168.0.0/16
  entry 198.18.0.0/15
  entry 224.0.0.0/3
}

# site_never_banned: NETWORK; fail2ban leaves them alone: the operators, the proxies, the containers, and this server itself
site_never_banned() { # odoo.superadmin.allow_from, server.ssh.allow_from, nginx.trusted_proxies, server.networks, server.ipv4, server.ipv6
  entry 172.30.0.0/28
  entry 172.30.0.16/28
  entry 172.30.0.32/28
  entry 172.30.0.48/28
  entry 172.30.0.80/28
  entry 172.30.0.96/28
  entry 172.30.0.112/28
  entry 172.30.0.128/28
  entry 203.0.113.10
  entry 2001:db8::10
}

# --- Secrets

site_secrets_provider="files" # secrets.provider
site_secrets="../secrets" # secrets.directory, relative to the folder of docker-compose.yml
site_secrets_path="/opt/stockshop/secrets" # server.directory, secrets.directory

# site_secret_files: NAME VARIABLE READERS
site_secret_files() {
  entry db_postgres_password DB_POSTGRES_PASSWORD "db"
  entry db_odoo_password DB_ODOO_PASSWORD "db, odoo"
  entry db_superadmin_postgres_password DB_SUPERADMIN_POSTGRES_PASSWORD "db_superadmin"
  entry db_superadmin_odoo_password DB_SUPERADMIN_ODOO_PASSWORD "db_superadmin, odoo_superadmin"
  entry odoo_admin_passwd ODOO_ADMIN_PASSWD "odoo"
  entry odoo_superadmin_admin_passwd ODOO_SUPERADMIN_ADMIN_PASSWD "odoo_superadmin"
  entry db_monitor_password DB_MONITOR_PASSWORD "db, db_exporter"
  entry db_superadmin_monitor_password DB_SUPERADMIN_MONITOR_PASSWORD "db_superadmin, db_superadmin_exporter"
  entry restic_password RESTIC_PASSWORD "backup.sh"
}

# --- Certificates and DNS

site_acme_server="https://acme-v02.api.letsencrypt.org/directory" # tls.acme_server
site_acme_webroot="/var/www/acme"
site_superadmin_certificate_source="acme" # tls.superadmin
site_superadmin_challenge="http" # firewall.web_from, nginx.trusted_proxies
site_superadmin_certificate_name="stockshop-superadmin" # name
site_superadmin_certificate="/etc/letsencrypt/live/stockshop-superadmin/fullchain.pem" # tls.superadmin
site_superadmin_key="/etc/letsencrypt/live/stockshop-superadmin/privkey.pem" # tls.superadmin
site_tenants_certificate_source="acme" # tls.tenants
site_tenants_certificate_name="stockshop-tenants" # name
site_tenants_certificate="/etc/letsencrypt/live/stockshop-tenants/fullchain.pem" # tls.tenants
site_tenants_key="/etc/letsencrypt/live/stockshop-tenants/privkey.pem" # tls.tenants
site_dns_provider="cloudflare" # tls.dns_provider
site_dns_package="python3-certbot-dns-cloudflare" # tls.dns_provider
site_dns_credentials="/etc/letsencrypt/cloudflare.ini" # tls.dns_provider
site_dns_propagation_seconds=30 # tls.dns_propagation

# site_superadmin_names, site_tenants_names: NAME, which the certificate covers
site_superadmin_names() { # domains.superadmin
  entry "superadmin.example.com"
}
site_tenants_names() { # domains.tenants
  entry "shops.example.net"
  entry "*.shops.example.net"
}

site_is_behind_proxy=false # nginx.trusted_proxies

# site_address_records: TYPE NAME ADDRESS
site_address_records() { # domains, server.ipv4, server.ipv6
  entry A "superadmin.example.com" 203.0.113.10
  entry AAAA "superadmin.example.com" 2001:db8::10
  entry A "shops.example.net" 203.0.113.10
  entry AAAA "shops.example.net" 2001:db8::10
  entry A "*.shops.example.net" 203.0.113.10
  entry AAAA "*.shops.example.net" 2001:db8::10
}

# site_caa_records: NAME VALUE
site_caa_records() { # dns.caa, tls
  entry "superadmin.example.com" '0 issue "letsencrypt.org"'
  entry "shops.example.net" '0 issue "letsencrypt.org"'
  entry "shops.example.net" '0 issuewild "letsencrypt.org"'
}

# --- Mail

site_has_relay=false # odoo.mail
site_mail_host='' # odoo.mail
site_mail_port='' # odoo.mail
site_mail_security='' # odoo.mail
site_mail_from='' # odoo.mail
site_mail_user='' # odoo.mail
site_mail_secret='' # odoo.mail

# --- Alarms

site_alerts_mail="ops@example.net" # alerts.mail
site_alerts_webhook='' # alerts.webhook
site_alerts_heartbeat='' # alerts.heartbeat
site_alerts_relay_host='' # alerts.relay, odoo.mail
site_alerts_relay_port='' # alerts.relay, odoo.mail
site_alerts_relay_security='' # alerts.relay, odoo.mail
site_alerts_relay_from='' # alerts.relay, odoo.mail
site_alerts_relay_user='' # alerts.relay, odoo.mail
site_alerts_secret=''
site_quiet_from='' # alerts.quiet_hours
site_quiet_to='' # alerts.quiet_hours

# --- Backup

site_backup_repository="s3:https://s3.eu-central-1.amazonaws.com/stockshop-backup" # backup.repository
site_backup_secret="restic_password"

# site_backup_copies: REPOSITORY
site_backup_copies() { # backup.copies
  :
}
site_backup_append_only=false # backup.append_only
site_backup_scheduler=cron # backup.scheduler

# site_backup_calendar, site_restore_test_calendar: EVENT, for systemd
site_backup_calendar() { # backup.schedule
  entry "*-*-* 02:30:00"
}
site_restore_test_calendar() { # backup.restore_test
  entry "Sun *-*-* 05:00:00"
}
site_backup_wait=86400 # backup.schedule: seconds until the next backup would begin
site_backup_days=1 # backup.schedule: the longest time between two backups, in days
site_backup_jobs=1 # backup.jobs
site_backup_restore_share=1 # backup.restore_share
site_backup_restore_days=7 # backup.restore_test, backup.restore_share
site_restore_database_seconds=14
site_restore_gigabyte_seconds=30
site_restore_files_seconds=20
site_capacity_tenants='' # odoo.capacity.tenants
site_capacity_database_bytes='' # odoo.capacity.database_size
site_capacity_filestore_bytes='' # odoo.capacity.filestore_size
site_backup_notify='' # backup.notify
site_backup_keep_daily=7 # backup.keep.daily
site_backup_keep_weekly=4 # backup.keep.weekly
site_backup_keep_monthly=0 # backup.keep.monthly

# --- Monitoring

site_monitoring_mode=local # monitoring.mode, server.memory
site_monitoring_retention=15d # monitoring.retention
site_monitoring_retention_mib=1024 # monitoring.retention
site_monitoring_from='' # monitoring.from
site_monitoring_has_pages=false # monitoring.pages
site_monitoring_secret='' # monitoring.pages, monitoring.mode
site_alertmanager_has_password_file=true # server.os

# site_exporters: SERVICE OWNER SERVER PORT
site_exporters() { # monitoring.mode
  entry db_exporter tenants db 9187
  entry db_superadmin_exporter superadmin db_superadmin 9188
}
