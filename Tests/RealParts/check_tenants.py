"""tenants.sh with a stub of the engine: what it runs, what it refuses, and what remains if it fails or is stopped."""

import fcntl
import hashlib
import json
import pathlib
import re

import isolation
import jsonschema
from isolation import inside, isolated
from operator_server import SIGNALS, Server
from proof import equal, expect

PROGRAMS = ["dash", "bash", "busybox", "flock", "env", *isolation.PROGRAMS]
SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs/schemas/scripts/tenant.json"
# Without a language and a country, and with both.
SITES = ["minimal", "full"]
SHELLS = {"dash": "dash", "bash": ["bash", "--posix"], "busybox": ["busybox", "sh"]}
LONGEST = "a" * 60


def check(out, site, model):
    """Checks the tenants of one site."""
    yield from isolated(__file__, out, site, model)


def prove(out, site, model):
    """Everything, on one server."""
    server = Server(out, site, model)
    for part in (usage, names, created, ordered, rebased, failures, stopped, locked, removed, listed, dry):
        yield from part(server)


def usage(server):
    """A wrong command line, and a user who is not root, change nothing."""
    server.clear(["t1"])
    before = server.tree()
    for arguments in (
        [],
        ["create"],
        ["create", "a", "b"],
        ["list", "a"],
        ["remove", "t1"],
        ["remove", "t1", "--backup"],
        ["remove", "t1", "--backup", ""],
        ["remove", "t1", "--back", "/srv/x"],
        ["make", "t9"],
        ["create", "t9", "--modules"],
        ["create", "t9", "--modules", "a;b"],
        ["create", "t9", "--modules", "a,"],
        ["create", "t9", "--language", "$(x)"],
        ["create", "t9", "--country", "no"],
        ["create", "t9", "--email", 'a"@b.cd'],
        ["create", "t9", "--email", "a@b@c.de"],
        ["create", "t9", "--quietly"],
        ["rebase", "t1"],
        ["--dryrun", "create", "t9"],
    ):
        ended = server.run("tenants.sh", *arguments)
        yield equal((ended.returncode, ended.stdout, server.journal()), (64, "", []), f"{arguments} is a wrong command line")
    ended = server.run("tenants.sh", "create", "t9", user=65534)
    yield expect((ended.returncode, server.journal()) == (77, []) and "root" in ended.stderr, "only root may", ended.stderr)
    yield equal(server.changed(before), [], "none of that changes anything")


def names(server):
    """Names that a host or a database cannot have are refused first."""
    host = server.model["domains"]["superadmin"]
    domain = server.model["domains"]["tenants"]
    own = [host.removesuffix(f".{domain}")] if host.endswith(f".{domain}") else []
    for name in ["www", "", "-a", "a-", "A", "a_b", "a.b", "a b", "a/b", "../a", "é", "a;b", "$(a)", "a" * 61, *own]:
        ended = server.run("tenants.sh", "create", name)
        yield equal((ended.returncode, ended.stdout, server.journal()), (64, "", []), f"the name {name!r} is refused")


