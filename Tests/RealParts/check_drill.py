"""The restore test: real PostgreSQL, restic and a file system of limited size, in containers that a stand-in makes."""

import fcntl
import os
import pathlib
import shutil
import signal
import subprocess
import time

import isolation
from backup_server import called
from drill_server import TENANTS, DrillServer
from isolation import inside, isolated
from proof import equal, expect, some_of

PROGRAMS = ["restic", "flock", "setsid", "setpriv", "mke2fs", "losetup", "dash", "bash", "psql", *isolation.PROGRAMS]
SITES = ["full"]
POINTS = some_of(20)


def check(out, site, model):
    """Checks the restore test of a site."""
    yield from isolated(__file__, out, site, model, timeout=7200)


def prove(out, site, model):
    """Backups that can be restored, backups that cannot, and tests that do not get to their end."""
    with DrillServer(out, site, model) as server:
        for part in PARTS:
            yield from part(server)


def words(server):
    """The command line."""
    for arguments, status in ((("--all", "x"), 64), (("db",), 64), (("--dryrun",), 64), (("--report", "x"), 64)):
        ended = server.script(*arguments)
        yield equal((ended.returncode, server.noted()), (status, []), f"{' '.join(arguments)}: the usage, and nothing else")
    ended = server.script("--promise")
    yield expect(ended.returncode == 1 and "nothing was tested yet" in ended.stdout, "without a test nothing is promised", ended.stdout)


def nothing(server):
    """Without a backup the test fails, and says so."""
    server.back_up("--init")
    yield from told(server, server.test(), "no backup is recorded")


def passes(server):
    """A good backup."""
    server.save()
    before = server.fingerprint()
    ended = server.script("--dry-run", "--all")
    names = [f"{name}_db" for name in TENANTS] + [server.superadmin]
    yield expect(ended.returncode == 0 and all(f"restore {name} of" in ended.stdout for name in names), "a dry run names the databases", ended.stdout)
    yield equal([line for line in server.noted() if not line.startswith(("docker rm ", "restic "))], [], "and starts nothing")
    ended = server.test("--all")
    yield equal((ended.returncode, ended.stdout.splitlines()[-1:]), (0, [f"{len(names)} databases can be restored"]), "a good backup passes")
    yield equal(server.noted(".msmtp") + server.noted(".curl"), [], "nobody is notified")
    found = server.evidence()
    yield equal((found["format"], found["version"], found["site"], found["outcome"], found["problems"]), ("restore-test", 1, server.name, "passed", []), "the evidence says so")
    yield equal({entry["name"]: (entry["outcome"], entry["files"]) for entry in found["databases"]}, dict.fromkeys(names, ("passed", 5)), "of each database, with the files of its attachments")
    rows = {entry["name"]: entry["rows"] for entry in found["databases"]}
    yield equal(rows, {name: server.rows(name) for name in names}, "and as many rows as the live database has")
    yield equal(found["login"], {"database": "one_db", "outcome": "passed"}, "Odoo has opened the login page of one of them, with a style from its files")
    ended = server.script("--report")
    yield expect(ended.returncode == 0 and f"| passed | {len(names)} databases" in ended.stdout, "a line of the report says so", ended.stdout)
    ended = server.script("--promise")
    yield expect(ended.returncode == 0 and "minutes" in ended.stdout, "the measured time is printed", ended.stdout)
    numbers = server.metrics()
    yield equal((numbers["databases"], numbers["problems"]), (len(names), 0), "the numbers for Prometheus say so")
    yield expect(numbers["last_success_timestamp_seconds"] == numbers["last_run_timestamp_seconds"] > 0 < numbers["oldest_database_timestamp_seconds"], "with the times", numbers)
    yield equal(server.fingerprint(), before, "the live databases and files are untouched")
    yield from gone(server, "after a good test")


