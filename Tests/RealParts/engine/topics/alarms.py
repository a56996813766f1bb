"""What breaks is told: real parts are broken one after the other, and each alarm arrives, by mail and by a webhook, and ends."""

import contextlib
import dataclasses
import json
import os
import pathlib
import re
import signal
import subprocess
import threading
import time
import typing
import urllib.error
import urllib.parse
import urllib.request

import certificates
from browser import Browser, Refused
from deployment import comes, until
from isolation import must
from proof import equal, expect, run
from runbook import commands
from topics.operations import operate

NEEDS_ODOO = True
STAND_INS = pathlib.Path("/run/stand-ins")
# What the machine's own says of the packages that install.sh of the tests has brought; its database is not in these namespaces.
DPKG_QUERY = """#!/bin/sh
case $* in *Conffiles*) ;; *) printf installed ;; esac
"""
SYSTEMCTL = pathlib.Path(__file__).resolve().parents[2] / "stubs/systemctl.py"
TEXTFILES = pathlib.Path("/var/lib/prometheus/node-exporter")
CONFIGURATION = pathlib.Path("/etc/prometheus/gen-proof")
# What the machine of the tests itself has wrong: it is busy, others write to its disk, it cannot set its clock, and no systemd loads its firewall when it boots.
SURROUNDINGS = {"ProcessorBusy", "DiskFilling", "ClockNotSynchronized", "FirewallNotInForce", "EgressNotInForce", "Drift"}
# How a program in Odoo's container comes into a tenant's database.
CONNECTS = """
import time, threading, psycopg2
from configparser import ConfigParser
options = ConfigParser(interpolation=None)
options.read('/run/odoo/odoo.conf')
odoo = options['options']
def connect(): return psycopg2.connect(host=odoo['db_host'], user=odoo['db_user'], password=odoo['db_password'], dbname='t1_db')
"""
SMALL_DISK = pathlib.Path("/srv/small")
# For how long something is waited for that comes within seconds on an idle machine.
PATIENCE = 400


@dataclasses.dataclass
class Case:
    """Something that breaks, and how it is put right."""

    # The alert.
    alert: str
    breaks: typing.Callable
    mends: typing.Callable
    # What the alarm says besides.
    says: str = ""
    # Whether it is counted within a time: then it is broken again until somebody is told, however slow the machine is.
    is_counted: bool = False


