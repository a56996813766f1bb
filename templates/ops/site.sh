{#
format: sh

The only generated shell script: all values of a site. The logic, in the scripts and in ops/lib, is the same for every site.
#}
# shellcheck shell=sh disable=SC2034
# The values of {{ name }} for the scripts of this folder, which read them through ops/lib/begin.sh. The comment after a value
# is the key of site.yaml that it comes from; a value without a comment is chosen by gen.
#
# A value is a variable: empty if the site does not have it; a yes-or-no value is `true` or `false`.
# A list is a function: `each COMMAND LIST` of ops/lib/begin.sh runs a command once for each `entry`, with its fields as arguments.
site_format=1
entry() { "${site_command:?}" "$@"; }

# --- The site and its server

site_name="{{ name }}" # name
site_contact="{{ contact }}" # contact
site_directory="{{ server.directory }}" # server.directory
site_os="{{ server.os }}" # server.os
site_os_family="{{ server.os_family }}" # server.os
site_os_codename="{{ server.os_codename }}" # server.os
site_timezone="{{ server.timezone }}" # server.timezone
site_swap_mib={{ server.swap_mib }} # server.swap
site_ssh_port={{ server.ssh.port }} # server.ssh.port
{% if server.ipv6 is defined %}
site_has_ipv6=true # server.ipv6
{% else %}
site_has_ipv6=false # server.ipv6
{% endif %}
{% if source is defined %}
site_repository="{{ source.repository }}" # source.repository
site_revision="{{ source.revision }}" # source.revision
{% else %}
site_repository='' # source.repository
site_revision='' # source.revision
{% endif %}

# --- Services

site_tenants_domain="{{ domains.tenants }}" # domains.tenants
site_superadmin_domain="{{ domains.superadmin }}" # domains.superadmin

# What nginx.conf has to allow each worker process of nginx.
site_nginx_connections={{ capacity.nginx_connections }} # odoo.capacity.users, odoo.tenants.workers
site_nginx_open_files={{ capacity.nginx_open_files }}

site_odoo_image="{{ odoo.image }}" # odoo.image
site_odoo_built_image="{{ odoo.built_image }}" # name, odoo.version
site_odoo_data="{{ odoo.data_directory }}"

site_tenants_service="{{ odoo.tenants.service }}"
site_tenants_volume="{{ name }}_{{ odoo.tenants.volume }}" # name
site_tenants_port={{ odoo.tenants.port }} # odoo.tenants.port
{% if odoo.tenants.is_threaded %}
site_tenants_websocket_port='' # odoo.tenants.workers
{% else %}
site_tenants_websocket_port={{ odoo.tenants.websocket_port }} # odoo.tenants.websocket_port
{% endif %}
{% if odoo.tenants.has_xmlrpc %}
site_tenants_has_xmlrpc=true # odoo.tenants.api
{% else %}
site_tenants_has_xmlrpc=false # odoo.tenants.api
{% endif %}
{% if odoo.tenants.has_jsonrpc %}
site_tenants_has_jsonrpc=true # odoo.tenants.api
{% else %}
site_tenants_has_jsonrpc=false # odoo.tenants.api
{% endif %}
{% if odoo.tenants.has_json2 %}
site_tenants_has_json2=true # odoo.tenants.api
{% else %}
site_tenants_has_json2=false # odoo.tenants.api
{% endif %}
site_tenants_modules="{{ odoo.tenants.modules | join(",") }}" # odoo.tenants.modules
{% if odoo.tenants.language is defined %}
site_tenants_language="{{ odoo.tenants.language }}" # odoo.tenants.language
{% else %}
site_tenants_language='' # odoo.tenants.language
{% endif %}
{% if odoo.tenants.country is defined %}
site_tenants_country="{{ odoo.tenants.country }}" # odoo.tenants.country
{% else %}
site_tenants_country='' # odoo.tenants.country
{% endif %}

# site_canaries: TENANT
site_canaries() { # odoo.rollout.canaries
{% for tenant in odoo.rollout.canaries %}
  entry {{ tenant }}
{% else %}
  :
{% endfor %}
}
site_rollout_order={{ odoo.rollout.order }} # odoo.rollout.order
site_rollout_jobs={{ odoo.rollout.jobs }} # odoo.rollout.jobs
site_rollout_sample={{ odoo.rollout.sample }} # odoo.rollout.sample
site_rollout_tolerance={{ odoo.rollout.tolerance }} # odoo.rollout.tolerance

site_superadmin_service="{{ odoo.superadmin.service }}"
site_superadmin_volume="{{ name }}_{{ odoo.superadmin.volume }}" # name
site_superadmin_port={{ odoo.superadmin.port }} # odoo.superadmin.port
{% if odoo.superadmin.is_threaded %}
site_superadmin_websocket_port='' # odoo.superadmin.workers
{% else %}
site_superadmin_websocket_port={{ odoo.superadmin.websocket_port }} # odoo.superadmin.websocket_port
{% endif %}
{% if odoo.superadmin.has_xmlrpc %}
site_superadmin_has_xmlrpc=true # odoo.superadmin.api
{% else %}
site_superadmin_has_xmlrpc=false # odoo.superadmin.api
{% endif %}
{% if odoo.superadmin.has_jsonrpc %}
site_superadmin_has_jsonrpc=true # odoo.superadmin.api
{% else %}
site_superadmin_has_jsonrpc=false # odoo.superadmin.api
{% endif %}
{% if odoo.superadmin.has_json2 %}
site_superadmin_has_json2=true # odoo.superadmin.api
{% else %}
site_superadmin_has_json2=false # odoo.superadmin.api
{% endif %}
site_superadmin_modules="{{ odoo.superadmin.modules | join(",") }}" # odoo.superadmin.modules
{% if odoo.superadmin.database is defined %}
site_superadmin_database="{{ odoo.superadmin.database }}" # odoo.superadmin.database
{% else %}
site_superadmin_database='' # odoo.superadmin.database
{% endif %}
{% if odoo.superadmin.allow_from | length > 0 %}
site_superadmin_is_restricted=true # odoo.superadmin.allow_from
{% else %}
site_superadmin_is_restricted=false # odoo.superadmin.allow_from
{% endif %}

{# Since 15 a copy is written to the log page by page, unless the strategy is file_copy (PostgreSQL's release notes). #}
{% if postgres.has_copy_strategy %}
site_has_copy_strategy=true # postgres.version
{% else %}
site_has_copy_strategy=false # postgres.version
{% endif %}
site_postgres_image="{{ postgres.image }}" # postgres.image
site_postgres_data="{{ postgres.data_path }}" # postgres.version
site_tenants_server="{{ postgres.tenants.service }}"
site_tenants_role="{{ postgres.tenants.role }}"
site_tenants_maintenance_role="{{ postgres.tenants.maintenance_role }}"
site_superadmin_server="{{ postgres.superadmin.service }}"
site_superadmin_role="{{ postgres.superadmin.role }}"
site_superadmin_maintenance_role="{{ postgres.superadmin.maintenance_role }}"

site_upload_bytes={{ nginx.client_max_body_bytes }} # nginx.client_max_body_size

# site_addons: FOLDER PATH-IN-SITE.YAML
site_addons() { # odoo.addons
{% for addon in odoo.addons %}
  entry "{{ addon.host_path }}" "{{ addon.path }}"
{% else %}
  :
{% endfor %}
}

# site_networks: NAME KIND SUBNET GATEWAY INTERFACE, where KIND is `internal`, or `outside` if the network leads out of this machine
site_networks() { # name, server.networks
{% for network in networks %}
{% if network.is_internal %}
  entry "{{ name }}_{{ network.name }}" internal {{ network.subnet }} {{ network.gateway }} {{ network.bridge }}
{% else %}
  entry "{{ name }}_{{ network.name }}" outside {{ network.subnet }} {{ network.gateway }} {{ network.bridge }}
{% endif %}
{% endfor %}
}

# --- Firewall

# site_firewall_rules: ACTION PROTOCOL PORT SOURCE PURPOSE
site_firewall_rules() { # server.ssh, firewall
{% for rule in firewall.rules %}
{% if rule.from is defined %}
  entry {{ rule.action }} {{ rule.protocol }} {{ rule.port }} {{ rule.from }} "{{ rule.comment }}"
{% else %}
  entry {{ rule.action }} {{ rule.protocol }} {{ rule.port }} any "{{ rule.comment }}"
{% endif %}
{% endfor %}
}

# site_egress_rules: PROTOCOL PORT RANGE PURPOSE
site_egress_rules() { # firewall.egress
{% for rule in firewall.egress %}
  entry {{ rule.protocol }} {{ rule.port }} "{{ rule.to }}" "{{ rule.comment }}"
{% endfor %}
}

# site_private_ranges: RANGE; not routed on the Internet (RFC 6890): private networks, the cloud's metadata, shared addresses, multicast
site_private_ranges() {
{% for range in firewall.private_ranges %}
  entry {{ range }}
{% endfor %}
}

# site_never_banned: NETWORK; fail2ban leaves them alone: the operators, the proxies, the containers, and this server itself
site_never_banned() { # odoo.superadmin.allow_from, server.ssh.allow_from, nginx.trusted_proxies, server.networks, server.ipv4, server.ipv6
{% for network in odoo.superadmin.allow_from %}
  entry {{ network }}
{% endfor %}
{% for network in server.ssh.allow_from %}
  entry {{ network }}
{% endfor %}
{% for proxy in nginx.trusted_proxies %}
  entry {{ proxy }}
{% endfor %}
{% for network in networks %}
  entry {{ network.subnet }}
{% endfor %}
  entry {{ server.ipv4 }}
{% if server.ipv6 is defined %}
  entry {{ server.ipv6 }}
{% endif %}
}

# --- Secrets

site_secrets_provider="{{ secrets.provider }}" # secrets.provider
site_secrets="{{ secrets.host_directory }}" # secrets.directory, relative to the folder of docker-compose.yml
site_secrets_path="{{ server.directory }}/{{ secrets.directory }}" # server.directory, secrets.directory

# site_secret_files: NAME VARIABLE READERS
site_secret_files() {
{% for file in secrets.files %}
  entry {{ file.name }} {{ file.variable }} "{{ file.readers | join(", ") }}"
{% endfor %}
}

# --- Certificates and DNS

site_acme_server="{{ tls.acme_server }}" # tls.acme_server
site_acme_webroot="{{ nginx.acme_webroot }}"
site_superadmin_certificate_source="{{ tls.superadmin.source }}" # tls.superadmin
site_superadmin_challenge="{{ tls.superadmin.challenge }}" # firewall.web_from, nginx.trusted_proxies
site_superadmin_certificate_name="{{ tls.superadmin.name }}" # name
site_superadmin_certificate="{{ tls.superadmin.certificate }}" # tls.superadmin
site_superadmin_key="{{ tls.superadmin.key }}" # tls.superadmin
site_tenants_certificate_source="{{ tls.tenants.source }}" # tls.tenants
site_tenants_certificate_name="{{ tls.tenants.name }}" # name
site_tenants_certificate="{{ tls.tenants.certificate }}" # tls.tenants
site_tenants_key="{{ tls.tenants.key }}" # tls.tenants
{% if tls.dns_challenge is defined %}
site_dns_provider="{{ tls.dns_challenge.provider }}" # tls.dns_provider
site_dns_package="{{ tls.dns_challenge.package }}" # tls.dns_provider
site_dns_credentials="{{ tls.dns_challenge.credentials }}" # tls.dns_provider
{% if tls.dns_challenge.propagation_seconds is defined %}
site_dns_propagation_seconds={{ tls.dns_challenge.propagation_seconds }} # tls.dns_propagation
{% else %}
site_dns_propagation_seconds='' # tls.dns_propagation
{% endif %}
{% else %}
site_dns_provider='' # tls
site_dns_package='' # tls
site_dns_credentials='' # tls
site_dns_propagation_seconds='' # tls
{% endif %}

# site_superadmin_names, site_tenants_names: NAME, which the certificate covers
site_superadmin_names() { # domains.superadmin
{% for name in tls.superadmin.names %}
  entry "{{ name }}"
{% endfor %}
}
site_tenants_names() { # domains.tenants
{% for name in tls.tenants.names %}
  entry "{{ name }}"
{% endfor %}
}

{% if nginx.trusted_proxies | length > 0 %}
site_is_behind_proxy=true # nginx.trusted_proxies
{% else %}
site_is_behind_proxy=false # nginx.trusted_proxies
{% endif %}

# site_address_records: TYPE NAME ADDRESS
site_address_records() { # domains, server.ipv4, server.ipv6
{% for record in dns.address_records %}
  entry {{ record.type }} "{{ record.name }}" {{ record.address }}
{% endfor %}
}

# site_caa_records: NAME VALUE
site_caa_records() { # dns.caa, tls
{% for record in dns.caa_records %}
  entry "{{ record.name }}" '0 {{ record.tag }} "{{ record.value }}"'
{% else %}
  :
{% endfor %}
}

# --- Mail

{% if odoo.mail is defined %}
{% if odoo.mail.has_relay %}
site_has_relay=true # odoo.mail.relay
{% else %}
site_has_relay=false # odoo.mail.relay
{% endif %}
site_mail_host="{{ odoo.mail.host }}" # odoo.mail.host
site_mail_port={{ odoo.mail.port }} # odoo.mail.port
site_mail_security="{{ odoo.mail.security }}" # odoo.mail.security
site_mail_from="{{ odoo.mail.from }}" # odoo.mail.from
{% if odoo.mail.secret is defined and odoo.mail.user is defined %}
site_mail_user="{{ odoo.mail.user }}" # odoo.mail.user
site_mail_secret="{{ odoo.mail.secret }}" # odoo.mail.password_secret
{% else %}
site_mail_user='' # odoo.mail.user
site_mail_secret='' # odoo.mail.password_secret
{% endif %}
{% else %}
site_has_relay=false # odoo.mail
site_mail_host='' # odoo.mail
site_mail_port='' # odoo.mail
site_mail_security='' # odoo.mail
site_mail_from='' # odoo.mail
site_mail_user='' # odoo.mail
site_mail_secret='' # odoo.mail
{% endif %}

# --- Alarms

site_alerts_mail="{{ alerts.mail }}" # alerts.mail
{% if alerts.webhook is defined %}
site_alerts_webhook="{{ alerts.webhook }}" # alerts.webhook
{% else %}
site_alerts_webhook='' # alerts.webhook
{% endif %}
{% if alerts.heartbeat is defined %}
site_alerts_heartbeat="{{ alerts.heartbeat }}" # alerts.heartbeat
{% else %}
site_alerts_heartbeat='' # alerts.heartbeat
{% endif %}
{% if alerts.relay is defined %}
site_alerts_relay_host="{{ alerts.relay.host }}" # alerts.relay.host, odoo.mail.host
site_alerts_relay_port={{ alerts.relay.port }} # alerts.relay.port, odoo.mail.port
site_alerts_relay_security="{{ alerts.relay.security }}" # alerts.relay.security, odoo.mail.security
site_alerts_relay_from="{{ alerts.relay.from }}" # alerts.relay.from, odoo.mail.from
{% if alerts.relay.user is defined and alerts.relay.secret is defined %}
site_alerts_relay_user="{{ alerts.relay.user }}" # alerts.relay.user, odoo.mail.user
site_alerts_secret="{{ alerts.relay.secret }}"
{% else %}
site_alerts_relay_user='' # alerts.relay.user, odoo.mail.user
site_alerts_secret=''
{% endif %}
{% else %}
site_alerts_relay_host='' # alerts.relay, odoo.mail
site_alerts_relay_port='' # alerts.relay, odoo.mail
site_alerts_relay_security='' # alerts.relay, odoo.mail
site_alerts_relay_from='' # alerts.relay, odoo.mail
site_alerts_relay_user='' # alerts.relay, odoo.mail
site_alerts_secret=''
{% endif %}
{% if alerts.quiet_hours is defined %}
site_quiet_from="{{ alerts.quiet_hours.from }}" # alerts.quiet_hours
site_quiet_to="{{ alerts.quiet_hours.to }}" # alerts.quiet_hours
{% else %}
site_quiet_from='' # alerts.quiet_hours
site_quiet_to='' # alerts.quiet_hours
{% endif %}

# --- Backup

site_backup_repository="{{ backup.repository }}" # backup.repository
site_backup_secret="{{ backup.password_secret }}"

# site_backup_copies: REPOSITORY
site_backup_copies() { # backup.copies
{% for repository in backup.copies %}
  entry "{{ repository }}"
{% else %}
  :
{% endfor %}
}
{% if backup.append_only %}
site_backup_append_only=true # backup.append_only
{% else %}
site_backup_append_only=false # backup.append_only
{% endif %}
site_backup_scheduler={{ backup.scheduler }} # backup.scheduler

# site_backup_calendar, site_restore_test_calendar: EVENT, for systemd
site_backup_calendar() { # backup.schedule
{% for event in backup.calendar %}
  entry "{{ event }}"
{% endfor %}
}
site_restore_test_calendar() { # backup.restore_test
{% for event in backup.restore_test_calendar %}
  entry "{{ event }}"
{% endfor %}
}
site_backup_wait={{ backup.wait_seconds }} # backup.schedule: seconds until the next backup would begin
site_backup_days={{ backup.schedule_days }} # backup.schedule: the longest time between two backups, in days
site_backup_jobs={{ backup.jobs }} # backup.jobs
site_backup_restore_share={{ backup.restore_share }} # backup.restore_share
site_backup_restore_days={{ backup.restore_test_days }} # backup.restore_test, backup.restore_share
site_restore_database_seconds={{ backup.restore_database_seconds }}
site_restore_gigabyte_seconds={{ backup.restore_gigabyte_seconds }}
site_restore_files_seconds={{ backup.restore_files_seconds }}
{% if backup.tenants is defined %}
site_capacity_tenants={{ backup.tenants }} # odoo.capacity.tenants
{% else %}
site_capacity_tenants='' # odoo.capacity.tenants
{% endif %}
{% if backup.database_bytes is defined %}
site_capacity_database_bytes={{ backup.database_bytes }} # odoo.capacity.database_size
{% else %}
site_capacity_database_bytes='' # odoo.capacity.database_size
{% endif %}
{% if backup.filestore_bytes is defined %}
site_capacity_filestore_bytes={{ backup.filestore_bytes }} # odoo.capacity.filestore_size
{% else %}
site_capacity_filestore_bytes='' # odoo.capacity.filestore_size
{% endif %}
{% if backup.notify is defined %}
site_backup_notify="{{ backup.notify }}" # backup.notify
{% else %}
site_backup_notify='' # backup.notify
{% endif %}
site_backup_keep_daily={{ backup.keep.daily }} # backup.keep.daily
site_backup_keep_weekly={{ backup.keep.weekly }} # backup.keep.weekly
site_backup_keep_monthly={{ backup.keep.monthly }} # backup.keep.monthly

# --- Monitoring

site_monitoring_mode={{ monitoring.mode }} # monitoring.mode, server.memory
site_monitoring_retention={{ monitoring.retention }} # monitoring.retention
site_monitoring_retention_mib={{ monitoring.retention_mib }} # monitoring.retention
{% if monitoring.from is defined %}
site_monitoring_from="{{ monitoring.from }}" # monitoring.from
{% else %}
site_monitoring_from='' # monitoring.from
{% endif %}
{% if monitoring.pages %}
site_monitoring_has_pages=true # monitoring.pages
{% else %}
site_monitoring_has_pages=false # monitoring.pages
{% endif %}
{% if monitoring.needs_password %}
site_monitoring_secret="{{ monitoring.password_secret }}" # monitoring.pages, monitoring.mode
{% else %}
site_monitoring_secret='' # monitoring.pages, monitoring.mode
{% endif %}
{% if monitoring.features.password_file %}
site_alertmanager_has_password_file=true # server.os
{% else %}
site_alertmanager_has_password_file=false # server.os
{% endif %}

# site_exporters: SERVICE OWNER SERVER PORT
site_exporters() { # monitoring.mode
{% for exporter in monitoring.exporters %}
  entry {{ exporter.service }} {{ exporter.owner }} {{ exporter.server }} {{ exporter.port }}
{% else %}
  :
{% endfor %}
}