def confined(server):
    """What a container of the test is given."""
    server.test("db", "one_db")
    runs = [line for line in server.noted() if line.startswith("docker run ")]
    yield equal(len(runs), 6, "a database server, two readers of rows, one of files, Odoo, and what removes its files")
    for line in runs:
        alone = "--network none" in line or f"--network container:{server.name}-drill-db" in line
        bound = all(word in line for word in ("--read-only", "--cap-drop ALL", "no-new-privileges", "--memory ", "--memory-swap ", "--cpus ", "--pids-limit ", " timeout "))
        yield expect(alone and bound, "each without a network and with bounds", line)
        secrets = [word for word in line.split() if ":/run/secrets" in word]
        yield equal(secrets, [f"/run/{server.name}-drill/secrets:/run/secrets:ro"], "and with no secret of the site")
    live = [line for line in server.noted() if line.startswith("docker compose") and " ps --all --quiet " not in line]
    yield equal(live, [], "the services are not asked for anything but their containers")


def shares(server):
    """A share of the databases each time: all of them in as many runs as the setting says."""
    with server.changed("ops/site.sh", r"^site_backup_restore_share=\S+", "site_backup_restore_share=3"):
        tested = []
        for _ in range(3):
            ended = server.test()
            yield equal(ended.returncode, 0, "a share passes")
            tested += [entry["name"] for entry in server.evidence()["databases"]]
    yield equal(sorted(tested), sorted([*(f"{name}_db" for name in TENANTS), server.superadmin]), "three thirds are all databases, each once")
    report = server.state / "drills/report"
    former, seen = report.read_text("ascii"), []
    for runs in range(2 * len(server.repositories)):
        report.write_text("| a test |\n" * runs * server.model["backup"]["restore_share"], "ascii")
        seen.append(server.script("--dry-run").stdout.split()[-1])
    yield equal(seen, 2 * [str(number) for number in range(len(server.repositories))], "and each repository has its turn")
    report.write_text(former, "ascii")


def overdue(server):
    """A database that has waited too long."""
    path = server.state / "drills/tested"
    former = path.read_text("ascii")
    path.write_text("".join(f"{' '.join(line.split()[:3])} 1000000000\n" if " two_db " in line else line + "\n" for line in former.splitlines()), "ascii")
    yield from told(server, server.test("db", "one_db"), "two_db of db: it has not been restored for more than")
    path.write_text(former, "ascii")


def lost_file(server):
    """A file of an attachment is in no backup."""
    path = server.file("two_db")
    content = path.read_bytes()
    path.unlink()
    server.save()
    yield from told(server, server.test("db", "two_db"), "two_db of db: 1 of the 5 files of its attachments are missing")
    path.write_bytes(content)


def changed_file(server):
    """A file has not the content that its name promises."""
    path = server.file("two_db")
    content = path.read_bytes()
    path.write_bytes(b"X" + content[1:])
    server.save()
    yield from told(server, server.test("db", "two_db"), "two_db of db: 1 of its files are damaged")
    path.write_bytes(content)


def other_rows(server):
    """The record says something else than the dump has."""
    server.save()
    for kind, name, field, value, said in (
        ("table", "public.partner", 4, "501", "1 of its tables have other numbers of rows than in the record"),
        ("database", None, 4, "0" * 64, "its dump is not the one that was saved"),
        ("database", None, 3, "0" * 64, "its snapshot cannot be read"),
    ):

        def edit(words, change=(kind, name, field, value)):
            """Another word in one line."""
            if words[:3] == [change[0], "db", "one_db"] and change[1] in (None, words[3]):
                words[change[2]] = change[3]
            return " ".join(words)

        server.amend(edit)
        yield from told(server, server.test("db", "one_db"), f"one_db of db: {said}")


def corrupted(server):
    """A byte in each 4 KiB of the repository's data is another one."""
    server.amend(None)
    repository = pathlib.Path(server.repositories[server.model["backup"]["repository"]])
    whole = pathlib.Path(shutil.copytree(repository, server.work / "whole"))
    for path in (path for path in (repository / "data").rglob("*") if path.is_file()):
        content = bytearray(path.read_bytes())
        content[100::4096] = bytes(byte ^ 1 for byte in content[100::4096])
        path.chmod(0o600)
        path.write_bytes(content)
    ended = server.test("--all")
    yield expect(ended.returncode == 1 and server.noted(".msmtp"), "a corrupted repository is noticed", ended.stdout)
    yield from gone(server, "after a corrupted snapshot")
    shutil.rmtree(repository)
    whole.rename(repository)


