"""The emitted backup script runs: real databases with odd names, real restic, and everything is in every repository."""

import hashlib
import json
import pathlib
import re
import subprocess

import isolation
import jsonschema
from backup_server import Server, called, decoded, place
from cluster import binaries
from isolation import inside, isolated
from proof import equal, expect

PROGRAMS = ["restic", "flock", "realpath", "dash", "bash", "setpriv", "ionice", *isolation.PROGRAMS]
SITES = ["full", "long-names", "provision"]

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs/schemas/scripts/backup-status.json"

# Names that mean something to PostgreSQL's programs, to a shell, to a file system, to JSON or to a terminal.
ODD = [
    "my-shop_db", "UPPER_db", "a b", "it's", 'quo"te', "host=elsewhere", "-f", "postgresql://x", "new\nline_db", "a/b", "..", ".",
    "\x1b[2J", "$(id)", "50%", "back\\slash", "kebab-Case.db", "tab\there", "naïve_db", "日本", "*", "~", ";", "a=b", "x" * 63,
]  # fmt: skip
CONTENT = (
    "CREATE TABLE ir_config_parameter (key text, value text)",
    "INSERT INTO ir_config_parameter VALUES ('database.uuid', '0cd5e8a4-' || md5(current_database()))",
    "CREATE TABLE partner (id serial PRIMARY KEY, name text NOT NULL)",
    "INSERT INTO partner (name) SELECT current_database() || E'\\t\\n\\\\.' || n FROM generate_series(1, 100) AS n",
    'CREATE SCHEMA "Odd one"; CREATE TABLE "Odd one"."ta (b"".le" (a int, b int); INSERT INTO "Odd one"."ta (b"".le" VALUES (1, 2), (3, 4)',
    "CREATE FUNCTION trap() RETURNS text LANGUAGE sql AS $$ SELECT 'COPY public.x (a) FROM stdin;'::text $$",
    "SELECT lo_from_bytea(0, 'a large object')",
)


def check(out, site, model):
    """Checks the contents of a backup."""
    yield from isolated(__file__, out, site, model, timeout=600)


def prove(out, site, model):
    """A successful backup of one site."""
    with Server(out, site, model) as server:
        for name in ODD:
            server.create(name, *CONTENT)
        database = server.model["postgres"]["superadmin"].get("database")
        server.clusters["superadmin"].ask("CREATE TABLE partner (id int); INSERT INTO partner VALUES (1)", server.role("superadmin"), database=database)
        for side in ("tenants", "superadmin"):
            for name in ("filestore/my-shop_db/ab/abcdef", "filestore/UPPER_db/cd/cdefab", "sessions/session", "addons/18.0/x"):
                server.store(side, name, f"{side} {name}")
        for part in (words, first_time, success, again):
            yield from part(server)


def words(server):
    """The command line."""
    for wrong in (["--dryrun"], ["--repository", "x", "--init"], ["--repository", "0"]):
        ended = server.back_up(*wrong)
        yield equal((ended.returncode, server.noted()), (64, []), f"{wrong} ends with 64 and does nothing")
    ended = server.back_up("--dry-run")
    yield expect(ended.returncode == 0, "a dry run ends with 0", ended.stdout)
    listed = {decoded(line) for line in ended.stdout.splitlines() if "%" in line or line.endswith("_db")}
    yield expect({name for name in ODD if not name.isalnum()} - listed <= {"..", ".", "-f", "kebab-Case.db"}, "a dry run names the databases", ended.stdout)
    yield equal([line for line in server.noted() if " psql " not in line], [], "a dry run only lists")


def first_time(server):
    """Without a repository a backup fails; --init makes each."""
    ended = server.back_up()
    yield expect(ended.returncode == 1 and "no repository answers" in ended.stdout, "without a repository it fails", ended.stdout)
    ended = server.back_up("--init")
    yield expect(ended.returncode == 0, "--init makes the repositories", ended.stdout)
    yield equal(set(server.noted()), {"restic init"}, "and does nothing else")


