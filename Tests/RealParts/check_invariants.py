"""Facts that are written in several files are the same in all of them: ports, names, roles, time limits, secrets."""

import configparser
import re

import yaml
from proof import equal, expect

PROGRAMS = []
INSTANCES = [("odoo", "odoo.conf", "tenants"), ("odoo_superadmin", "superadmin.conf", "superadmin")]


def options(path):
    """The options of an odoo.conf, as Odoo's own parser reads them."""
    parser = configparser.RawConfigParser()
    parser.read_string(path.read_text(encoding="utf-8"))
    return dict(parser["options"])


def check(out, _site, model):
    """Reads each fact from every file that contains it."""
    compose = yaml.safe_load((out / "docker-compose.yml").read_text(encoding="utf-8"))
    upstreams = upstream_ports((out / "nginx/conf.d/odoo.conf").read_text(encoding="utf-8"))
    for service, config, name in INSTANCES:
        conf = options(out / config)
        yield from ports(compose["services"][service], conf, upstreams, model["odoo"][name], service)
        yield from database(compose, out, service, conf, model["postgres"][name])
        yield from timeouts(out / f"nginx/sites-available/{name}.conf", conf)
    yield from secrets(compose, out, model)
    for path in ["docker-compose.yml", "Dockerfile.odoo"]:
        text = (out / path).read_text(encoding="utf-8")
        yield expect(model["odoo"]["run_directory"] in text, f"{path} names the folder of the joined configuration", text)


def upstream_ports(text):
    """The ports that nginx passes requests to."""
    return sorted(int(port) for port in re.findall(r"server 127\.0\.0\.1:(\d+)", text))


def ports(service, conf, upstreams, instance, name):
    """A port is published, served in the container, and named by nginx."""
    published = dict(port.split(":")[1:] for port in service["ports"])
    wanted = {str(instance["port"]): conf["http_port"]}
    if not instance["is_threaded"]:
        wanted[str(instance["websocket_port"])] = conf["gevent_port"]
    yield equal(published, wanted, f"{name}: the published ports lead to those that Odoo serves")
    yield expect(set(map(int, published)) <= set(upstreams), f"{name}: nginx knows every published port", str(upstreams))
    yield equal(conf["workers"], str(instance["workers"]), f"{name}: the workers")


def database(compose, out, name, conf, server):
    """The host, the role and the network of the database, and how many connections it takes."""
    yield expect(conf["db_host"] in compose["services"], f"{name}: db_host is a service", conf["db_host"])
    command = compose["services"][conf["db_host"]]["command"]
    accepted = next(int(word.split("=")[1]) for word in command if word.startswith("max_connections="))
    workers, cron = int(conf["workers"]), int(conf["max_cron_threads"])
    each = int(conf["db_maxconn"])
    bound = each if workers == 0 else (workers + cron) * each + int(conf.get("db_maxconn_gevent", each))
    yield expect(accepted >= bound + 3, f"{name}: the database accepts all connections", f"{accepted} < {bound} + 3")
    shared = set(compose["services"][name]["networks"]) & set(compose["services"][conf["db_host"]]["networks"])
    yield expect(bool(shared), f"{name}: Odoo and its database share a network", "")
    script = (out / "initdb" / server["service"] / "10-role.sh").read_text(encoding="utf-8")
    yield expect(f"role={conf['db_user']}\n" in script, f"{name}: the role is the one that is made", conf["db_user"])
    yield expect(conf["db_user"] != "postgres", f"{name}: the role is no superuser", conf["db_user"])


def timeouts(path, conf):
    """nginx waits longer than Odoo lets a request run."""
    found = [int(value) for value in re.findall(r"proxy_(?:read|send)_timeout\s+(\d+)s;", path.read_text(encoding="utf-8"))]
    yield expect(len(found) >= 2, f"{path.name} sets its timeouts", str(found))
    yield expect(min(found, default=0) >= int(conf["limit_time_real"]), f"{path.name} waits for Odoo", str(found))


def whole(out, script):
    """The text of a script with that of the files that it reads, or nothing if the site does not have it."""
    if not (out / script).exists():
        return ""
    text = (out / script).read_text(encoding="utf-8")
    parts = re.findall(r'^\. "\$\{out(?::\?)?\}/(ops/lib/[^"]+)"$', text, re.MULTILINE)
    return text + "".join(whole(out, part) for part in parts)


def secrets(compose, out, model):
    """Every secret that is read is defined, and every defined secret is read by the readers in the model."""
    known = {secret["name"]: set(secret["readers"]) for secret in model["secrets"]["files"]}
    readers = {name: set() for name in known}
    for service, settings in compose["services"].items():
        for secret in settings["secrets"]:
            yield expect(secret in known, f"{service}: {secret} is a secret of the site", str(sorted(known)))
            readers.setdefault(secret, set()).add(service)
    values = dict(re.findall(r'^(site_\w+)="([^"]+)"', (out / "ops/site.sh").read_text(encoding="utf-8"), re.MULTILINE))
    for script, variable in (
        ("backup.sh", "site_backup_secret"), ("mail/install.sh", "site_mail_secret"), ("notify.sh", "site_alerts_secret"),
        ("monitoring/install.sh", "site_alerts_secret"), ("monitoring/install.sh", "site_monitoring_secret"),
    ):
        if variable in values and f"${{{variable}}}" in whole(out, script):
            readers.setdefault(values[variable], set()).add(script)
    yield equal(readers, known, "who reads which secret")
