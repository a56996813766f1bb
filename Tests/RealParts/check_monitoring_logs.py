"""mtail reads what nginx and Odoo write: the series that it makes, also of forged lines, of hosts that nobody has, and after restarts."""

import json
import os
import pathlib
import re
import signal
import subprocess
import time
import urllib.request

import isolation
from isolation import inside, isolated, must, private_copy, private_folder
from proof import equal, expect, result, run

PROGRAMS = ["mtail", "jq", "journalctl", "dash", "promtool", *isolation.PROGRAMS]
SITES = ["minimal", "ipv6"]
PORT = 3903

# Lines as each version writes them, after the service: Odoo 16 and 17 end those of requests with three numbers, 18 and 19 with the cursors as well.
REQUESTS = [
    '2026-11-29 22:00:00,123 12 INFO a_db werkzeug: 203.0.113.9 - - [29/Nov/2026 22:00:00] "GET /web HTTP/1.0" 200 - 12 0.250 0.500',
    '2026-11-29 22:00:00,123 12 INFO a_db werkzeug: 203.0.113.9 - - [29/Nov/2026 22:00:00] "POST /web/dataset/call_kw HTTP/1.0" 200 - 12 0.250 0.500 rw',
    '2026-11-29 22:00:00,123 12 INFO a_db werkzeug: 203.0.113.9 - - [29/Nov/2026 22:00:00] "GET /x HTTP/1.0" 404 - 3 0.250 0.500 ro->rw',
    '2026-11-29 22:00:00,123 12 INFO ? werkzeug: 127.0.0.1 - - [29/Nov/2026 22:00:00] "GET /web/health HTTP/1.0" 200 - - - -',
]
RECYCLED = {
    "time": ["WARNING ? odoo.service.server: Thread <Thread(odoo.service.http.request.1, started 1)> virtual real time limit (121/120s) reached.",
             "ERROR ? odoo.service.server: WorkerHTTP (14) timeout after 120s", "INFO ? odoo.service.server: Worker (14) CPU time limit (60) reached."],
    "memory": ["INFO ? odoo.service.server: Worker (14) virtual memory limit (2684354561) reached.",
               "WARNING ? odoo.service.server: Server memory limit (2684354561) reached."],
    "requests": ["INFO ? odoo.service.server: Worker (14) max request (65536) reached."],
}  # fmt: skip
OTHERS = [
    "2026-11-29 22:00:01,000 1 ERROR a_db odoo.sql_db: bad query: SELECT 1",
    "2026-11-29 22:00:01,000 1 CRITICAL a_db odoo.modules.module: Couldn't load module base",
    "2026-11-29 22:00:01,000 1 WARNING control odoo.addons.base.models.ir_cron: Skipping database",
    "Traceback (most recent call last):",
    '  File "/x.py", line 1, in f',
]
# None of these may count for another database, another reason or with another time than they have.
FORGED = [
    '2026-11-29 22:00:00,123 12 INFO other_db werkzeug: 203.0.113.9 - - [29/Nov/2026 22:00:00] "GET /" 200 - 1 900.0 900.0 HTTP/1.0" 404 - 1 0.250 0.500',
    "2026-11-29 22:00:02,000 1 INFO a_db odoo.addons.base.models.res_users: Login failed for db:a_db login:Worker (1) max request (9) reached. from 203.0.113.9",
    "2026-11-29 22:00:02,000 1 INFO a_db odoo.http: odoo.service.server: Worker (1) max request (9) reached.",
    "  2026-11-29 22:00:02,000 1 ERROR a_db odoo.service.server: Worker (1) max request (9) reached.",
    "=database forged_db",
    "=host forged.example",
]


def check(out, site, model):
    """Only where the monitoring is."""
    if model["monitoring"]["mode"] == "none":
        yield expect(not (out / "monitoring/nginx.mtail").exists(), "a site without monitoring has no programs for mtail")
        return
    yield from isolated(__file__, out, site, model)


