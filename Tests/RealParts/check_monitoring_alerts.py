"""The alerts in a real Prometheus: with numbers of a healthy site all are quiet, with those of a sick one they begin, and they end when it is well again."""

import contextlib
import http.server
import json
import pathlib
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request

from proof import equal, expect, program_of, result

PROGRAMS = ["prometheus"]
SITES = ["minimal"]
DAY = 86400
# How long to wait for a state, on a machine that is busy.
PATIENCE = 240
# What begins when all exporters are gone, and not only their numbers.
GONE = {
    "HostDown",
    "TargetDown",
    "DatabaseDown",
    "NginxDown",
    "SuperadminUnreachable",
    "MetricsOld",
    "DailyCheckOld",
    "ContainerDown",
} | {
    *("BackupMissing", "RestoreTestMissing"),
}
# What needs a series that is missing while others are there, or an hour.
ELSEWHERE = {
    "HostDown",
    "TargetDown",
    "TargetMissing",
    "BackupMissing",
    "RestoreTestMissing",
    "CertificateUnknown",
    "TenantsNotProbed",
    "LogsNotRead",
}
# Counts within a window, which go on for as long as it is.
WINDOWS = {
    *(
        "OutOfMemoryKill",
        "ProcessorBusy",
        "Deadlocks",
        "TenantSlow",
        "ServerErrors",
        "LoginAttack",
        "WorkersRecycled",
        "ContainerRestarts",
    ),
    *("TenantFilesGrow", "AlertsNotDelivered", "RulesFailing", "DiskFilling", "DiskFillingSoon"),
}


def node(now, past):
    """What the node exporter tells; `past` is for how many seconds the site has been sick."""
    sick = past > 0
    disk = 'device="/dev/vda1",fstype="ext4",mountpoint="/"'
    memory = 'device="tmpfs",fstype="tmpfs",mountpoint="/run"'
    yield f"node_filesystem_avail_bytes{{{disk}}}", 20 if sick else 600
    yield f"node_filesystem_size_bytes{{{disk}}}", 1000
    yield f"node_filesystem_files_free{{{disk}}}", 20 if sick else 600
    yield f"node_filesystem_files{{{disk}}}", 1000
    yield f"node_filesystem_avail_bytes{{{memory}}}", 0
    yield f"node_filesystem_size_bytes{{{memory}}}", 1000
    yield "node_memory_MemAvailable_bytes", 50 if sick else 500
    yield "node_memory_MemTotal_bytes", 1000
    yield "node_vmstat_oom_kill", past
    for number in range(2):
        yield f'node_cpu_seconds_total{{cpu="{number}",mode="idle"}}', 0.3 * now - 0.29 * past
        yield f'node_cpu_seconds_total{{cpu="{number}",mode="user"}}', 0.7 * now + 0.29 * past
    yield "node_timex_offset_seconds", -0.5 if sick else 0.001
    yield "node_timex_sync_status", int(not sick)
    yield "node_textfile_scrape_error", int(sick)
    yield from measured(now, past)
    yield from checked(now, past)


def measured(now, past):
    """What metrics.sh has written."""
    sick, database = past > 0, 'database="test1_db",server="tenants"'
    yield "odoo_tenants", 100000 if sick else 2
    yield 'odoo_filestore_bytes{database="test1_db",service="odoo"}', 1000 + 1000 * past
    yield f"odoo_jobs_overdue{{{database}}}", int(sick)
    yield f"odoo_jobs_done{{{database}}}", int(not sick)
    yield 'odoo_jobs_active{server="tenants"}', 0
    yield f"odoo_jobs_deactivated{{{database}}}", int(sick)
    yield f"odoo_mail_stuck{{{database}}}", int(sick)
    yield "odoo_metrics_databases_failed", int(sick)
    yield "odoo_metrics_last_success_timestamp_seconds", now - (2000 if sick else 60)
    for service in ("odoo", "odoo_superadmin", "db", "db_superadmin"):
        yield f'odoo_container_running{{service="{service}"}}', int(not sick)
        yield f'odoo_container_restarts{{service="{service}"}}', past
        yield f'odoo_container_oom_killed{{service="{service}"}}', int(sick)


