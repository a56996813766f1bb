"""odoo.conf, superadmin.conf and provision.conf, through the parser that Odoo uses and a table of each version's options."""

import configparser
import re

from compose import service_plan
from odoo_options import OPTIONS
from proof import equal, expect


def parsed(path):
    """The file as Odoo reads it; the parser refuses an option that is given twice."""
    parser = configparser.RawConfigParser()
    parser.read_string(path.read_text(encoding="utf-8"), str(path))
    return parser


def smtp(instance, mail, model):
    """The SMTP server: the host's address in the instance's network if there is a relay, or the mail server."""
    if mail.get("has_relay"):
        joined = service_plan(model, instance["service"])["networks"]
        gateways = [network["gateway"] for network in model["networks"] if network["name"] in joined and not network["is_internal"]]
        return {"server": gateways[0], "port": 25, "ssl": False}
    if mail.get("is_configured"):
        return {"server": mail["host"], "port": mail["port"], "ssl": mail["security"] == "starttls", "user": mail.get("user")}
    return {}


def derived(instance, model):
    """What the file must say, from the model; the value None means that the option must be absent."""
    odoo = model["odoo"]
    series = odoo["series"]
    limits = instance["limits"]
    mail = odoo.get("mail", {})
    sent = smtp(instance, mail, model)
    return {
        "addons_path": ",".join(["/opt/gen/addons", *(addon["container_path"] for addon in odoo["addons"])]),
        "data_dir": "/var/lib/odoo",
        "db_host": instance["database_service"],
        "db_maxconn": instance["db_maxconn"],
        "db_maxconn_gevent": instance.get("db_maxconn_gevent") if series >= 17 else None,
        "db_name": instance.get("database"),
        "db_port": 5432,
        "db_user": instance["database_role"],
        "dbfilter": instance["dbfilter"],
        "email_from": mail.get("from"),
        "gevent_port": odoo["gevent_port"],
        "http_interface": "0.0.0.0",
        "http_port": odoo["http_port"],
        "limit_memory_hard": limits["memory_hard_bytes"],
        "limit_memory_hard_gevent": limits["websocket_memory_hard_bytes"] if series >= 18 else None,
        "limit_memory_soft": limits["memory_soft_bytes"],
        "limit_memory_soft_gevent": limits["websocket_memory_soft_bytes"] if series >= 18 else None,
        "limit_request": 65536,
        "limit_time_cpu": limits["time_cpu_seconds"],
        "limit_time_real": limits["time_real_seconds"],
        "list_db": False,
        "log_level": odoo["log_level"],
        "max_cron_threads": instance["cron_threads"],
        "proxy_mode": True,
        "server_wide_modules": ",".join(odoo["server_wide_modules"]),
        **{f"smtp_{name}": sent.get(name) for name in ("port", "server", "ssl", "user")},
        "with_demo": False if series >= 19 else None,
        "without_demo": "all" if series < 19 else None,
        "workers": instance["workers"],
    }


def check_file(path, instance, model):
    """Everything about one of the two files."""
    name = path.name
    text = path.read_text(encoding="utf-8")
    parser = parsed(path)
    yield equal(
        (parser.sections(), parser.defaults()),
        (["queue_job", "options"] if "queue_job" in model["odoo"] else ["options"], {}),
        f"{name} ends with the section [options]: odoo-start adds to the last one",
    )
    options = dict(parser["options"])
    operators = [(item["key"].lower(), item["value"]) for item in instance["settings"]]
    wanted = {key: str(value) for key, value in derived(instance, model).items() if value is not None}
    ours = {key: value for key, value in options.items() if key not in dict(operators)}
    yield equal(ours, wanted, f"{name} says what follows from the site, and nothing else")
    yield equal(
        list(options.items())[len(ours) :],
        operators,
        f"{name} ends with the operator's own settings, as they were written",
    )
    for key, value in ours.items():
        option = OPTIONS.get(key)
        known = option is not None and option.known(model["odoo"]["series"])
        yield expect(known, f"{name}: Odoo {model['odoo']['version']} knows {key}")
        yield expect(known and option.accepts(value), f"{name}: {key} is of the right type", value)
    for key, _ in operators:
        yield expect(key not in OPTIONS or OPTIONS[key].kind != "secret", f"{name}: {key} is not a secret")
    yield expect(text.endswith("\n") and "\r" not in text and "\t" not in text, f"{name} is made of whole, plain lines")
    yield expect(not re.search(r"(?i)passw", re.sub(r"(?m)^#.*$", "", text)), f"{name} has no password")


