"""What is emitted for Prometheus, Alertmanager and the probes: read by their own programs, and Alertmanager at work."""

import datetime
import json
import pathlib
import shutil
import tempfile
import zoneinfo

import certificates
import isolation
import yaml
from alertmanager import Alertmanager, hooks, until
from isolation import inside, isolated, private_copy, private_folder
from mail_server import MailServer
from proof import equal, expect, result, run
from variants import variant

PROGRAMS = ["promtool", "amtool", "amlint", "prometheus-alertmanager", "prometheus-blackbox-exporter", "openssl", *isolation.PROGRAMS]
# A site with its ways to tell people, on a system whose Alertmanager knows time zones, and one on which it does not.
LIVE = {"large": "ubuntu-26.04", "odoo17": "ubuntu-22.04"}
HOST, PASSWORD = "smtp.example.net", "p4ss'w\"rd#: %$\\ !"[:12] + "x" * 40
HOOK, BEAT = "http://127.0.0.1:8099/alerts?token=abc", "http://127.0.0.1:8099/beat"
PORTS = {"prometheus": 9090, "alertmanager": 9093, "node": 9100, "nginx": 9113, "blackbox": 9115, "mtail": 3903}

# An alarm, and others that it silences; each with the labels that tell which.
SILENCES = [
    (("HostDown", {}), ("DatabaseDown", {"server": "tenants"})),
    (("DatabaseDown", {"server": "tenants"}), ("TenantUnreachable", {"tenant": "a"})),
    (("DatabaseDown", {"server": "tenants"}), ("JobsStuck", {"database": "a_db"})),
    (("DatabaseDown", {"server": "superadmin"}), ("SuperadminUnreachable", {})),
    (("DatabaseDown", {"server": "tenants"}), ("ConnectionsHigh", {"server": "tenants"})),
    (("NginxDown", {}), ("TenantUnreachable", {"tenant": "a"})),
    (("NginxDown", {}), ("CertificateUnknown", {})),
    (("DiskFull", {"mountpoint": "/"}), ("DiskLow", {"mountpoint": "/"})),
    (("DiskFillingSoon", {"mountpoint": "/"}), ("DiskFilling", {"mountpoint": "/"})),
    (("InodesFull", {"mountpoint": "/"}), ("InodesLow", {"mountpoint": "/"})),
    (("ConnectionsExhausted", {"server": "tenants"}), ("ConnectionsHigh", {"server": "tenants"})),
    (("CertificateEndsSoon", {"certificate": "tenants"}), ("CertificateEnds", {"certificate": "tenants"})),
]
# The same, but for another thing: both are told.
BOTH = [
    (("DatabaseDown", {"server": "superadmin"}), ("TenantUnreachable", {"tenant": "a"})),
    (("DatabaseDown", {"server": "superadmin"}), ("ConnectionsHigh", {"server": "tenants"})),
    (("DiskFull", {"mountpoint": "/"}), ("DiskLow", {"mountpoint": "/srv"})),
    (("NginxDown", {}), ("DatabaseDown", {"server": "tenants"})),
    (("HostDown", {}), ("Watchdog", {})),
    (("HostDown", {}), ("HostDown", {"tenant": "a"})),
]


def check(out, site, model):
    """The files of every site, and on some Alertmanager at work."""
    mode, folder = model["monitoring"]["mode"], out / "monitoring"
    there = {path.name for path in folder.iterdir()} if folder.exists() else set()
    if mode == "none":
        yield equal(there, set(), "a site without monitoring has no folder of it")
        yield equal([service["name"] for service in model["services"] if "exporter" in service["name"]], [], "and no exporter")
        return
    own = {"local": {"prometheus.yml", "alertmanager.yml"}, "remote": {"scrape.yml"}}
    yield expect(own[mode] | {"blackbox.yml", "install.sh"} <= there, f"{mode}: the files are there", there)
    yield equal([name for name in own["remote" if mode == "local" else "local"] if name in there], [], f"{mode}: those of the other mode are not")
    yield from of_probes(folder, model)
    if mode == "remote":
        yield from of_remote(folder, model)
        return
    yield from of_prometheus(folder, model)
    yield from of_alertmanager(folder, model)
    if site.parent.name in LIVE:
        yield equal(model["server"]["os"], LIVE[site.parent.name], "the sites differ in what their Alertmanager can do")
        yield from at_work(site)


def accepted(name, *command):
    """A program takes the file, and warns of nothing."""
    ended = run(*command)
    said = [line for line in ended.stdout.splitlines() if "WARNING" in line and "tenants.json" not in line]
    return expect(ended.returncode == 0 and not said, f"{name} takes the file", ended.stdout)