def success(server):
    """Everything is in it, and each dump is what pg_dump would write now."""
    ended = server.back_up()
    yield expect(ended.returncode == 0, "a backup ends with 0", ended.stdout)
    beat = server.model["alerts"].get("heartbeat")
    yield equal((server.noted(".msmtp"), called(server)), ([], [(beat, None)] if beat else []), "nobody is notified of a success, but the heartbeat is called")
    kinds = [re.findall("--tag (globals|database|files|configuration|record) ", line)[0] for line in server.noted() if line.startswith("restic backup")]
    yield equal(list(dict.fromkeys(kinds)), ["globals", "database", "files", "configuration", "record"], "databases come before files, and the record last")
    yield equal(kinds, sorted(kinds, key=["globals", "database", "files", "configuration", "record"].index), "and no kind begins before the one before it has ended")
    for number in range(len(server.repositories)):
        yield from contents(server, number)
    status = server.status()
    yield equal((status["succeeded"], status["failures"]), (True, []), "status.json says so")
    yield equal({decoded(entry["name"]) for entry in status["databases"]} >= set(ODD), True, "and names every database")
    try:
        jsonschema.validate(status, json.loads(SCHEMA.read_text(encoding="utf-8")))
        fault = ""
    except jsonschema.ValidationError as error:
        fault = error.message
    yield equal(fault, "", "it is as its schema says")
    metrics = (server.state / f"{server.name}-backup.prom").read_text(encoding="ascii")
    wrong = [line for line in metrics.splitlines() if not re.fullmatch(r'# (HELP|TYPE) gen_backup_\w+ .+|gen_backup_\w+\{site="[^"]+"(,server="[^"]+",database="[^"]+")?\} \d+', line)]
    yield equal(wrong, [], "the file for Prometheus is as it reads it")
    yield expect("gen_backup_succeeded" in metrics and metrics.count("gen_backup_database_bytes{") > len(ODD), "and has each database", metrics)
    yield equal(set(re.findall(r',server="([^"]+)"', metrics)), {"tenants", "superadmin"}, "under the names that the exporters have for the servers")


def contents(server, number):
    """What is in one repository."""
    lines, state = server.record(number)
    yield equal(state, "complete", f"repository {number}: the record is complete")
    dumps = server.dumps(number)
    yield equal(set(ODD) - set(dumps), set(), f"repository {number}: every database is named")
    cluster = server.clusters["tenants"]
    lost: list[tuple[str, object]] = []
    for name in ODD:
        line = next(line for line in lines if line[0] == "database" and decoded(line[2]) == name)
        dump = server.restic("dump", line[3], f"/{line[1]}/{line[2]}.dump", number=number, text=False)
        if (hashlib.sha256(dump).hexdigest(), len(dump)) != (line[4], int(line[5])):
            lost.append((name, "sum"))
        listed = subprocess.run([binaries() / "pg_restore", "--data-only", "--file=-"], input=dump, capture_output=True, check=False)
        now = cluster.attempt("pg_dump", "-h", cluster.folder, "-U", "postgres", "--data-only", f"--dbname={place(name)}").stdout
        if listed.returncode or rows(listed.stdout.decode()) != rows(now):
            lost.append((name, "rows"))
        counts = {decoded(line[3]): int(line[4]) for line in lines if line[0] == "table" and decoded(line[2]) == name}
        if counts.get("public.partner") != 100 or counts.get('"Odd one"."ta (b"".le"') != 2:
            lost.append((name, counts))
    yield equal(lost, [], f"repository {number}: {len(ODD)} databases with odd names, each whole")


def rows(text):
    """The rows of a script."""
    return [line for line in text.splitlines() if line and not line.startswith(("--", "SET ", "\\", "SELECT pg_catalog.set_config"))]


def again(server):
    """A second one on the same day, under bash."""
    ended = server.back_up(shell="bash")
    yield expect(ended.returncode == 0, "a second backup, under bash, ends with 0", ended.stdout)


if __name__ == "__main__":
    inside(prove)
