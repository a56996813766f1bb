"""monitoring/install.sh on a server with the real programs of Debian's packages, with the running nginx of the site in front.

systemctl is a stand-in that starts what the units say; the rest is real.
"""

import base64
import hashlib
import json
import os
import pathlib
import re
import shutil
import stat
import urllib.error
import urllib.parse
import urllib.request

import certificates
import isolation
import odoo_stub
import yaml
from alertmanager import until
from isolation import inside, isolated, must
from proof import equal, expect, result, run
from web import ask
from web_server import STRANGER, Web, start

PROGRAMS = ["prometheus", "promtool", "amtool", "prometheus-alertmanager", "prometheus-node-exporter", "prometheus-nginx-exporter",
            "prometheus-blackbox-exporter", "mtail", "nginx", "openssl", "curl", "dash", "ss", *isolation.PROGRAMS]  # fmt: skip
# With pages; for another Prometheus; with an Alertmanager that reads no password from a file; with neither pages nor a way to tell anybody.
SITES = ["full", "ipv6"]
HERE = pathlib.Path(__file__).resolve().parent
PASSWORD, MAIL = "Zq7~x.y_A+b/c=$1,-#'\"", "m4il'\"#:%${x}\\"
SERVICES = {"prometheus": 9090, "prometheus-alertmanager": 9093, "prometheus-node-exporter": 9100, "prometheus-nginx-exporter": 9113, "prometheus-blackbox-exporter": 9115}
REMOTE = ["prometheus-node-exporter", "prometheus-nginx-exporter", "prometheus-blackbox-exporter"]


def check(out, site, model):
    """Each kind of monitoring."""
    yield from isolated(__file__, out, site, model, timeout=600)


class Host:
    """The server, after nginx was set up."""

    def __init__(self, out, model):
        self.model, self.name = model, model["name"]
        self.folder = pathlib.Path("/srv/site/out")
        shutil.copytree(out, self.folder)
        self.etc = pathlib.Path(f"/etc/prometheus/gen-{self.name}")
        self.htpasswd = pathlib.Path(f"/etc/nginx/gen-{self.name}-monitoring.htpasswd")
        self.secrets = (self.folder / model["secrets"]["host_directory"]).resolve()
        self.secrets.mkdir(parents=True)
        self.local = model["monitoring"]["is_local"]
        self.services = [name for name in SERVICES if self.local or name in REMOTE]
        if model["monitoring"]["needs_password"]:
            self.secret("monitoring_password", PASSWORD)
        if model["alerts"].get("relay", {}).get("secret"):
            self.secret(model["alerts"]["relay"]["secret"], MAIL)
        rules = self.folder / "monitoring/rules.yml"
        if self.local and not rules.exists():
            rules.write_text("groups: []\n", encoding="ascii")
        for path in ("/run/systemd/system", "/var/lib/prometheus/metrics2", "/var/lib/prometheus/alertmanager", "/var/lib/prometheus/node-exporter"):
            pathlib.Path(path).mkdir(parents=True)
        must("chown", "-R", "prometheus:prometheus", "/var/lib/prometheus")
        pathlib.Path("/srv/environment").write_text(f"SSL_CERT_FILE={certificates.AUTHORITY}\n", encoding="ascii")
        self.tenants("demo", "staff")
        pathlib.Path("/srv/calls").touch()

    def secret(self, name, text):
        """Writes a secret."""
        (self.secrets / name).write_text(text + "\n", encoding="ascii")

    def tenants(self, *names):
        """What the database server says."""
        pathlib.Path("/srv/tenants").write_text("".join(f"{name}\n" for name in names), encoding="ascii")

    def install(self, *arguments):
        """Runs the script."""
        path = f"{HERE}/stubs/monitoring:{os.environ['PATH']}"
        return run("dash", self.folder / "monitoring/install.sh", *arguments, cwd="/", env=os.environ | {"PATH": path}, timeout=200)

    def calls(self):
        """How systemctl was called since the last time."""
        file = pathlib.Path("/srv/calls")
        text = file.read_text(encoding="utf-8").splitlines()
        file.write_text("", encoding="utf-8")
        return [call for call in text if "is-active" not in call]

    def state(self):
        """All files below /etc, and who runs."""
        files = {str(path): (path.stat().st_mode, hashlib.sha256(path.read_bytes()).hexdigest()) for path in pathlib.Path("/etc").rglob("*") if path.is_file()}
        return files, {path.name: path.read_text(encoding="ascii") for path in pathlib.Path("/srv/units").glob("*")}

    def get(self, port, path):
        """What a program on the loopback answers."""
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return answer.read().decode()

    def value(self, query):
        """What Prometheus says, as {labels: value}."""
        answer = json.loads(self.get(9090, f"/api/v1/query?query={urllib.parse.quote(query)}"))["data"]["result"]
        return {tuple(sorted(each["metric"].items())): float(each["value"][1]) for each in answer}


