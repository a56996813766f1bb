"""The settings of the database servers on a real PostgreSQL: it takes what is emitted, and gen takes and refuses what it does."""

import json
import os
import pathlib
import re
import tempfile

from cluster import Cluster
from proof import equal, expect, run
from sandbox import Sandbox, moved

# The site whose PostgreSQL is the one that is installed here.
SITES = ["odoo17"]
PROGRAMS = ["psql"]

PASSWORD = "Zq7~x.y_A+b/c=$1,-"
ROWS = pathlib.Path(__file__).resolve().parent.parent.parent / "Sources/Deployment/Facts/PostgresCatalogue+Rows.swift"
# Refused for another reason than that PostgreSQL would refuse it.
MANAGED = "is set by docker-compose.yml|runs a program|loads code|can silently lose|keeps or fetches|diverts the log|changes permissions|is always UTC|makes every database read-only|belongs to one session|stores passwords in a broken form|can open"
# The server looks at more than the range: at what the machine, or how it was compiled, supports, and at the sum of some.
CHECKED_FURTHER = {"bonjour", "huge_page_size", "max_stack_depth", "autovacuum_max_workers", "max_connections", "max_wal_senders",
        "max_worker_processes"}


def seen(cluster, server):
    """What the server says of each setting that it was started with, and whether it is what it was told."""
    for item in server["settings"]:
        key, wanted = item["key"], item["value"]
        shown = cluster.ask(f"SELECT source, pending_restart, name FROM pg_settings WHERE lower(name) = '{key}'")[1]
        yield expect(shown.startswith("command line|f|"), f"{server['service']}: {key}={wanted} is in force", shown)
    yield equal(cluster.ask("SHOW log_line_prefix"), (0, "%m [%p] %q%u@%d"), "the prefix of the log is as it was written")
    yield equal(cluster.ask("SELECT now()::timestamp = now() AT TIME ZONE 'UTC'"), (0, "t"), "a time without a zone is one in UTC")


def logged(cluster, role):
    """What the log says, and of whom."""
    cluster.ask("CREATE DATABASE one_db TEMPLATE template_odoo")
    cluster.ask(f"GRANT CONNECT ON DATABASE one_db TO {role}")
    cluster.ask("SELECT pg_sleep(1.2)", role, None, "one_db")
    spilt = "SET work_mem = '64kB'; SELECT count(*) FROM (SELECT generate_series(1, 1200000) AS n ORDER BY n DESC OFFSET 1) s"
    yield equal(cluster.ask(spilt, role, None, "one_db"), (0, "1199999"), "a query that sorts on disk")
    yield equal(cluster.ask("SELECT pg_sleep(0.01)", role, None, "one_db")[0], 0, "a query that is quick")
    lines = cluster.log.read_text(errors="replace").splitlines()

    def found(pattern):
        return [line for line in lines if re.search(pattern, line)]

    own = rf"^\d{{4}}-\d\d-\d\d [0-9:.]+ UTC \[\d+\] {role}@one_db "
    yield equal(len(found(own + r"LOG:  duration: 1\d\d\d\.\d+ ms  statement: SELECT pg_sleep\(1\.2\)")), 1, "a slow statement is logged with its role and database, in UTC")
    yield expect(found(own + r"LOG:  temporary file: path .* size \d{8}"), "so is a large temporary file", lines[-6:])
    yield equal(found(r"pg_sleep\(0\.01\)"), [], "a quick one is not")


def counted(cluster, role):
    """Statistics of queries are the superuser's alone."""
    top = "SELECT count(*) > 0 FROM monitoring.pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE datname = 'one_db' AND query LIKE '%pg_sleep%'"
    yield equal(cluster.ask(top), (0, "t"), "the superuser finds which database's queries take the time")
    for asked in ("SELECT 1 FROM monitoring.pg_stat_statements", "SELECT 1 FROM monitoring.pg_stat_statements(true)", "SELECT monitoring.pg_stat_statements_reset()"):
        status, said = cluster.ask(asked, role)
        yield expect(status == 1 and "permission denied for schema monitoring" in said, f"Odoo's role may not {asked}", said)