def created(server):
    """A tenant is created, by every shell; its password is where it must be, and nowhere else."""
    plan = server.model["odoo"]["tenants"]
    used = set()
    for label, shell in SHELLS.items():
        server.clear()
        name = LONGEST if label == "dash" else "my-shop"
        ended = server.run("tenants.sh", "create", name, shell=shell)
        password = ended.stdout.rstrip("\n")
        yield equal((ended.returncode, server.databases()), (0, [f"{name}_db"]), f"{label}: a tenant is made")
        yield expect(len(password) == 24 and password.isalnum(), f"{label}: standard output is its password alone", ended.stdout)
        yield expect(f'password = "{password}"' in server.read_in(), f"{label}: Odoo reads it from standard input")
        yield expect(f"https://{name}.{server.model['domains']['tenants']}\"" in server.read_in(), f"{label}: and its address")
        seen = "\n".join(server.journal()) + ended.stderr
        yield expect(password not in seen, f"{label}: no command line and no message has it", seen)
        jobs = [line for line in server.journal() if ("compose run" in line and " odoo -d " in line) or " odoo shell " in line]
        names = {line.split(" -d ")[1].split()[0] for line in jobs}
        yield expect(len(names) == 1 and re.fullmatch("new_[0-9a-f]{32}", *names), f"{label}: it is made under a name that nobody can guess", jobs)
        yield expect(all(" --db_user=odoo_maintenance" in line for line in jobs), f"{label}: by the role that alone gets in", jobs)
        used |= names
        yield expect(any(",".join(plan["modules"]) in line for line in jobs), f"{label}: with the site's modules", jobs)
        if plan.get("language", "en_US") != "en_US":
            yield expect(f"--load-language={plan['language']}" in jobs[0], f"{label}: in the site's language", jobs)
            yield expect(f'lang = "{plan["language"]}"' in server.read_in(), f"{label}: its administrator too", server.read_in())
        if plan.get("country"):
            yield expect(f'("code", "=", "{plan["country"]}")' in server.read_in(), f"{label}: in the site's country", server.read_in())
    yield equal(len(used), len(SHELLS), "each under another one")
    yield expect(not (server.state / "job").exists(), "no password of a job is left")
    ended = server.run("tenants.sh", "create", "my-shop")
    yield expect((ended.returncode, ended.stdout) == (1, "") and "already exists" in ended.stderr, "a second one of a name is refused", ended.stderr)
    changing = [line for line in server.journal() if " psql " not in line]
    yield equal(changing, [], "and nothing is run")


def ordered(server):
    """Options of create take precedence over site.yaml; the result can be JSON."""
    server.clear()
    options = ["--modules", "base,sale", "--language", "de_CH", "--country", "CH", "--email", "boss+1@example.org", "--json"]
    ended = server.run("tenants.sh", "create", "t9", *options)
    told = json.loads(ended.stdout)
    faults = list(jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).iter_errors(told))
    yield equal((faults, told.pop("format"), told.pop("version")), ([], "tenant", 1), "the result is what its schema says")
    password = told.pop("password")
    wanted = {"tenant": "t9", "database": "t9_db", "url": f"https://t9.{server.model['domains']['tenants']}/", "login": "admin"}
    yield equal((ended.returncode, told), (0, wanted), "the result is printed as JSON, and nothing else")
    yield expect(f'password = "{password}"' in server.read_in(), "with the password that Odoo reads")
    for text in ('("code", "=", "CH")', 'lang = "de_CH"', 'email = "boss+1@example.org"', 'set("base,sale".split'):
        yield expect(text in server.read_in(), f"Odoo reads {text}", server.read_in())
    jobs = [line for line in server.journal() if " odoo -d " in line]
    yield expect(" -i base --load-language=de_CH" in jobs[0] and " -i base,sale " in jobs[1], "the language first, then the modules", jobs)
    mail = server.model["odoo"].get("mail", {})
    direct = mail and not mail["has_relay"]
    shells = [line for line in server.journal() if " odoo shell " in line]
    yield expect(f"MAIL_HOST={mail['host'] if direct else ''} " in shells[-1], "a mail server that no relay stands for is entered", shells)
    # The sums are those of the modules in odoo.addons.
    yield expect("gen.module_sums" in server.read_in(), "the code of its modules is recorded")


def rebased(server):
    """After a change of the domain, each tenant gets its new address."""
    server.clear(["t1", "t2"])
    ended = server.run("tenants.sh", "--dry-run", "rebase")
    yield equal((ended.returncode, server.read_in()), (0, ""), "a dry run of it changes nothing")
    ended = server.run("tenants.sh", "rebase")
    domain = server.model["domains"]["tenants"]
    wanted = [f"{name}_db https://{name}.{domain}" for name in ("t1", "t2")]
    yield equal((ended.returncode, server.read_in().splitlines()), (0, wanted), "each has its own")
    # The last one asks for the tenants that Prometheus has to see, where there is one.
    yield equal([line for line in server.journal() if not line.startswith("compose exec -T")][-1], "compose restart odoo", "the workers, which remember the former one, are restarted")
    ended = server.run("tenants.sh", "rebase", fail="*dbname='t1_db'*")
    yield expect(ended.returncode == 1 and ended.stderr.rstrip().endswith(": t1") and "t2_db" in server.read_in(), "one that cannot be changed is named", ended.stderr)


