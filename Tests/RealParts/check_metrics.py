"""metrics.sh against two real PostgreSQL servers, with databases as those of Odoo 16 to 19, odd names, missing tables, and hostile ones."""

import pathlib
import re
import shlex
import subprocess
import time

import isolation
from cluster import Cluster
from isolation import inside, isolated, must, private_folder
from proof import equal, expect, result, run

PROGRAMS = ["promtool", "psql", "jq", "dash", "flock", *isolation.PROGRAMS]
SITES = ["minimal"]

# What the tables have in each version, as far as it is read here.
JOBS = {
    "16": "numbercall int DEFAULT -1, doall bool",
    "17": "numbercall int DEFAULT -1, doall bool",
    "18": "failure_count int DEFAULT 0, first_failure_date timestamp",
    "19": "failure_count int DEFAULT 0, first_failure_date timestamp",
}
# Two are late, one of them is not active; one was done a minute ago; one was deactivated by a person, one by the scheduler.
ROWS = """
CREATE TABLE ir_cron (id serial PRIMARY KEY, active bool DEFAULT true, interval_type text DEFAULT 'days', nextcall timestamp, lastcall timestamp,
  write_date timestamp DEFAULT ((now() AT TIME ZONE 'UTC') - interval '9 days'), {columns});
INSERT INTO ir_cron (active, nextcall, lastcall, write_date) SELECT a, t + n, t + l, t + w FROM (SELECT now() AT TIME ZONE 'UTC' AS t) AS now, (VALUES
  (true, interval '-20 minutes', interval '-2 days', interval '-9 days'), (false, interval '-1 day', NULL, interval '-1 day'),
  (true, interval '1 hour', interval '-1 minute', interval '-9 days'), (true, interval '-5 minutes', interval '-1 day', interval '-9 days'),
  (false, interval '1 day', interval '-2 days', interval '-1 day'), (false, interval '1 day', interval '-1 day', interval '-9 days')) AS v (a, n, l, w);
"""
MAIL = """
CREATE TABLE mail_mail (id serial PRIMARY KEY, state text, create_date timestamp, scheduled_date timestamp);
INSERT INTO mail_mail (state, create_date, scheduled_date) SELECT s, t - c, t + d FROM (SELECT now() AT TIME ZONE 'UTC' AS t) AS now, (VALUES
  ('outgoing', interval '2 hours', NULL), ('outgoing', interval '5 minutes', NULL), ('sent', interval '2 hours', NULL),
  ('outgoing', interval '2 hours', interval '3 hours'), ('outgoing', interval '2 days', interval '-2 hours')) AS v (s, c, d);
"""
# It waits for a long time; it tells lies by notifications, which psql prints; it has a table of another form.
HANGING = """
CREATE FUNCTION wait() RETURNS bool LANGUAGE sql VOLATILE AS 'SELECT pg_sleep(600) IS NULL';
CREATE VIEW ir_cron AS SELECT wait() AS active, now()::timestamp AS nextcall, now()::timestamp AS lastcall;
"""
LYING = """
CREATE FUNCTION lie() RETURNS bool LANGUAGE plpgsql VOLATILE AS $$ BEGIN
  LISTEN lies;
  PERFORM pg_notify('lies', (SELECT E'x\\n' || string_agg(n || E' jobs 99 99\\nkey ' || n || ' jobs 99 99', E'\\n') || E'\\n' FROM generate_series(0, 40) AS n));
  RAISE WARNING E'x\\n0 jobs 99 99'; RETURN true; END $$;
CREATE VIEW ir_cron AS SELECT lie() AS active, 'yesterday'::timestamp AS nextcall, NULL::timestamp AS lastcall;
"""
OTHER = "CREATE TABLE ir_cron (active text, nextcall text); CREATE TABLE mail_mail (state int);"
ODD = ['odd"name', "it's = a 'name'", "back\\slash", "line\nfeed", "dbname=postgres user=postgres"]

DOCKER = """#!/bin/sh
# Stands in for docker: a server's container is a server of this machine.
case "$1 $2" in
  'compose exec')
    shift 3
    case $1 in {first}) PGHOST={first_host} ;; *) PGHOST={second_host} ;; esac
    export PGHOST
    shift
    exec "$@"
    ;;
  'compose ps') printf 'one\\ntwo\\n' ;;
  'inspect one') cat /srv/containers ;;
  'volume inspect') for word in "$@"; do last=$word; done; printf '/srv/volumes/%s\\n' "$last" ;;
  *) exit 1 ;;
esac
"""
CONTAINERS = """[{"RestartCount": 3, "State": {"Running": true, "OOMKilled": false}, "Config": {"Labels": {"com.docker.compose.service": "odoo"}}},
 {"RestartCount": 0, "State": {"Running": false, "OOMKilled": true}, "Config": {"Labels": {"com.docker.compose.service": "db"}}}]"""


def check(out, site, model):
    """Only where the monitoring is."""
    if model["monitoring"]["mode"] == "none":
        yield expect(not (out / "metrics.sh").exists(), "a site without monitoring has no metrics.sh")
        return
    yield from isolated(__file__, out, site, model)