def left_open(cluster, role):
    """A transaction that is left open is ended; one in which a query runs is not."""
    open_one = "SET idle_in_transaction_session_timeout = '100ms'; BEGIN; SELECT pg_sleep(0.3);"
    yield equal(cluster.ask(open_one + " COMMIT", role), (0, ""), "a transaction in which a query runs goes on")


def restored(cluster, role):
    """As much as a restore writes at once, without a checkpoint that the size of the log forces."""
    forced = "SELECT checkpoints_req FROM pg_stat_bgwriter"
    cluster.ask("CHECKPOINT")
    before = cluster.ask(forced)[1]
    filled = "CREATE TABLE filled AS SELECT n, repeat(md5(n::text), 30) AS text FROM generate_series(1, 650000) n"
    yield equal(cluster.ask(filled, role, None, "one_db"), (0, ""), "650 MB are written at once")
    size = int(cluster.ask("SELECT pg_relation_size('filled') / 1000000", role, None, "one_db")[1])
    yield expect(size > 600, "which is more than the default carries from one checkpoint to the next", size)
    yield equal(cluster.ask(forced)[1], before, "and no checkpoint is forced")


def catalogue(version):
    """The rows that gen has for a version: the name, and the words after it."""
    for line in ROWS.read_text().splitlines():
        words = line.split(maxsplit=4)
        if len(words) >= 4 and words[1].isdecimal() and words[2].isdecimal() and int(words[1]) <= version <= int(words[2]):
            rest = words[4:] if words[3] == "choice" else " ".join(words[4:]).split()
            yield words[0], [words[3], *rest]


def listed(cluster, version):
    """What the server lists is what gen knows, in both directions."""
    modules = "LOAD 'auth_delay'; LOAD 'auto_explain'; LOAD 'passwordcheck'; DO $$ BEGIN END $$;"
    query = modules + "SELECT lower(name), vartype, context, coalesce(unit, ''), coalesce(min_val, ''), coalesce(max_val, ''), coalesce(array_to_string(enumvals, ','), '') FROM pg_settings ORDER BY 1"
    there = {}
    for line in cluster.ask(query)[1].splitlines():
        name, vartype, context, unit, low, high, words = line.split("|")
        if context == "internal":
            there[name] = ["reported"]
        elif vartype == "bool":
            there[name] = ["switch"]
        elif vartype == "enum":
            there[name] = ["choice", words]
        elif vartype == "string":
            there[name] = ["text"]
        else:
            there[name] = [vartype, *(bound.removesuffix(".0") for bound in (low, high)), *([unit] if unit else [])]
    # Debian's own, which loads code.
    there.pop("extension_destdir", None)
    # Only a module that is loaded from the start has its settings.
    known = {name: row for name, row in catalogue(version) if not name.startswith("pg_prewarm.")}
    yield expect(len(there) > 300, "the server lists its settings", len(there))
    yield equal(sorted(set(there) - set(known)), [], "gen knows every setting that the server has")
    yield equal(sorted(set(known) - set(there)), [], "and none that it does not have")
    differing = {name for name in there if known.get(name) != there[name]}
    yield equal({name: known.get(name) for name in differing}, {name: there[name] for name in differing}, "and what the values of each may be")


def tried(known):
    """For each setting, values that are right and values that are not, some of them only just."""
    for name, (kind, *rest) in known.items():
        # A setting of a module that is not loaded may have any value.
        if name in CHECKED_FURTHER or "." in name:
            continue
        if kind == "switch":
            yield from ((name, value) for value in ("on", "OFF", "tru", "0", "2", "o", "maybe", ""))
        elif kind == "choice":
            yield from ((name, value) for value in (rest[0].split(",")[-1], rest[0].split(",")[0].upper(), "never so", "tru", "true", "yes", "0"))
        elif kind in ("integer", "real"):
            low, high = (float(bound) for bound in rest[:2])
            step = 1 if kind == "integer" else 0.5
            values = {f"{bound:.17g}" for bound in (low, high, low - step, high + step)} if abs(high) < 1e300 else {f"{low:g}", f"{low - step:g}"}
            units = {"ms": "1h", "s": "1h", "min": "1h", "kB": "1MB", "8kB": "1MB", "MB": "1GB", "B": "1kB"}
            values |= {"", "x", "0x10", "010", "08", "1e1", "5.", "1 h", "3kb"} | ({units[rest[2]]} if len(rest) > 2 else {"1MB"})
            yield from ((name, value) for value in sorted(values))


