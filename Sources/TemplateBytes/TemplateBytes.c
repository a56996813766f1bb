#include "TemplateBytes.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Every template, in the order of their paths, named after its path: its bytes become a part of the program. A test compares
// the table with the folder.

static const unsigned char env_example[] = {
#embed "../../templates/.env.example" if_empty(0)
};
static const unsigned char Dockerfile_odoo[] = {
#embed "../../templates/Dockerfile.odoo" if_empty(0)
};
static const unsigned char README_md[] = {
#embed "../../templates/README.md" if_empty(0)
};
static const unsigned char RUNBOOK_md[] = {
#embed "../../templates/RUNBOOK.md" if_empty(0)
};
static const unsigned char partial_scripts_roles_sh[] = {
#embed "../../templates/_scripts/roles.sh" if_empty(0)
};
static const unsigned char addons_gen_guard_application_py[] = {
#embed "../../templates/addons/gen_guard/application.py" if_empty(0)
};
static const unsigned char addons_gen_guard_database_py[] = {
#embed "../../templates/addons/gen_guard/database.py" if_empty(0)
};
static const unsigned char addons_gen_guard_init_py[] = {
#embed "../../templates/addons/gen_guard/init.py" if_empty(0)
};
static const unsigned char addons_gen_guard_jobs_py[] = {
#embed "../../templates/addons/gen_guard/jobs.py" if_empty(0)
};
static const unsigned char addons_gen_guard_known_py[] = {
#embed "../../templates/addons/gen_guard/known.py" if_empty(0)
};
static const unsigned char addons_gen_guard_lines_py[] = {
#embed "../../templates/addons/gen_guard/lines.py" if_empty(0)
};
static const unsigned char addons_gen_guard_mail_py[] = {
#embed "../../templates/addons/gen_guard/mail.py" if_empty(0)
};
static const unsigned char addons_gen_guard_manifest_py[] = {
#embed "../../templates/addons/gen_guard/manifest.py" if_empty(0)
};
static const unsigned char addons_gen_guard_passwords_py[] = {
#embed "../../templates/addons/gen_guard/passwords.py" if_empty(0)
};
static const unsigned char addons_gen_guard_session_py[] = {
#embed "../../templates/addons/gen_guard/session.py" if_empty(0)
};
static const unsigned char addons_gen_guard_work_py[] = {
#embed "../../templates/addons/gen_guard/work.py" if_empty(0)
};
static const unsigned char backup_forget_sh[] = {
#embed "../../templates/backup-forget.sh" if_empty(0)
};
static const unsigned char backup_crontab[] = {
#embed "../../templates/backup.crontab" if_empty(0)
};
static const unsigned char backup_sh[] = {
#embed "../../templates/backup.sh" if_empty(0)
};
static const unsigned char daily_check_sh[] = {
#embed "../../templates/daily-check.sh" if_empty(0)
};
static const unsigned char deploy_sh[] = {
#embed "../../templates/deploy.sh" if_empty(0)
};
static const unsigned char dns_check_dns_sh[] = {
#embed "../../templates/dns/check-dns.sh" if_empty(0)
};
static const unsigned char dns_octodns_config_yaml[] = {
#embed "../../templates/dns/octodns/config.yaml" if_empty(0)
};
static const unsigned char dns_octodns_requirements_txt[] = {
#embed "../../templates/dns/octodns/requirements.txt" if_empty(0)
};
static const unsigned char dns_octodns_zone_yaml[] = {
#embed "../../templates/dns/octodns/zone.yaml" if_empty(0)
};
static const unsigned char dns_records_md[] = {
#embed "../../templates/dns/records.md" if_empty(0)
};
static const unsigned char dns_records_zone[] = {
#embed "../../templates/dns/records.zone" if_empty(0)
};
static const unsigned char dns_zones_zone_zone[] = {
#embed "../../templates/dns/zones/zone.zone" if_empty(0)
};
static const unsigned char docker_compose_yml[] = {
#embed "../../templates/docker-compose.yml" if_empty(0)
};
static const unsigned char drift_sh[] = {
#embed "../../templates/drift.sh" if_empty(0)
};
static const unsigned char egress_sh[] = {
#embed "../../templates/egress.sh" if_empty(0)
};
static const unsigned char fetch_secrets_sh[] = {
#embed "../../templates/fetch-secrets.sh" if_empty(0)
};
static const unsigned char initdb_10_role_sh[] = {
#embed "../../templates/initdb/10-role.sh" if_empty(0)
};
static const unsigned char logs_sh[] = {
#embed "../../templates/logs.sh" if_empty(0)
};
static const unsigned char logs_install_sh[] = {
#embed "../../templates/logs/install.sh" if_empty(0)
};
static const unsigned char mail_install_sh[] = {
#embed "../../templates/mail/install.sh" if_empty(0)
};
static const unsigned char mail_postfix_main_cf[] = {
#embed "../../templates/mail/postfix/main.cf" if_empty(0)
};
static const unsigned char mail_postfix_master_cf[] = {
#embed "../../templates/mail/postfix/master.cf" if_empty(0)
};
static const unsigned char mail_postfix_postfwd_cf[] = {
#embed "../../templates/mail/postfix/postfwd.cf" if_empty(0)
};
static const unsigned char mail_postfwd_service_conf[] = {
#embed "../../templates/mail/postfwd.service.conf" if_empty(0)
};
static const unsigned char mail_sysctl_conf[] = {
#embed "../../templates/mail/sysctl.conf" if_empty(0)
};
static const unsigned char metrics_sh[] = {
#embed "../../templates/metrics.sh" if_empty(0)
};
static const unsigned char monitoring__rule_yml[] = {
#embed "../../templates/monitoring/_rule.yml" if_empty(0)
};
static const unsigned char monitoring_alertmanager_yml[] = {
#embed "../../templates/monitoring/alertmanager.yml" if_empty(0)
};
static const unsigned char monitoring_blackbox_yml[] = {
#embed "../../templates/monitoring/blackbox.yml" if_empty(0)
};
static const unsigned char monitoring_dashboards_postgres_json[] = {
#embed "../../templates/monitoring/dashboards/postgres.json" if_empty(0)
};
static const unsigned char monitoring_dashboards_site_json[] = {
#embed "../../templates/monitoring/dashboards/site.json" if_empty(0)
};
static const unsigned char monitoring_dashboards_tenant_json[] = {
#embed "../../templates/monitoring/dashboards/tenant.json" if_empty(0)
};
static const unsigned char monitoring_install_sh[] = {
#embed "../../templates/monitoring/install.sh" if_empty(0)
};
static const unsigned char monitoring_nginx_mtail[] = {
#embed "../../templates/monitoring/nginx.mtail" if_empty(0)
};
static const unsigned char monitoring_odoo_lines_sh[] = {
#embed "../../templates/monitoring/odoo-lines.sh" if_empty(0)
};
static const unsigned char monitoring_odoo_mtail[] = {
#embed "../../templates/monitoring/odoo.mtail" if_empty(0)
};
static const unsigned char monitoring_prometheus_yml[] = {
#embed "../../templates/monitoring/prometheus.yml" if_empty(0)
};
static const unsigned char monitoring_provisioning_dashboards_yml[] = {
#embed "../../templates/monitoring/provisioning/dashboards.yml" if_empty(0)
};
static const unsigned char monitoring_provisioning_datasource_yml[] = {
#embed "../../templates/monitoring/provisioning/datasource.yml" if_empty(0)
};
static const unsigned char monitoring_rules_yml[] = {
#embed "../../templates/monitoring/rules.yml" if_empty(0)
};
static const unsigned char monitoring_scrape_yml[] = {
#embed "../../templates/monitoring/scrape.yml" if_empty(0)
};
static const unsigned char monitoring_tests_yml[] = {
#embed "../../templates/monitoring/tests.yml" if_empty(0)
};
static const unsigned char nginx_conf_d_odoo_conf[] = {
#embed "../../templates/nginx/conf.d/odoo.conf" if_empty(0)
};
static const unsigned char nginx_errors_403_html[] = {
#embed "../../templates/nginx/errors/403.html" if_empty(0)
};
static const unsigned char nginx_errors_404_html[] = {
#embed "../../templates/nginx/errors/404.html" if_empty(0)
};
static const unsigned char nginx_errors_413_html[] = {
#embed "../../templates/nginx/errors/413.html" if_empty(0)
};
static const unsigned char nginx_errors_429_html[] = {
#embed "../../templates/nginx/errors/429.html" if_empty(0)
};
static const unsigned char nginx_errors_503_html[] = {
#embed "../../templates/nginx/errors/503.html" if_empty(0)
};
static const unsigned char nginx_errors__page_html[] = {
#embed "../../templates/nginx/errors/_page.html" if_empty(0)
};
static const unsigned char nginx_host_default_conf[] = {
#embed "../../templates/nginx/host/default.conf" if_empty(0)
};
static const unsigned char nginx_host_http_conf[] = {
#embed "../../templates/nginx/host/http.conf" if_empty(0)
};
static const unsigned char nginx_host_tls_conf[] = {
#embed "../../templates/nginx/host/tls.conf" if_empty(0)
};
static const unsigned char nginx_install_sh[] = {
#embed "../../templates/nginx/install.sh" if_empty(0)
};
static const unsigned char nginx_sites_available__api_conf[] = {
#embed "../../templates/nginx/sites-available/_api.conf" if_empty(0)
};
static const unsigned char nginx_sites_available__https_conf[] = {
#embed "../../templates/nginx/sites-available/_https.conf" if_empty(0)
};
static const unsigned char nginx_sites_available_default_conf[] = {
#embed "../../templates/nginx/sites-available/default.conf" if_empty(0)
};
static const unsigned char nginx_sites_available_measurements_conf[] = {
#embed "../../templates/nginx/sites-available/measurements.conf" if_empty(0)
};
static const unsigned char nginx_sites_available_monitoring_conf[] = {
#embed "../../templates/nginx/sites-available/monitoring.conf" if_empty(0)
};
static const unsigned char nginx_sites_available_superadmin_conf[] = {
#embed "../../templates/nginx/sites-available/superadmin.conf" if_empty(0)
};
static const unsigned char nginx_sites_available_tenants_conf[] = {
#embed "../../templates/nginx/sites-available/tenants.conf" if_empty(0)
};
static const unsigned char nginx_snippets_acme_conf[] = {
#embed "../../templates/nginx/snippets/acme.conf" if_empty(0)
};
static const unsigned char nginx_snippets_health_conf[] = {
#embed "../../templates/nginx/snippets/health.conf" if_empty(0)
};
static const unsigned char nginx_snippets_odoo_assets_conf[] = {
#embed "../../templates/nginx/snippets/odoo-assets.conf" if_empty(0)
};
static const unsigned char nginx_snippets_odoo_errors_conf[] = {
#embed "../../templates/nginx/snippets/odoo-errors.conf" if_empty(0)
};
static const unsigned char nginx_snippets_odoo_hsts_conf[] = {
#embed "../../templates/nginx/snippets/odoo-hsts.conf" if_empty(0)
};
static const unsigned char nginx_snippets_odoo_proxy_conf[] = {
#embed "../../templates/nginx/snippets/odoo-proxy.conf" if_empty(0)
};
static const unsigned char nginx_snippets_odoo_site_conf[] = {
#embed "../../templates/nginx/snippets/odoo-site.conf" if_empty(0)
};
static const unsigned char nginx_snippets_odoo_static_conf[] = {
#embed "../../templates/nginx/snippets/odoo-static.conf" if_empty(0)
};
static const unsigned char notify_sh[] = {
#embed "../../templates/notify.sh" if_empty(0)
};
static const unsigned char odoo_start[] = {
#embed "../../templates/odoo-start" if_empty(0)
};
static const unsigned char odoo_conf[] = {
#embed "../../templates/odoo.conf" if_empty(0)
};
static const unsigned char ops_lib_answers_sh[] = {
#embed "../../templates/ops/lib/answers.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_check_sh[] = {
#embed "../../templates/ops/lib/backup-check.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_contents_sh[] = {
#embed "../../templates/ops/lib/backup-contents.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_databases_sh[] = {
#embed "../../templates/ops/lib/backup-databases.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_files_sh[] = {
#embed "../../templates/ops/lib/backup-files.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_guard_sh[] = {
#embed "../../templates/ops/lib/backup-guard.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_names_sh[] = {
#embed "../../templates/ops/lib/backup-names.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_record_sh[] = {
#embed "../../templates/ops/lib/backup-record.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_report_sh[] = {
#embed "../../templates/ops/lib/backup-report.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_repository_sh[] = {
#embed "../../templates/ops/lib/backup-repository.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_retention_sh[] = {
#embed "../../templates/ops/lib/backup-retention.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_room_sh[] = {
#embed "../../templates/ops/lib/backup-room.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_status_sh[] = {
#embed "../../templates/ops/lib/backup-status.sh" if_empty(0)
};
static const unsigned char ops_lib_backup_stream_sh[] = {
#embed "../../templates/ops/lib/backup-stream.sh" if_empty(0)
};
static const unsigned char ops_lib_begin_sh[] = {
#embed "../../templates/ops/lib/begin.sh" if_empty(0)
};
static const unsigned char ops_lib_certificate_sh[] = {
#embed "../../templates/ops/lib/certificate.sh" if_empty(0)
};
static const unsigned char ops_lib_code_databases_sh[] = {
#embed "../../templates/ops/lib/code-databases.sh" if_empty(0)
};
static const unsigned char ops_lib_code_sh[] = {
#embed "../../templates/ops/lib/code.sh" if_empty(0)
};
static const unsigned char ops_lib_confirm_sh[] = {
#embed "../../templates/ops/lib/confirm.sh" if_empty(0)
};
static const unsigned char ops_lib_connection_sh[] = {
#embed "../../templates/ops/lib/connection.sh" if_empty(0)
};
static const unsigned char ops_lib_containers_sh[] = {
#embed "../../templates/ops/lib/containers.sh" if_empty(0)
};
static const unsigned char ops_lib_daily_look_sh[] = {
#embed "../../templates/ops/lib/daily-look.sh" if_empty(0)
};
static const unsigned char ops_lib_databases_sh[] = {
#embed "../../templates/ops/lib/databases.sh" if_empty(0)
};
static const unsigned char ops_lib_deploy_files_sh[] = {
#embed "../../templates/ops/lib/deploy-files.sh" if_empty(0)
};
static const unsigned char ops_lib_deploy_here_sh[] = {
#embed "../../templates/ops/lib/deploy-here.sh" if_empty(0)
};
static const unsigned char ops_lib_deploy_needs_sh[] = {
#embed "../../templates/ops/lib/deploy-needs.sh" if_empty(0)
};
static const unsigned char ops_lib_deploy_plan_sh[] = {
#embed "../../templates/ops/lib/deploy-plan.sh" if_empty(0)
};
static const unsigned char ops_lib_deploy_revision_sh[] = {
#embed "../../templates/ops/lib/deploy-revision.sh" if_empty(0)
};
static const unsigned char ops_lib_deploy_start_sh[] = {
#embed "../../templates/ops/lib/deploy-start.sh" if_empty(0)
};
static const unsigned char ops_lib_deploy_tenants_sh[] = {
#embed "../../templates/ops/lib/deploy-tenants.sh" if_empty(0)
};
static const unsigned char ops_lib_drift_certificates_sh[] = {
#embed "../../templates/ops/lib/drift-certificates.sh" if_empty(0)
};
static const unsigned char ops_lib_drift_containers_sh[] = {
#embed "../../templates/ops/lib/drift-containers.sh" if_empty(0)
};
static const unsigned char ops_lib_drift_files_sh[] = {
#embed "../../templates/ops/lib/drift-files.sh" if_empty(0)
};
static const unsigned char ops_lib_drift_firewall_sh[] = {
#embed "../../templates/ops/lib/drift-firewall.sh" if_empty(0)
};
static const unsigned char ops_lib_drift_nginx_sh[] = {
#embed "../../templates/ops/lib/drift-nginx.sh" if_empty(0)
};
static const unsigned char ops_lib_drift_report_sh[] = {
#embed "../../templates/ops/lib/drift-report.sh" if_empty(0)
};
static const unsigned char ops_lib_drill_database_sh[] = {
#embed "../../templates/ops/lib/drill-database.sh" if_empty(0)
};
static const unsigned char ops_lib_drill_evidence_sh[] = {
#embed "../../templates/ops/lib/drill-evidence.sh" if_empty(0)
};
static const unsigned char ops_lib_drill_files_sh[] = {
#embed "../../templates/ops/lib/drill-files.sh" if_empty(0)
};
static const unsigned char ops_lib_drill_login_sh[] = {
#embed "../../templates/ops/lib/drill-login.sh" if_empty(0)
};
static const unsigned char ops_lib_drill_newest_sh[] = {
#embed "../../templates/ops/lib/drill-newest.sh" if_empty(0)
};
static const unsigned char ops_lib_drill_plan_sh[] = {
#embed "../../templates/ops/lib/drill-plan.sh" if_empty(0)
};
static const unsigned char ops_lib_drill_promise_sh[] = {
#embed "../../templates/ops/lib/drill-promise.sh" if_empty(0)
};
static const unsigned char ops_lib_drill_rows_sh[] = {
#embed "../../templates/ops/lib/drill-rows.sh" if_empty(0)
};
static const unsigned char ops_lib_drill_scratch_sh[] = {
#embed "../../templates/ops/lib/drill-scratch.sh" if_empty(0)
};
static const unsigned char ops_lib_drill_watch_sh[] = {
#embed "../../templates/ops/lib/drill-watch.sh" if_empty(0)
};
static const unsigned char ops_lib_dump_needs_sh[] = {
#embed "../../templates/ops/lib/dump-needs.sh" if_empty(0)
};
static const unsigned char ops_lib_dump_sh[] = {
#embed "../../templates/ops/lib/dump.sh" if_empty(0)
};
static const unsigned char ops_lib_egress_rules_sh[] = {
#embed "../../templates/ops/lib/egress-rules.sh" if_empty(0)
};
static const unsigned char ops_lib_egress_units_sh[] = {
#embed "../../templates/ops/lib/egress-units.sh" if_empty(0)
};
static const unsigned char ops_lib_extensions_sh[] = {
#embed "../../templates/ops/lib/extensions.sh" if_empty(0)
};
static const unsigned char ops_lib_fan_out_sh[] = {
#embed "../../templates/ops/lib/fan-out.sh" if_empty(0)
};
static const unsigned char ops_lib_fill_sh[] = {
#embed "../../templates/ops/lib/fill.sh" if_empty(0)
};
static const unsigned char ops_lib_firewall_change_sh[] = {
#embed "../../templates/ops/lib/firewall-change.sh" if_empty(0)
};
static const unsigned char ops_lib_firewall_sh[] = {
#embed "../../templates/ops/lib/firewall.sh" if_empty(0)
};
static const unsigned char ops_lib_git_sh[] = {
#embed "../../templates/ops/lib/git.sh" if_empty(0)
};
static const unsigned char ops_lib_host_check_sh[] = {
#embed "../../templates/ops/lib/host-check.sh" if_empty(0)
};
static const unsigned char ops_lib_host_clock_swap_sh[] = {
#embed "../../templates/ops/lib/host-clock-swap.sh" if_empty(0)
};
static const unsigned char ops_lib_host_docker_sh[] = {
#embed "../../templates/ops/lib/host-docker.sh" if_empty(0)
};
static const unsigned char ops_lib_host_journal_sh[] = {
#embed "../../templates/ops/lib/host-journal.sh" if_empty(0)
};
static const unsigned char ops_lib_host_packages_sh[] = {
#embed "../../templates/ops/lib/host-packages.sh" if_empty(0)
};
static const unsigned char ops_lib_host_programs_sh[] = {
#embed "../../templates/ops/lib/host-programs.sh" if_empty(0)
};
static const unsigned char ops_lib_jobs_sh[] = {
#embed "../../templates/ops/lib/jobs.sh" if_empty(0)
};
static const unsigned char ops_lib_known_sh[] = {
#embed "../../templates/ops/lib/known.sh" if_empty(0)
};
static const unsigned char ops_lib_lock_sh[] = {
#embed "../../templates/ops/lib/lock.sh" if_empty(0)
};
static const unsigned char ops_lib_logs_bans_sh[] = {
#embed "../../templates/ops/lib/logs-bans.sh" if_empty(0)
};
static const unsigned char ops_lib_logs_files_sh[] = {
#embed "../../templates/ops/lib/logs-files.sh" if_empty(0)
};
static const unsigned char ops_lib_logs_find_sh[] = {
#embed "../../templates/ops/lib/logs-find.sh" if_empty(0)
};
static const unsigned char ops_lib_mail_files_sh[] = {
#embed "../../templates/ops/lib/mail-files.sh" if_empty(0)
};
static const unsigned char ops_lib_mail_programs_sh[] = {
#embed "../../templates/ops/lib/mail-programs.sh" if_empty(0)
};
static const unsigned char ops_lib_metrics_databases_sh[] = {
#embed "../../templates/ops/lib/metrics-databases.sh" if_empty(0)
};
static const unsigned char ops_lib_metrics_print_sh[] = {
#embed "../../templates/ops/lib/metrics-print.sh" if_empty(0)
};
static const unsigned char ops_lib_monitoring_files_sh[] = {
#embed "../../templates/ops/lib/monitoring-files.sh" if_empty(0)
};
static const unsigned char ops_lib_monitoring_log_units_sh[] = {
#embed "../../templates/ops/lib/monitoring-log-units.sh" if_empty(0)
};
static const unsigned char ops_lib_monitoring_logs_sh[] = {
#embed "../../templates/ops/lib/monitoring-logs.sh" if_empty(0)
};
static const unsigned char ops_lib_monitoring_off_sh[] = {
#embed "../../templates/ops/lib/monitoring-off.sh" if_empty(0)
};
static const unsigned char ops_lib_monitoring_programs_sh[] = {
#embed "../../templates/ops/lib/monitoring-programs.sh" if_empty(0)
};
static const unsigned char ops_lib_monitoring_targets_sh[] = {
#embed "../../templates/ops/lib/monitoring-targets.sh" if_empty(0)
};
static const unsigned char ops_lib_monitoring_units_sh[] = {
#embed "../../templates/ops/lib/monitoring-units.sh" if_empty(0)
};
static const unsigned char ops_lib_networks_sh[] = {
#embed "../../templates/ops/lib/networks.sh" if_empty(0)
};
static const unsigned char ops_lib_nginx_capacity_sh[] = {
#embed "../../templates/ops/lib/nginx-capacity.sh" if_empty(0)
};
static const unsigned char ops_lib_nginx_change_sh[] = {
#embed "../../templates/ops/lib/nginx-change.sh" if_empty(0)
};
static const unsigned char ops_lib_nginx_files_sh[] = {
#embed "../../templates/ops/lib/nginx-files.sh" if_empty(0)
};
static const unsigned char ops_lib_nginx_names_sh[] = {
#embed "../../templates/ops/lib/nginx-names.sh" if_empty(0)
};
static const unsigned char ops_lib_nginx_place_sh[] = {
#embed "../../templates/ops/lib/nginx-place.sh" if_empty(0)
};
static const unsigned char ops_lib_nginx_process_sh[] = {
#embed "../../templates/ops/lib/nginx-process.sh" if_empty(0)
};
static const unsigned char ops_lib_notify_ways_sh[] = {
#embed "../../templates/ops/lib/notify-ways.sh" if_empty(0)
};
static const unsigned char ops_lib_notify_sh[] = {
#embed "../../templates/ops/lib/notify.sh" if_empty(0)
};
static const unsigned char ops_lib_plan_sh[] = {
#embed "../../templates/ops/lib/plan.sh" if_empty(0)
};
static const unsigned char ops_lib_renewal_sh[] = {
#embed "../../templates/ops/lib/renewal.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_copy_sh[] = {
#embed "../../templates/ops/lib/restore-copy.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_database_sh[] = {
#embed "../../templates/ops/lib/restore-database.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_files_sh[] = {
#embed "../../templates/ops/lib/restore-files.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_items_sh[] = {
#embed "../../templates/ops/lib/restore-items.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_options_sh[] = {
#embed "../../templates/ops/lib/restore-options.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_roles_sh[] = {
#embed "../../templates/ops/lib/restore-roles.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_run_sh[] = {
#embed "../../templates/ops/lib/restore-run.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_site_sh[] = {
#embed "../../templates/ops/lib/restore-site.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_slots_sh[] = {
#embed "../../templates/ops/lib/restore-slots.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_sql_sh[] = {
#embed "../../templates/ops/lib/restore-sql.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_swap_sh[] = {
#embed "../../templates/ops/lib/restore-swap.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_tenants_sh[] = {
#embed "../../templates/ops/lib/restore-tenants.sh" if_empty(0)
};
static const unsigned char ops_lib_restore_work_sh[] = {
#embed "../../templates/ops/lib/restore-work.sh" if_empty(0)
};
static const unsigned char ops_lib_schedule_units_sh[] = {
#embed "../../templates/ops/lib/schedule-units.sh" if_empty(0)
};
static const unsigned char ops_lib_smoke_alarm_sh[] = {
#embed "../../templates/ops/lib/smoke-alarm.sh" if_empty(0)
};
static const unsigned char ops_lib_smoke_print_sh[] = {
#embed "../../templates/ops/lib/smoke-print.sh" if_empty(0)
};
static const unsigned char ops_lib_smoke_programs_sh[] = {
#embed "../../templates/ops/lib/smoke-programs.sh" if_empty(0)
};
static const unsigned char ops_lib_smoke_site_sh[] = {
#embed "../../templates/ops/lib/smoke-site.sh" if_empty(0)
};
static const unsigned char ops_lib_smoke_tenant_sh[] = {
#embed "../../templates/ops/lib/smoke-tenant.sh" if_empty(0)
};
static const unsigned char ops_lib_sql_sh[] = {
#embed "../../templates/ops/lib/sql.sh" if_empty(0)
};
static const unsigned char ops_lib_tenant_create_sh[] = {
#embed "../../templates/ops/lib/tenant-create.sh" if_empty(0)
};
static const unsigned char ops_lib_tenant_list_sh[] = {
#embed "../../templates/ops/lib/tenant-list.sh" if_empty(0)
};
static const unsigned char ops_lib_tenant_name_sh[] = {
#embed "../../templates/ops/lib/tenant-name.sh" if_empty(0)
};
static const unsigned char ops_lib_tenant_options_sh[] = {
#embed "../../templates/ops/lib/tenant-options.sh" if_empty(0)
};
static const unsigned char ops_lib_tenant_remove_sh[] = {
#embed "../../templates/ops/lib/tenant-remove.sh" if_empty(0)
};
static const unsigned char ops_lib_update_back_sh[] = {
#embed "../../templates/ops/lib/update-back.sh" if_empty(0)
};
static const unsigned char ops_lib_update_copies_sh[] = {
#embed "../../templates/ops/lib/update-copies.sh" if_empty(0)
};
static const unsigned char ops_lib_update_databases_sh[] = {
#embed "../../templates/ops/lib/update-databases.sh" if_empty(0)
};
static const unsigned char ops_lib_update_journal_sh[] = {
#embed "../../templates/ops/lib/update-journal.sh" if_empty(0)
};
static const unsigned char ops_lib_update_page_sh[] = {
#embed "../../templates/ops/lib/update-page.sh" if_empty(0)
};
static const unsigned char ops_lib_update_plan_sh[] = {
#embed "../../templates/ops/lib/update-plan.sh" if_empty(0)
};
static const unsigned char ops_site_sh[] = {
#embed "../../templates/ops/site.sh" if_empty(0)
};
static const unsigned char prepare_host_sh[] = {
#embed "../../templates/prepare-host.sh" if_empty(0)
};
static const unsigned char provision_tenant[] = {
#embed "../../templates/provision-tenant" if_empty(0)
};
static const unsigned char provision_conf[] = {
#embed "../../templates/provision.conf" if_empty(0)
};
static const unsigned char requirements_txt[] = {
#embed "../../templates/requirements.txt" if_empty(0)
};
static const unsigned char restore_test_sh[] = {
#embed "../../templates/restore-test.sh" if_empty(0)
};
static const unsigned char restore_sh[] = {
#embed "../../templates/restore.sh" if_empty(0)
};
static const unsigned char schedule_sh[] = {
#embed "../../templates/schedule.sh" if_empty(0)
};
static const unsigned char smoke_test_sh[] = {
#embed "../../templates/smoke-test.sh" if_empty(0)
};
static const unsigned char tenants_sh[] = {
#embed "../../templates/tenants.sh" if_empty(0)
};
static const unsigned char tls_check_sh[] = {
#embed "../../templates/tls/check.sh" if_empty(0)
};
static const unsigned char tls_credentials_example[] = {
#embed "../../templates/tls/credentials.example" if_empty(0)
};
static const unsigned char tls_obtain_sh[] = {
#embed "../../templates/tls/obtain.sh" if_empty(0)
};
static const unsigned char tls_reload_nginx_sh[] = {
#embed "../../templates/tls/reload-nginx.sh" if_empty(0)
};
static const unsigned char ufw_sh[] = {
#embed "../../templates/ufw.sh" if_empty(0)
};
static const unsigned char update_sh[] = {
#embed "../../templates/update.sh" if_empty(0)
};
static const unsigned char vault_agent_json[] = {
#embed "../../templates/vault/agent.json" if_empty(0)
};
static const unsigned char vault_install_sh[] = {
#embed "../../templates/vault/install.sh" if_empty(0)
};
static const unsigned char vault_render_sh[] = {
#embed "../../templates/vault/render.sh" if_empty(0)
};
static const unsigned char vault_vault_secrets__service[] = {
#embed "../../templates/vault/vault-secrets@.service" if_empty(0)
};