def changed(after, before):
    """Which files and services are not as they were."""
    return [name for old, new in zip(before, after) for name in {*old, *new} if old.get(name) != new.get(name)]


def prove(out, _site, model):
    """Everything on one server."""
    must("mkdir", "-p", "/srv")
    must("mount", "-t", "tmpfs", "tmpfs", "/srv")
    pathlib.Path("/srv/dpkg").mkdir()
    must("mount", "--bind", "/var/lib/dpkg", "/srv/dpkg")
    odoo_stub.listen_for(model)
    yield from start(out, model)
    pathlib.Path("/var/lib/dpkg").mkdir()
    must("mount", "--bind", "/srv/dpkg", "/var/lib/dpkg")
    for path in (f"/etc/default/{name}" for name in SERVICES):
        yield expect(pathlib.Path(path).exists(), f"{path} is the package's")
    log = pathlib.Path(f"/var/log/nginx/{model['name']}.access.log")
    must("chgrp", "adm", log)
    log.chmod(0o640)
    host = Host(out, model)
    yield from refused_first(host)
    yield from installed(host)
    yield from of_listeners(host)
    yield from of_secrets(host)
    yield from of_repetition(host)
    yield from of_mistakes(host)
    web = Web(model)
    if host.local:
        yield from of_measurements(host)
    else:
        yield from of_remote(host, web)
    if model["monitoring"]["pages"]:
        yield from of_pages(host, web)
    yield from of_tenants(host)
    yield from without(host, web)


def refused_first(host):
    """A dry run, wrong usage, and a server on which somebody else uses one of the programs."""
    before = host.state()
    ended = host.install("--dry-run")
    yield expect(ended.returncode == 0 and "put blackbox.yml to" in ended.stdout, "a dry run says what it would do", ended.stdout)
    yield equal(host.install("--help").returncode, 0, "--help")
    yield equal([host.install("--wrong").returncode, host.install("--check", "x").returncode], [64, 64], "wrong usage")
    ended = host.install("--check")
    yield expect(ended.returncode == 1 and "blackbox.yml" in ended.stdout, "--check finds that nothing is there", ended.stdout)
    yield equal(changed(host.state(), before), [], "none of these changes anything")
    for path, text in (("/etc/default/prometheus-node-exporter", 'ARGS="--my-own"\n'), ("/etc/systemd/system/prometheus-node-exporter.service.d/mine.conf", "[Service]\n")):
        file = pathlib.Path(path)
        former = file.read_bytes() if file.exists() else None
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="ascii")
        ended = host.install()
        yield equal((ended.returncode, str(file) in ended.stdout, host.etc.exists()), (78, True, False), f"it stops where somebody has {path}")
        if former is None:
            file.unlink()
            file.parent.rmdir()
        else:
            file.write_bytes(former)
    yield equal(changed((host.state()[0], {}), (before[0], {})), [], "and has changed nothing")