class Monitoring:
    """The monitoring of the site, as its own script sets it up."""

    def __init__(self, scene):
        self.scene, self.site = scene, scene.site

    def __enter__(self):
        for folder in ("metrics2", "node-exporter", "alertmanager"):
            path = pathlib.Path("/var/lib/prometheus", folder)
            path.mkdir(parents=True, exist_ok=True)
            must("chown", "prometheus:", path)
        # As systemd-tmpfiles has it, for whoever may read logs.
        must("chgrp", "-R", "systemd-journal", "/run/log/journal")
        must("chmod", "-R", "g+rX", "/run/log/journal")
        pathlib.Path("/run/systemd/system").mkdir(parents=True, exist_ok=True)
        STAND_INS.mkdir(exist_ok=True)
        (STAND_INS / "systemctl").unlink(missing_ok=True)
        (STAND_INS / "systemctl").symlink_to(SYSTEMCTL)
        (STAND_INS / "dpkg-query").write_text(DPKG_QUERY, "ascii")
        (STAND_INS / "dpkg-query").chmod(0o755)
        self.former = os.environ["PATH"]
        os.environ["PATH"] = f"{STAND_INS}:{self.former}"
        return self

    def __exit__(self, *_):
        for unit in sorted(pathlib.Path("/run/units").glob("*.service")):
            run("systemctl", "stop", unit.name)
        os.environ["PATH"] = self.former
        pathlib.Path("/run/systemd/system").rmdir()

    def install(self):
        """As the operator does."""
        return self.site.run("monitoring/install.sh", stderr=subprocess.STDOUT)

    def hasten(self):
        """Looks and tells at once, and forgets after seconds: the conditions stay as they are, and what they look back on is a thirtieth."""
        rules = CONFIGURATION / "rules.yml"
        text = re.sub(r"^ *for: .*\n", "", rules.read_text("utf-8"), flags=re.MULTILINE)
        rules.write_text(re.sub(r"\[(\d+)([mhd])\]", lambda found: f"[{hastened(*found.groups())}s]", text), "utf-8")
        prometheus = CONFIGURATION / "prometheus.yml"
        text = re.sub(r"(scrape|evaluation)_interval: \d+s", r"\1_interval: 2s", prometheus.read_text("utf-8"))
        prometheus.write_text(re.sub(r"scrape_timeout: \d+s", "scrape_timeout: 2s", text), "utf-8")
        manager = CONFIGURATION / "alertmanager.yml"
        text = re.sub(r"group_wait: \w+", "group_wait: 0s", manager.read_text("utf-8"))
        text = re.sub(r"repeat_interval: 5m", "repeat_interval: 4s", text)
        manager.write_text(re.sub(r"group_interval: \w+", "group_interval: 2s", text), "utf-8")
        must("systemctl", "restart", "prometheus", "prometheus-alertmanager")
        until(is_ready, 120, "Prometheus")

    def raised(self, *states):
        """The names of the alerts that Prometheus has now, in these states or in any."""
        found = answer("http://127.0.0.1:9090/api/v1/alerts")["alerts"]
        return {alert["labels"]["alertname"] for alert in found if not states or alert["state"] in states}

    def series(self, expression):
        """How many series an expression has."""
        found = answer("http://127.0.0.1:9090/api/v1/query?" + urllib.parse.urlencode({"query": expression}))
        return 1 if found["resultType"] == "scalar" else len(found["result"])

    def measure(self):
        """What metrics.sh and the daily check write down."""
        for script in ("metrics.sh", "daily-check.sh"):
            self.site.run(f"./{script}")


def hastened(number, unit):
    """A thirtieth of a duration, in seconds, and never less than eight scrapes."""
    return max(int(number) * {"m": 60, "h": 3600, "d": 86400}[unit] // 30, 16)


def is_ready():
    """Whether Prometheus has read what it has kept."""
    with contextlib.suppress(OSError), urllib.request.urlopen("http://127.0.0.1:9090/-/ready", timeout=30) as opened:
        return opened.status == 200
    return False


def answer(url):
    """What Prometheus says."""
    try:
        with urllib.request.urlopen(url, timeout=30) as opened:
            return json.load(opened)["data"]
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"{urllib.parse.unquote_plus(url)}: {error.read().decode('utf-8', 'replace')}") from error


def prove(scene):
    """From the first installation to the last alarm."""
    site = scene.site
    receiver = scene.receiver
    with Monitoring(scene) as monitoring:
        text = (site.out / "RUNBOOK.md").read_text("utf-8")
        yield from of_run_book(scene, text)
        installed = monitoring.install()
        yield expect(installed.returncode == 0, "the monitoring's own script has nothing to add", installed.stdout[-3000:])
        saved = site.run("./backup.sh")
        yield expect(saved.returncode == 0 and receiver.beats, "a good backup calls the heartbeat", saved.stdout[-2000:])
        for script in (["./metrics.sh"], ["./metrics.sh", "--sizes"], ["./daily-check.sh"]):
            ended = site.run(*script)
            yield expect(script[0] != "./metrics.sh" or ended.returncode == 0, f"{' '.join(script)} measures", ended.stdout[-2000:])
        yield from of_start(monitoring)
        yield from of_listeners()
        yield from of_effort()
        yield from of_silence(monitoring)
        monitoring.hasten()
        yield from of_test(scene, text)
        for groups in (visible(scene, monitoring), hiding(scene)):
            broken = []
            for cases in groups:
                yield from of_cases(scene, monitoring, receiver, cases)
                broken += cases
            yield from of_ends(monitoring, receiver, broken)
        yield from of_dashboards(monitoring)
        yield from of_watchdog(monitoring, receiver)
        yield from of_full_disk(scene)
        yield from of_absence(scene)


