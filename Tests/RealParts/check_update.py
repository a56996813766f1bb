"""update.sh with a stub of the engine: all databases or none, whatever fails and wherever it is interrupted."""

import fcntl

import isolation
from isolation import inside, isolated
from operator_server import SIGNALS, Server
from proof import equal, expect

PROGRAMS = ["dash", "flock", "env", "git", "curl", *isolation.PROGRAMS]
SITES = ["minimal", "full"]


def check(out, site, model):
    """Checks how one site's Odoo is updated."""
    yield from isolated(__file__, out, site, model)


def prove(out, site, model):
    """Everything, on one server. No Odoo runs, so a stub answers for the tenants' login pages."""
    server = Server(out, site, model)
    curl = server.stub / "bin" / "curl"
    curl.write_text('#!/bin/sh\nprintf "curl %s\\n" "$*" >>"$STUB_FOLDER/journal"\nexit "${STUB_CURL:-0}"\n', encoding="ascii")
    curl.chmod(0o755)
    for part in (usage, good, failures, stopped, unhealthy, undone, locked):
        yield from part(server)


def tenants(server):
    """The two databases that are updated, after the operators' own."""
    server.clear(["t1", "t2"])
    return [server.database, "t1_db", "t2_db"]


def updates(server):
    """The databases in which modules were updated, in their order."""
    return [line.split(" -d ")[1].split()[0] for line in server.journal() if " odoo -d " in line and " -u " in line]


def restores(server):
    """The databases that were put back, in their order."""
    return [line.rpartition("--set=to=")[2].split()[0] for line in server.journal() if "--set=aside=" in line]


def usage(server):
    """A wrong command line, a dry run and a module that does not exist change nothing."""
    tenants(server)
    before = server.tree()
    for arguments in (["--all"], ["A"], ["a;b"], ["--undo", "--keep-image"], [""]):
        ended = server.run("update.sh", *arguments)
        yield equal((ended.returncode, server.journal()), (64, []), f"{arguments} is a wrong command line")
    yield equal(server.run("update.sh", user=65534).returncode, 77, "only root may")
    ended = server.run("update.sh", "--dry-run", "sale", "stock")
    yield expect(ended.returncode == 0 and "t2_db" in ended.stdout and "sale,stock" in ended.stdout, "a dry run tells the steps", ended.stdout)
    asked = [line for line in server.journal() if " psql " not in line]
    yield equal((asked, server.changed(before)), ([], []), "and changes nothing")
    ended = server.run("update.sh", "nowhere")
    yield expect(ended.returncode == 1 and "no database has the module nowhere" in ended.stderr, "an unknown module is named", ended.stderr)
    yield expect("backup.sh" not in server.journal(), "and stops it at once", server.journal())
    ended = server.run("update.sh", broken="backup.sh")
    yield equal((ended.returncode, updates(server)), (1, []), "without a backup nothing is updated")


def order(server, *patterns):
    """The numbers of the first lines with these beginnings."""
    return [next((i for i, line in enumerate(server.journal()) if line.startswith(pattern)), -1) for pattern in patterns]


def good(server):
    """Backup, image, copies, databases, start: in this order."""
    wanted = tenants(server)
    ended = server.run("update.sh")
    yield equal((ended.returncode, updates(server)), (0, wanted), "every database is updated")
    steps = ("backup.sh", "image tag", "compose build --pull", "compose stop", "compose run", "compose up")
    places = order(server, *steps)
    yield expect(-1 not in places and places == sorted(places), f"in this order: {steps}", server.journal())
    yield expect(all(" -u all " in line for line in server.journal() if " -u " in line), "all modules of each", server.journal())
    pages = [line for line in server.journal() if line.startswith("curl ")]
    yield equal(len(pages), 2, "each tenant's login page is looked at")
    ended = server.run("update.sh", "--keep-image", "sale", "stock")
    yield equal((ended.returncode, order(server, "compose build")), (0, [-1]), "--keep-image builds nothing")
    yield expect(all(" -u sale,stock " in line for line in server.journal() if " -u " in line), "the modules that were named", server.journal())


def as_before(server, touched, what):
    """Everything that was touched is restored, the former image too, and it runs."""
    yield equal(restores(server), touched, f"{what}: what was touched is put back")
    image = server.model["odoo"]["built_image"]
    back = order(server, f"image tag {image}-before-update {image}")
    yield expect(back != [-1], f"{what}: the former image is back", server.journal())
    yield expect(server.journal()[-1].startswith("compose up"), f"{what}: everything is started", server.journal()[-1])
    yield expect(not (server.state / "update").exists(), f"{what}: nothing is left to do")
    yield equal(server.databases(), ["t1_db", "t2_db"], f"{what}: the databases have their names")


