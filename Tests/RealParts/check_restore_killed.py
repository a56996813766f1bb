"""A restore is killed at many points, with all that it has started: the tenant is what it was or what was saved, and the next run goes on."""

import signal
import time

import isolation
from isolation import inside, isolated
from proof import equal, expect, result, some_of
from restore_server import Host, keep_repositories

PROGRAMS = ["restic", "tar", "flock", "realpath", "dash", "psql", "setpriv", *isolation.PROGRAMS]
SITES = ["minimal"]
POINTS = some_of(50)
# What the tenant had when it was saved, and what it has now: rows, and the files that they name.
SAVED = """
CREATE EXTENSION hstore;
CREATE TABLE attachment (store text PRIMARY KEY);
INSERT INTO attachment VALUES ('aa/aaaa'), ('bb/bbbb');
CREATE TABLE partner (id serial PRIMARY KEY, name text);
INSERT INTO partner (name) SELECT md5(n::text) FROM generate_series(1, 2000) AS n;
CREATE INDEX ON partner (name);
"""
SINCE = "UPDATE partner SET name = 'x' WHERE id > 10; DELETE FROM attachment WHERE store = 'bb/bbbb'; INSERT INTO attachment VALUES ('cc/cccc')"


def check(out, site, model):
    """Checks that a restore can be killed."""
    yield from isolated(__file__, out, site, model, timeout=2400)


def prove(out, site, model):
    """A tenant that is restored again and again."""
    keep_repositories()
    with Host(out, site, model) as host:
        for name in ("t1_db", "t2_db"):
            host.create(name, SAVED)
            for file in ("aa/aaaa", "bb/bbbb"):
                host.store("tenants", f"filestore/{name}/{file}", f"{file} of {name}")
        host.own()
        saved = host.content("t1_db")
        for arguments in (["--init"], []):
            ended = host.back_up(*arguments)
            yield expect(ended.returncode == 0, f"the backup is made: {arguments}", ended.stdout)
        host.must_ask(host.clusters["tenants"], SINCE, role=host.role(), database="t1_db")
        host.store("tenants", "filestore/t1_db/cc/cccc", "cc/cccc of t1_db")
        host.own()
        now, other = host.content("t1_db"), (host.content("t2_db"), host.files("t2_db"))
        yield from stopped(host, now)
        yield from killed(host, now, saved, other)
        yield from left(host, now, saved)


def points(host):
    """How many commands a restore runs that finds the remains of a killed one; and some of their beginnings and ends."""
    host.kill("tenant", "t1", kill="20")
    ended = host.restore("tenant", "t1")
    count = len(host.noted(".count"))
    if ended.returncode != 0 or host.restore("--undo", "t1").returncode != 0:
        raise RuntimeError(ended.stdout)
    every = [f"{number}{end}" for number in range(1, count) for end in ("", "e")]
    # A run that finds no remains has fewer: it ends before the last points.
    tries = POINTS + 6
    return count, [every[place * len(every) // tries] for place in range(tries)]


def settled(host):
    """The content of the tenant, once the server has done what it was told before the kill."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    for _ in range(600):
        if host.clusters["tenants"].ask(query) == (0, "0"):
            break
        time.sleep(0.1)
    return host.content("t1_db")


def stopped(host, now):
    """A signal: the script itself ends what it has begun, and removes it."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        status = host.interrupt(number, 12, "tenant", "t1")
        names = [name for name in host.names() if name.startswith(("new_", "former_"))]
        yield equal((status, host.content("t1_db") == now, names), (128 + number, True, []), f"{number.name}: the status says so, and nothing has changed")


def killed(host, now, saved, other):
    """Each time, the tenant is whole; where it was restored already, that is undone."""
    count, chosen = points(host)
    yield expect(count >= POINTS // 2, "a restore has enough points", count)
    broken, kills, restored = [], 0, 0
    for point in chosen:
        kills += host.kill("tenant", "t1", kill=point) == -signal.SIGKILL
        content = settled(host)
        if content not in (now, saved):
            broken.append((point, "the tenant is neither what it was nor what was saved"))
        lost = missing(host)
        if lost:
            broken.append((point, f"files that it names are missing: {lost}"))
        if (host.content("t2_db"), host.files("t2_db")) != other:
            broken.append((point, "another tenant has changed"))
        if content == saved:
            restored += 1
            ended = host.restore("--undo", "t1")
            if ended.returncode != 0 or host.content("t1_db") != now:
                broken.append((point, f"what was replaced does not come back: {ended.stdout}"))
    yield result(broken, [], f"a restore was killed at {kills} points: 0 tenants damaged, 0 files lost, each went on with the next run")
    yield expect(kills >= POINTS, "at as many as there have to be", kills)
    yield expect(0 < restored < kills, "some of them before the tenant had changed, and some after", restored)


def missing(host):
    """The files that the tenant's rows name, and that are not there."""
    named = host.clusters["tenants"].ask("SELECT store FROM attachment ORDER BY 1", database="t1_db")[1].splitlines()
    folder = host.volume("tenants") / "filestore/t1_db"
    return [name for name in named if not (folder / name).is_file() or (folder / name).read_text(encoding="ascii") != f"{name} of t1_db"]


def left(host, now, saved):
    """The next run removes what the killed ones have left, and the repository is sound."""
    ended = host.restore("tenant", "t1")
    yield expect(ended.returncode == 0 and host.content("t1_db") == saved, "the next run restores the tenant", ended.stdout)
    names = [name for name in host.names() if name.startswith(("new_", "bad_"))]
    folders = [path.name for path in (host.volume("tenants") / "filestore").iterdir() if path.name.startswith(("new_", "bad_"))]
    beside = [path.name for path in host.data.glob("restored-*")]
    yield equal((names, folders, beside, (host.state.parent / "restoring").exists()), ([], [], [], False), "nothing of the killed ones is left")
    ended = host.restore("--undo", "t1")
    yield expect(ended.returncode == 0 and host.content("t1_db") == now and not missing(host), "and it can be undone", ended.stdout)
    yield equal(host.restic("list", "locks", "--no-lock"), "", "no lock is left in the repository")
    yield expect("no errors were found" in host.restic("check", "--read-data"), "which is sound")


if __name__ == "__main__":
    inside(prove)