def prove(out, _site, model):
    """The programs on lines of files; then all parts as they are installed, with a real journal."""
    private_copy("/etc")
    for folder in ("/srv", "/run", "/etc/systemd/system", "/usr/local/sbin", "/var/log/nginx"):
        private_folder(folder)
    programs = pathlib.Path("/srv/programs")
    programs.mkdir()
    for name in ("nginx", "odoo"):
        (programs / f"{name}.mtail").write_bytes((out / f"monitoring/{name}.mtail").read_bytes())
    yield from requests(programs, model)
    yield from lines(programs)
    yield from many_hosts(programs, model)
    yield from guarded(out, programs)
    yield from installed(out, model)


def access(host, status=200, login="", method="GET", **others):
    """A line of nginx's log, as log_format writes it."""
    line = {"time": "2026-11-29T22:00:00+00:00", "client": "203.0.113.9", "tenant": host.partition(".")[0], "host": host, "status": status, "bytes": 512,
            "seconds": 0.75, "upstream_seconds": "0.030", "login": login, "method": method, "request": f"{method} /web HTTP/2.0", "cache": "",
            "tls": "TLSv1.3", "http": "HTTP/2.0", "referer": "", "agent": "x"}  # fmt: skip
    return json.dumps(line | others, separators=(",", ":"))


def counted(programs, text):
    """The series that mtail makes of a text, as {series: value}."""
    file = pathlib.Path("/srv/text")
    file.write_text(text, encoding="utf-8")
    ended = run("mtail", "--progs", programs, "--logs", file, "--one_shot", "--one_shot_format", "prometheus", "--emit_prog_label=false", "--logtostderr",
                stderr=subprocess.DEVNULL)  # fmt: skip
    return read(ended.stdout)


def read(text):
    """The series of the two programs, without the buckets of histograms."""
    found = dict(re.findall(r"^((?:nginx|odoo)_\S+) (\S+)$", text, re.MULTILINE))
    return {name: float(value) for name, value in found.items() if "_bucket" not in name}


def requests(programs, model):
    """What nginx's lines say, and those that an attacker has part in."""
    host = f"a.{model['domains']['tenants']}"
    text = [
        f"=host {host}",
        access(host),
        access(host, 200, "page", "POST"),
        access(host, 429, "page", "POST"),
        access(host, 599),
    ]
    found = counted(programs, "\n".join([*text, ""]))
    wanted = {
        f'nginx_http_requests_total{{host="{host}",status="200"}}': 2,
        f'nginx_http_requests_total{{host="{host}",status="429"}}': 1,
        f'nginx_http_requests_total{{host="{host}",status="other"}}': 1,
        f'nginx_http_bytes_total{{host="{host}"}}': 2048,
        f'nginx_http_login_attempts_total{{host="{host}",status="200"}}': 1,
        f'nginx_http_login_attempts_total{{host="{host}",status="429"}}': 1,
        f'nginx_http_request_seconds_sum{{host="{host}"}}': 3,
        f'nginx_http_request_seconds_count{{host="{host}"}}': 4,
    }
    yield equal(found, wanted, "the series of requests")
    forged = access(f"b.{model['domains']['tenants']}")
    nasty = [
        access(host, agent=forged),
        access(host, referer=f"x\n{forged}"),
        access(host, request=f"GET {forged} HTTP/1.1"),
        f"x{forged}",
        f" {forged}",
    ]
    found = counted(programs, "\n".join([f"=host {host}", f"=host b.{model['domains']['tenants']}", *nasty, ""]))
    yield result(
        sorted(name for name in found if f"b.{model['domains']['tenants']}" in name), [], "forged lines of nginx make no series"
    )
    yield equal(found[f'nginx_http_requests_total{{host="{host}",status="200"}}'], 3, "the lines that they are in count once")