def of_run_book(scene, text):
    """The run book's way to a new server sets the monitoring up."""
    script = commands(text, "6. Deploy").replace("./deploy.sh --dry-run\n", "")
    yield equal(script, "./deploy.sh\n", "the run book deploys with one command")
    ended = operate(scene.site, script.strip().removeprefix("./"))
    yield expect(ended.returncode == 0 and "FAILED" not in ended.stderr, "it ends well", ended.stderr[-3000:])
    checked = scene.site.run("monitoring/install.sh", "--check", stderr=subprocess.STDOUT)
    yield equal((checked.returncode, checked.stdout), (0, ""), "and the monitoring is in force")


def of_start(monitoring):
    """Everything that is installed is reached."""
    until(is_ready, 120, "Prometheus")
    comes(lambda: monitoring.series("up") >= 10 and monitoring.series("up == 0") == 0, 120)
    found = answer("http://127.0.0.1:9090/api/v1/query?query=up")["result"]
    down = [target["metric"] for target in found if target["value"][1] != "1"]
    yield expect(len(found) >= 10 and not down, "every exporter answers", down or found)
    probed = comes(lambda: monitoring.series('probe_success{job=~"tenants|superadmin"} == 1') >= 2, 60)
    yield expect(probed, "the login pages of a tenant and of the superadmin come")


def of_silence(monitoring):
    """While all is well, nobody is told anything. What nothing is known of until it was looked at once is raised for a minute, and told to nobody."""
    # The first restore test of a new server has a day's time.
    expected = SURROUNDINGS | {"Watchdog", "RestoreTestMissing"}
    comes(lambda: monitoring.raised() <= expected, 180)
    raised = monitoring.raised()
    yield expect("Watchdog" in raised, "the watchdog is awake", raised)
    yield equal(raised - expected, set(), "no alert is raised while all is well")


def of_listeners():
    """Nothing of the monitoring is reachable from elsewhere."""
    ports = {9090, 9093, 9094, 9100, 9113, 9114, 9115, 9187, 9188, 3903}
    open_ports = [line.split()[3] for line in must("ss", "-Hltn").splitlines()]
    elsewhere = [address for address in open_ports if int(address.rpartition(":")[2]) in ports and not address.startswith("127.0.0.1:")]
    yield equal(elsewhere, [], "the monitoring listens on 127.0.0.1 alone")
    heard = {int(address.rpartition(":")[2]) for address in open_ports} & ports
    yield equal(sorted(ports - heard), [9094], "and it does listen")


def processes():
    """The numbers of the monitoring's processes, those in containers included."""
    names = ("prometheus", "mtail", "odoo-lines", "postgres_exporter", "alertmanager")
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            if any(name in line.split(" ")[0] or "odoo-lines" in line for name in names):
                found.append(path)
    return found


def effort(paths):
    """Their memory in MB, each page divided among those who share it, and their processor time in seconds."""
    memory, ticks = 0, 0
    for path in paths:
        with contextlib.suppress(OSError):
            memory += int(re.search(r"^Pss: *(\d+)", (path / "smaps_rollup").read_text("ascii"), re.MULTILINE)[1])
            fields = (path / "stat").read_text("utf-8").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return memory * 1024 / 1e6, ticks / os.sysconf("SC_CLK_TCK")


def of_effort():
    """What the monitoring takes of the server, as it is installed: the bounds are those of docs/monitoring.md."""
    paths = processes()
    _, before = effort(paths)
    time.sleep(60)
    memory, after = effort(paths)
    share = (after - before) / 60 * 100
    yield expect(len(paths) >= 8 and memory < 400, f"{len(paths)} processes of the monitoring have {memory:.0f} MB of memory (bound 400)", paths)
    yield expect(share < 3, f"they take {share:.1f} % of a processor (bound 3)", before)