def of_prometheus(folder, model):
    """What Prometheus does on the server."""
    with tempfile.TemporaryDirectory() as copy:
        for name in ("prometheus.yml", "rules.yml"):
            if (folder / name).exists():
                shutil.copy(folder / name, copy)
        if not (folder / "rules.yml").exists():
            pathlib.Path(copy, "rules.yml").write_text("groups: []\n", encoding="ascii")
        yield accepted("promtool", "promtool", "check", "config", f"{copy}/prometheus.yml")
    parsed = yaml.safe_load((folder / "prometheus.yml").read_text(encoding="utf-8"))
    yield equal(parsed["global"]["external_labels"], {"site": model["name"]}, "every series has the site's name")
    jobs = {job["job_name"]: job for job in parsed["scrape_configs"]}
    yield equal(set(jobs), {*PORTS, "postgres", "tenants", "superadmin", "certificates"}, "the jobs")
    for name, port in PORTS.items():
        yield equal(jobs[name]["static_configs"], [{"targets": [f"127.0.0.1:{port}"]}], f"{name} is asked on the loopback")
    wanted = [{"targets": [f"127.0.0.1:{each['port']}"], "labels": {"server": each["owner"]}} for each in model["monitoring"]["exporters"]]
    yield equal(jobs["postgres"]["static_configs"], wanted, "each database server has its exporter")
    for name in ("tenants", "superadmin", "certificates"):
        changed = {rule.get("target_label"): rule.get("replacement") for rule in jobs[name]["relabel_configs"]}
        yield equal(changed["__address__"], "127.0.0.1:9115", f"{name} is probed by the blackbox exporter")
    yield equal(parsed["alerting"]["alertmanagers"], [{"static_configs": [{"targets": ["127.0.0.1:9093"]}]}], "alarms go to the Alertmanager here")


def of_probes(folder, model):
    """How pages and certificates are probed."""
    yield accepted("the blackbox exporter", "prometheus-blackbox-exporter", "--config.check", f"--config.file={folder / 'blackbox.yml'}")
    modules = yaml.safe_load((folder / "blackbox.yml").read_text(encoding="utf-8"))["modules"]
    names = {name: module["tcp"]["tls_config"]["server_name"] for name, module in modules.items() if module["prober"] == "tcp"}
    wanted = {"certificate_superadmin": model["domains"]["superadmin"], "certificate_tenants": f"monitoring.{model['domains']['tenants']}"}
    yield equal(names, wanted, "certificates are checked for these names")
    yield equal(modules["page"]["http"]["follow_redirects"], False, "a page is no redirect to another")


def of_remote(folder, model):
    """What another Prometheus is given."""
    yield accepted("promtool", "promtool", "check", "config", folder / "scrape.yml")
    parsed = yaml.safe_load((folder / "scrape.yml").read_text(encoding="utf-8"))
    monitoring = model["monitoring"]
    address = f"{monitoring['address']}:{monitoring['port']}"
    for job in parsed["scrape_configs"]:
        secured = job["scheme"] == "https" and job["tls_config"]["server_name"] == model["domains"]["superadmin"] and "password_file" in job["basic_auth"]
        yield expect(secured, f"{job['job_name']}: by TLS, with the password of a file", job)
        targets = [target for each in job.get("static_configs", []) for target in each["targets"]]
        changed = [rule.get("replacement") for rule in job.get("relabel_configs", []) if rule.get("target_label") == "__address__"]
        yield equal(changed or targets, [address], f"{job['job_name']}: from this server")
    rules = [rule for rule in model["firewall"]["rules"] if rule["port"] == monitoring["port"]]
    yield equal([rule.get("from") for rule in rules], [monitoring["from"]], "the firewall lets that one in, and nobody else")


def labels(text):
    """The arguments of amtool for some labels."""
    return [f"{key}={value}" for key, value in text.items()]