def installed(host):
    """The first run."""
    # Of the operator's, beside what comes.
    pathlib.Path("/etc/prometheus/mine.yml").write_text("mine\n", encoding="ascii")
    ended = host.install()
    yield expect(ended.returncode == 0, "install.sh ends well", ended.stdout + "".join(path.read_text() for path in pathlib.Path("/srv").glob("log-*"))[-3000:])
    yield equal(host.install("--check").stdout, "", "--check finds nothing any more")
    yield equal(pathlib.Path("/etc/prometheus/mine.yml").read_text(encoding="ascii"), "mine\n", "files of the operator stay")
    for name in host.services:
        yield expect(host.get(SERVICES[name], "/metrics"), f"{name} answers")
    yield expect(host.get(3903, "/metrics"), "mtail answers")
    yield expect("nginx_up 1" in host.get(9113, "/metrics"), "the numbers of nginx arrive")
    yield equal("node_network_up{device=\"veth" in host.get(9100, "/metrics"), False, "interfaces of containers do not make series")
    folders = sorted(path.name for path in pathlib.Path("/etc/prometheus").iterdir() if path.name.startswith("gen-"))
    yield equal(folders, [f"gen-{host.name}"], "the files are in a folder of their own")


def of_listeners(host):
    """Nothing of it answers from outside, but the one port for another Prometheus."""
    heard = [line.split() for line in run("ss", "-Hltnp").stdout.splitlines()]
    own = {"prometheus", "prometheus-aler", "prometheus-node", "prometheus-ngin", "prometheus-blac", "mtail"}
    addresses = {line[3].rpartition(":")[0] for line in heard if any(f'"{name}"' in line[-1] for name in own)}
    yield equal(addresses, {"127.0.0.1"}, "every program listens on the loopback only")
    ports = sorted(int(line[3].rpartition(":")[2]) for line in heard if any(f'"{name}"' in line[-1] for name in own))
    yield equal(ports, sorted([*(SERVICES[name] for name in host.services), 3903]), "and on no other port")
    open_ports = {int(line[3].rpartition(":")[2]) for line in heard if '"nginx"' in line[-1] and not line[3].startswith("127.0.0.1:")}
    yield equal(open_ports, {80, 443} | (set() if host.local else {9443}), "nginx listens to others on these")
    yield result(len(addresses - {"127.0.0.1"}), 0, "programs of the monitoring that listen on another interface: 0")


def of_secrets(host):
    """Passwords are in files for their readers, and nowhere else."""
    texts = [text for text in (PASSWORD, MAIL) if any(file.read_text() == text + "\n" for file in host.secrets.iterdir())]
    for number, content in isolation.of_processes("cmdline", "environ"):
        if number != os.getpid() and any(text.encode() in content for text in texts):
            yield expect(False, "a password is in no command line and no environment", content)
    for path in [*host.etc.rglob("*"), host.htpasswd]:
        if path.is_file() and (any(text in path.read_text(encoding="utf-8") for text in texts) or path == host.htpasswd):
            mode, group = stat.S_IMODE(path.stat().st_mode), path.group()
            wanted = (0o640, "www-data" if path == host.htpasswd else "prometheus", "root")
            yield equal((mode, group, path.owner()), wanted, f"{path} is for its reader alone")
    for path in filter(pathlib.Path.is_file, (host.folder / "monitoring").rglob("*")):
        yield expect(not any(text in path.read_text(encoding="utf-8") for text in texts), f"no password in {path.name}")
    series = [host.get(port, "/metrics") for port in (SERVICES[name] for name in host.services)]
    logs = [path.read_text(errors="replace") for path in pathlib.Path("/srv").glob("log-*")]
    yield expect(not any(text in each for text in texts for each in [*series, *logs]), "no password in metrics or logs")
    if host.local and host.model["alerts"].get("relay", {}).get("secret"):
        told = yaml.safe_load((host.etc / "alertmanager.yml").read_text(encoding="utf-8"))["global"]
        if host.model["monitoring"]["features"]["password_file"]:
            yield equal(pathlib.Path(told["smtp_auth_password_file"]).read_text(encoding="ascii"), MAIL, "Alertmanager reads the password, every character of it")
        else:
            yield equal(told["smtp_auth_password"], MAIL, "an Alertmanager that reads no such file has the password, every character of it")