def letters(scene, *parts):
    """The letters that have all of these texts in them."""
    texts = [letter[2].replace("=\n", "") for letter in scene.mail_server.letters]
    return [text for text in texts if all(part in text for part in parts)]


def of_test(scene, text):
    """The test alarm of the first deployment."""
    receiver = scene.receiver
    script, _, seen = commands(text, "Alarms reach you").partition("\n")
    yield expect(script == "./notify.sh --test" and seen.startswith("journalctl "), "the run book tries an alarm", (script, seen))
    ended = scene.site.run(*script.split())
    yield expect(ended.returncode == 0, f"{script} reaches somebody", ended.stdout)
    yield expect(letters(scene, "alarms reach you"), "and its letter is there", letters(scene))
    yield expect(any("alarms reach you" in json.dumps(post) for post in receiver.posts), "and so is its post", receiver.posts[-3:])


# What has no series on this host: no mail module, no swap, no restore test, no worker that was stopped for its memory, no warnings or errors in Odoo's log,
# and a disk that fills up within a year by its own growth of six hours.
WITHOUT_SERIES = ("odoo_mail_stuck", "SwapTotal", "restore_test", "workers_recycled", "level!~", "ERROR|CRITICAL", "deriv(")


def of_dashboards(monitoring):
    """Each expression of each dashboard has series here."""
    variables = {"$tenant": "t1", "$host": "t1.shops.example.net", "$database": "t1_db", "$__rate_interval": "30s", "$__range": "5m", "$server": "tenants"}
    # Asked for by somebody, so that there is something to show.
    for browser in (Browser(monitoring.scene.front, "t1.shops.example.net") for _ in range(5)):
        browser.get("/web/login")
    time.sleep(6)
    empty, count = [], 0
    for file in sorted((monitoring.site.out / "monitoring/dashboards").glob("*.json")):
        for expression in sorted(set(expressions(json.loads(file.read_text("utf-8"))))):
            asked = expression
            for name, value in variables.items():
                asked = asked.replace("${" + name[1:] + "}", value).replace(name, value)
            count += 1
            is_expected = not any(word in asked for word in WITHOUT_SERIES)
            if is_expected and not comes(lambda asked=asked: monitoring.series(asked) > 0, 60):
                empty.append(f"{file.name}: {asked}")
    yield expect(count > 20, f"{count} expressions of dashboards are looked at", count)
    yield equal(empty, [], "each expression of the dashboards has series")


def expressions(value):
    """Whatever is called expr, at any depth."""
    if isinstance(value, dict):
        if isinstance(value.get("expr"), str):
            yield value["expr"]
        for inner in value.values():
            yield from expressions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from expressions(inner)


def of_cases(scene, monitoring, receiver, cases):
    """Breaks, waits for every alarm, and puts right."""
    with contextlib.ExitStack() as mended:
        for case in cases:
            mended.callback(case.mends)
            case.breaks()
        for case in cases:
            came = comes(lambda case=case: is_told(receiver, case), PATIENCE)
            said = receiver.told(case.alert, "firing")
            yield expect(came and any(case.says in text for text in said), f"{case.alert}: the webhook is told", (said, sorted(monitoring.raised("firing"))))
            if said:
                came = comes(lambda said=said: any(text[:60] in letter for text in said for letter in letters(scene, text[:60])), PATIENCE)
                yield expect(came, f"{case.alert}: a letter comes", (said, [letter[:400] for letter in letters(scene)][-3:]))


def is_told(receiver, case):
    """Whether the webhook was told that something broke; what is counted goes on until then."""
    if case.is_counted and not comes(lambda: receiver.told(case.alert, "firing"), 10):
        case.breaks()
    return receiver.told(case.alert, "firing")