def lines(programs):
    """What Odoo's lines say."""
    known = ["=database a_db", "=database control", "=database other_db"]
    recycled = [f"2026-11-29 22:00:02,000 1 {line}" for reason in RECYCLED.values() for line in reason]
    text = [*known, *(f"odoo {line}" for line in [*REQUESTS, *OTHERS, *recycled])]
    found = counted(programs, "\n".join([*text, ""]))
    wanted = {
        'odoo_request_seconds_sum{database="a_db"}': 2.25,
        'odoo_request_seconds_count{database="a_db"}': 3,
        'odoo_log_lines_total{database="a_db",level="INFO",service="odoo"}': 3,
        'odoo_log_lines_total{database="a_db",level="ERROR",service="odoo"}': 1,
        'odoo_log_lines_total{database="a_db",level="CRITICAL",service="odoo"}': 1,
        'odoo_log_lines_total{database="control",level="WARNING",service="odoo"}': 1,
        'odoo_log_lines_total{database="?",level="INFO",service="odoo"}': 4,
        'odoo_log_lines_total{database="?",level="WARNING",service="odoo"}': 2,
        'odoo_log_lines_total{database="?",level="ERROR",service="odoo"}': 1,
        'odoo_workers_recycled_total{reason="time",service="odoo"}': 3,
        'odoo_workers_recycled_total{reason="memory",service="odoo"}': 2,
        'odoo_workers_recycled_total{reason="requests",service="odoo"}': 1,
    }
    yield equal(found, wanted, "the series of Odoo's lines")
    found = counted(programs, "\n".join([*known, *(f"odoo {line}" for line in FORGED), ""]))
    wanted = {
        'odoo_log_lines_total{database="other_db",level="INFO",service="odoo"}': 1,
        'odoo_request_seconds_sum{database="other_db"}': 0.75,
        'odoo_request_seconds_count{database="other_db"}': 1,
        'odoo_log_lines_total{database="a_db",level="INFO",service="odoo"}': 2,
    }
    yield equal(found, wanted, "forged lines of Odoo count as what they are")


def many_hosts(programs, model):
    """Names that nobody has make no series."""
    domain = model["domains"]["tenants"]
    text = [access(f"x{number}.{domain}", 404) for number in range(20000)]
    text += [f"odoo 2026-11-29 22:00:01,000 1 ERROR x{number}_db odoo.http: x" for number in range(20000)]
    found = counted(programs, "\n".join([f"=host a.{domain}", "=database a_db", access(f"a.{domain}"), *text, ""]))
    yield equal(
        found['nginx_http_requests_total{host="other",status="404"}'], 20000, "requests for hosts that nobody has count together"
    )
    yield result(len(found), 9, "20,000 hosts and 20,000 databases that nobody has make no series of their own")


# Odoo's formatter, as odoo/netsvc.py has it, and what reaches the log of a hostile client: a login, an exception, the name of a database.
ODOO = """
import importlib.util, logging, os, sys, threading
class DBFormatter(logging.Formatter):
    def format(self, record):
        record.pid, record.dbname = os.getpid(), getattr(threading.current_thread(), "dbname", "?")
        return super().format(record)
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(DBFormatter("%(asctime)s %(pid)s %(levelname)s %(dbname)s %(name)s: %(message)s"))
logging.getLogger().addHandler(handler)
logging.getLogger().setLevel("INFO")
if sys.argv[1]:
    spec = importlib.util.spec_from_file_location("lines", sys.argv[1])
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
forged = "2026-11-29 22:00:00,000 1 ERROR other_db odoo.http: forged"
logger, thread = logging.getLogger("odoo.http"), threading.current_thread()
thread.dbname = "a_db"
logger.info("Login failed for db:%s login:%s from %s", "a_db", "x\\n" + forged, "203.0.113.9")
try:
    raise ValueError("x\\n" + forged)
except ValueError:
    logger.exception("an error")
thread.dbname = "other_db odoo.service.server: Worker (1) max request (9) reached."
logger.warning("a name that is none")
assert thread.dbname.startswith("other_db ")
thread.dbname = "x\\n" + forged
logger.warning("nor is this")
"""