def failures(server):
    """Whatever fails while a tenant is created: no password, no tenant, and the others unchanged."""
    for pattern in ("*compose run* -i *", "*compose run*odoo shell*", "*compose exec*--set=from=*", "*compose run*cp -alf*"):
        server.clear(["t1"])
        ended = server.run("tenants.sh", "create", "t9", fail=pattern)
        yield equal((ended.returncode, ended.stdout, server.databases()), (1, "", ["t1_db"]), f"{pattern} fails: nothing stays")
        yield expect("t9 was not created" in ended.stderr, f"{pattern} fails: the script says so", ended.stderr)
    server.clear()
    server.superadmin.joinpath(server.database).touch()
    ended = server.run("tenants.sh", "create", "t9", fail="*compose exec*")
    yield expect(ended.returncode == 1 and "does not answer" in ended.stderr, "a database server that is down is named", ended.stderr)


def stopped(server):
    """A signal at any point: nothing remains, or the remains do not prevent the next try."""
    for number in SIGNALS:
        for pattern in ("*compose run* -i *", "*compose run*odoo shell*", "*compose run*rm -rf*"):
            server.clear(["t1"])
            ended = server.interrupt(number, "tenants.sh", "create", "t9", slow=pattern)
            what = f"{number.name} during {pattern}"
            yield equal(ended.stdout, "", f"{what}: no password")
            yield expect("t9_db" not in server.databases(), f"{what}: no tenant", server.databases())
            if number.name != "SIGKILL":
                yield equal((ended.returncode, server.databases()), (128 + number, ["t1_db"]), f"{what}: nothing stays")
            ended = server.run("tenants.sh", "create", "t9")
            yield equal((ended.returncode, server.databases()), (0, ["t1_db", "t9_db"]), f"{what}: the next try makes it")
    server.clear(["t1"])
    ended = server.interrupt(SIGNALS[2], "tenants.sh", "create", "t9", slow="*compose run*cp -alf*")
    yield expect(
        (ended.returncode == 0) == ("t9_db" in server.databases()) == bool(ended.stdout),
        "once a tenant takes its place, either it exists and its password is printed, or neither",
        f"{ended.returncode} {ended.stdout} {server.databases()}",
    )


