"""The emitted backup script runs while one thing or another fails: it reports that, saves the rest, and leaves no half of anything."""

import contextlib
import fcntl
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

import isolation
from backup_server import Server, heard, told
from isolation import inside, isolated
from proof import equal, expect, run

PROGRAMS = ["restic", "flock", "realpath", "dash", "curl", "setpriv", "ionice", *isolation.PROGRAMS]
# With an address to notify and a second repository, and without both; the rest of the script is the same for every site.
SITES = ["full", "minimal"]
TENANTS = ["big_db", "my-shop_db", "t1_db"]
FILLED = "CREATE TABLE note (id serial, text text); INSERT INTO note (text) SELECT repeat(md5(n::text), 10) FROM generate_series(1, {}) AS n"


def check(out, site, model):
    """Checks failing backups."""
    yield from isolated(__file__, out, site, model, timeout=1200)


def prove(out, site, model):
    """Every kind of failure of one site's backup."""
    with Server(out, site, model) as server:
        for name, rows in zip(TENANTS, (3000, 100, 10)):
            server.create(name, FILLED.format(rows))
        server.store("tenants", "filestore/t1_db/ab/abcdef", "content")
        server.store("superadmin", "filestore/x/ab/abcdef", "content")
        # The same, sooner.
        server.rewrite("ops/lib/backup-databases.sh", {"pause=30": "pause=1", "lock_wait=10s": "lock_wait=2s"})
        server.back_up("--init")
        parts = [single_failures, no_half, no_password, locked, left_lock, stopped, notification_down]
        if model["backup"]["copies"]:
            parts = [one_repository]
        for part in parts:
            yield from part(server)


def single_failures(server):
    """One step fails: it is reported, and no old snapshot is removed for an incomplete new one."""
    odoo = server.model["odoo"]["tenants"]["service"]
    tenants, superadmin = server.service("tenants"), server.service("superadmin")
    saved = [
        (f"*{tenants} psql *server={tenants}*", f"list of databases in {tenants}", TENANTS, None),
        ("*pg_dump *t1_db*", f"dump of t1_db in {tenants}", ["t1_db"], ["failed", "database", tenants, "t1_db"]),
        (f"*{superadmin} pg_dumpall*", f"dump of the roles in {superadmin}", [], ["failed", "globals", superadmin]),
        (f"*volume inspect *_{server.model['odoo']['tenants']['volume']}", f"files of {odoo}", [], ["failed", "files", odoo]),
        ("restic backup *--tag configuration *", "the configuration is not in repository 0", [], ["failed", "configuration"]),
    ]
    for pattern, message, lost, line in saved:
        ended = server.back_up(fail=pattern)
        yield from told(server, ended, message)
        forgets = [line for line in server.noted() if line.startswith(("restic forget", "restic prune"))]
        yield equal(forgets, [], f"{message}: no old snapshot is removed")
        lines, state = server.record()
        yield equal(state, "incomplete", f"{message}: the record is incomplete")
        if line:
            yield equal([found for found in lines if found[0] == "failed"], [line], f"{message}: and names it")
        wanted = {*TENANTS, server.model["postgres"]["superadmin"]["database"]} - set(lost)
        yield equal(set(server.dumps()), wanted, f"{message}: the rest is saved")
        yield equal(server.status()["succeeded"], False, f"{message}: status.json says so")
    for pattern, message in (
        ("restic backup *--tag record *", "record in repository 0"),
        ("restic forget*complete*", "removal of old backups from repository 0"),
        ("restic prune*", "removal of old backups"),
        ("restic check*", "check of repository 0"),
    ):
        if "check" in pattern:
            (server.state / "checked-0").unlink(missing_ok=True)
        yield from told(server, server.back_up(fail=pattern), message)
    ended = server.back_up()
    yield expect(ended.returncode == 0, "and the next backup is complete", ended.stdout)


def no_half(server):
    """A dump that ends early never becomes a backup, whatever its program's status is."""
    paths = {f"/{server.service('tenants')}/big_db.dump"}
    for stub, snapshots in (({"half": "*pg_dump *big_db*"}, 0), ({"cut": "*pg_dump *big_db*"}, None)):
        before = {entry["id"] for entry in server.snapshots("database")}
        ended = server.back_up(**stub)
        yield from told(server, ended, f"dump of big_db in {server.service('tenants')}")
        made = [entry for entry in server.snapshots("database") if entry["id"] not in before and paths & set(entry["paths"])]
        if snapshots is not None:
            yield equal(len(made), snapshots, f"{stub}: no snapshot was made of it, in three attempts")
        yield expect("big_db" not in server.dumps(), f"{stub}: and no record names it")
    ended = server.back_up(half="*pg_dumpall*")
    yield from told(server, ended, "dump of the roles")


def no_password(server):
    """Without the repository's password nothing is started."""
    aside = server.password.rename(server.work / "aside")
    ended = server.back_up()
    yield from told(server, ended, "no readable file")
    yield equal(server.noted(), [], "without the password nothing is run")
    aside.rename(server.password)


def locked(server):
    """It waits for the other scripts, and not longer than until the next backup would begin."""
    lock = pathlib.Path(f"/run/{server.name}.lock")
    with lock.open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        process = server.start()
        time.sleep(2)
        yield equal((process.poll(), server.noted()), (None, []), "it waits for a deployment, and does nothing meanwhile")
        fcntl.flock(file, fcntl.LOCK_UN)
        output, _ = process.communicate(timeout=300)
        yield expect(process.returncode == 0, "and begins when that has ended", output)
        fcntl.flock(file, fcntl.LOCK_EX)
        with server.rewritten("ops/site.sh", {f"site_backup_wait={server.model['backup']['wait_seconds']}": "site_backup_wait=1"}):
            before = server.status()
            ended = server.back_up()
            yield expect(ended.returncode == 1 and "is running" in ended.stdout, "and no longer than until the next one", ended.stdout)
            yield expect("waiting for the lock" in heard(server, ended.stdout), "and says so", ended.stdout)
            yield equal(server.status(), before, "the status is that of the last one that ran")


