/// A metric that an alert looks at. Its name is written nowhere else, so that each alert asks for one that somebody makes.
enum Metric: String, CaseIterable {
  // Prometheus itself, of each target.
  case up
  case ruleFailures = "prometheus_rule_evaluation_failures_total"
  case configurationLoaded = "prometheus_config_last_reload_successful"
  // Alertmanager.
  case alertmanagerConfigurationLoaded = "alertmanager_config_last_reload_successful"
  case notificationsFailed = "alertmanager_notifications_failed_total"
  // The node exporter.
  case diskAvailable = "node_filesystem_avail_bytes"
  case diskSize = "node_filesystem_size_bytes"
  case inodesFree = "node_filesystem_files_free"
  case inodes = "node_filesystem_files"
  case memoryAvailable = "node_memory_MemAvailable_bytes"
  case memory = "node_memory_MemTotal_bytes"
  case oomKills = "node_vmstat_oom_kill"
  case processors = "node_cpu_seconds_total"
  case clockOffset = "node_timex_offset_seconds"
  case clockSynchronized = "node_timex_sync_status"
  case textfileError = "node_textfile_scrape_error"
  // The exporter of PostgreSQL.
  case databaseUp = "pg_up"
  case exporterError = "pg_exporter_last_scrape_error"
  case connections = "pg_stat_activity_count"
  case longestTransaction = "pg_stat_activity_max_tx_duration"
  case deadlocks = "pg_stat_database_deadlocks"
  // The exporters of nginx and blackbox.
  case nginxUp = "nginx_up"
  case probeSuccess = "probe_success"
  case certificateEnd = "probe_ssl_earliest_cert_expiry"
  // mtail, which reads the logs; the first one is the exporter of nginx as well, under another job and without labels.
  case requests = "nginx_http_requests_total"
  case requestBuckets = "nginx_http_request_seconds_bucket"
  case logins = "nginx_http_login_attempts_total"
  case workersRecycled = "odoo_workers_recycled_total"
  // metrics.sh.
  case tenants = "odoo_tenants"
  case filestoreBytes = "odoo_filestore_bytes"
  case jobsOverdue = "odoo_jobs_overdue"
  case jobsDone = "odoo_jobs_done"
  case jobsActive = "odoo_jobs_active"
  case jobsDeactivated = "odoo_jobs_deactivated"
  case mailStuck = "odoo_mail_stuck"
  case databasesFailed = "odoo_metrics_databases_failed"
  case metricsTime = "odoo_metrics_last_success_timestamp_seconds"
  case containerRestarts = "odoo_container_restarts"
  case containerRunning = "odoo_container_running"
  case containerKilled = "odoo_container_oom_killed"
  // daily-check.sh.
  case firewallInForce = "odoo_firewall_in_force"
  case egressInForce = "odoo_egress_in_force"
  case driftFindings = "odoo_drift_findings"
  case dailyCheckTime = "odoo_daily_check_last_success_timestamp_seconds"
  // backup.sh and restore-test.sh.
  case backupSucceeded = "gen_backup_succeeded"
  case backupTime = "gen_backup_last_success_timestamp_seconds"
  case databaseBackupTime = "gen_backup_database_last_success_timestamp_seconds"
  case restoreTestTime = "gen_restore_test_last_success_timestamp_seconds"
}