def locked(server):
    """One at a time; listing is always allowed."""
    server.clear(["t1"])
    with open(f"/run/{server.name}.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for arguments in (["create", "t9"], ["remove", "t1", "--backup", "/srv/kept"]):
            ended = server.run("tenants.sh", *arguments)
            yield expect((ended.returncode, server.journal()) == (1, []) and "is running" in ended.stderr, f"{arguments}: waits for nobody", ended.stderr)
        yield equal(server.run("tenants.sh", "list").returncode, 0, "list works meanwhile")
        yield expect(not any("--name" in line for line in server.journal()), "and touches no container of the others", server.journal())


def removed(server):
    """A tenant is removed only when it is saved."""
    kept = server.folder.parent / "kept"
    server.clear(["t1", "t2"])
    copy = server.tenants / f"copy_{hashlib.md5(b't1_db').hexdigest()}"
    former = server.tenants / f"former_{hashlib.md5(b't1_db').hexdigest()}"
    record = server.state / "last-update" / "touched" / "t1_db"
    page = server.pages / "t1"
    for path in (copy, former, record, page):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for pattern in ("*pg_dump*", "*pg_restore*", "*tar -cf*"):
        ended = server.run("tenants.sh", "remove", "t1", "--backup", kept, fail=pattern)
        yield equal((ended.returncode, server.databases()), (1, ["t1_db", "t2_db"]), f"{pattern} fails: the tenant stays")
        if (kept / "t1_db.dump").exists():
            (kept / "t1_db.dump").unlink()
    for number in SIGNALS:
        ended = server.interrupt(number, "tenants.sh", "remove", "t1", "--backup", kept, slow="*tar -cf*")
        (kept / "t1_db.dump").unlink()
        if number.name != "SIGKILL":
            yield equal((ended.returncode, server.databases()), (128 + number, ["t1_db", "t2_db"]), f"{number.name}: the tenant stays")
    yield equal(server.databases(), ["old_t1", "t2_db"], "a removal that was killed is half done")
    ended = server.run("tenants.sh", "create", "t1")
    yield expect(ended.returncode == 1 and "partly removed" in ended.stderr, "then its name is not free", ended.stderr)
    ended = server.run("tenants.sh", "remove", "t1", "--backup", kept)
    yield equal((ended.returncode, server.databases()), (0, ["t2_db"]), "and the next try ends it")
    yield equal([path.exists() for path in (copy, former, record, page)], [False] * 4, "its copy of an update, what a restore had replaced, the record of that and its page are gone")
    cleared = [line for line in server.journal() if "update-copies" in line and "sessions" in line]
    yield expect(len(cleared) == 1 and cleared[0].endswith(" t1_db"), "its files, their copies and its sessions too", server.journal())
    found = {path.name: path.stat().st_mode & 0o777 for path in kept.iterdir()}
    yield equal(found, {"t1_db.dump": 0o600, "t1_db.needs": 0o600, "t1_db.filestore.tar": 0o600}, "the three files are root's alone")
    needs = (kept / "t1_db.needs").read_text(encoding="ascii")
    yield equal(needs, "extension hstore public 1.8 2200\n", "one of them says what Odoo's role cannot restore, without that it was closed meanwhile")
    ended = server.run("tenants.sh", "remove", "t1", "--backup", kept)
    yield expect(ended.returncode == 1 and "the tenant t1 does not exist" in ended.stderr, "a tenant that is not there is named", ended.stderr)
    server.clear(["t1"])
    ended = server.run("tenants.sh", "remove", "t1", "--backup", kept)
    yield expect((ended.returncode, server.databases()) == (1, ["t1_db"]) and "already" in ended.stderr, "an earlier copy is not overwritten", ended.stderr)


def listed(server):
    """Every database is listed, with its state."""
    server.clear(["t1"])
    for name in ("bad_t1_db", "new_t2", "old_t3", "other", "Odd=one_db"):
        (server.tenants / name).touch()
    ended = server.run("tenants.sh", "list")
    rows = [line.split()[:2] for line in ended.stdout.splitlines()[1:]]
    wanted = [["Odd=one", "no-tenant"], ["bad_t1", "left-over"], ["new_t2", "unfinished"], ["old_t3", "half-removed"], ["other", "no-tenant"], ["t1", "ready"]]
    yield equal((ended.returncode, rows), (0, wanted), "list tells what is there")
    for forged in ("ready\nt9                             ready", "\x1b[2Jready", "", "ready " * 1000):
        ended = server.run("tenants.sh", "list", state=forged)
        yield expect(ended.stdout.count("damaged") == 1 and "t9" not in ended.stdout and "\x1b" not in ended.stdout, f"a tenant that answers {forged[:20]!r} is damaged", ended.stdout)


def dry(server):
    """A dry run says what would be done, and does nothing."""
    server.clear(["t1"])
    before = server.tree()
    for arguments in (["create", "t9"], ["remove", "t1", "--backup", "/srv/other"]):
        ended = server.run("tenants.sh", "--dry-run", *arguments)
        yield expect(ended.returncode == 0 and len(ended.stdout.splitlines()) > 2, f"a dry run of {arguments} tells the steps", ended.stdout)
        asked = [line for line in server.journal() if not line.startswith("compose exec -T db psql")]
        yield equal((asked, server.changed(before)), ([], []), f"a dry run of {arguments} changes nothing")


if __name__ == "__main__":
    inside(prove)