def guarded(out, programs):
    """With gen_guard's formatter none of it is a line of another database; without it, it is."""
    for path, wanted in ((str(out / "addons/gen_guard/lines.py"), 0), ("", 4)):
        said = run("python3", "-c", ODOO, path).stdout
        text = "".join(f"odoo {line}\n" for line in said.splitlines())
        found = counted(programs, f"=database a_db\n=database other_db\n{text}")
        others = sum(number for name, number in found.items() if name.startswith("odoo_log_lines") and "other_db" in name)
        yield equal(others, wanted, f"lines that clients have forged, {'with' if path else 'without'} the guard's formatter")
        if path:
            yield equal(
                sum(number for name, number in found.items() if name.startswith("odoo_log_lines")),
                4,
                "and each entry counts once",
            )


def metrics():
    """What mtail shows."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/metrics", timeout=10) as answer:
        return answer.read().decode()


def until(condition, what):
    """Waits for something that has to happen."""
    for _ in range(80):
        try:
            if condition():
                return expect(True, what)
        except OSError:
            pass
        time.sleep(0.2)
    return expect(False, what, "it did not happen")


def command_of(unit):
    """The command that a unit starts."""
    text = pathlib.Path(f"/etc/systemd/system/{unit}").read_text(encoding="utf-8")
    return re.search("^ExecStart=(.*)$", text, re.MULTILINE)[1].split(" ")


def start(command):
    """Starts it as systemd would: as the user of mtail."""
    # pylint: disable=consider-using-with
    return subprocess.Popen(["setpriv", "--reuid=mtail", "--regid=mtail", "--groups=adm,systemd-journal", *command], stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip


def stop(process):
    """Ends it with what it has started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)


def tell(tag, text, **fields):
    """Writes an entry into the journal as the engine does."""
    entry = {"SYSLOG_IDENTIFIER": tag, "MESSAGE": text, **fields}
    run("logger", "--journald", input="\n".join(f"{key}={value}" for key, value in entry.items()) + "\n")


def installed(out, model):
    """All parts as install_log_readers puts them there, through restarts of each."""
    name, domain = model["name"], model["domains"]["tenants"]
    service = model["odoo"]["tenants"]["service"]
    script = f'set -eu; out={out}; . "$out/ops/lib/begin.sh"; umask 022; cd "$out"; . ops/lib/monitoring-log-units.sh; . ops/lib/monitoring-logs.sh; '
    ended = run("dash", "-c", script + "dry_run=true; install_log_readers")
    yield expect(
        ended.returncode == 0 and not list(pathlib.Path("/etc/systemd/system").iterdir()),
        "a dry run changes nothing",
        ended.stdout,
    )
    must("dash", "-c", script + "install_log_readers")
    units = sorted(path.name for path in pathlib.Path("/etc/systemd/system").iterdir())
    yield equal(len(units), 6, f"the units: {units}")
    for unit in units:
        judged = run("systemd-analyze", "verify", "--man=no", f"/etc/systemd/system/{unit}")
        said = [line for line in judged.stdout.splitlines() if name in line and "metrics.sh is not executable" not in line]
        yield equal(said, [], f"systemd reads {unit}")
    ended = run("dash", "-c", script + "install_log_readers; printf '%s' \"$readers_changed\"")
    yield equal(ended.stdout, "false", "a second time, nothing changes")
    pathlib.Path("/run/systemd/journal").mkdir(parents=True)
    journal = start_journal()
    log = pathlib.Path(f"/var/log/nginx/{name}.access.log")
    log.touch()
    pathlib.Path(f"/run/{name}-lines").mkdir()
    must("chown", "mtail:mtail", f"/run/{name}-lines")
    must("chown", "www-data:adm", log)
    log.chmod(0o640)
    mtail, lines_command = command_of(f"{name}-mtail.service"), command_of(f"{name}-odoo-lines.service")
    running = {"mtail": start(mtail), "lines": start(lines_command)}
    yield until(lambda: "mtail" in metrics(), "mtail answers on the loopback")
    tell_names(name, domain)
    tag = f"{name}/{service}"
    series = f'odoo_log_lines_total{{database="a_db",level="ERROR",service="{service}"}}'
    host = f'nginx_http_requests_total{{host="a.{domain}",status="200"}}'
    yield until(lambda: written(log, domain, host), "nginx's lines arrive")
    yield until(lambda: told(tag, series), "Odoo's lines arrive by the journal")
    yield from partial(tag, service)
    stop(running["lines"])
    running["lines"] = start(lines_command)
    yield until(lambda: told(tag, series), "they arrive after a restart of their reader")
    stop(running["mtail"])
    yield until(lambda: ended_by_itself(running["lines"], tag), "the reader ends after mtail has ended")
    running = {"mtail": start(mtail), "lines": start(lines_command)}
    yield until(lambda: "mtail" in metrics(), "mtail answers again")
    tell_names(name, domain)
    yield until(lambda: told(tag, series), "and they arrive after its restart")
    log.rename(log.with_suffix(".1"))
    log.touch()
    must("chown", "www-data:adm", log)
    log.chmod(0o640)
    yield until(lambda: written(log, domain, host), "nginx's lines arrive after the log was rotated")
    heard = run("ss", "-Hltn", f"sport = :{PORT}").stdout.split()
    yield expect(f"127.0.0.1:{PORT}" in heard, "mtail listens on the loopback alone", heard)
    for process in running.values():
        stop(process)
    journal.terminate()
    journal.wait(60)