def failures(server):
    """Whatever fails once databases are touched: all of them are rolled back."""
    wanted = tenants(server)
    unfinished = f"new_{'0' * 32}"
    for pattern, touched in (
        ("*odoo -d t1_db -u *", wanted[:2]),
        (f"*odoo -d {server.database} -u *", wanted[:1]),
        ("*--set=from=t2_db *", wanted[:2]),
        ("*cp -al*update-copies*t1_db", wanted[:1]),
    ):
        tenants(server)
        # What a run that was killed while it went back may have left.
        (server.tenants / "bad_t1_db").touch()
        (server.tenants / unfinished).touch()
        ended = server.run("update.sh", fail=pattern)
        yield equal(ended.returncode, 1, f"{pattern} fails: so does the update")
        if "t1_db" not in touched:
            (server.tenants / "bad_t1_db").unlink()
            (server.tenants / unfinished).unlink()
        yield from as_before(server, touched, f"{pattern} fails")
    tenants(server)
    ended = server.run("update.sh", waiting="sale")
    yield expect(ended.returncode == 1 and "not updated" in ended.stderr, "a module that still waits is a failure", ended.stderr)
    yield from as_before(server, wanted[:1], "a module still waits")


def stopped(server):
    """A signal in the middle: a rollback at once, or, if it was killed, at the beginning of the next run."""
    wanted = tenants(server)
    for number in SIGNALS:
        tenants(server)
        ended = server.interrupt(number, "update.sh", slow="*odoo -d t1_db -u *")
        if number.name != "SIGKILL":
            yield equal(ended.returncode, 128 + number, f"{number.name}: the status says so")
            yield from as_before(server, wanted[:2], number.name)
    yield expect((server.state / "update").exists(), "an update that was killed is remembered")
    ended = server.run("deploy.sh", "--here")
    yield expect(ended.returncode == 78 and "update.sh --undo" in ended.stderr, "nothing is deployed meanwhile", ended.stderr)
    ended = server.run("update.sh", "--keep-image")
    yield equal((ended.returncode, restores(server), updates(server)), (0, wanted[:2], wanted), "the next run goes back first")


def unhealthy(server):
    """If tenants may have written something already, people decide about a rollback."""
    tenants(server)
    ended = server.run("update.sh", curl=22)
    yield expect(ended.returncode == 1 and "update.sh --undo" in ended.stderr and "t1 t2" in ended.stderr, "a login page that is missing is reported", ended.stderr)
    yield equal(restores(server), [], "and nothing is put back")
    wanted = [server.database]
    server.clear()
    ended = server.run("update.sh", fail="compose up *", fail_while=server.state / "update")
    yield equal((ended.returncode, restores(server)), (1, wanted), "without tenants it goes back by itself")


def undone(server):
    """A later rollback, complete or for one tenant."""
    wanted = tenants(server)
    ended = server.run("update.sh", "--undo")
    yield expect(ended.returncode == 1 and "no update" in ended.stderr, "without an update there is nothing to undo", ended.stderr)
    server.run("update.sh")
    before = server.tree()
    ended = server.run("update.sh", "--dry-run", "--undo")
    yield equal((ended.returncode, server.journal(), server.changed(before)), (0, [], []), "a dry run of it changes nothing")
    ended = server.run("update.sh", "--undo", "t2")
    yield equal((ended.returncode, restores(server)), (0, ["t2_db"]), "one tenant is put back")
    yield equal(order(server, "image tag"), [-1], "with the image as it is")
    ended = server.run("update.sh", "--undo")
    yield equal(ended.returncode, 0, "an update can be undone")
    yield from as_before_undo(server, wanted)


def as_before_undo(server, wanted):
    """The whole update is undone."""
    yield equal(restores(server), wanted, "every database is put back")
    ended = server.run("update.sh", "--undo")
    yield equal(ended.returncode, 1, "once")


def locked(server):
    """One at a time."""
    tenants(server)
    with open(f"/run/{server.name}.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = server.run("update.sh")
        yield expect((ended.returncode, server.journal()) == (1, []) and "is running" in ended.stderr, "a second one stops", ended.stderr)


if __name__ == "__main__":
    inside(prove)