static const struct TemplateBytes templates[] = {
    {".env.example", env_example, sizeof env_example},
    {"Dockerfile.odoo", Dockerfile_odoo, sizeof Dockerfile_odoo},
    {"README.md", README_md, sizeof README_md},
    {"RUNBOOK.md", RUNBOOK_md, sizeof RUNBOOK_md},
    {"_scripts/roles.sh", partial_scripts_roles_sh, sizeof partial_scripts_roles_sh},
    {"addons/gen_guard/application.py", addons_gen_guard_application_py, sizeof addons_gen_guard_application_py},
    {"addons/gen_guard/database.py", addons_gen_guard_database_py, sizeof addons_gen_guard_database_py},
    {"addons/gen_guard/init.py", addons_gen_guard_init_py, sizeof addons_gen_guard_init_py},
    {"addons/gen_guard/jobs.py", addons_gen_guard_jobs_py, sizeof addons_gen_guard_jobs_py},
    {"addons/gen_guard/known.py", addons_gen_guard_known_py, sizeof addons_gen_guard_known_py},
    {"addons/gen_guard/lines.py", addons_gen_guard_lines_py, sizeof addons_gen_guard_lines_py},
    {"addons/gen_guard/mail.py", addons_gen_guard_mail_py, sizeof addons_gen_guard_mail_py},
    {"addons/gen_guard/manifest.py", addons_gen_guard_manifest_py, sizeof addons_gen_guard_manifest_py},
    {"addons/gen_guard/passwords.py", addons_gen_guard_passwords_py, sizeof addons_gen_guard_passwords_py},
    {"addons/gen_guard/session.py", addons_gen_guard_session_py, sizeof addons_gen_guard_session_py},
    {"addons/gen_guard/work.py", addons_gen_guard_work_py, sizeof addons_gen_guard_work_py},
    {"backup-forget.sh", backup_forget_sh, sizeof backup_forget_sh},
    {"backup.crontab", backup_crontab, sizeof backup_crontab},
    {"backup.sh", backup_sh, sizeof backup_sh},
    {"daily-check.sh", daily_check_sh, sizeof daily_check_sh},
    {"deploy.sh", deploy_sh, sizeof deploy_sh},
    {"dns/check-dns.sh", dns_check_dns_sh, sizeof dns_check_dns_sh},
    {"dns/octodns/config.yaml", dns_octodns_config_yaml, sizeof dns_octodns_config_yaml},
    {"dns/octodns/requirements.txt", dns_octodns_requirements_txt, sizeof dns_octodns_requirements_txt},
    {"dns/octodns/zone.yaml", dns_octodns_zone_yaml, sizeof dns_octodns_zone_yaml},
    {"dns/records.md", dns_records_md, sizeof dns_records_md},
    {"dns/records.zone", dns_records_zone, sizeof dns_records_zone},
    {"dns/zones/zone.zone", dns_zones_zone_zone, sizeof dns_zones_zone_zone},
    {"docker-compose.yml", docker_compose_yml, sizeof docker_compose_yml},
    {"drift.sh", drift_sh, sizeof drift_sh},
    {"egress.sh", egress_sh, sizeof egress_sh},
    {"fetch-secrets.sh", fetch_secrets_sh, sizeof fetch_secrets_sh},
    {"initdb/10-role.sh", initdb_10_role_sh, sizeof initdb_10_role_sh},
    {"logs.sh", logs_sh, sizeof logs_sh},
    {"logs/install.sh", logs_install_sh, sizeof logs_install_sh},
    {"mail/install.sh", mail_install_sh, sizeof mail_install_sh},
    {"mail/postfix/main.cf", mail_postfix_main_cf, sizeof mail_postfix_main_cf},
    {"mail/postfix/master.cf", mail_postfix_master_cf, sizeof mail_postfix_master_cf},
    {"mail/postfix/postfwd.cf", mail_postfix_postfwd_cf, sizeof mail_postfix_postfwd_cf},
    {"mail/postfwd.service.conf", mail_postfwd_service_conf, sizeof mail_postfwd_service_conf},
    {"mail/sysctl.conf", mail_sysctl_conf, sizeof mail_sysctl_conf},
    {"metrics.sh", metrics_sh, sizeof metrics_sh},
    {"monitoring/_rule.yml", monitoring__rule_yml, sizeof monitoring__rule_yml},
    {"monitoring/alertmanager.yml", monitoring_alertmanager_yml, sizeof monitoring_alertmanager_yml},
    {"monitoring/blackbox.yml", monitoring_blackbox_yml, sizeof monitoring_blackbox_yml},
    {"monitoring/dashboards/postgres.json", monitoring_dashboards_postgres_json, sizeof monitoring_dashboards_postgres_json},
    {"monitoring/dashboards/site.json", monitoring_dashboards_site_json, sizeof monitoring_dashboards_site_json},
    {"monitoring/dashboards/tenant.json", monitoring_dashboards_tenant_json, sizeof monitoring_dashboards_tenant_json},
    {"monitoring/install.sh", monitoring_install_sh, sizeof monitoring_install_sh},
    {"monitoring/nginx.mtail", monitoring_nginx_mtail, sizeof monitoring_nginx_mtail},
    {"monitoring/odoo-lines.sh", monitoring_odoo_lines_sh, sizeof monitoring_odoo_lines_sh},
    {"monitoring/odoo.mtail", monitoring_odoo_mtail, sizeof monitoring_odoo_mtail},
    {"monitoring/prometheus.yml", monitoring_prometheus_yml, sizeof monitoring_prometheus_yml},
    {"monitoring/provisioning/dashboards.yml", monitoring_provisioning_dashboards_yml, sizeof monitoring_provisioning_dashboards_yml},
    {"monitoring/provisioning/datasource.yml", monitoring_provisioning_datasource_yml, sizeof monitoring_provisioning_datasource_yml},
    {"monitoring/rules.yml", monitoring_rules_yml, sizeof monitoring_rules_yml},
    {"monitoring/scrape.yml", monitoring_scrape_yml, sizeof monitoring_scrape_yml},
    {"monitoring/tests.yml", monitoring_tests_yml, sizeof monitoring_tests_yml},
    {"nginx/conf.d/odoo.conf", nginx_conf_d_odoo_conf, sizeof nginx_conf_d_odoo_conf},
    {"nginx/errors/403.html", nginx_errors_403_html, sizeof nginx_errors_403_html},
    {"nginx/errors/404.html", nginx_errors_404_html, sizeof nginx_errors_404_html},
    {"nginx/errors/413.html", nginx_errors_413_html, sizeof nginx_errors_413_html},
    {"nginx/errors/429.html", nginx_errors_429_html, sizeof nginx_errors_429_html},
    {"nginx/errors/503.html", nginx_errors_503_html, sizeof nginx_errors_503_html},
    {"nginx/errors/_page.html", nginx_errors__page_html, sizeof nginx_errors__page_html},
    {"nginx/host/default.conf", nginx_host_default_conf, sizeof nginx_host_default_conf},
    {"nginx/host/http.conf", nginx_host_http_conf, sizeof nginx_host_http_conf},
    {"nginx/host/tls.conf", nginx_host_tls_conf, sizeof nginx_host_tls_conf},
    {"nginx/install.sh", nginx_install_sh, sizeof nginx_install_sh},
    {"nginx/sites-available/_api.conf", nginx_sites_available__api_conf, sizeof nginx_sites_available__api_conf},
    {"nginx/sites-available/_https.conf", nginx_sites_available__https_conf, sizeof nginx_sites_available__https_conf},
    {"nginx/sites-available/default.conf", nginx_sites_available_default_conf, sizeof nginx_sites_available_default_conf},
    {"nginx/sites-available/measurements.conf", nginx_sites_available_measurements_conf, sizeof nginx_sites_available_measurements_conf},
    {"nginx/sites-available/monitoring.conf", nginx_sites_available_monitoring_conf, sizeof nginx_sites_available_monitoring_conf},
    {"nginx/sites-available/superadmin.conf", nginx_sites_available_superadmin_conf, sizeof nginx_sites_available_superadmin_conf},
    {"nginx/sites-available/tenants.conf", nginx_sites_available_tenants_conf, sizeof nginx_sites_available_tenants_conf},
    {"nginx/snippets/acme.conf", nginx_snippets_acme_conf, sizeof nginx_snippets_acme_conf},
    {"nginx/snippets/health.conf", nginx_snippets_health_conf, sizeof nginx_snippets_health_conf},
    {"nginx/snippets/odoo-assets.conf", nginx_snippets_odoo_assets_conf, sizeof nginx_snippets_odoo_assets_conf},
    {"nginx/snippets/odoo-errors.conf", nginx_snippets_odoo_errors_conf, sizeof nginx_snippets_odoo_errors_conf},
    {"nginx/snippets/odoo-hsts.conf", nginx_snippets_odoo_hsts_conf, sizeof nginx_snippets_odoo_hsts_conf},
    {"nginx/snippets/odoo-proxy.conf", nginx_snippets_odoo_proxy_conf, sizeof nginx_snippets_odoo_proxy_conf},
    {"nginx/snippets/odoo-site.conf", nginx_snippets_odoo_site_conf, sizeof nginx_snippets_odoo_site_conf},
    {"nginx/snippets/odoo-static.conf", nginx_snippets_odoo_static_conf, sizeof nginx_snippets_odoo_static_conf},
    {"notify.sh", notify_sh, sizeof notify_sh},
    {"odoo-start", odoo_start, sizeof odoo_start},
    {"odoo.conf", odoo_conf, sizeof odoo_conf},
    {"ops/lib/answers.sh", ops_lib_answers_sh, sizeof ops_lib_answers_sh},
    {"ops/lib/backup-check.sh", ops_lib_backup_check_sh, sizeof ops_lib_backup_check_sh},
    {"ops/lib/backup-contents.sh", ops_lib_backup_contents_sh, sizeof ops_lib_backup_contents_sh},
    {"ops/lib/backup-databases.sh", ops_lib_backup_databases_sh, sizeof ops_lib_backup_databases_sh},
    {"ops/lib/backup-files.sh", ops_lib_backup_files_sh, sizeof ops_lib_backup_files_sh},
    {"ops/lib/backup-guard.sh", ops_lib_backup_guard_sh, sizeof ops_lib_backup_guard_sh},
    {"ops/lib/backup-names.sh", ops_lib_backup_names_sh, sizeof ops_lib_backup_names_sh},
    {"ops/lib/backup-record.sh", ops_lib_backup_record_sh, sizeof ops_lib_backup_record_sh},
    {"ops/lib/backup-report.sh", ops_lib_backup_report_sh, sizeof ops_lib_backup_report_sh},
    {"ops/lib/backup-repository.sh", ops_lib_backup_repository_sh, sizeof ops_lib_backup_repository_sh},
    {"ops/lib/backup-retention.sh", ops_lib_backup_retention_sh, sizeof ops_lib_backup_retention_sh},
    {"ops/lib/backup-room.sh", ops_lib_backup_room_sh, sizeof ops_lib_backup_room_sh},
    {"ops/lib/backup-status.sh", ops_lib_backup_status_sh, sizeof ops_lib_backup_status_sh},
    {"ops/lib/backup-stream.sh", ops_lib_backup_stream_sh, sizeof ops_lib_backup_stream_sh},
    {"ops/lib/begin.sh", ops_lib_begin_sh, sizeof ops_lib_begin_sh},
    {"ops/lib/certificate.sh", ops_lib_certificate_sh, sizeof ops_lib_certificate_sh},
    {"ops/lib/code-databases.sh", ops_lib_code_databases_sh, sizeof ops_lib_code_databases_sh},
    {"ops/lib/code.sh", ops_lib_code_sh, sizeof ops_lib_code_sh},
    {"ops/lib/confirm.sh", ops_lib_confirm_sh, sizeof ops_lib_confirm_sh},
    {"ops/lib/connection.sh", ops_lib_connection_sh, sizeof ops_lib_connection_sh},
    {"ops/lib/containers.sh", ops_lib_containers_sh, sizeof ops_lib_containers_sh},
    {"ops/lib/daily-look.sh", ops_lib_daily_look_sh, sizeof ops_lib_daily_look_sh},
    {"ops/lib/databases.sh", ops_lib_databases_sh, sizeof ops_lib_databases_sh},
    {"ops/lib/deploy-files.sh", ops_lib_deploy_files_sh, sizeof ops_lib_deploy_files_sh},
    {"ops/lib/deploy-here.sh", ops_lib_deploy_here_sh, sizeof ops_lib_deploy_here_sh},
    {"ops/lib/deploy-needs.sh", ops_lib_deploy_needs_sh, sizeof ops_lib_deploy_needs_sh},
    {"ops/lib/deploy-plan.sh", ops_lib_deploy_plan_sh, sizeof ops_lib_deploy_plan_sh},
    {"ops/lib/deploy-revision.sh", ops_lib_deploy_revision_sh, sizeof ops_lib_deploy_revision_sh},
    {"ops/lib/deploy-start.sh", ops_lib_deploy_start_sh, sizeof ops_lib_deploy_start_sh},
    {"ops/lib/deploy-tenants.sh", ops_lib_deploy_tenants_sh, sizeof ops_lib_deploy_tenants_sh},
    {"ops/lib/drift-certificates.sh", ops_lib_drift_certificates_sh, sizeof ops_lib_drift_certificates_sh},
    {"ops/lib/drift-containers.sh", ops_lib_drift_containers_sh, sizeof ops_lib_drift_containers_sh},
    {"ops/lib/drift-files.sh", ops_lib_drift_files_sh, sizeof ops_lib_drift_files_sh},
    {"ops/lib/drift-firewall.sh", ops_lib_drift_firewall_sh, sizeof ops_lib_drift_firewall_sh},
    {"ops/lib/drift-nginx.sh", ops_lib_drift_nginx_sh, sizeof ops_lib_drift_nginx_sh},
    {"ops/lib/drift-report.sh", ops_lib_drift_report_sh, sizeof ops_lib_drift_report_sh},
    {"ops/lib/drill-database.sh", ops_lib_drill_database_sh, sizeof ops_lib_drill_database_sh},
    {"ops/lib/drill-evidence.sh", ops_lib_drill_evidence_sh, sizeof ops_lib_drill_evidence_sh},
    {"ops/lib/drill-files.sh", ops_lib_drill_files_sh, sizeof ops_lib_drill_files_sh},
    {"ops/lib/drill-login.sh", ops_lib_drill_login_sh, sizeof ops_lib_drill_login_sh},
    {"ops/lib/drill-newest.sh", ops_lib_drill_newest_sh, sizeof ops_lib_drill_newest_sh},
    {"ops/lib/drill-plan.sh", ops_lib_drill_plan_sh, sizeof ops_lib_drill_plan_sh},
    {"ops/lib/drill-promise.sh", ops_lib_drill_promise_sh, sizeof ops_lib_drill_promise_sh},
    {"ops/lib/drill-rows.sh", ops_lib_drill_rows_sh, sizeof ops_lib_drill_rows_sh},
    {"ops/lib/drill-scratch.sh", ops_lib_drill_scratch_sh, sizeof ops_lib_drill_scratch_sh},
    {"ops/lib/drill-watch.sh", ops_lib_drill_watch_sh, sizeof ops_lib_drill_watch_sh},
    {"ops/lib/dump-needs.sh", ops_lib_dump_needs_sh, sizeof ops_lib_dump_needs_sh},
    {"ops/lib/dump.sh", ops_lib_dump_sh, sizeof ops_lib_dump_sh},
    {"ops/lib/egress-rules.sh", ops_lib_egress_rules_sh, sizeof ops_lib_egress_rules_sh},
    {"ops/lib/egress-units.sh", ops_lib_egress_units_sh, sizeof ops_lib_egress_units_sh},
    {"ops/lib/extensions.sh", ops_lib_extensions_sh, sizeof ops_lib_extensions_sh},
    {"ops/lib/fan-out.sh", ops_lib_fan_out_sh, sizeof ops_lib_fan_out_sh},
    {"ops/lib/fill.sh", ops_lib_fill_sh, sizeof ops_lib_fill_sh},
    {"ops/lib/firewall-change.sh", ops_lib_firewall_change_sh, sizeof ops_lib_firewall_change_sh},
    {"ops/lib/firewall.sh", ops_lib_firewall_sh, sizeof ops_lib_firewall_sh},
    {"ops/lib/git.sh", ops_lib_git_sh, sizeof ops_lib_git_sh},
    {"ops/lib/host-check.sh", ops_lib_host_check_sh, sizeof ops_lib_host_check_sh},
    {"ops/lib/host-clock-swap.sh", ops_lib_host_clock_swap_sh, sizeof ops_lib_host_clock_swap_sh},
    {"ops/lib/host-docker.sh", ops_lib_host_docker_sh, sizeof ops_lib_host_docker_sh},
    {"ops/lib/host-journal.sh", ops_lib_host_journal_sh, sizeof ops_lib_host_journal_sh},
    {"ops/lib/host-packages.sh", ops_lib_host_packages_sh, sizeof ops_lib_host_packages_sh},
    {"ops/lib/host-programs.sh", ops_lib_host_programs_sh, sizeof ops_lib_host_programs_sh},
    {"ops/lib/jobs.sh", ops_lib_jobs_sh, sizeof ops_lib_jobs_sh},
    {"ops/lib/known.sh", ops_lib_known_sh, sizeof ops_lib_known_sh},
    {"ops/lib/lock.sh", ops_lib_lock_sh, sizeof ops_lib_lock_sh},
    {"ops/lib/logs-bans.sh", ops_lib_logs_bans_sh, sizeof ops_lib_logs_bans_sh},
    {"ops/lib/logs-files.sh", ops_lib_logs_files_sh, sizeof ops_lib_logs_files_sh},
    {"ops/lib/logs-find.sh", ops_lib_logs_find_sh, sizeof ops_lib_logs_find_sh},
    {"ops/lib/mail-files.sh", ops_lib_mail_files_sh, sizeof ops_lib_mail_files_sh},
    {"ops/lib/mail-programs.sh", ops_lib_mail_programs_sh, sizeof ops_lib_mail_programs_sh},
    {"ops/lib/metrics-databases.sh", ops_lib_metrics_databases_sh, sizeof ops_lib_metrics_databases_sh},
    {"ops/lib/metrics-print.sh", ops_lib_metrics_print_sh, sizeof ops_lib_metrics_print_sh},
    {"ops/lib/monitoring-files.sh", ops_lib_monitoring_files_sh, sizeof ops_lib_monitoring_files_sh},
    {"ops/lib/monitoring-log-units.sh", ops_lib_monitoring_log_units_sh, sizeof ops_lib_monitoring_log_units_sh},
    {"ops/lib/monitoring-logs.sh", ops_lib_monitoring_logs_sh, sizeof ops_lib_monitoring_logs_sh},
    {"ops/lib/monitoring-off.sh", ops_lib_monitoring_off_sh, sizeof ops_lib_monitoring_off_sh},
    {"ops/lib/monitoring-programs.sh", ops_lib_monitoring_programs_sh, sizeof ops_lib_monitoring_programs_sh},
    {"ops/lib/monitoring-targets.sh", ops_lib_monitoring_targets_sh, sizeof ops_lib_monitoring_targets_sh},
    {"ops/lib/monitoring-units.sh", ops_lib_monitoring_units_sh, sizeof ops_lib_monitoring_units_sh},
    {"ops/lib/networks.sh", ops_lib_networks_sh, sizeof ops_lib_networks_sh},
    {"ops/lib/nginx-capacity.sh", ops_lib_nginx_capacity_sh, sizeof ops_lib_nginx_capacity_sh},
    {"ops/lib/nginx-change.sh", ops_lib_nginx_change_sh, sizeof ops_lib_nginx_change_sh},
    {"ops/lib/nginx-files.sh", ops_lib_nginx_files_sh, sizeof ops_lib_nginx_files_sh},
    {"ops/lib/nginx-names.sh", ops_lib_nginx_names_sh, sizeof ops_lib_nginx_names_sh},
    {"ops/lib/nginx-place.sh", ops_lib_nginx_place_sh, sizeof ops_lib_nginx_place_sh},
    {"ops/lib/nginx-process.sh", ops_lib_nginx_process_sh, sizeof ops_lib_nginx_process_sh},
    {"ops/lib/notify-ways.sh", ops_lib_notify_ways_sh, sizeof ops_lib_notify_ways_sh},
    {"ops/lib/notify.sh", ops_lib_notify_sh, sizeof ops_lib_notify_sh},
    {"ops/lib/plan.sh", ops_lib_plan_sh, sizeof ops_lib_plan_sh},
    {"ops/lib/renewal.sh", ops_lib_renewal_sh, sizeof ops_lib_renewal_sh},
    {"ops/lib/restore-copy.sh", ops_lib_restore_copy_sh, sizeof ops_lib_restore_copy_sh},
    {"ops/lib/restore-database.sh", ops_lib_restore_database_sh, sizeof ops_lib_restore_database_sh},
    {"ops/lib/restore-files.sh", ops_lib_restore_files_sh, sizeof ops_lib_restore_files_sh},
    {"ops/lib/restore-items.sh", ops_lib_restore_items_sh, sizeof ops_lib_restore_items_sh},
    {"ops/lib/restore-options.sh", ops_lib_restore_options_sh, sizeof ops_lib_restore_options_sh},
    {"ops/lib/restore-roles.sh", ops_lib_restore_roles_sh, sizeof ops_lib_restore_roles_sh},
    {"ops/lib/restore-run.sh", ops_lib_restore_run_sh, sizeof ops_lib_restore_run_sh},
    {"ops/lib/restore-site.sh", ops_lib_restore_site_sh, sizeof ops_lib_restore_site_sh},
    {"ops/lib/restore-slots.sh", ops_lib_restore_slots_sh, sizeof ops_lib_restore_slots_sh},
    {"ops/lib/restore-sql.sh", ops_lib_restore_sql_sh, sizeof ops_lib_restore_sql_sh},
    {"ops/lib/restore-swap.sh", ops_lib_restore_swap_sh, sizeof ops_lib_restore_swap_sh},
    {"ops/lib/restore-tenants.sh", ops_lib_restore_tenants_sh, sizeof ops_lib_restore_tenants_sh},
    {"ops/lib/restore-work.sh", ops_lib_restore_work_sh, sizeof ops_lib_restore_work_sh},
    {"ops/lib/schedule-units.sh", ops_lib_schedule_units_sh, sizeof ops_lib_schedule_units_sh},
    {"ops/lib/smoke-alarm.sh", ops_lib_smoke_alarm_sh, sizeof ops_lib_smoke_alarm_sh},
    {"ops/lib/smoke-print.sh", ops_lib_smoke_print_sh, sizeof ops_lib_smoke_print_sh},
    {"ops/lib/smoke-programs.sh", ops_lib_smoke_programs_sh, sizeof ops_lib_smoke_programs_sh},
    {"ops/lib/smoke-site.sh", ops_lib_smoke_site_sh, sizeof ops_lib_smoke_site_sh},
    {"ops/lib/smoke-tenant.sh", ops_lib_smoke_tenant_sh, sizeof ops_lib_smoke_tenant_sh},
    {"ops/lib/sql.sh", ops_lib_sql_sh, sizeof ops_lib_sql_sh},
    {"ops/lib/tenant-create.sh", ops_lib_tenant_create_sh, sizeof ops_lib_tenant_create_sh},
    {"ops/lib/tenant-list.sh", ops_lib_tenant_list_sh, sizeof ops_lib_tenant_list_sh},
    {"ops/lib/tenant-name.sh", ops_lib_tenant_name_sh, sizeof ops_lib_tenant_name_sh},
    {"ops/lib/tenant-options.sh", ops_lib_tenant_options_sh, sizeof ops_lib_tenant_options_sh},
    {"ops/lib/tenant-remove.sh", ops_lib_tenant_remove_sh, sizeof ops_lib_tenant_remove_sh},
    {"ops/lib/update-back.sh", ops_lib_update_back_sh, sizeof ops_lib_update_back_sh},
    {"ops/lib/update-copies.sh", ops_lib_update_copies_sh, sizeof ops_lib_update_copies_sh},
    {"ops/lib/update-databases.sh", ops_lib_update_databases_sh, sizeof ops_lib_update_databases_sh},
    {"ops/lib/update-journal.sh", ops_lib_update_journal_sh, sizeof ops_lib_update_journal_sh},
    {"ops/lib/update-page.sh", ops_lib_update_page_sh, sizeof ops_lib_update_page_sh},
    {"ops/lib/update-plan.sh", ops_lib_update_plan_sh, sizeof ops_lib_update_plan_sh},
    {"ops/site.sh", ops_site_sh, sizeof ops_site_sh},
    {"prepare-host.sh", prepare_host_sh, sizeof prepare_host_sh},
    {"provision-tenant", provision_tenant, sizeof provision_tenant},
    {"provision.conf", provision_conf, sizeof provision_conf},
    {"requirements.txt", requirements_txt, sizeof requirements_txt},
    {"restore-test.sh", restore_test_sh, sizeof restore_test_sh},
    {"restore.sh", restore_sh, sizeof restore_sh},
    {"schedule.sh", schedule_sh, sizeof schedule_sh},
    {"smoke-test.sh", smoke_test_sh, sizeof smoke_test_sh},
    {"tenants.sh", tenants_sh, sizeof tenants_sh},
    {"tls/check.sh", tls_check_sh, sizeof tls_check_sh},
    {"tls/credentials.example", tls_credentials_example, sizeof tls_credentials_example},
    {"tls/obtain.sh", tls_obtain_sh, sizeof tls_obtain_sh},
    {"tls/reload-nginx.sh", tls_reload_nginx_sh, sizeof tls_reload_nginx_sh},
    {"ufw.sh", ufw_sh, sizeof ufw_sh},
    {"update.sh", update_sh, sizeof update_sh},
    {"vault/agent.json", vault_agent_json, sizeof vault_agent_json},
    {"vault/install.sh", vault_install_sh, sizeof vault_install_sh},
    {"vault/render.sh", vault_render_sh, sizeof vault_render_sh},
    {"vault/vault-secrets@.service", vault_vault_secrets__service, sizeof vault_vault_secrets__service},
};

const int templateCount = sizeof templates / sizeof templates[0];

struct TemplateBytes templateAt(int index) { return templates[index]; }