def prove(out, _site, model):
    """One run with everything, one with a server that is down."""
    for folder in ("/srv", "/run", "/var/lib", "/usr/local/sbin"):
        private_folder(folder)
    collected = pathlib.Path("/var/lib/prometheus/node-exporter")
    collected.mkdir(parents=True)
    tenants, superadmin = model["postgres"]["tenants"], model["postgres"]["superadmin"]
    with Cluster([]) as first, Cluster([]) as second:
        stand_in(first, second, tenants["service"])
        for server, plan in ((first, tenants), (second, superadmin)):
            ask(server, f"CREATE ROLE {plan['role']} LOGIN; CREATE ROLE {plan['maintenance_role']} LOGIN")
        fill(first, tenants["role"])
        fill_one(second, superadmin["role"], model["odoo"]["superadmin"]["database"], ROWS.format(columns=JOBS["18"]))
        yield from whole(out, model, first, collected)
        yield from sizes(out, model, collected)
        yield from without_server(out, model, first, collected)


def ask(server, statements, database="postgres", role="postgres"):
    """Runs statements, which have to succeed."""
    status, text = server.ask(statements, role=role, database=database)
    if status != 0:
        raise RuntimeError(text)
    return text


def stand_in(first, second, service):
    """Puts the stand-in for docker on the path, and what it knows of containers and volumes."""
    program = pathlib.Path("/usr/local/sbin/docker")
    program.write_text(DOCKER.format(first=service, first_host=first.folder, second_host=second.folder), encoding="utf-8")
    program.chmod(0o755)
    pathlib.Path("/srv/containers").write_text(CONTAINERS, encoding="utf-8")


def fill(server, role):
    """The tenants' databases."""
    for version, columns in JOBS.items():
        fill_one(server, role, f"v{version}_db", ROWS.format(columns=columns) + MAIL)
    fill_one(server, role, "empty_db", "")
    fill_one(server, role, "nomail_db", ROWS.format(columns=JOBS["17"]))
    fill_one(server, role, "hanging_db", HANGING + MAIL)
    fill_one(server, role, "lying_db", LYING)
    fill_one(server, role, "other_db", OTHER)
    for name in ODD:
        fill_one(server, role, name, ROWS.format(columns=JOBS["18"]))
    fill_one(server, role, "former_0123", ROWS.format(columns=JOBS["18"]), closed=True)


def fill_one(server, role, name, statements, closed=False):
    """A database with tables of Odoo's role; closed to it as those that the scripts work on."""
    quoted = name.replace('"', '""')
    ask(server, f'CREATE DATABASE "{quoted}"')
    ask(server, f'GRANT CREATE, TEMPORARY ON DATABASE "{quoted}" TO {role}')
    conninfo = "dbname='" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"
    if statements:
        ask(server, f"GRANT CREATE ON SCHEMA public TO {role}", database=conninfo)
        ask(server, statements, database=conninfo, role=role)
    ask(
        server,
        f'REVOKE CONNECT ON DATABASE "{quoted}" FROM PUBLIC'
        + ("" if closed else f'; GRANT CONNECT ON DATABASE "{quoted}" TO {role}'),
    )


def series(text):
    """The series of a text, as the reader of the test sees them: {(name, labels): value}."""
    found = {}
    for name, labels, value in re.findall(
        r"^([a-z_]+)(?:\{((?:[a-z]+=\"(?:[^\"\\\n]|\\.)*\",?)*)\})? (\S+)$", text, re.MULTILINE
    ):
        pairs = tuple(sorted((key, unescape(said)) for key, said in re.findall(r"([a-z]+)=\"((?:[^\"\\]|\\.)*)\"", labels)))
        found[name, pairs] = float(value)
    return found


def unescape(text):
    """A label's value."""
    return re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), text)