def checked(now, past):
    """What daily-check.sh, backup.sh and restore-test.sh have written."""
    sick = past > 0
    yield "odoo_firewall_in_force", int(not sick)
    yield "odoo_egress_in_force", int(not sick)
    yield "odoo_drift_findings", 3 if sick else 0
    yield "odoo_daily_check_last_success_timestamp_seconds", now - (2 * DAY if sick else 60)
    yield 'gen_backup_succeeded{site="shop"}', int(not sick)
    yield 'gen_backup_last_success_timestamp_seconds{site="shop"}', now - (40 * DAY if sick else 60)
    yield (
        'gen_backup_database_last_success_timestamp_seconds{database="test1_db",server="tenants",site="shop"}',
        now - (40 * DAY if sick else 60),
    )
    yield 'gen_restore_test_last_success_timestamp_seconds{site="shop"}', now - (400 * DAY if sick else 60)


def mtail(now, past):
    """What mtail has counted in the logs."""
    host = 'host="test1.shops.example.net"'
    yield f'nginx_http_requests_total{{{host},status="200"}}', 5 * now
    yield f'nginx_http_requests_total{{{host},status="502"}}', 500 * past
    for limit in ("0.5", "5", "120"):
        yield f'nginx_http_request_seconds_bucket{{{host},le="{limit}"}}', 5 * now
    yield f'nginx_http_request_seconds_bucket{{{host},le="+Inf"}}', 5 * now + 500 * past
    yield f'nginx_http_login_attempts_total{{{host},status="303"}}', now
    yield f'nginx_http_login_attempts_total{{{host},status="429"}}', 50 * past
    yield 'odoo_workers_recycled_total{reason="requests",service="odoo"}', now
    yield 'odoo_workers_recycled_total{reason="time",service="odoo"}', 5 * past


def postgres(_now, past):
    """What an exporter of a database server tells."""
    sick = past > 0
    yield "pg_up", int(not sick)
    yield "pg_exporter_last_scrape_error", int(sick)
    yield 'pg_stat_activity_count{datname="test1_db",state="idle"}', 10000 if sick else 3
    yield 'pg_stat_activity_max_tx_duration{datname="test1_db",state="idle in transaction"}', 2000 if sick else 0
    yield 'pg_stat_activity_max_tx_duration{datname="test1_db",state="active"}', 2000
    yield 'pg_stat_database_deadlocks{datid="16384",datname="test1_db"}', 10 * past


def others(job, now, past):
    """What the rest tells, by job."""
    sick = past > 0
    return {
        "nginx": [("nginx_up", int(not sick)), ("nginx_http_requests_total", 5 * now)],
        "blackbox": [("blackbox_exporter_config_last_reload_successful", 1)],
        "tenants": [
            (f'probe_success{{host="{name}.shops.example.net",tenant="{name}"}}', int(not sick)) for name in ("test1", "test2")
        ],
        "superadmin": [("probe_success", int(not sick))],
        "certificates": [
            (f'probe_ssl_earliest_cert_expiry{{certificate="{name}"}}', now + (DAY if sick else 60 * DAY))
            for name in ("tenants", "superadmin")
        ],
        "prometheus": [
            ("prometheus_config_last_reload_successful", int(not sick)),
            ('prometheus_rule_evaluation_failures_total{rule_group="host"}', past),
        ],
        "alertmanager": [
            ("alertmanager_config_last_reload_successful", int(not sick)),
            ('alertmanager_notifications_failed_total{integration="email"}', past),
            ('alertmanager_notifications_failed_total{integration="webhook"}', 0),
        ],
    }[job]


class Exporters(http.server.ThreadingHTTPServer):
    """All exporters of a site: each has a path."""

    daemon_threads = True
    # Since when the site is sick; whether anything answers.
    sick_since = None
    answers = True

    def lines(self, path):
        """What one of them tells now."""
        job = path.split("/")[1]
        now = time.time()
        # When the site is well again, counters begin anew, as after a restart.
        past = now - self.sick_since if self.sick_since else 0
        made = {"node": node, "mtail": mtail, "postgres": postgres}.get(job)
        return list(made(now, past) if made else others(job, now, past))


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers Prometheus."""

    server: Exporters

    def do_GET(self):
        """One scrape."""
        # Prometheus does not wait for long, and a machine may be busy.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.answer()

    def answer(self):
        """What the path's exporter tells, or that it is gone."""
        self.send_response(200 if self.server.answers else 500)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.end_headers()
        if self.server.answers:
            self.wfile.write("".join(f"{name} {value}\n" for name, value in self.server.lines(self.path)).encode())

    def log_message(self, *_arguments):
        """Says nothing."""


