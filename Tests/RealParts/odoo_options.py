"""The options that Odoo 16.0 to 19.0 read from their file, as odoo/tools/config.py of each version declares them.

A name that is not here is silently accepted by 16.0 to 18.0, and with a warning by 19.0; it has no effect in either case.
"""

import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Option:
    """What an option's value must look like, and the versions that know the option."""

    kind: str
    since: int = 16
    until: int = 19

    def known(self, series):
        return self.since <= series <= self.until

    def accepts(self, value):
        """Whether every version that knows the option reads the value as what it is meant to be."""
        return bool(re.fullmatch(KINDS[self.kind], value))


# 16.0 to 18.0 take only these two words for a boolean: anything else, `0` and `off` too, is a text and so true.
KINDS = {
    "boolean": r"True|False",
    "integer": r"-?[0-9]+",
    "float": r"[0-9]+(\.[0-9]+)?",
    # 19.0 drops the word False where a text belongs, and takes the default instead.
    "text": r"(?!(?i:true|false|none)$)\S(.*\S)?",
    "path": r"/\S*",
    "paths": r"/[^,\s]*(,/[^,\s]*)*",
    "names": r"[a-z0-9_]+(,[a-z0-9_]+)*",
    # Compared at the beginning only, hence the dollar sign.
    "filter": r"\^\S+\$",
    "level": r"info|warn|error|critical|debug|debug_sql|debug_rpc|debug_rpc_answer|test|runbot|notset",
    "sslmode": r"disable|allow|prefer|require|verify-ca|verify-full",
    "all": r"all",
    # Never in a file that is committed.
    "secret": r"(?!)",
}

OPTIONS = {
    "addons_path": Option("paths"),
    "admin_passwd": Option("secret"),
    "csv_internal_sep": Option("text"),
    "data_dir": Option("path"),
    "db_app_name": Option("text", since=19),
    "db_host": Option("text"),
    "db_maxconn": Option("integer"),
    "db_maxconn_gevent": Option("integer", since=17),
    "db_name": Option("text"),
    "db_password": Option("secret"),
    "db_port": Option("integer"),
    "db_replica_host": Option("text", since=18),
    "db_replica_port": Option("integer", since=18),
    "db_sslmode": Option("sslmode"),
    "db_template": Option("text"),
    "db_user": Option("text"),
    "dbfilter": Option("filter"),
    "email_from": Option("text"),
    "from_filter": Option("text"),
    "gevent_port": Option("integer"),
    "geoip_city_db": Option("path", since=17),
    "geoip_country_db": Option("path", since=17),
    "http_enable": Option("boolean"),
    "http_interface": Option("text"),
    "http_port": Option("integer"),
    "limit_memory_hard": Option("integer"),
    "limit_memory_hard_gevent": Option("integer", since=18),
    "limit_memory_soft": Option("integer"),
    "limit_memory_soft_gevent": Option("integer", since=18),
    "limit_request": Option("integer"),
    "limit_time_cpu": Option("integer"),
    "limit_time_real": Option("integer"),
    "limit_time_real_cron": Option("integer"),
    "limit_time_worker_cron": Option("integer"),
    "list_db": Option("boolean"),
    "log_db": Option("text"),
    "log_db_level": Option("text"),
    "log_handler": Option("text"),
    "log_level": Option("level"),
    "logfile": Option("path"),
    "max_cron_threads": Option("integer"),
    "proxy_mode": Option("boolean"),
    "reportgz": Option("boolean"),
    "screencasts": Option("path"),
    "screenshots": Option("path"),
    "server_wide_modules": Option("names"),
    "smtp_password": Option("secret"),
    "smtp_port": Option("integer"),
    "smtp_server": Option("text"),
    "smtp_ssl": Option("boolean"),
    "smtp_ssl_certificate_filename": Option("path"),
    "smtp_ssl_private_key_filename": Option("path"),
    "smtp_user": Option("text"),
    "syslog": Option("boolean"),
    "transient_age_limit": Option("float"),
    "unaccent": Option("boolean"),
    "upgrade_path": Option("paths"),
    "websocket_keep_alive_timeout": Option("integer"),
    "websocket_rate_limit_burst": Option("integer"),
    "websocket_rate_limit_delay": Option("float"),
    "with_demo": Option("boolean", since=19),
    "without_demo": Option("all", until=18),
    "workers": Option("integer"),
    "x_sendfile": Option("boolean"),
}