def of_ends(monitoring, receiver, cases):
    """What is put right ends, and that is told."""
    for case in cases:
        ended = comes(lambda case=case: receiver.told(case.alert, "resolved"), PATIENCE)
        yield expect(ended, f"{case.alert}: it ends when that is put right", (receiver.alerts[-5:], sorted(monitoring.raised("firing"))))


def rewrite(name, change):
    """Changes a text file of the node exporter, and returns what puts it back."""
    file = TEXTFILES / name
    former = file.read_text("utf-8")

    def breaks():
        file.write_text(change(former), "utf-8")

    return breaks, lambda: file.write_text(former, "utf-8")


def aged(text, days):
    """All points in time of a text file, days earlier."""
    return re.sub(r"(timestamp_seconds\S* )(\d+)", lambda found: f"{found[1]}{int(found[2]) - days * 86400}", text)


def at_once(scene, monitoring):
    """What does not hide anything else."""
    site = scene.site
    yield broken_textfile()
    yield small_disk()
    yield certificate(scene, 10, "CertificateEnds")
    yield Case("TargetDown", lambda: must("systemctl", "stop", "proof-mtail"), lambda: counts_again(monitoring), "mtail")
    yield deadlocks(site)
    yield jobs_deactivated(site, monitoring)
    yield failed_backup(site)


def counts_again(monitoring):
    """mtail runs again, and is told for which hosts and databases it counts."""
    must("systemctl", "start", "proof-mtail")
    time.sleep(2)
    monitoring.measure()


def visible(scene, monitoring):
    """What hides no other's end: at once, or one after the other where it takes others with it."""
    site = scene.site
    yield list(at_once(scene, monitoring))
    yield [connections(site)]
    breaks, mends = rewrite("proof-backup.prom", lambda text: aged(text, 3))
    yield [
        Case("TenantUnreachable", lambda: stopped(site, signal.SIGSTOP), lambda: goes_on(site, monitoring), "t1"),
        jobs_stuck(site, monitoring),
        Case("BackupOld", breaks, mends),
    ]
    yield [attack(scene)]
    yield [server_errors(scene)]
    yield [slow(scene), Case("ContainerRestarts", lambda: restarts(site, monitoring), monitoring.measure, is_counted=True), certificate(scene, 2, "CertificateEndsSoon")]


def hiding(scene):
    """What hides others, whose ends would not be told either."""
    site = scene.site
    yield [Case("DatabaseDown", lambda: site.must_compose("stop", "db_superadmin"), lambda: back(site, "db_superadmin"))]
    yield [Case("SuperadminUnreachable", lambda: site.must_compose("stop", "odoo_superadmin"), lambda: back(site, "odoo_superadmin"))]
    yield [Case("NginxDown", lambda: must("nginx", "-s", "stop"), lambda: must("nginx"))]


def back(site, service):
    """Starts a service, and waits until it is healthy."""
    site.must_compose("start", service)
    until(lambda: site.is_healthy(service), 180, service)


def broken_textfile():
    """A script that was interrupted in the middle of a line."""
    file = TEXTFILES / "broken.prom"
    return Case("TextfileBroken", lambda: file.write_text("half a li", "ascii"), file.unlink)


def small_disk():
    """A disk of its own, filled by one file."""
    image = pathlib.Path("/srv/small.img")

    def breaks():
        with image.open("wb") as file:
            file.truncate(64 << 20)
        SMALL_DISK.mkdir(exist_ok=True)
        must("mkfs.ext4", "-q", "-m", "0", image)
        must("mount", "-o", "loop", image, SMALL_DISK)
        run("dd", "if=/dev/zero", f"of={SMALL_DISK}/full", "bs=1M")

    return Case("DiskFull", breaks, lambda: (SMALL_DISK / "full").unlink(), str(SMALL_DISK))


def certificate(scene, days, alert):
    """A certificate that was not renewed."""
    plan = scene.site.model["tls"]["tenants"]

    def issue(days):
        certificates.issue(plan["certificate"], plan["key"], plan["names"], days)
        must("nginx", "-s", "reload")

    return Case(alert, lambda: issue(days), lambda: issue(90), "tenants")