def too_large(server):
    """There is no room for a database."""
    server.amend(lambda words: " ".join([*words[:5], "9000000000000", *words[6:]] if words[:3] == ["database", "db", "two_db"] else words))
    yield from told(server, server.test("--all"), "two_db of db: not tested: it needs")
    found = server.outcomes()
    yield equal((found["one_db"], found["two_db"]), ("passed", "failed"), "the others are tested all the same")
    server.amend(None)


def too_long(server):
    """The time is over before the first database."""
    with server.changed("restore-test.sh", "^hours=6$", "hours=0"):
        yield from told(server, server.test(), "not tested: the time was over")


def at_once(server):
    """Two at the same time."""
    with open(f"/run/{server.name}-drill.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = server.test(LOCK_SECONDS=1)
    yield equal((ended.returncode, server.noted()), (1, []), "a second test does nothing")


def failing(server):
    """Something of the engine fails."""
    for pattern, said in (
        (f"run *{server.name}-drill-db *", "no database server starts from its image"),
        (f"run *{server.name}-drill-files *", "its files cannot be compared"),
        (f"run *{server.name}-drill-odoo *", "Odoo does not open its login page"),
        ("inspect*", "no database server starts from its image"),
    ):
        yield from told(server, server.test("db", "one_db", fail=pattern), said)


def told(server, ended, said):
    """A failed test says so everywhere, and leaves nothing behind."""
    yield expect(ended.returncode == 1 and said in ended.stdout, f"{said}: the test fails", ended.stdout)
    letter = "\n".join(server.noted(".msmtp"))
    yield expect(server.model["alerts"]["mail"] in letter and said in letter, f"{said}: a letter is sent", letter)
    wanted = [server.model["backup"]["notify"], server.model["alerts"]["webhook"]]
    yield equal([address for address, message in called(server) if said in message["text"]], wanted, f"{said}: the addresses to notify are called")
    yield from gone(server, said)


def gone(server, when):
    """Nothing is left of a test: no container, file system, loop device, file or process."""
    for _ in range(600):
        left = server.remains()
        if not left:
            break
        time.sleep(0.1)
    yield equal(left, [], f"{when}: nothing is left")


def killed(server):
    """The whole group of processes is killed, at many points of a test."""
    server.test("db", "one_db")
    steps = len(server.noted())
    before = server.fingerprint()
    points = sorted({1 + steps * point // POINTS for point in range(POINTS)})
    yield equal(len(points), POINTS, "so many points are there")
    for point in points:
        server.forget()
        process = subprocess.Popen(
            ["dash", server.out / "restore-test.sh", "db", "one_db"], env=server.environment(), cwd="/",
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )
        while len(server.noted()) < point and process.poll() is None:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(60)
        yield from gone(server, f"killed at step {point} of {steps}")
        letter = "\n".join(server.noted(".msmtp"))
        yield expect("it was killed" in letter or process.returncode == 0, f"killed at step {point} of {steps}: somebody is told", letter)
    yield equal(server.fingerprint(), before, "the live databases and files are untouched")


def after(server):
    """The next test after all of them."""
    ended = server.test("--all", shell="bash")
    yield expect(ended.returncode == 0, "the next test passes, under bash", ended.stdout)
    yield expect(server.restic("check", "--read-data") is not None, "and the repository is sound")
    yield from gone(server, "at the end")


# The order matters: each part leaves a server with a good backup.
PARTS = [words, nothing, passes, confined, shares, overdue, lost_file, changed_file, other_rows, corrupted, too_large, too_long, at_once, failing, killed, after]

if __name__ == "__main__":
    inside(prove)
