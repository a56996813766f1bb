/// The options of odoo.conf, by odoo/tools/config.py of 16.0 to 19.0.
enum OdooOptions {
  /// Options that gen writes, and the settings that decide them.
  static let managed: [String: String] = [
    "dbfilter": "", "list_db": "", "proxy_mode": "", "db_host": "", "db_port": "", "db_user": "",
    "db_name": "odoo.superadmin.database",
    "db_maxconn": "", "db_maxconn_gevent": "", "http_interface": "", "http_port": "port",
    "gevent_port": "websocket_port",
    "http_enable": "", "addons_path": "odoo.addons", "data_dir": "", "logfile": "", "syslog": "",
    "log_level": "odoo.log_level",
    "workers": "workers", "max_cron_threads": "cron_threads", "limit_time_cpu": "limits.time_cpu",
    "limit_time_real": "limits.time_real", "limit_memory_soft": "limits.memory_soft",
    "limit_memory_hard": "limits.memory_hard", "limit_memory_soft_gevent": "limits.memory_soft",
    "limit_memory_hard_gevent": "limits.memory_hard", "limit_request": "",
    "server_wide_modules": "odoo.server_wide_modules",
    "without_demo": "", "with_demo": "", "smtp_server": "odoo.mail", "smtp_port": "odoo.mail", "smtp_ssl": "odoo.mail",
    "smtp_user": "odoo.mail", "email_from": "odoo.mail",
  ]

  /// Options that no server which people use may have, and why: to be read after the name.
  static let dangerous: [String: String] = [
    "dev_mode": "is for a developer's machine: an error shows visitors the code, and lets them run their own",
    "test_enable": "runs tests in the tenants' databases",
    "test_file": "runs tests in the tenants' databases",
    "test_tags": "runs tests in the tenants' databases",
  ]

  /// Options that gen leaves to the operator.
  static let known: Set<String> = [
    "limit_time_real_cron", "limit_time_worker_cron", "db_sslmode", "db_template", "db_app_name", "db_replica_host",
    "db_replica_port",
    "log_handler", "log_db", "log_db_level", "unaccent", "x_sendfile", "transient_age_limit", "osv_memory_count_limit",
    "websocket_keep_alive_timeout", "websocket_rate_limit_burst", "websocket_rate_limit_delay", "geoip_city_db",
    "geoip_country_db", "csv_internal_sep", "import_partial", "pg_path", "pidfile", "reportgz", "screencasts",
    "screenshots",
    "translate_modules", "upgrade_path", "pre_upgrade_scripts", "from_filter",
    "smtp_ssl_certificate_filename", "smtp_ssl_private_key_filename", "bin_path", "skip_auto_install",
  ]

  /// What to write instead of a name that this series no longer knows; nil where the name is known.
  static func renamed(_ name: String, _ series: Int) -> String? {
    switch name {
    case "xmlrpc_port", "xmlrpc_interface", "xmlrpc", "xmlrpcs_port", "longpolling_port", "netrpc_port":
      "remove it; gen writes the ports itself"
    case "osv_memory_age_limit": "write transient_age_limit"
    case "logrotate": "remove it; Docker rotates the log"
    case "db_replica_host" where series < 18, "db_replica_port" where series < 18: "remove it; it came with Odoo 18.0"
    case "db_app_name" where series < 19: "remove it; it came with Odoo 19.0"
    default: nil
    }
  }
}