def whole(out, model, server, collected):
    """Everything that is measured every five minutes."""
    name = model["name"]
    blocked = subprocess.Popen(  # pylint: disable=consider-using-with
        [server.bin / "psql", "-X", "-h", server.folder, "-U", model["postgres"]["tenants"]["role"], "-d", "v18_db"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)  # fmt: skip
    blocked.stdin.write("BEGIN; SELECT * FROM ir_cron WHERE id = 1 FOR NO KEY UPDATE SKIP LOCKED;\n")
    blocked.stdin.flush()
    while ask(server, "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'") == "0":
        time.sleep(0.05)
    ended = run("dash", out / "metrics.sh")
    blocked.stdin.close()
    blocked.wait(60)
    yield equal((ended.returncode, ended.stdout), (0, ""), "metrics.sh ends well, and says nothing")
    file = collected / f"{name}-metrics.prom"
    text = file.read_text(encoding="utf-8")
    found = series(text)
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    yield equal(len(lines), len(found), "each line is one series")
    judged = run("promtool", "check", "metrics", input=text)
    yield expect(judged.returncode == 0 or "error" not in judged.stdout, "promtool reads the text", judged.stdout)
    yield equal(oct(file.stat().st_mode & 0o777), oct(0o644), "the exporter may read the file")

    def of(metric, database):
        return found.get((metric, (("database", database), ("server", "tenants"))))

    for version in JOBS:
        names = ("odoo_jobs_overdue", "odoo_jobs_done", "odoo_mail_stuck", "odoo_jobs_deactivated")
        wanted = (1, 1, 2, 1 if version in ("18", "19") else None)
        yield equal(tuple(of(metric, f"v{version}_db") for metric in names), wanted, f"what a database of Odoo {version} has")
    yield equal(
        (of("odoo_jobs_overdue", "nomail_db"), of("odoo_mail_stuck", "nomail_db")), (1, None), "one without the table of mails"
    )
    yield equal([key for key in found if ("database", "empty_db") in key[1]], [], "one that is no Odoo's has no series")
    yield equal(
        (of("odoo_jobs_overdue", "hanging_db"), of("odoo_mail_stuck", "hanging_db")),
        (None, 2),
        "one whose jobs hang, but not its mails",
    )
    yield equal(of("odoo_jobs_overdue", "lying_db"), 1, "one that tells lies has its own count")
    yield result([key for key, value in found.items() if value == 99], [], "a hostile database forges no series")
    for odd in ODD:
        yield equal(of("odoo_jobs_overdue", odd), 1, f"the database {odd!r}")
    yield equal(of("odoo_jobs_overdue", "former_0123"), None, "one that the scripts have closed is not asked")
    yield equal(found.get(("odoo_metrics_databases_failed", ())), 2, "the hanging one and the odd one are counted")
    yield equal(found.get(("odoo_tenants", ())), 9, "tenants")
    yield equal(found.get(("odoo_jobs_active", (("server", "tenants"),))), 1, "a job that runs")
    yield equal(found.get(("odoo_container_restarts", (("service", "odoo"),))), 3, "restarts")
    yield equal(found.get(("odoo_container_running", (("service", "db"),))), 0, "a container that is stopped")
    yield equal(found.get(("odoo_container_oom_killed", (("service", "db"),))), 1, "one that was killed")
    yield expect(found.get(("odoo_metrics_last_success_timestamp_seconds", ()), 0) > 1e9, "the time of the last success", text)
    told = pathlib.Path(f"/run/{name}-names").read_text(encoding="utf-8").splitlines()
    known = {f"=host {model['domains']['superadmin']}", f"=host v16.{model['domains']['tenants']}", "=database v16_db"}
    yield expect(known <= set(told) and not [line for line in told if len(line.split(" ")) != 2], "the names for mtail", told)
    held = run("flock", "-n", f"/run/{name}-metrics.lock", "dash", out / "metrics.sh")
    yield expect(held.returncode == 0 and "another one is running" in held.stdout, "only one runs at a time", held.stdout)


def sizes(out, model, collected):
    """The sizes, once an hour."""
    folder = pathlib.Path(f"/srv/volumes/{model['name']}_{model['odoo']['tenants']['volume']}/filestore")
    for database in ("v16_db", ODD[0], ODD[3]):
        (folder / database / "ab").mkdir(parents=True)
        (folder / database / "ab/file").write_bytes(b"x" * 100000)
    (folder / "v17_db").symlink_to("/usr")
    ended = run("dash", out / "metrics.sh", "--sizes")
    yield equal((ended.returncode, ended.stdout), (0, ""), "metrics.sh --sizes ends well")
    found = series((collected / f"{model['name']}-sizes.prom").read_text(encoding="utf-8"))
    service = model["odoo"]["tenants"]["service"]
    for database in ("v16_db", ODD[0], ODD[3]):
        bytes_of = found.get(("odoo_filestore_bytes", (("database", database), ("service", service))), 0)
        yield expect(100000 <= bytes_of < 300000, f"the files of {database!r}", bytes_of)
        size = found.get(("odoo_database_size_bytes", (("database", database), ("server", "tenants"))), 0)
        yield expect(size > 5e6, f"the size of {database!r}", size)
    linked = found.get(("odoo_filestore_bytes", (("database", "v17_db"), ("service", service))), 0)
    yield expect(linked < 100000, "a link is not followed", linked)


def without_server(out, model, server, collected):
    """A server that is down: the rest is measured, and the time of the last success stays."""
    file = collected / f"{model['name']}-metrics.prom"
    before = series(file.read_text(encoding="utf-8"))
    ask(server, "DROP DATABASE hanging_db WITH (FORCE)")
    must("sed", "-i", f"s|PGHOST={shlex.quote(str(server.folder))}|PGHOST=/nowhere|", "/usr/local/sbin/docker")
    ended = run("dash", out / "metrics.sh")
    after = series(file.read_text(encoding="utf-8"))
    yield equal(ended.returncode, 1, "a server that is down ends it with 1")
    key = ("odoo_metrics_last_success_timestamp_seconds", ())
    yield equal(after.get(key), before.get(key), "the last success stays")
    yield equal(("odoo_tenants", ()) in after, False, "there is no number of tenants then")
    superadmin = (("database", model["odoo"]["superadmin"]["database"]), ("server", "superadmin"))
    yield equal(after.get(("odoo_jobs_overdue", superadmin)), 1, "the other server is asked")


if __name__ == "__main__":
    inside(prove)
