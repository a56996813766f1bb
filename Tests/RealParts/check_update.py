"""update.sh with a stub of the engine: tenant by tenant; whatever fails and wherever it is interrupted, no database stays half updated."""

import fcntl
import hashlib

import isolation
from isolation import inside, isolated
from operator_server import SIGNALS, Server
from proof import equal, expect

PROGRAMS = ["dash", "flock", "env", "git", "curl", "sha256sum", *isolation.PROGRAMS]
# Without canaries and one at a time, and with both.
SITES = ["minimal", "full"]


# A login page that is missing: of the tenants that STUB_DEAD is a pattern for.
CURL = """#!/bin/sh
printf 'curl %s\\n' "$*" >>"$STUB_FOLDER/journal"
case $* in *"Host: "${STUB_DEAD:-nobody}.*) exit 22 ;; *) ;; esac
"""


def check(out, site, model):
    """Checks how one site's Odoo is updated."""
    yield from isolated(__file__, out, site, model)


def prove(out, site, model):
    """Everything, on one server. No Odoo runs, so a stub answers for the tenants' login pages."""
    server = Server(out, site, model)
    curl = server.stub / "bin" / "curl"
    curl.write_text(CURL, encoding="ascii")
    curl.chmod(0o755)
    for part in (usage, good, canaries, failures, alone, stopped, unhealthy, undone, locked):
        yield from part(server)


def tenants(server):
    """Begins anew with the superadmin's database and three tenants, one of them a canary where the site has canaries."""
    server.clear(["a1", "demo", "t2"])
    return server.database, "a1_db", "demo_db", "t2_db"


def first(server):
    """The databases that are updated while the tenants run the former code."""
    return [server.database, "demo_db"] if server.model["odoo"]["rollout"]["canaries"] else [server.database]


def updates(server):
    """The databases in which modules were updated, in their order."""
    return [line.split(" -d ")[1].split()[0] for line in server.journal() if " odoo -d " in line and " -u " in line]


def restores(server):
    """The databases that were put back, in their order."""
    return [line.rpartition("--set=to=")[2].split()[0] for line in server.journal() if "--set=aside=" in line]


def closed(server):
    """The tenants whose page is closed."""
    return sorted(path.name for path in server.pages.iterdir()) if server.pages.exists() else []


def order(server, *patterns):
    """The numbers of the first lines with these beginnings."""
    return [next((i for i, line in enumerate(server.journal()) if line.startswith(pattern)), -1) for pattern in patterns]


def usage(server):
    """A wrong command line, a dry run and a module that does not exist change nothing."""
    tenants(server)
    before = server.tree()
    for arguments in (["--all"], ["a.b"], ["a;b"], ["--undo", "--keep-image"], [""]):
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


def good(server):
    """Backup, image, the first databases, restart, the others; and then only what has changed."""
    wanted = sorted(tenants(server))
    ended = server.run("update.sh")
    done = updates(server)
    yield equal((ended.returncode, sorted(done), done[: len(first(server))]), (0, wanted, first(server)), f"every database is updated {ended.stderr}")
    steps = ("backup.sh", "image tag", "compose build --pull", "compose stop odoo_superadmin", "compose run", "compose up")
    places = order(server, *steps)
    yield expect(-1 not in places and places == sorted(places), f"in this order: {steps}", server.journal())
    yield expect("compose stop odoo odoo_superadmin" not in server.journal(), "the tenants' instance is restarted, never stopped", server.journal())
    lines = server.journal()
    later = [line for line in lines[places[-1] :] if " -u " in line]
    yield equal(len(later), 4 - len(first(server)), "the other tenants follow when the new code runs")
    yield expect(all(" -u sale " in line for line in lines if " -u " in line), "with the modules that have changed", lines)
    yield expect(all(" --db_user=odoo" in line and "_maintenance" in line for line in lines if " -u " in line), "by the role that alone gets in", lines)
    pages = [line for line in lines if line.startswith("curl ")]
    yield equal(len(pages), 3, "each tenant's login page is asked for")
    yield equal(closed(server), [], "no page stays closed")
    ended = server.run("update.sh", "--keep-image")
    yield equal((ended.returncode, updates(server), order(server, "backup.sh", "compose up")), (0, [], [-1, -1]), "where no code has changed, nothing is done")
    ended = server.run("update.sh")
    yield equal((ended.returncode, updates(server), order(server, "compose up") != [-1]), (0, [], True), "a newer image needs a restart only")
    ended = server.run("update.sh", "--keep-image", "sale", "stock")
    yield equal((ended.returncode, order(server, "compose build")), (0, [-1]), "--keep-image builds nothing")
    yield equal(len([line for line in server.journal() if " -u sale,stock " in line]), 4, "modules that are named are updated in any case")


