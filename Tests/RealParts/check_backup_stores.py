"""Backups to an S3 server and to a REST server that only adds; killed at many points, without room, while databases change."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

import isolation
from backup_server import Server, told
from check_backup_failures import until
from isolation import inside, isolated, must
from proof import equal, expect, run, some_of

TOOLS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", str(pathlib.Path(__file__).resolve().parents[2] / ".build" / "realparts")))
PROGRAMS = ["restic", "rclone", "curl", "dash", *isolation.PROGRAMS]
SITES = ["minimal"]
# The moments of a run at which it is killed, as numbers of its commands.
KILLS = some_of(50)
# Which word of a line of the record names a snapshot.
NAMED = {"database": 3, "globals": 2, "files": 2, "configuration": 1}
FILLED = "CREATE TABLE note (id serial, text text); INSERT INTO note (text) SELECT md5(n::text || random()) FROM generate_series(1, {}) AS n"


def check(out, site, model):
    """Checks backups to servers of storage."""
    yield from isolated(__file__, out, site, model, timeout=2400)


def prove(out, site, model):
    """One site, and a storage of each kind."""
    with Server(out, site, model) as server:
        server.create("big_db", FILLED.format(20000))
        server.create("t1_db", FILLED.format(10))
        server.store("tenants", "filestore/t1_db/ab/abcdef", "content")
        server.store("superadmin", "filestore/x/ab/abcdef", "content")
        server.rewrite("ops/lib/backup-databases.sh", {"pause=30": "pause=1", "lock_wait=10s": "lock_wait=2s"})
        address = model["backup"]["repository"]
        for part in (changes, gives_way, full, kills, s3, rest):
            server.repositories[address] = str(server.work / f"repository-{part.__name__}")
            yield from part(server, address)


def changes(server, _address):
    """One database is locked for a while, one is dropped, and one is created, all in the middle of a run."""
    server.back_up("--init")
    server.create("victim_db")
    server.create("held_db", FILLED.format(5))
    with server.held("big_db", "note"):
        process = server.start()
        until(lambda: any("pg_dump -U" in line and "big_db" in line for line in server.noted()))
        server.must_ask(server.clusters["tenants"], 'DROP DATABASE "victim_db"')
        server.create("new comer", FILLED.format(5))
        until(lambda: any("pg_dump -U" in line and "t1_db" in line for line in server.noted()))
    output, _ = process.communicate(timeout=300)
    yield expect(process.returncode == 0, "a run in which databases change ends with 0", output)
    yield expect("dropped meanwhile: victim_db" in output, "the dropped one is reported", output)
    wanted = {"big_db", "t1_db", "held_db", "new comer", server.model["postgres"]["superadmin"]["database"]}
    yield equal((set(server.dumps()), server.record()[1]), (wanted, "complete"), "the locked one is saved later, and the new one too")
    attempts = [line for line in server.noted() if "pg_dump -U" in line and "big_db" in line]
    yield expect(len(attempts) >= 2, "the locked one was tried again", attempts)
    with server.held("big_db", "note"):
        ended = server.back_up()
    yield from told(server, ended, "dump of big_db in db")
    yield equal((set(server.dumps()), server.record()[1]), (wanted - {"big_db"}, "incomplete"), "one that stays locked does not keep the others from being saved")
    for name in ("held_db", "new comer"):
        server.must_ask(server.clusters["tenants"], f'DROP DATABASE "{name}"')


def gives_way(server, _address):
    """Somebody changes a table that is being dumped: he waits some seconds, and not as long as the dump takes."""
    server.back_up("--init")
    cluster = server.clusters["tenants"]
    # The dump hangs, as to a slow storage: more is in it than the pipes hold.
    process = server.start(hang="restic backup *big_db.dump*")
    asked = "SELECT count(*) FROM pg_locks JOIN pg_class ON relation = pg_class.oid WHERE relname = 'note' AND mode = 'AccessShareLock'"
    until(lambda: cluster.ask(asked, database="big_db")[1] not in ("0", ""))
    begun = time.monotonic()
    status, said = cluster.ask("SET lock_timeout = '40s'; ALTER TABLE note ADD COLUMN more int", role=server.role(), database="big_db")
    waited = time.monotonic() - begun
    hanging = [int(number) for number in server.noted(".hanging")]
    for restic in hanging:
        os.kill(restic, signal.SIGCONT)
    output, _ = process.communicate(timeout=300)
    yield expect(status == 0, f"an installation goes on after {waited:.0f} s, while the dump hangs", said)
    yield expect(process.returncode == 0, "and the dump is made again", output)
    yield equal("big_db" in server.dumps(), True, "so that the run is whole")


def full(server, address):
    """The file system of the repository is full: nothing is begun if that is to be seen before, PostgreSQL goes on, and the next run is whole."""
    small = server.work / "small"
    small.mkdir()
    must("mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", small)
    server.repositories[address] = str(small / "repository")
    server.rewrite("ops/site.sh", {f'site_backup_repository="{address}"': f'site_backup_repository="{small}/repository"'})
    server.back_up("--init")
    (server.state / "added").unlink(missing_ok=True)
    ended = server.back_up()
    yield from told(server, ended, "this backup needs about")
    yield equal([line for line in server.noted() if line.startswith("restic backup")], [], "where there is no room from the beginning, nothing is written")
    (server.state / "added").write_text("1\n", encoding="ascii")
    server.must_ask(server.clusters["tenants"], "INSERT INTO note (text) SELECT md5(n::text || random()) FROM generate_series(1, 600000) AS n", database="big_db")
    ended = server.back_up()
    yield expect(ended.returncode == 1, "a disk that fills up meanwhile ends the run with 1", ended.stdout)
    yield equal(server.snapshots("complete"), [], "and leaves no complete record")
    yield equal(server.clusters["tenants"].ask("SELECT count(*) > 0 FROM note", database="big_db"), (0, "t"), "PostgreSQL goes on")
    must("mount", "-o", "remount,size=200m", small)
    ended = server.back_up()
    yield expect(ended.returncode == 0, "with room again, the next run is whole", ended.stdout)
    yield expect("no errors were found" in server.restic("check"), "and so is the repository")
    server.rewrite("ops/site.sh", {f'site_backup_repository="{small}/repository"': f'site_backup_repository="{address}"'})
    server.must_ask(server.clusters["tenants"], "TRUNCATE note", database="big_db")
    server.must_ask(server.clusters["tenants"], "INSERT INTO note (text) SELECT md5(n::text) FROM generate_series(1, 2000) AS n", database="big_db")


def kills(server, _address):
    """Killed with all that it has started, at many points: what a record names is whole, and the next run is whole too."""
    server.back_up("--init")
    ended = server.back_up()
    yield expect(ended.returncode == 0, "a run that is not killed", ended.stdout)
    commands = len(server.noted())
    before = server.clusters["tenants"].ask("SELECT count(*), sum(id) FROM note", database="big_db")
    wrong, killed = [], 0
    for kill in range(KILLS):
        point = 1 + kill * commands // KILLS
        process = server.start()
        until(lambda point=point, process=process: len(server.noted()) >= point or process.poll() is not None)
        # In the middle of the command, and not only at its beginning.
        time.sleep(0.05 * (kill % 4))
        killed += process.poll() is None
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        until(lambda: not run("pgrep", "-x", "restic").stdout)
    there = {entry["id"] for entry in server.snapshots()}
    for entry in server.snapshots("record"):
        lines = [line.split() for line in server.restic("dump", "--no-lock", entry["id"], "/record").splitlines()]
        named = {line[NAMED[line[0]]] for line in lines if line[0] in NAMED}
        if not named <= there or lines[-1][0] != "end":
            wrong.append(entry["short_id"])
    yield equal(wrong, [], f"{killed} kills: each record names snapshots that are there")
    yield expect(killed >= KILLS * 9 // 10, f"{killed} of {KILLS} runs were killed before their end")
    ended = server.back_up()
    yield expect(ended.returncode == 0, "the next run is whole", ended.stdout)
    yield expect("no errors were found" in server.restic("check", "--read-data"), "and the repository is sound")
    yield equal(server.clusters["tenants"].ask("SELECT count(*), sum(id) FROM note", database="big_db"), before, "the live database is untouched")
    left = server.clusters["tenants"].ask(f"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{server.name}-backup'")
    yield equal(left, (0, "0"), "and nobody dumps it any more")


def listening(port):
    """Waits until somebody listens."""
    for _ in range(600):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on {port}")


def s3(server, address):
    """A bucket; then the server of it goes away in the middle of a stream, and comes back."""
    program = [str(TOOLS / "stores/bin/moto_server"), "-H", "127.0.0.1", "-p", "5055"]
    log = (server.work / "s3.log").open("w", encoding="utf-8")
    serving = subprocess.Popen(program, stdout=log, stderr=log, env={"PATH": os.environ["PATH"], "HOME": str(server.work)})
    listening(5055)
    must("curl", "--silent", "--fail", "-X", "PUT", "http://127.0.0.1:5055/bucket")
    server.repositories[address] = "s3:http://127.0.0.1:5055/bucket"
    (server.secrets / "restic_environment").write_text("AWS_ACCESS_KEY_ID=key\nAWS_SECRET_ACCESS_KEY=secret-of-storage\n", encoding="ascii")
    server.credentials = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret-of-storage"}
    server.back_up("--init")
    ended = server.back_up()
    yield expect(ended.returncode == 0, "a backup to S3 ends with 0", ended.stdout)
    yield equal((server.record()[1], set(server.dumps()) >= {"big_db", "t1_db"}), ("complete", True), "and is complete")
    with server.held("t1_db", "note"):
        process = server.start()
        until(lambda: any("pg_dump -U" in line and "t1_db" in line for line in server.noted()))
        os.kill(serving.pid, signal.SIGSTOP)
        seen = run("ps", "-eo", "args").stdout
        yield expect("secret-of-storage" not in seen and "AWS_" not in seen, "no credentials are in the process list")
    time.sleep(5)
    os.kill(serving.pid, signal.SIGCONT)
    output, _ = process.communicate(timeout=300)
    yield expect(process.returncode == 0, "one that does not answer for some seconds in the middle of a stream is waited for", output)
    yield equal(server.record()[1], "complete", "and the run is complete")
    serving.terminate()
    serving.wait(timeout=60)
    ended = server.back_up()
    yield from told(server, ended, "no repository answers")
    (server.secrets / "restic_environment").unlink()
    server.credentials = {}


def rest(server, address):
    """A REST server that only adds: the server can make backups, and cannot remove one."""
    store = server.work / "rest"
    store.mkdir()
    serving = {}

    def serve(*options):
        log = (server.work / "rest.log").open("a", encoding="utf-8")
        command = ["rclone", "serve", "restic", "--addr", "127.0.0.1:5066", *options, store]
        serving["now"] = subprocess.Popen([shutil.which(command[0]), *map(str, command[1:])], stdout=log, stderr=log, env={"PATH": os.environ["PATH"], "HOME": str(server.work)})
        listening(5066)

    serve("--append-only")
    server.repositories[address] = "rest:http://127.0.0.1:5066/"
    server.back_up("--init")
    server.rewrite("ops/site.sh", {"site_backup_append_only=false": "site_backup_append_only=true"})
    ended = server.back_up()
    yield expect(ended.returncode == 0, "a backup to a server that only adds ends with 0", ended.stdout)
    forgets = [line for line in server.noted() if line.startswith(("restic forget", "restic prune"))]
    yield equal(forgets, [], "and tries to remove nothing")
    yield equal(server.record()[1], "complete", "and is complete")
    count = len(server.snapshots())
    identity = server.snapshots()[0]["id"]
    ended = server.back_up("--restic", "forget", identity)
    yield equal((len(server.snapshots()), count), (count, count), "whoever has the server cannot remove a snapshot")
    # Away in the middle of the run, for good.
    with server.held("t1_db", "note"):
        process = server.start()
        until(lambda: any("pg_dump -U" in line and "t1_db" in line for line in server.noted()))
        serving["now"].kill()
        serving["now"].wait(timeout=60)
        serve("--append-only")
    output, _ = process.communicate(timeout=600)
    ended = server.back_up()
    yield expect(ended.returncode == 0, "after one that went away and came back, the next run is whole", f"{output}\n{ended.stdout}")
    yield expect("no errors were found" in server.restic("check", "--no-lock", "--read-data"), "and the repository is sound")
    serving["now"].kill()
    server.rewrite("ops/site.sh", {"site_backup_append_only=true": "site_backup_append_only=false"})


if __name__ == "__main__":
    inside(prove)