def free_port():
    """A port on which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def watched(rules):
    """Prometheus with the rules and the exporters; yields them and what asks for the state of each alert."""
    exporters = Exporters(("127.0.0.1", 0), Handler)
    threading.Thread(target=exporters.serve_forever, daemon=True).start()
    jobs = ["node", "nginx", "blackbox", "mtail", "tenants", "superadmin", "certificates", "prometheus", "alertmanager"]
    paths = [(job, job, {}) for job in jobs] + [
        ("postgres", f"postgres/{server}", {"server": server}) for server in ("tenants", "superadmin")
    ]
    scrapes: dict = {}
    for job, path, labels in paths:
        target = {"targets": [f"127.0.0.1:{exporters.server_port}"], "labels": {"__metrics_path__": f"/{path}", **labels}}
        scrapes.setdefault(job, []).append(target)
    configuration = {
        "global": {
            "scrape_interval": "4s",
            "scrape_timeout": "4s",
            "evaluation_interval": "2s",
            "external_labels": {"site": "shop"},
        },
        "rule_files": ["rules.yml"],
        "scrape_configs": [{"job_name": job, "static_configs": targets} for job, targets in scrapes.items()],
    }
    with tempfile.TemporaryDirectory(prefix="alerts-") as folder:
        place, port = pathlib.Path(folder), free_port()
        shutil.copy(rules, place / "rules.yml")
        (place / "prometheus.yml").write_text(json.dumps(configuration), encoding="utf-8")
        with (place / "log").open("w", encoding="utf-8") as log:
            command = [program_of("prometheus"), f"--config.file={place}/prometheus.yml", f"--storage.tsdb.path={place}/data"]
            program = subprocess.Popen([*command, f"--web.listen-address=127.0.0.1:{port}"], stdout=log, stderr=log)
        try:
            yield exporters, lambda: states(port, program, place / "log")
        finally:
            program.terminate()
            program.wait()
            exporters.shutdown()
            exporters.server_close()


def states(port, program, log):
    """The state of each alert, by name; empty while Prometheus is not there yet, or has not evaluated every rule."""
    if program.poll() is not None:
        raise RuntimeError(f"Prometheus has ended:\n{log.read_text(encoding='utf-8')}")
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/rules", timeout=30) as answer:
            groups = json.load(answer)["data"]["groups"]
    except OSError:
        return {}
    rules = [rule for group in groups for rule in group["rules"]]
    if any(rule["health"] == "unknown" for rule in rules):
        return {}
    broken = [f"{rule['name']}: {rule.get('lastError')}" for rule in rules if rule["health"] != "ok"]
    if broken:
        raise RuntimeError("\n".join(broken))
    return {rule["name"]: rule["state"] for rule in rules}


def active(ask):
    """The alerts whose conditions hold, whether they are told yet or not."""
    return {name for name, state in ask().items() if state != "inactive"}


def wait(ask, holds):
    """Waits until the alerts whose conditions hold are as wanted; returns the last ones."""
    deadline = time.monotonic() + PATIENCE
    while not holds(found := active(ask)) and time.monotonic() < deadline:
        time.sleep(1)
    return found


def check(out, _site, model):
    """Four states of a site, one after the other."""
    names = {alert["name"] for alert in model["alert_rules"]}
    yield expect(names >= GONE | ELSEWHERE | WINDOWS, "the alerts of the lists are there", (GONE | ELSEWHERE | WINDOWS) - names)
    with watched(out / "monitoring" / "rules.yml") as (exporters, ask):
        found = wait(ask, lambda found: found == {"Watchdog"})
        yield equal(found, {"Watchdog"}, "while all is well, there is the watchdog alone")
        for _ in range(5):
            time.sleep(1)
            found |= active(ask)
        yield equal(found, {"Watchdog"}, "and it stays so")
        exporters.sick_since = time.time()
        wanted = names - ELSEWHERE
        found = wait(ask, lambda found: found >= wanted)
        yield expect(
            found >= wanted, "while everything is ill, every alert is there but those on what is missing", wanted - found
        )
        sick = len((found & wanted) - {"Watchdog"})
        exporters.sick_since = None
        found = wait(ask, lambda found: found <= WINDOWS | {"Watchdog"})
        yield expect(found <= WINDOWS | {"Watchdog"}, "when all is well again, they end", found - WINDOWS)
        exporters.answers = False
        found = wait(ask, lambda found: found >= GONE)
        yield expect(found >= GONE, "when nothing answers, that is told as well", GONE - found)
        begun = len((wanted | GONE) - {"Watchdog"})
        yield result(begun, sick + len(GONE - wanted), f"alerts that begin in a real Prometheus: {begun} of {len(names) - 1}")