def judged(gen, version, settings):
    """What gen refuses of some settings, by their names."""
    above = (
        "version: 1\nname: shop\ncontact: ops@example.net\nserver: {ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}\n"
        "domains: {superadmin: superadmin.example.com, tenants: shops.example.net}\ntls: {dns_provider: cloudflare}\n"
        f"backup: {{repository: /srv/backup}}\npostgres:\n  version: {version}\n  settings:\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder) / "site.yaml"
        site.write_text(above + "".join(f"    {name}: {json.dumps(value)}\n" for name, value in settings.items()))
        said = json.loads(run(gen, "validate", "--format", "json", site, stderr=None).stdout)["findings"]
    names, first = list(settings), above.count("\n") + 1
    placed = [(item["place"]["line"] - first, item) for item in said if item["place"]]
    return {names[line]: item["message"] for line, item in placed if line >= 0 and item["severity"] == "error"}


def compared(cluster, gen, version):
    """gen and the server take and refuse the same values."""
    cases = list(tried(dict(catalogue(version))))
    script = "".join(f"ALTER SYSTEM SET {name} = '{value}';\n\\echo {index} :SQLSTATE\nALTER SYSTEM RESET {name};\n" for index, (name, value) in enumerate(cases))
    file = cluster.folder / "tried.sql"
    file.write_text(script)
    ran = run(cluster.bin / "psql", "-Xq", "-h", cluster.folder, "-U", "postgres", "-f", file, env={"PATH": os.environ["PATH"]}, stderr=-3)
    codes = dict(line.split() for line in ran.stdout.splitlines())
    rounds, verdicts = [], {}
    for name, value in cases:
        for settings in rounds:
            # gen shows no more than a hundred findings.
            if name not in settings and len(settings) < 80:
                settings[name] = value
                break
        else:
            rounds.append({name: value})
    for settings in rounds:
        said = judged(gen, version, settings)
        verdicts |= {(name, value): said.get(name, "") for name, value in settings.items()}
    count, wrong = 0, []
    for index, (name, value) in enumerate(cases):
        code, said = codes[str(index)], verdicts[name, value]
        # 22023 is a value that is none; 55P02 a setting that nobody may set, 42704 one that no ALTER SYSTEM may.
        if re.search(MANAGED, said) or code in ("55P02", "42704"):
            continue
        count += 1
        if (code == "22023") != bool(said):
            wrong.append(f"{name} = {value!r}: {code}, {said or 'no finding'}")
    yield expect(count > 1500, "the server and gen are asked about values", count)
    yield equal(wrong, [], "both take and refuse the same ones")


def check(out, site, model):  # pylint: disable=unused-argument
    """One server of the site, with its settings."""
    server, version = model["postgres"]["tenants"], model["postgres"]["version"]
    with Cluster([*server["settings"], {"key": "fsync", "value": "off"}]) as cluster:
        installed = cluster.ask("SHOW server_version_num")[1]
        yield equal(int(installed) // 10000, version, "the server is of the version that the site has")
        script = (out / "initdb" / server["service"] / "10-role.sh").read_text()
        with Sandbox("dash", {"psql": str(cluster.bin / "psql")}) as box:
            for secret in (server["role_secret"], server["monitor_secret"]):
                box.write(f"secrets/{secret}", PASSWORD, 0o444)
            program = box.write("10-role.sh", moved(script, {"=/run/secrets/": f"={box.folder}/secrets/"}), 0o755)
            for run_of in ("the first run", "the next one"):
                ending = box.run(program, POSTGRES_USER="postgres", PGHOST=str(cluster.folder))
                yield equal((ending.status, ending.said), (0, ""), f"{run_of} of the script ends well")
        yield from seen(cluster, server)
        yield from logged(cluster, server["role"])
        yield from counted(cluster, server["role"])
        yield from left_open(cluster, server["role"])
        yield from restored(cluster, server["role"])
        yield from listed(cluster, version)
        yield from compared(cluster, os.environ["GEN"], version)