def of_repetition(host):
    """A second run changes nothing; a changed file restarts its reader alone; a changed password too."""
    host.calls()
    before = host.state()
    ended = host.install()
    yield equal((ended.returncode, ended.stdout), (0, "nothing to change\n"), "a second run changes nothing")
    yield equal([call for call in host.calls() if "restart" in call or "reload" in call], [], "and restarts nothing")
    yield equal(changed(host.state(), before), [], "nothing at all")
    blackbox = host.folder / "monitoring/blackbox.yml"
    text = blackbox.read_text(encoding="utf-8")
    blackbox.write_text(text + "# changed\n", encoding="utf-8")
    ended = host.install()
    restarted = [call.split()[-1] for call in host.calls() if call.startswith("restart")]
    yield equal((ended.returncode, restarted), (0, ["prometheus-blackbox-exporter"]), "what has changed restarts its reader, and nothing else")
    blackbox.write_text(text, encoding="utf-8")
    yield equal(host.install().returncode, 0, "and back")
    if host.model["monitoring"]["needs_password"]:
        former = host.htpasswd.read_bytes()
        host.secret("monitoring_password", "another-password-1234")
        yield equal((host.install().returncode, host.htpasswd.read_bytes() == former), (0, False), "a new password is taken")
        host.secret("monitoring_password", PASSWORD)
        yield equal((host.install().returncode, host.htpasswd.read_bytes()), (0, former), "and the former one again, which makes the same file")
        (host.secrets / "monitoring_password").rename(host.secrets / "away")
        ended = host.install()
        yield equal((ended.returncode, "monitoring_password is missing" in ended.stdout), (78, True), "without the secret it stops")
        (host.secrets / "away").rename(host.secrets / "monitoring_password")


def of_mistakes(host):
    """A file that its program refuses is not put in place, nor is any other."""
    wrong = {"blackbox.yml": "modules: {page: {wrong: 1}}\n", "nginx.mtail": "counter {\n"}
    if host.local:
        wrong |= {"prometheus.yml": "scrape_configs: wrong\n", "alertmanager.yml": "route: {receiver: nobody}\n", "rules.yml": "groups: [{name: a, rules: [{alert: A, expr: '('}]}]\n"}
    before, stopped = host.state(), 0
    for name, text in wrong.items():
        file = host.folder / "monitoring" / name
        former = file.read_bytes()
        file.write_text(text, encoding="ascii")
        ended = host.install()
        yield equal((ended.returncode, "refuses the configuration, and nothing was changed" in ended.stdout), (1, True), f"{name} with a mistake is refused: {ended.stdout[-200:]}")
        yield expect("already in use" not in ended.stdout, f"{name}: that is why", ended.stdout)
        stopped += host.state() == before
        yield equal(changed(host.state(), before), [], f"{name}: what is in force stays, and everything runs on")
        file.write_bytes(former)
    yield result(stopped, len(wrong), f"files with a mistake that were refused, with all left as it was: {len(wrong)}")


def of_measurements(host):
    """Prometheus sees every target, the pages of every tenant under its name, and the certificates."""
    for job in ("prometheus", "alertmanager", "node", "nginx", "blackbox", "mtail"):
        yield until(lambda job=job: list(host.value(f'up{{job="{job}"}}').values()) == [1], f"{job} is measured", 100)
    probes = host.model["monitoring"]["probe_seconds"] + 60
    yield until(lambda: len(host.value('probe_success{job="tenants"} == 1')) == 2, "the pages of both tenants are seen", probes)
    found = {dict(key)["host"] for key in host.value('probe_success{job="tenants"}')}
    yield equal(found, {f"{name}.{host.model['domains']['tenants']}" for name in ("demo", "staff")}, "under their own names")
    yield until(lambda: list(host.value('probe_success{job="superadmin"} == 1').values()) == [1], "the superadmin's page is seen from this machine", 100)
    yield until(lambda: len(host.value('probe_ssl_earliest_cert_expiry{job="certificates"}')) == 2, "both certificates are seen", 200)
    yield equal(sorted(host.value('probe_success{job="certificates"}').values()), [1, 1], "they are right")
    yield equal({dict(key)["certificate"] for key in host.value('probe_success{job="certificates"}')}, {"superadmin", "tenants"}, "each has its name")
    labels = json.loads(host.get(9090, "/api/v1/status/config"))["data"]["yaml"]
    yield equal(yaml.safe_load(labels)["global"]["external_labels"], {"site": host.name}, "with the name of the site")
    flags = json.loads(host.get(9090, "/api/v1/status/flags"))["data"]
    plan = host.model["monitoring"]
    days = {"15d": ("15d", "2w1d"), "30d": ("30d", "4w2d")}[plan["retention"]]
    yield expect(flags["storage.tsdb.retention.time"] in days, "measurements are kept as long as the site says", flags["storage.tsdb.retention.time"])
    sizes = re.findall(r"([0-9.]+)(MiB|GiB)", flags["storage.tsdb.retention.size"])
    yield equal(sum(float(number) * {"MiB": 1, "GiB": 1024}[unit] for number, unit in sizes), plan["retention_mib"], "and take no more disk space")
    told = json.loads(host.get(9090, "/api/v1/alertmanagers"))["data"]["activeAlertmanagers"]
    yield equal([each["url"] for each in told], ["http://127.0.0.1:9093/api/v2/alerts"], "and knows its Alertmanager")