def visible(dbfilter, host):
    """The names of databases that a host may open, as a pattern: what Odoo's http.db_filter makes of the option."""
    host = host.removeprefix("www.")
    return re.compile(dbfilter.replace("%h", re.escape(host)).replace("%d", re.escape(host.partition(".")[0])))


def check_filter(tenants, superadmin, model):
    """Which database is open to which host, compared as Odoo compares: at the beginning."""
    domain = model["domains"]["tenants"]
    own = superadmin["database"]
    cases = [
        (tenants, f"t1.{domain}", "t1_db", True),
        (tenants, f"t1.{domain}", "t1_dbx", False),
        (tenants, f"t1.{domain}", "t11_db", False),
        (tenants, f"t1.{domain}", "xt1_db", False),
        (tenants, f"my-shop.{domain}", "my-shop_db", True),
        (tenants, f"t1.{domain}", "t2_db", False),
        (superadmin, model["domains"]["superadmin"], own, True),
        (superadmin, model["domains"]["superadmin"], f"{own}2", False),
        (superadmin, f"t1.{domain}", "t1_db", False),
    ]
    for instance, host, database, wanted in cases:
        opened = bool(visible(instance["dbfilter"], host).match(database))
        yield equal(opened, wanted, f"{instance['config_file']}: whether the host {host} may open {database}")


def check_provision(path, model):
    """The configuration with which the superadmin creates tenants: as the tenants' Odoo would, and serving nobody."""
    superadmin, tenants = model["odoo"]["superadmin"], model["odoo"]["tenants"]
    yield equal(path.exists(), superadmin["provisions_tenants"], "provision.conf is there when the superadmin makes tenants")
    if not path.exists():
        return
    own = {
        "data_dir": superadmin.get("tenants_volume_path"),
        "db_maxconn": superadmin["db_maxconn"],
        "db_user": model["postgres"]["provisioning_role"],
        "http_enable": False,
        "limit_memory_hard": superadmin["limits"]["memory_hard_bytes"],
        "limit_memory_soft": superadmin["limits"]["memory_soft_bytes"],
        "max_cron_threads": 0,
        "workers": 0,
    }
    shared = ("addons_path", "db_host", "db_port", "list_db", "log_level", "server_wide_modules", "with_demo", "without_demo")
    served = derived(tenants, model)
    wanted = {key: str(value) for key, value in ({key: served[key] for key in shared} | own).items() if value is not None}
    parser = parsed(path)
    yield equal((parser.sections(), dict(parser["options"])), (["options"], wanted), "provision.conf says what a new tenant needs")
    for key, value in parser["options"].items():
        option = OPTIONS.get(key)
        known = option is not None and option.known(model["odoo"]["series"]) and option.accepts(value)
        yield expect(known, f"provision.conf: Odoo {model['odoo']['version']} knows {key}, and its value is of the right type", value)


def check(out, site, model):  # pylint: disable=unused-argument
    """The two files of one site, and the third where there is one."""
    for kind in ("tenants", "superadmin"):
        instance = model["odoo"][kind]
        yield from check_file(out / instance["config_file"], instance, model)
    yield from check_filter(model["odoo"]["tenants"], model["odoo"]["superadmin"], model)
    yield from check_provision(out / "provision.conf", model)