def of_alertmanager(folder, model):
    """Where each alarm goes."""
    file = folder / "alertmanager.yml"
    yield accepted("amtool", "amtool", "check-config", file)
    parsed = yaml.safe_load(file.read_text(encoding="utf-8"))
    alerts = model["alerts"]
    reached = "relay" in alerts or "webhook" in alerts
    ignored = [] if reached and "heartbeat" in alerts else ["--ignore", "empty-receiver"]
    linted = run("amlint", "check", "--strict", *ignored, file)
    yield expect(linted.returncode == 0, "amlint has nothing to say", linted.stdout)
    ways = {
        "critical": {"alertname": "DiskFull", "severity": "critical"},
        "warning": {"alertname": "DiskLow", "severity": "warning"},
        "watchdog": {"alertname": "Watchdog", "severity": "warning"},
    }
    for receiver, found in ways.items():
        routed = run("amtool", "config", "routes", "test", f"--config.file={file}", f"--verify.receivers={receiver}", *labels(found))
        yield expect(routed.returncode == 0, f"{found['alertname']} goes to {receiver}", routed.stdout)
        wrong = "watchdog" if receiver == "critical" else "critical"
        routed = run("amtool", "config", "routes", "test", f"--config.file={file}", f"--verify.receivers={wrong}", *labels(found))
        yield expect(routed.returncode != 0, f"and not to {wrong}", routed.stdout)
    unknown = run("amtool", "config", "routes", "test", f"--config.file={file}", "--verify.receivers=warning", "alertname=Own")
    yield expect(unknown.returncode == 0, "an alarm without a severity goes to somebody", unknown.stdout)
    muted = {route["receiver"]: route.get("mute_time_intervals", []) for route in parsed["route"]["routes"]}
    quiet = ["quiet hours"] if "quiet_hours" in alerts else []
    yield equal(muted, {"watchdog": [], "critical": [], "warning": quiet}, "quiet hours are for warnings alone")
    kinds = {receiver["name"]: {key for key in receiver if key != "name"} for receiver in parsed["receivers"]}
    told = {kind for key, kind in (("relay", "email_configs"), ("webhook", "webhook_configs")) if key in alerts}
    yield equal(kinds["critical"], told, "critical alarms go by all ways that the site has")
    yield equal(kinds["warning"], told, "and so do warnings")
    yield equal(kinds["watchdog"], {"webhook_configs"} if "heartbeat" in alerts else set(), "the watchdog calls the heartbeat alone")
    yield equal(parsed["route"]["group_by"], ["site"], "one message for each site")


def at_work(site):
    """Alertmanager tells people: by mail with TLS and an account, and by webhooks; not in quiet hours."""
    ways = {"mail": "ops@example.net", "webhook": HOOK, "heartbeat": BEAT}
    for zone, shift in (("Pacific/Auckland", 9), ("Pacific/Auckland", 0), ("Etc/UTC", 0)):
        protection = {"port": 587, "security": "starttls"} if zone == "Etc/UTC" else {"port": 465, "security": "tls"}
        relay = {"host": HOST, "user": "watch", "from": "watch@example.net"} | protection
        settings = ways | {"relay": relay, "quiet_hours": hours(site, zone, shift)}
        with variant(site, alerts=settings, server={"timezone": zone}) as (out, model):
            yield from isolated(__file__, out, site, model)


def hours(site, zone, shift):
    """Hours around now, or some hours later, in the zone that Alertmanager has."""
    knows = yaml.safe_load(site.read_text(encoding="utf-8"))["server"]["os"] != "ubuntu-22.04"
    middle = datetime.datetime.now(zoneinfo.ZoneInfo(zone if knows else "Etc/UTC")) + datetime.timedelta(hours=shift)
    begin, end = middle - datetime.timedelta(hours=3), middle + datetime.timedelta(hours=3)
    return f"{begin:%H:%M}-{end:%H:%M}"


def are_quiet(model):
    """Whether these hours are now."""
    zone = model["server"]["timezone"] if model["monitoring"]["features"]["time_zones"] else "Etc/UTC"
    now = f"{datetime.datetime.now(zoneinfo.ZoneInfo(zone)):%H:%M}"
    begin, end = model["alerts"]["quiet_hours"]["from"], model["alerts"]["quiet_hours"]["to"]
    return begin <= now < end if begin < end else now >= begin or now < end


def prove(out, _site, model):
    """In namespaces of its own."""
    for folder in ("/srv", "/run"):
        private_folder(folder)
    private_copy("/etc")
    with open("/etc/hosts", "a", encoding="ascii") as hosts:
        hosts.write(f"\n127.0.0.1 {HOST}\n")
    certificates.authority()
    pair = ["/run/mail/certificate.pem", "/run/mail/key.pem"]
    certificates.issue(pair[0], pair[1], [HOST])
    text = (out / "monitoring/alertmanager.yml").read_text(encoding="utf-8")
    if model["monitoring"]["features"]["password_file"]:
        secret = pathlib.Path(f"/etc/prometheus/gen-{model['name']}", model["alerts"]["relay"]["secret"])
        secret.parent.mkdir(parents=True, exist_ok=True)
        secret.write_text(PASSWORD, encoding="ascii")
    else:
        # Alertmanager 0.25 takes what an older one takes; install.sh is the one who writes the password there.
        text = text.replace(f"password of {model['alerts']['relay']['secret']}", json.dumps(PASSWORD)[1:-1])
        yield equal("smtp_auth_password_file" in text or "time_intervals:\n  - name" in text.replace("mute_time_intervals", ""), False, "nothing newer than 0.23")
    server = MailServer("127.0.0.1", model["alerts"]["relay"]["port"], model["alerts"]["relay"]["security"], pair, ("watch", PASSWORD))
    with server, hooks(8099) as calls, Alertmanager(text, "/srv", SSL_CERT_FILE=str(certificates.AUTHORITY)) as running:
        if are_quiet(model):
            yield from in_quiet_hours(running, server, calls)
        else:
            yield from told(running, server, calls)
            yield from silenced(running)
    yield expect(PASSWORD not in running.said(), "the password is not in the log")