def authorization(password, user="monitoring"):
    """The header."""
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def of_pages(host, web):
    """nginx shows the pages to operators with the password."""
    pages = {"/prometheus/": b"Prometheus", "/prometheus/graph": b"Prometheus", "/prometheus/api/v1/status/runtimeinfo": b"success", "/alertmanager/": b"Alertmanager", "/alertmanager/api/v2/status": b"versionInfo"}
    closed = 0
    for path, word in pages.items():
        for what, source, headers in (("a stranger", STRANGER, authorization(PASSWORD)), ("an operator without a password", web.operator, {}),
                                      ("an operator with a wrong one", web.operator, authorization("wrong"))):  # fmt: skip
            answer = web.ask(web.superadmin, path, source=source, headers=headers)
            closed += answer.status in (401, 403)
            yield equal(answer.status, 403 if source == STRANGER else 401, f"{path}: {what}")
        answer = web.ask(web.superadmin, path, source=web.operator, headers=authorization(PASSWORD))
        for _ in range(3):
            if answer.status in (301, 302):
                # nginx puts the host in front.
                place = answer.headers["location"].removeprefix(f"https://{web.superadmin}")
                yield expect(place.startswith("/prometheus/"), f"{path} leads to a page below it", answer)
                answer = web.ask(web.superadmin, place, source=web.operator, headers=authorization(PASSWORD))
        yield expect(answer.status == 200 and word in answer.body, f"{path} is shown to an operator", answer)
    answer = web.ask(web.superadmin, "/grafana/", source=web.operator, headers=authorization(PASSWORD))
    yield equal(answer.status, 502, "/grafana/ leads to a Grafana, which is not there")
    for path in ("/prometheus/graph", "/alertmanager/"):
        answer = web.ask(web.tenant("demo"), path)
        yield expect(b"Prometheus" not in answer.body and b"Alertmanager" not in answer.body, f"no tenant's host shows {path}", answer)
    yield result(closed, 3 * len(pages), f"requests for pages of the monitoring that were refused: {3 * len(pages)}")
    aside = host.htpasswd.with_name("aside")
    host.htpasswd.rename(aside)
    yield equal(web.ask(web.superadmin, "/prometheus/graph", source=web.operator, headers=authorization(PASSWORD)).status, 403, "without the file of the password nobody gets in")
    aside.rename(host.htpasswd)


