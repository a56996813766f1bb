"""Which backups are kept: over sixty simulated days, those that restic's own reasons name, and nothing of the others."""

import datetime
import json
import re

import isolation
from backup_server import Server
from isolation import inside, isolated
from proof import equal, expect

PROGRAMS = ["restic", "faketime", "dash", *isolation.PROGRAMS]
# With both kinds of repository of its own, and one to which the server only adds.
SITES = ["minimal", "vault"]
DAYS = 60
START = datetime.datetime(2026, 9, 1, 2, 30, tzinfo=datetime.timezone.utc)


def check(out, site, model):
    """Checks what is kept of many backups."""
    yield from isolated(__file__, out, site, model, timeout=1200)


def prove(out, site, model):
    """A run each day, with one that failed each week, and one that was killed."""
    with Server(out, site, model) as server:
        server.back_up("--init")
        runs = {}
        for day in range(DAYS):
            at = START + datetime.timedelta(days=day)
            kind = {5: "incomplete", 6: None}.get(day % 10, "complete")
            run = at.strftime("%Y%m%dT%H%M%SZ")
            runs[run] = kind
            make(server, run, at, kind)
        now = START + datetime.timedelta(days=DAYS - 1, hours=1)
        yield from kept(server, model, runs, now)


def make(server, run, at, kind):
    """The snapshots of a run, as backup.sh makes them, at a time of their own."""
    tags = ["--host", server.name, "--tag", server.name, "--tag", f"run-{run}", "--time", at.strftime("%Y-%m-%d %H:%M:%S")]
    path = server.work / "part"
    path.write_text(run, encoding="ascii")
    server.restic("backup", "--quiet", *tags, "--tag", "database", path)
    if kind:
        server.restic("backup", "--quiet", *tags, "--tag", "record", "--tag", kind, path)


def kept(server, model, runs, now):
    """What stays is what restic would keep of the complete records alone."""
    keep = model["backup"]["keep"]
    reasons = json.loads(
        server.restic(
            "forget", "--dry-run", "--json", "--host", server.name, "--tag", f"{server.name},record,complete", "--group-by", "host",
            *(["--keep-within", f"{keep['daily']}d"] if model["backup"]["append_only"] else ["--keep-daily", str(keep["daily"])]),
            "--keep-weekly", str(keep["weekly"]), "--keep-monthly", str(keep["monthly"]),
        )
    )[0]  # fmt: skip
    counted = {word: sum(any(word in reason for reason in entry["matches"]) for entry in reasons["reasons"]) for word in ("daily", "weekly", "within")}
    wanted = {"daily": 0, "within": counted["within"], "weekly": keep["weekly"]} if model["backup"]["append_only"] else {"daily": keep["daily"], "weekly": keep["weekly"], "within": 0}
    yield equal(counted, wanted, f"restic's own reasons: {counted}")
    complete = {tag.removeprefix("run-") for entry in reasons["keep"] for tag in entry["tags"] if tag.startswith("run-")}
    young = (now - datetime.timedelta(days=2)).strftime("%Y%m%dT%H%M%SZ")
    newest = max(run for run, kind in runs.items() if kind == "incomplete")
    # restic counts from the newest of them.
    limit = (datetime.datetime.strptime(f"{newest}+0000", "%Y%m%dT%H%M%SZ%z") - datetime.timedelta(days=14)).strftime("%Y%m%dT%H%M%SZ")
    incomplete = {run for run, kind in runs.items() if kind == "incomplete" and run >= limit}
    unfinished = {run for run, kind in runs.items() if run >= young}
    # The lists of records are older than what was removed a moment later, so the script is run at that time.
    script = "backup-forget.sh" if model["backup"]["append_only"] else "backup.sh"
    arguments = [] if model["backup"]["append_only"] else ["--forget"]
    ended = server.run_at(now, script, *arguments)
    yield expect(ended.returncode == 0, "old backups are removed", ended.stdout)
    found = {tag.removeprefix("run-") for entry in server.snapshots() for tag in entry["tags"] if re.fullmatch(r"run-\d{8}T\d{6}Z", tag)}
    yield equal(sorted(found), sorted(complete | incomplete | unfinished), f"{len(found)} of {len(runs)} runs stay: the complete ones that restic's reasons name, incomplete ones of two weeks, and what may be going on")
    databases = {tag for entry in server.snapshots("database") for tag in entry["tags"] if tag.startswith("run-")}
    records = {tag for entry in server.snapshots("record") for tag in entry["tags"] if tag.startswith("run-")}
    yield equal({run.removeprefix("run-") for run in databases - records} - unfinished, set(), "no snapshot is left without its record")
    yield equal(records - databases, set(), "and no record without its snapshots")
    if model["backup"]["append_only"]:
        at = now + datetime.timedelta(days=30)
        make(server, at.strftime("%Y%m%dT%H%M%SZ"), at, "complete")
        before = len(server.snapshots())
        ended = server.run_at(now, script)
        yield expect(ended.returncode == 1 and "from the future" in ended.stdout, "a backup from the future stops it", ended.stdout)
        yield equal(len(server.snapshots()), before, "and nothing is removed")


if __name__ == "__main__":
    inside(prove)