def arrived(server, *words):
    """Whether a letter with these words came."""
    return any(all(word in letter[2] for word in words) for letter in server.letters)


def told(running, server, calls):
    """Each severity reaches its receivers, with what is to be done; its end does too."""
    running.alert("DiskFull", severity="critical", mountpoint="/")
    yield until(lambda: arrived(server, "Subject: [x] CRITICAL: DiskFull of the test", "RUNBOOK.md#alert-diskfull"), "a critical alarm arrives by mail")
    envelopes = {(sender.split(" ")[0], *recipients) for sender, recipients, _ in server.letters}
    yield equal(envelopes, {("FROM:<watch@example.net>", "TO:<ops@example.net>")}, "from and to whom the site says")
    yield expect(all(account == ("watch", PASSWORD, True) for account in server.accounts) and server.accounts, "with the account, by TLS", server.accounts)
    yield until(lambda: any(path == "/alerts?token=abc" and call["status"] == "firing" for path, call in calls), "and by webhook")
    running.alert("MemoryLow", severity="warning")
    yield until(lambda: arrived(server, "Subject: [x] warning: MemoryLow of the test"), "a warning arrives by mail")
    running.alert("Watchdog", severity="warning")
    yield until(lambda: any(path == "/beat" for path, _ in calls), "the watchdog calls the heartbeat")
    ended = datetime.datetime.now(datetime.timezone.utc).isoformat()
    running.alert("DiskFull", ends=ended, severity="critical", mountpoint="/")
    yield until(lambda: arrived(server, "Subject: [x] resolved: DiskFull of the test"), "the end of an alarm arrives by mail")
    yield until(lambda: any(path == "/alerts?token=abc" and call["status"] == "resolved" for path, call in calls), "and by webhook")
    others = [call["commonLabels"]["alertname"] for path, call in calls if path == "/beat" and call["commonLabels"]["alertname"] != "Watchdog"]
    yield equal(others, [], "nothing else calls the heartbeat")
    yield equal(arrived(server, "Watchdog"), False, "and the watchdog writes no mail")


def silenced(running):
    """What follows from another alarm is not told beside it; what does not follow is."""
    silent = 0
    for number, (source, target) in enumerate(SILENCES):
        place = f"silence{number}"
        for name, found in (source, target):
            running.alert(name, site=place, severity="critical", **found)
        proof = until(lambda place=place, target=target: running.state(target[0], site=place, **target[1]) == "suppressed", f"{source[0]} silences {target[0]}")
        silent += proof.holds
        yield proof
        yield equal(running.state(source[0], site=place, **source[1]), "active", f"and {source[0]} is told itself")
    for number, (source, target) in enumerate(BOTH):
        place = f"both{number}"
        for name, found in (source, target):
            running.alert(name, site=place, severity="critical", **found)
        yield until(lambda place=place, target=target: running.state(target[0], site=place, **target[1]) == "active", f"{source[0]} of something else does not silence {target[0]}")
        running.alert("DatabaseDown", site=f"elsewhere{number}", severity="critical", server="tenants")
    yield result(silent, len(SILENCES), f"alarms that silence what follows from them: {len(SILENCES)}")


def in_quiet_hours(running, server, calls):
    """Warnings wait, critical alarms do not."""
    running.alert("MemoryLow", severity="warning")
    running.alert("DiskFull", severity="critical", mountpoint="/")
    yield until(lambda: arrived(server, "Subject: [x] CRITICAL: DiskFull of the test"), "in quiet hours, a critical alarm arrives")
    yield until(lambda: "route is within mute time" in running.said(), "and a warning waits")
    running.alert("Watchdog", severity="warning")
    yield until(lambda: any(path == "/beat" for path, _ in calls), "the watchdog calls on")
    yield equal(arrived(server, "MemoryLow"), False, "no mail about the warning")


if __name__ == "__main__":
    inside(prove)
