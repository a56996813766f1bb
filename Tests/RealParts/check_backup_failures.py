"""The emitted backup script runs while one thing or another fails: it reports that, saves the rest, and cleans up."""

import fcntl
import os
import pathlib
import signal
import subprocess
import tempfile
import time

import isolation
from backup_server import TENANTS, Server, told
from isolation import inside, isolated, must
from proof import equal, expect, run

PROGRAMS = ["restic", "tar", "flock", "realpath", "dash", "curl", *isolation.PROGRAMS]
# With an address to notify, and without one; the rest of the script is the same for every site.
SITES = ["full", "minimal"]


def check(out, site, model):
    """Checks failing backups."""
    yield from isolated(__file__, out, site, model)


def prove(out, site, model):
    """Every kind of failure of one site's backup."""
    server = Server(out, site, model)
    server.back_up("--init")
    for part in (
        single_failures,
        truncated,
        strange_names,
        no_password,
        locked,
        stopped,
        notification_down,
        busy_files,
    ):
        yield from part(server)


def single_failures(server):
    """One step fails: it is reported, and no old snapshot is removed for an incomplete new one."""
    odoo = server.model["odoo"]["tenants"]["service"]
    saved = [
        (f"*{server.tenants} psql*", f"list of databases in {server.tenants}", TENANTS),
        ("*pg_dump *t1_db*", f"dump of t1_db in {server.tenants}", ["t1_db"]),
        ("*pg_restore --list", f"reading back the dump of t1_db in {server.tenants}", []),
        (f"*{server.superadmin} pg_dumpall*", f"dump of the roles in {server.superadmin}", []),
        (f"*compose run * {odoo} *", f"files of {odoo}", []),
    ]
    for pattern, message, lost in saved:
        ended = server.back_up(fail=pattern)
        yield from told(server, ended, message)
        forgets = [line for line in server.noted() if line.startswith(("restic forget", "restic prune"))]
        yield equal(forgets, [], f"{message}: no old snapshot is removed")
        snapshot = server.snapshots("incomplete")[-1]
        wanted = {path for path in server.dumps() if pathlib.Path(path).stem not in lost}
        content = {path for path in server.content(snapshot) if path.endswith(".dump")}
        yield equal(content, wanted, f"{message}: the rest is saved")
    for pattern, message in (
        ("restic backup*", "upload"),
        ("restic forget*complete*", "removal of old snapshots"),
        ("restic prune*", "pruning"),
    ):
        yield from told(server, server.back_up(fail=pattern), message)


def truncated(server):
    """A truncated dump, although pg_dump ended with 0."""
    ended = server.back_up(truncated="t1_db")
    yield from told(server, ended, f"reading back the dump of t1_db in {server.tenants}")


def strange_names(server):
    """A database whose name no script gives is reported, is not touched, and does not prevent a complete backup."""
    strange = ["host=elsewhere", "-f", "a b", "postgresql://x", "na?ve", "a?b", "(t1_db)"]
    server.list(TENANTS, strange)
    ended = server.back_up()
    yield equal(ended.returncode, 0, "names of somebody else's are no failure")
    yield equal([name for name in strange if f"the database {name} in {server.tenants}" not in ended.stdout], [], "each is reported")
    dumped = {line.partition("--dbname=")[2] for line in server.noted() if "pg_dump -U" in line}
    yield equal(dumped, {f"dbname='{name}'" for name in [*TENANTS, "superadmin"]}, "no strange name reaches pg_dump, and none without quotes")
    content = {path for path in server.content(server.snapshots("complete")[-1]) if path.endswith(".dump")}
    yield equal(content, server.dumps(), "the other databases are saved")
    server.list(TENANTS)


def no_password(server):
    """Without the repository's password nothing is started."""
    aside = server.password.rename(server.folder / "aside")
    ended = server.back_up()
    yield from told(server, ended, "no readable file")
    yield equal(server.noted(), [], "without the password nothing is run")
    aside.rename(server.password)


def locked(server):
    """Two at the same time: the second stops, and does not touch the first one's files."""
    server.staging.mkdir()
    with open(f"/run/{server.name}-backup.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = server.back_up()
    yield expect(ended.returncode == 1 and "still running" in ended.stdout, "a second backup stops", ended.stdout)
    yield equal((server.noted(), server.staging.exists()), ([], True), "and touches nothing of the first")
    yield expect("still running" in "\n".join(server.noted(".mail")), "and says so")
    # What a run that was killed has left behind does not stop the next one.
    (server.staging / "left.dump").write_text("half", encoding="ascii")
    ended = server.back_up()
    yield expect(ended.returncode == 0, "a backup after a killed one ends with 0", ended.stdout)
    content = server.content(server.snapshots("complete")[-1])
    yield expect(not any("left.dump" in path for path in content), "and holds nothing of the killed one")


def stopped(server):
    """A signal in the middle of a dump: it is cleaned up and reported."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        for path in server.folder.glob("journal*"):
            path.unlink()
        process = subprocess.Popen(
            # A signal that is ignored from the start, as under nohup, cannot be trapped.
            ["env", "--default-signal=HUP,INT,TERM", "dash", server.folder / "out/backup.sh"],
            env=server.environment(slow=1),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        for _ in range(200):
            if any("pg_dump -U" in line for line in server.noted()):
                break
            time.sleep(0.05)
        os.killpg(process.pid, number)
        output, _ = process.communicate(timeout=120)
        ended = subprocess.CompletedProcess([], process.returncode, output)
        yield equal(ended.returncode, 128 + number, f"{number.name} ends the script with its own status")
        yield from told(server, ended, "backup failed")


def notification_down(server):
    """If even the notification fails, the exit status is still that of the backup."""
    ended = server.back_up(fail="*pg_dumpall*", curl_status=7)
    yield equal(ended.returncode, 1, "a notification that fails hides nothing")
    address = server.model["backup"].get("notify")
    if address:
        asked = ["curl", "--silent", "--output", "/dev/null", "--write-out", "%{url}", "--config", "-"]
        # Nothing listens there: curl only says what it has read.
        asked += ["--connect-to", "::127.0.0.1:1"]
        said = run(*asked, input="\n".join(server.noted(".config")), stderr=None)
        yield equal(said.stdout, address, "curl itself reads the address")


def busy_files(server):
    """tar's warning that a file has changed is not a failure, but its errors are."""
    ended = server.back_up(tar_status=1)
    yield expect(ended.returncode == 0, "a file that changed while tar read it is no failure", ended.stdout)
    ended = server.back_up(tar_status=2)
    yield from told(server, ended, "files of")
    with tempfile.TemporaryDirectory() as empty:
        must("mount", "--bind", empty, server.model["odoo"]["data_directory"])
        ended = server.back_up()
        yield expect(ended.returncode == 0, "a server that nobody has used yet is backed up", ended.stdout)
        must("umount", server.model["odoo"]["data_directory"])


if __name__ == "__main__":
    inside(prove)