def left_lock(server):
    """A removal that was killed has left its lock, which keeps everybody else out: the next run removes it. One that goes on is let alone."""
    repository = pathlib.Path(server.repositories[server.model["backup"]["repository"]])
    with holding(repository, server.environment() | {"RESTIC_REPOSITORY": str(repository), "RESTIC_PASSWORD_FILE": str(server.password)}) as pruning:
        ended = server.back_up()
        yield from told(server, ended, f"the roles of {server.service('tenants')} are not in repository 0")
        yield expect("already locked" in ended.stdout, "while a removal goes on, nothing is saved, and restic says why", ended.stdout)
        pruning.kill()
    yield equal(len(locks(repository)), 1, "one that is killed leaves its lock")
    ended = server.back_up()
    yield expect(ended.returncode == 0, "the next run is whole", ended.stdout)
    yield equal(locks(repository), [], "and the lock is gone")


def locks(repository):
    """Those that are written to their end."""
    return [path.name for path in (repository / "locks").iterdir() if "-tmp-" not in path.name]


@contextlib.contextmanager
def holding(repository, environment):
    """A removal that stands still while it has the repository for itself."""
    while True:
        with subprocess.Popen([environment["STUB_RESTIC"], "prune", "--quiet"], env=environment, stdout=subprocess.DEVNULL) as pruning:
            while pruning.poll() is None and not locks(repository):
                time.sleep(0.001)
            pruning.send_signal(signal.SIGSTOP)
            if locks(repository) and pruning.poll() is None:
                yield pruning
                return
            pruning.send_signal(signal.SIGCONT)


def stopped(server):
    """A signal in the middle of a dump: nothing goes on, it is reported, and the next run is whole."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        with server.held("my-shop_db", "note"):
            process = server.start()
            until(lambda: any("pg_dump -U" in line and "my-shop" in line for line in server.noted()))
            os.kill(process.pid, number)
            output, _ = process.communicate(timeout=120)
        ended = subprocess.CompletedProcess([], process.returncode, output)
        yield equal(ended.returncode, 128 + number, f"{number.name} ends the script with its own status")
        yield from told(server, ended, "backup failed")
        left = []
        for _ in range(50):
            left = [line for line in run("ps", "-eo", "args").stdout.splitlines() if re.match(r"(\S*/)?(restic|pg_dump|tee|sha256sum)\b", line)]
            if not left:
                break
            time.sleep(0.2)
        yield equal(left, [], f"{number.name}: nothing of it goes on")
        yield expect(not pathlib.Path(f"/run/{server.name}-backup").exists(), f"{number.name}: its folder is gone")
    ended = server.back_up()
    yield expect(ended.returncode == 0, "the next backup is complete", ended.stdout)


def notification_down(server):
    """If even the notification fails, the exit status is still that of the backup."""
    ended = server.back_up(fail="*pg_dumpall*", curl_status=7)
    yield equal(ended.returncode, 1, "a notification that fails hides nothing")


def one_repository(server):
    """One of two repositories does not answer: the other is written, and the next run is whole in both."""
    yield expect(server.back_up().returncode == 0, "both are written", "")
    address = server.model["backup"]["copies"][0]
    place = server.repositories[address]
    for lost, left in ((1, 0), (0, 1)):
        place = list(server.repositories.values())[lost]
        os.rename(place, f"{place}-away")
        before = len(server.snapshots("complete", number=left))
        ended = server.back_up()
        yield from told(server, ended, f"repository {lost} does not answer")
        yield equal(server.record(number=left)[1], "complete", f"repository {left} has a complete record without {lost}")
        yield equal(len(server.snapshots("complete", number=left)) - before, 1, "one more")
        states = {entry["number"]: entry["record"] for entry in server.status()["repositories"]}
        yield equal(states, {lost: "missing", left: "complete"}, "status.json says which")
        os.rename(f"{place}-away", place)
    ended = server.back_up()
    yield expect(ended.returncode == 0, "the next one is complete in both", ended.stdout)
    # In the middle of a stream.
    with server.held("my-shop_db", "note"):
        process = server.start()
        until(lambda: any("pg_dump -U" in line and "my-shop" in line for line in server.noted()))
        os.rename(place, f"{place}-away")
    output, _ = process.communicate(timeout=300)
    yield from told(server, subprocess.CompletedProcess([], process.returncode, output), "repository 0 does not answer")
    yield equal(server.record(number=1)[1], "complete", "one that is lost midway does not keep the other from being complete")
    # What restic has written in the repository's place since.
    shutil.rmtree(place, ignore_errors=True)
    os.rename(f"{place}-away", place)
    ended = server.back_up()
    yield expect(ended.returncode == 0, "and the next one is complete in both again", ended.stdout)
    address = server.model["backup"].get("notify")
    asked = ["curl", "--silent", "--output", "/dev/null", "--write-out", "%{url}", "--config", "-"]
    # Nothing listens there: curl only says what it has read.
    asked += ["--connect-to", "::127.0.0.1:1"]
    said = run(*asked, input=f'url = "{address}"', stderr=None)
    yield equal(said.stdout, address, "curl itself reads the address")


def until(holds, seconds=60):
    """Waits until something holds."""
    for _ in range(seconds * 50):
        if holds():
            return
        time.sleep(0.02)
    raise TimeoutError("it never happened")


if __name__ == "__main__":
    inside(prove)
