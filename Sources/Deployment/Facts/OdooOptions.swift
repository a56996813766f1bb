/// The options of odoo.conf, by odoo/tools/config.py of 16.0 to 19.0.
package enum OdooOptions {
  /// What the value of an option is.
  enum Kind: Sendable {
    case toggle, whole, number, text
  }

  /// Options that gen writes, and the settings that decide them.
  package static let managed: [String: String] = [
    "db_name": "odoo.superadmin.database", "http_port": "port", "gevent_port": "websocket_port",
    "addons_path": "odoo.addons", "log_level": "odoo.log_level", "workers": "workers",
    "max_cron_threads": "cron_threads", "limit_time_cpu": "limits.time_cpu", "limit_time_real": "limits.time_real",
    "limit_memory_soft": "limits.memory_soft", "limit_memory_hard": "limits.memory_hard",
    "limit_memory_soft_gevent": "limits.memory_soft", "limit_memory_hard_gevent": "limits.memory_hard",
    "server_wide_modules": "odoo.server_wide_modules", "smtp_server": "odoo.mail", "smtp_port": "odoo.mail",
    "smtp_ssl": "odoo.mail", "smtp_user": "odoo.mail", "email_from": "odoo.mail",
  ]

  /// Options that gen leaves to the operator, and what their values are.
  static let known: [String: Kind] = [
    "bin_path": .text, "csv_internal_sep": .text, "db_app_name": .text, "db_sslmode": .text,
    "default_productivity_apps": .toggle, "from_filter": .text, "geoip_city_db": .text, "geoip_country_db": .text,
    "import_file_maxbytes": .whole, "import_file_timeout": .whole, "import_url_regex": .text,
    "limit_time_real_cron": .whole, "limit_time_worker_cron": .whole, "log_db": .text, "log_db_level": .text,
    "log_handler": .text, "osv_memory_count_limit": .whole, "pg_path": .text, "pre_upgrade_scripts": .text,
    "publisher_warranty_url": .text, "reportgz": .toggle, "screencasts": .text, "screenshots": .text,
    "skip_auto_install": .toggle, "smtp_ssl_certificate_filename": .text, "smtp_ssl_private_key_filename": .text,
    "transient_age_limit": .number, "translate_modules": .text, "unaccent": .toggle, "upgrade_path": .text,
    "websocket_keep_alive_timeout": .whole, "websocket_rate_limit_burst": .whole,
    "websocket_rate_limit_delay": .number,
  ]

  /// Why an option is refused whatever its value; nil where it is not.
  package static func refusal(of name: String) -> OptionRefusal? {
    refusals.first { $0.names.contains(name) }?.refusal
  }

  /// What to write instead of a name that this series no longer knows; nil where the name is known.
  package static func renamed(_ name: String, _ series: Int) -> String? {
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

  private static let refusals: [(refusal: OptionRefusal, names: Set<String>)] = [
    (
      OptionRefusal(
        "decides which database a visitor opens, or shows them all of them",
        remedy:
          "remove it; the database of a tenant is its name and _db, and restore.sh can give a database that name"),
      ["dbfilter"]
    ),
    (
      OptionRefusal("shows visitors every tenant and the database manager"), ["list_db"]
    ),
    (
      OptionRefusal("leads each instance to its own database server, the only one that it can reach"),
      ["db_host", "db_port", "db_user"]
    ),
    (
      OptionRefusal("names a replica, and the database servers have none"),
      ["db_replica_host", "db_replica_port"]
    ),
    (
      OptionRefusal("would not be used: the scripts make every database, from template_odoo"),
      ["db_template"]
    ),
    (
      OptionRefusal(
        "follows from the number of workers, and PostgreSQL's max_connections from it",
        remedy: "remove it; fewer workers need fewer connections"),
      ["db_maxconn", "db_maxconn_gevent"]
    ),
    (
      OptionRefusal("is on because nginx is in front of Odoo: otherwise every visitor would have nginx's address"),
      ["proxy_mode"]
    ),
    (
      OptionRefusal("decides whether nginx reaches Odoo in its container"),
      ["http_enable", "http_interface"]
    ),
    (
      OptionRefusal(
        "has nginx send the files itself, and it cannot read the volume that they are in: every attachment would be 404"
      ),
      ["x_sendfile"]
    ),
    (
      OptionRefusal("is the folder where the volume is mounted: files elsewhere are lost with the container"),
      ["data_dir"]
    ),
    (
      OptionRefusal(
        "diverts the log from Docker, which keeps and rotates it", remedy: "remove it; docker compose logs odoo"),
      ["logfile", "syslog"]
    ),
    (
      OptionRefusal("writes a file where the container is read-only, so that Odoo would not start; Docker needs none"),
      ["pidfile"]
    ),
    (
      OptionRefusal("stops Odoo as soon as it has started, and Docker starts it again, for ever"),
      ["stop_after_init"]
    ),
    (
      OptionRefusal("is for one run of Odoo in a terminal, not for a server"),
      [
        "config", "import_partial", "init", "language", "load_language", "overwrite_existing_translations", "reinit",
        "save", "translate_in", "translate_out", "update",
      ]
    ),
    (
      OptionRefusal("puts demonstration data into tenants' databases, with a user whose password everybody knows"),
      ["with_demo", "without_demo"]
    ),
    (
      OptionRefusal(
        "is written by gen: it replaces a worker from time to time",
        remedy: "remove it; limits.memory_soft replaces one that has grown"),
      ["limit_request"]
    ),
    (
      OptionRefusal(
        "is for a developer's machine: an error shows visitors the code, and lets them run their own"),
      ["dev_mode"]
    ),
    (
      OptionRefusal("runs tests in the tenants' databases"),
      ["test_enable", "test_file", "test_tags"]
    ),
  ]
}