def as_before(server, touched, what):
    """Everything that was touched is restored, the former image too, and it runs."""
    yield equal(restores(server), touched, f"{what}: what was touched is put back")
    image = server.model["odoo"]["built_image"]
    back = order(server, f"image tag {image}-before-update {image}")
    yield expect(back != [-1], f"{what}: the former image is back", server.journal())
    steps = [line for line in server.journal() if not line.endswith(" --config -")]
    yield expect(steps[-1].startswith("compose up"), f"{what}: everything is started", steps[-1])
    if server.model["alerts"].get("relay"):
        yield expect("nothing was updated" in server.told(""), f"{what}: people are told", server.told(""))
    yield equal((closed(server), (server.state / "update").exists()), ([], False), f"{what}: nothing is left to do")
    yield equal(server.databases(), ["a1_db", "demo_db", "t2_db"], f"{what}: the databases have their names")


def canaries(server):
    """If one of the first cannot be updated, or does not answer, nothing is updated."""
    for name in first(server):
        tenants(server)
        ended = server.run("update.sh", fail=f"*odoo -d {name} -u *")
        yield equal(ended.returncode, 1, f"{name} fails: so does the update")
        yield equal(updates(server), first(server)[: first(server).index(name) + 1], f"{name} fails: no other tenant is touched")
        # The one that fails is put back at once.
        yield from as_before(server, list(reversed(first(server)[: first(server).index(name) + 1])), f"{name} fails")
    tenants(server)
    ended = server.run("update.sh", waiting="sale")
    yield expect(ended.returncode == 1 and "not updated" in ended.stderr, "a module that still waits is a failure", ended.stderr)
    yield from as_before(server, first(server)[:1], "a module still waits")
    if len(first(server)) > 1:
        tenants(server)
        ended = server.run("update.sh", dead="demo")
        yield expect(ended.returncode == 1 and "no login page: demo" in ended.stderr, "a canary that does not answer is named", ended.stderr)
        yield equal(updates(server), first(server), "and the update ends with it")
        yield equal(sorted(restores(server)), sorted(first(server)), "everything is put back")
    tenants(server)
    ended = server.run("update.sh", fail="compose up *", fail_while=server.state / "update" / "touched" / server.database)
    yield equal((ended.returncode, sorted(restores(server))), (1, sorted(first(server))), "if the new code does not start, the former one runs again")


def failures(server):
    """One tenant that cannot be updated is put back, and the others go on."""
    for pattern, restored in (("*odoo -d a1_db -u *", ["a1_db"]), ("*--set=from=a1_db *--set=strategy=*", []), ("*cp -al*update-copies*a1_db", [])):
        wanted = sorted(tenants(server))
        # What a run that was killed while it went back may have left.
        (server.tenants / "bad_a1_db").touch()
        (server.tenants / f"new_{'0' * 32}").touch()
        ended = server.run("update.sh", fail=pattern)
        yield equal((ended.returncode, restores(server)), (2, restored), f"{pattern} fails: it alone is put back {ended.stderr}")
        yield expect("warning: update: some databases could not be updated" in server.told(ended.stderr), f"{pattern} fails: people are told", ended.stderr)
        yield expect("as before: a1_db" in ended.stderr, f"{pattern} fails: it is named", ended.stderr)
        rest = set(wanted) - {"a1_db"}
        yield expect(rest <= set(updates(server)), f"{pattern} fails: the others are updated", updates(server))
        for path in server.tenants.glob("[bn]*_*"):
            path.unlink()
        ended = server.run("update.sh", "--keep-image")
        yield equal((ended.returncode, updates(server)), (0, ["a1_db"]), f"{pattern} fails: the next run has only this one to do")
        yield equal((closed(server), server.databases()), ([], ["a1_db", "demo_db", "t2_db"]), f"{pattern} fails: everybody is served")
    tenants(server)
    ended = server.run("update.sh", dead="t2")
    yield equal((ended.returncode, restores(server)), (2, ["t2_db"]), "so is one that does not answer afterwards")