def start_journal():
    """A journal of the test's own, which the group may read as systemd's tmpfiles arranges it."""
    folder = pathlib.Path("/run/log/journal")
    folder.mkdir(parents=True)
    must("chown", "root:systemd-journal", folder)
    folder.chmod(0o2755)
    # pylint: disable=consider-using-with
    journal = subprocess.Popen(
        ["/lib/systemd/systemd-journald"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    for _ in range(200):
        if pathlib.Path("/run/systemd/journal/socket").exists():
            return journal
        time.sleep(0.1)
    raise RuntimeError("systemd-journald does not start")


def tell_names(name, domain):
    """What metrics.sh writes; again, as mtail reads a file from its beginning only if it replaces another."""
    file = pathlib.Path(f"/run/{name}-names")
    for _ in range(2):
        new = file.with_suffix(".new")
        new.write_text(f"=host a.{domain}\n=database a_db\n", encoding="utf-8")
        new.chmod(0o644)
        new.rename(file)
        time.sleep(1)


def value(series):
    """What a series has, 0 if it is not there."""
    return read(metrics()).get(series, 0)


def written(log, domain, series):
    """Writes a line of nginx, and says whether any has arrived."""
    before = value(series)
    with log.open("a", encoding="utf-8") as file:
        file.write(access(f"a.{domain}") + "\n")
    time.sleep(0.5)
    return value(series) > before


def told(tag, series):
    """Writes an entry of Odoo, and says whether it has arrived."""
    before = value(series)
    tell(tag, "2026-11-29 22:00:01,000 1 ERROR a_db odoo.http: x")
    time.sleep(0.5)
    return value(series) > before


def ended_by_itself(process, tag):
    """The reader learns of it with the next line."""
    tell(tag, "x")
    return process.poll() is not None


def partial(tag, service):
    """The second part of a long line is none of its own."""
    series = f'odoo_log_lines_total{{database="a_db",level="CRITICAL",service="{service}"}}'
    line = "2026-11-29 22:00:01,000 1 CRITICAL a_db odoo.http: x"
    tell(tag, line, CONTAINER_PARTIAL_MESSAGE="true", CONTAINER_PARTIAL_ORDINAL="1")
    tell(tag, line, CONTAINER_PARTIAL_ORDINAL="2")
    tell(tag, line, CONTAINER_PARTIAL_ORDINAL="3")
    tell("foreign/odoo", line)
    other = f'odoo_log_lines_total{{database="a_db",level="WARNING",service="{service}"}}'
    yield until(lambda: told_warning(tag, other), "lines after them arrive")
    yield equal(value(series), 1, "the parts of a long line, and the lines of another site, do not count")


def told_warning(tag, series):
    """Another level, after all that was told before."""
    tell(tag, "2026-11-29 22:00:01,000 1 WARNING a_db odoo.http: x")
    time.sleep(0.5)
    return value(series) > 0


if __name__ == "__main__":
    inside(prove)