def in_database(site, script, *arguments):
    """A program of Odoo's container that is in a tenant's database, left alone."""
    command = ["docker", "compose", "exec", "-T", "odoo", "python3", "-", *arguments]
    child = subprocess.Popen(command, cwd=site.out, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # pylint: disable=consider-using-with
    child.stdin.write(CONNECTS + script)
    child.stdin.close()
    child.stdin = None
    return child


def deadlocks(site):
    """Eight pairs of transactions that wait for each other."""
    script = """
def both(first, second, barrier):
    link = connect()
    try:
        cursor = link.cursor()
        cursor.execute('SELECT pg_advisory_xact_lock(%s)', [first])
        barrier.wait(60)
        cursor.execute('SELECT pg_advisory_xact_lock(%s)', [second])
    except psycopg2.Error:
        pass
    link.close()
barriers = [threading.Barrier(2) for _ in range(8)]
pairs = [threading.Thread(target=both, args=(70 + number * 2 + side, 71 + number * 2 - side, barrier)) for number, barrier in enumerate(barriers) for side in (0, 1)]
for thread in pairs: thread.start()
for thread in pairs: thread.join()
"""

    def breaks():
        child = in_database(site, script)
        said, _ = child.communicate(timeout=180)
        if child.returncode != 0:
            raise RuntimeError(said)

    return Case("Deadlocks", breaks, lambda: None, "t1_db", is_counted=True)


def connections(site):
    """A program that opens a connection for everything, and closes none."""
    script = """
held = []
try:
    while len(held) < 1000: held.append(connect())
except psycopg2.Error: pass
print(len(held), flush=True)
time.sleep(600)
"""
    held = []

    def breaks():
        held.append(in_database(site, script))
        held[0].stdout.readline()

    def mends():
        site.sql("db", "postgres", "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 't1_db' AND state = 'idle'")
        held[0].kill()
        held[0].wait()

    return Case("ConnectionsExhausted", breaks, mends, "tenants")


def attack(scene):
    """Somebody tries passwords, faster than nginx lets anybody."""

    def breaks():
        browser = Browser(scene.front, "t1.shops.example.net")
        for number in range(250):
            with contextlib.suppress(Refused, OSError):
                browser.log_in("t1_db", "admin", f"wrong-{number}")

    return Case("LoginAttack", breaks, lambda: None, "t1.shops.example.net", is_counted=True)


def jobs_stuck(site, monitoring):
    """Jobs wait, and Odoo stands still: what is beside it in the list of cases."""

    def breaks():
        due = "nextcall = now() at time zone 'UTC' - interval '1 hour'"
        site.sql("db", "t1_db", f"UPDATE ir_cron SET {due}, lastcall = NULL WHERE active")
        monitoring.measure()

    return Case("JobsStuck", breaks, lambda: None, "t1_db")


def goes_on(site, monitoring):
    """Odoo works again, and does the jobs that have waited."""
    stopped(site, signal.SIGCONT)
    comes(lambda: done(site, monitoring), PATIENCE)
    monitoring.measure()


def done(site, monitoring):
    """Whether no job is overdue any more."""
    monitoring.measure()
    return site.sql("db", "t1_db", "SELECT count(*) FROM ir_cron WHERE active AND nextcall < now() at time zone 'UTC' - interval '10 minutes'") == "0"


def jobs_deactivated(site, monitoring):
    """A job that has failed too often, as Odoo itself leaves it behind."""
    fails = "UPDATE ir_cron SET active = {active}, failure_count = {count}, first_failure_date = {first} WHERE id = (SELECT max(id) FROM ir_cron)"

    def breaks():
        site.sql("db", "t1_db", fails.format(active="false", count=5, first="now() - interval '8 days'"))
        monitoring.measure()

    def mends():
        site.sql("db", "t1_db", fails.format(active="true", count=0, first="NULL"))
        monitoring.measure()

    return Case("JobsDeactivated", breaks, mends, "t1_db")


def failed_backup(site):
    """The repository is not where it was."""
    place = pathlib.Path(site.model["backup"]["repository"])
    aside = place.with_name("aside")

    def breaks():
        place.rename(aside)
        site.run("./backup.sh")

    def mends():
        aside.rename(place)
        site.run("./backup.sh")

    return Case("BackupIncomplete", breaks, mends)


def stopped(site, kind):
    """Every process of the tenants' Odoo stands still, or goes on."""
    for process in site.odoo_processes("odoo"):
        os.kill(process, kind)


def visits(scene, host, count=60, pause=0.05):
    """Somebody who asks for pages, in the background."""

    def ask():
        browser = Browser(scene.front, host)
        for _ in range(count):
            with contextlib.suppress(OSError):
                browser.get("/web/login")
            time.sleep(pause)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    return thread


def server_errors(scene):
    """Odoo is not running, and visitors come all the same."""
    site = scene.site

    def breaks():
        site.must_compose("stop", "odoo")
        visits(scene, "t1.shops.example.net").join()

    return Case("ServerErrors", breaks, lambda: back(site, "odoo"), "t1.shops.example.net", is_counted=True)


def slow(scene):
    """Requests that take longer than they should."""
    site = scene.site

    def breaks():
        for _ in range(2):
            stopped(site, signal.SIGSTOP)
            waiting = [visits(scene, "t1.shops.example.net", 1) for _ in range(6)]
            time.sleep(8)
            stopped(site, signal.SIGCONT)
            for thread in waiting:
                thread.join()

    return Case("TenantSlow", breaks, lambda: None, "t1.shops.example.net", is_counted=True)


def restarts(site, monitoring):
    """A program of a container ends again and again."""
    for _ in range(4):
        first = site.state("db_exporter")["Pid"]
        os.kill(first, signal.SIGKILL)
        until(lambda first=first: site.state("db_exporter")["Pid"] not in (0, first), 180, "db_exporter")
        monitoring.measure()


def of_watchdog(monitoring, receiver):
    """The heartbeat is called as long as Prometheus lives, and no longer."""
    del monitoring
    receiver.beats.clear()
    must("systemctl", "restart", "prometheus-alertmanager")
    yield expect(comes(lambda: receiver.beats, 60), "the watchdog calls the heartbeat")


def of_full_disk(scene):
    """With the disk of the monitoring full, the site serves on, and is saved."""
    folder = TEXTFILES.parent
    must("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder)
    try:
        for path in (TEXTFILES, folder / "metrics2"):
            path.mkdir()
            must("chown", "prometheus:", path)
        run("dd", "if=/dev/zero", f"of={folder}/full", "bs=1k")
        run("systemctl", "restart", "prometheus")
        measured = scene.site.run("./metrics.sh", stderr=subprocess.STDOUT)
        yield expect(measured.returncode != 0 and "space" in measured.stdout, "metrics.sh says that the disk is full", measured.stdout)
        yield from serves(scene, "with a full disk")
        saved = scene.site.run("./backup.sh", stderr=subprocess.STDOUT)
        yield expect(saved.returncode == 0, "with a full disk of the monitoring the site is saved", saved.stdout[-2000:])
    finally:
        must("umount", "--lazy", folder)
        run("systemctl", "restart", "prometheus")


def of_absence(scene):
    """Without any of the monitoring the site serves on."""
    for unit in sorted(pathlib.Path("/run/units").glob("*.service")):
        must("systemctl", "stop", unit.name)
    scene.site.must_compose("stop", "db_exporter", "db_superadmin_exporter")
    yield from serves(scene, "without any of it")
    scene.site.must_compose("start", "db_exporter", "db_superadmin_exporter")


def serves(scene, how):
    """The login page of a tenant comes."""
    status, _, _ = Browser(scene.front, "t1.shops.example.net").get("/web/login")
    yield equal(status, 200, f"{how} the tenants are served")