def of_remote(host, web):
    """Another Prometheus, from its address and with the password, gets every measurement; nobody else does."""
    monitoring = host.model["monitoring"]
    reader, server = monitoring["from"].partition("/")[0], monitoring["address"].strip("[]")
    must("ip", "address", "add", reader, "dev", "lo", "nodad")
    stranger = "2001:db8:77::1"
    must("ip", "address", "add", stranger, "dev", "lo", "nodad")

    def asked(path, source=reader, password=PASSWORD):
        return ask(server, web.superadmin, path, port=9443, source=source, headers=authorization(password) if password else {})

    for path, word in (("/node", b"node_load1"), ("/nginx", b"nginx_up 1"), ("/blackbox", b"blackbox_exporter"), ("/mtail", b"mtail"), ("/targets", b'"tenant": "demo"')):
        answer = asked(path)
        yield expect(answer.status == 200 and word in answer.body, f"{path} is given to the other Prometheus", answer)
        yield equal([asked(path, source=stranger).status, asked(path, password=None).status, asked(path, password="wrong").status], [403, 401, 401], f"{path} to nobody else")
    page = urllib.parse.quote("https://127.0.0.1/web/login", safe="")
    answer = asked(f"/probe?module=page&target={page}&hostname=demo.{host.model['domains']['tenants']}")
    yield expect(b"probe_success 1" in answer.body, "a tenant's page is probed", answer)
    answer = asked("/probe?module=certificate_superadmin&target=127.0.0.1:443")
    yield expect(b"probe_success 1" in answer.body, "and a certificate", answer)
    for target in ("https://192.0.2.1/", "https://127.0.0.1@192.0.2.1/web/login", "127.0.0.1:22", "https://127.0.0.1/web/login/x", "http%3A%2F%2F169.254.169.254%2F"):
        yield equal(asked(f"/probe?module=page&target={target}").status, 403, f"no probe of {target}")
    yield equal(asked(f"/probe?module=page&target=x&target={page}").status, 403, "nor of the first of two")
    yield equal(asked("/metrics").status, 404, "there is nothing else")


def of_tenants(host):
    """The list of tenants follows the tenants."""
    script = f'set -eu; out={host.folder}; . "$out/ops/lib/begin.sh"; cd "$out"; . ops/lib/sql.sh; . ops/lib/monitoring-targets.sh; targets'
    path = f"{HERE}/stubs/monitoring:{os.environ['PATH']}"
    file = pathlib.Path(f"/var/lib/{host.name}-monitoring/tenants.json")
    for names in (["demo"], [], ["a", "b", "c"]):
        host.tenants(*names)
        ended = run("dash", "-c", script, env=os.environ | {"PATH": path})
        found = [each["labels"]["tenant"] for each in json.loads(file.read_text(encoding="utf-8"))]
        yield equal((ended.returncode, found), (0, names), f"the list has the tenants {names}")
        yield equal(stat.S_IMODE(file.stat().st_mode), 0o644, "Prometheus can read it")
    pathlib.Path("/srv/tenants").unlink()
    ended = run("dash", "-c", script, env=os.environ | {"PATH": path})
    yield equal((ended.returncode, len(json.loads(file.read_text(encoding="utf-8")))), (1, 3), "where the database server does not answer, the list stays")
    host.tenants("demo", "staff")


def without(host, web):
    """The site serves on without its monitoring, and a site that is no longer watched has nothing of it."""
    script = f'set -eu; out={host.folder}; . "$out/ops/lib/begin.sh"; cd "$out"; . ops/lib/monitoring-off.sh; site_monitoring_mode=none; end_monitoring'
    path = f"{HERE}/stubs/monitoring:{os.environ['PATH']}"
    ended = run("dash", "-c", script, env=os.environ | {"PATH": path})
    yield expect(ended.returncode == 0, "the monitoring can be taken away", ended.stdout)
    left = [str(path) for path in [*pathlib.Path("/etc/systemd/system").rglob("*"), *host.etc.rglob("*"), host.htpasswd] if path.is_file() and host.name in str(path)]
    yield equal(left, [], "nothing of it is left")
    yield equal(pathlib.Path("/etc/prometheus/mine.yml").read_text(encoding="ascii"), "mine\n", "files of the operator stay")
    heard = run("ss", "-Hltn").stdout
    yield equal([port for port in (9090, 9093, 9100, 9113, 9115, 3903) if f":{port} " in heard], [], "nothing of it runs")
    yield equal(web.ask(web.tenant("demo"), "/web/login").status, 200, "the tenants are served")


if __name__ == "__main__":
    inside(prove)