def alone(server):
    """A tenant's page is closed while it is updated; those that wait are served, unless Python has changed."""
    for changed, waiting in (("f|sale", []), ("t|sale", ["a1", "t2"])):
        tenants(server)
        server.run("update.sh", changed=changed)
        seen = [set(words.split()) for words in (server.stub / "pages").read_text(encoding="ascii").splitlines()]
        restart = {"demo"} if len(first(server)) > 1 else set()
        others = waiting if restart else [*waiting, *["demo" for _ in waiting]]
        yield equal(seen[0], restart | set(others), f"{changed}: these are closed when the new code starts")
        yield equal(closed(server), [], f"{changed}: none in the end")


def stopped(server):
    """A signal in the middle: what is being updated is put back at once, or, if everything was killed, by the next run."""
    for number in SIGNALS:
        wanted = sorted(tenants(server))
        begun = first(server)
        ended = server.interrupt(number, "update.sh", slow=f"*odoo -d {begun[-1]} -u *")
        if number.name != "SIGKILL":
            yield equal(ended.returncode, 128 + number, f"{number.name}: the status says so")
            yield equal(sorted(restores(server)), sorted(begun), f"{number.name}: the first ones are put back")
    yield expect((server.state / "update").exists(), "an update that was killed is remembered")
    ended = server.run("deploy.sh", "--here")
    yield expect(ended.returncode == 78 and "update.sh --undo" in ended.stderr, "nothing is deployed meanwhile", ended.stderr)
    ended = server.run("update.sh", "--keep-image")
    yield equal((ended.returncode, restores(server)), (0, begun[-1:]), f"the next run puts back what was begun {ended.stderr}")
    yield equal(sorted({*updates(server), *begun[:-1]}), wanted, "and goes on with what is left")
    tenants(server)
    ended = server.interrupt(SIGNALS[2], "update.sh", slow="*odoo -d a1_db -u *")
    yield expect(ended.returncode == 143 and "a1_db" in restores(server), "a tenant that is being updated is put back", ended.stderr)
    yield equal((closed(server), (server.state / "update").exists()), ([], False), "and everybody is served")
    ended = server.run("update.sh", "--keep-image")
    yield expect(ended.returncode == 0 and "a1_db" in updates(server), "the next run goes on", ended.stderr)


def unhealthy(server):
    """A database that cannot be read is left out, and named."""
    tenants(server)
    ended = server.run("update.sh", fail="*dbname='t2_db'*")
    yield expect(ended.returncode == 2 and "cannot be read, and is not updated: t2_db" in ended.stderr, "it is named", ended.stderr)
    yield expect("t2_db" not in updates(server) and "a1_db" in updates(server), "and the others are updated", updates(server))


def undone(server):
    """A later rollback, complete or for one tenant."""
    wanted = sorted(tenants(server))
    ended = server.run("update.sh", "--undo")
    yield expect(ended.returncode == 1 and "no update" in ended.stderr, "without an update there is nothing to undo", ended.stderr)
    server.run("update.sh")
    before = server.tree()
    ended = server.run("update.sh", "--dry-run", "--undo")
    yield equal((ended.returncode, server.journal(), server.changed(before)), (0, [], []), "a dry run of it changes nothing")
    copy = server.tenants / f"copy_{hashlib.md5(b't2_db').hexdigest()}"
    copy.rename(server.stub / "away")
    ended = server.run("update.sh", "--undo")
    asked = [line for line in server.journal() if " psql " not in line]
    yield expect(ended.returncode == 1 and "no copy of t2_db" in ended.stderr and not asked, "without a copy nothing is stopped", ended.stderr)
    (server.stub / "away").rename(copy)
    ended = server.run("update.sh", "--undo", "t2")
    yield equal((ended.returncode, restores(server)), (0, ["t2_db"]), "one tenant is put back")
    yield equal(order(server, "image tag", "compose stop"), [-1, -1], "while the others are served, with the image as it is")
    ended = server.run("update.sh", "--undo")
    yield equal((ended.returncode, sorted(restores(server))), (0, sorted(set(wanted) - {"t2_db"})), "an update can be undone, once for each")
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
