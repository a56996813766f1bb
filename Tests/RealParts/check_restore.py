"""Restoring, with the real backup script, restic, tar and PostgreSQL: a lost server, one tenant, a copy, and a tenant that was removed."""

import difflib
import pathlib
import re
import shutil

import isolation
from isolation import inside, isolated, must, private_folder
from proof import equal, expect, result
from restore_content import NAMES, TENANTS, fill, roles
from restore_server import OWNER, Host, keep_repositories

PROGRAMS = ["restic", "tar", "flock", "realpath", "bash", "dash", "psql", "setpriv", *isolation.PROGRAMS]
SITES = ["full"]


def check(out, site, model):
    """Checks that a lost server can be restored, and single tenants."""
    yield from isolated(__file__, out, site, model, timeout=1800)


def prove(out, site, model):
    """A server, its backup, its loss, and another server."""
    keep_repositories()
    own = model["postgres"]["superadmin"]["database"]
    with Host(out, site, model) as former:
        roles(former)
        for number, name in enumerate(NAMES):
            fill(former, name, number)
        fill(former, own, 1, side="superadmin")
        former.store("tenants", "addons/19.0/module/README", "downloaded")
        former.store("tenants", "sessions/session", "of somebody")
        former.own()
        wanted = {name: (former.content(name), former.files(name)) for name in NAMES}
        wanted_own = former.content(own, "superadmin"), former.files(own, "superadmin")
        rows = {name: counted(content) for name, (content, _) in wanted.items()}
        secrets = former.secret_texts()
        for arguments in (["--init"], []):
            ended = former.back_up(*arguments)
            yield expect(ended.returncode == 0, f"the backup is made: {arguments}", ended.stdout)
        yield equal(sorted(former.dumps()), sorted([*NAMES, own]), "every database is in it, whatever its name is")
        former.lose()
    with Host(out, site, model, is_new=True) as new:
        listed = new.restore("--list")
        yield expect(listed.returncode == 0 and len(listed.stdout.splitlines()) == 2, "the backup is listed before there is a server", listed.stdout)
        before = tree(new)
        ended = new.restore("--dry-run", "site")
        yield expect(ended.returncode == 0 and ended.stdout.count("restore ") > len(NAMES), "a dry run tells the steps", ended.stdout)
        yield equal(tree(new), before, "and changes nothing")
        ended = new.restore("--jobs", "2", "site")
        yield expect(ended.returncode == 0, "the site is restored by one command", ended.stdout)
        yield from whole(new, wanted, rows, ended.stdout)
        yield equal((difference(wanted_own[0], new.content(own, "superadmin")), new.files(own, "superadmin")), ([], wanted_own[1]), "the superadmin's database and its files are back")
        yield equal(new.secret_texts(), secrets, "the secrets are back")
        yield expect((new.volume("tenants") / "addons/19.0/module/README").stat().st_uid == OWNER, "what else Odoo had downloaded is back")
        yield expect(not (new.volume("tenants") / "sessions/session").exists(), "sessions are not")
        yield expect(pathlib.Path("/etc/letsencrypt/README").exists(), "the certificates are back")
        yield from powers(new)
        yield from logins(new)
        again = new.restore("site")
        yield expect(again.returncode == 0 and again.stderr is None and "restored " not in again.stdout.replace("are restored", ""), "a second time there is nothing to do", again.stdout)
        yield from put_back(new, wanted)
        yield from replaced(new, wanted)
        yield from copied(new, wanted)
        yield from removed(new, wanted)
        yield from given(new, own)
        yield from refused(new)


def tree(host):
    """What a dry run must not change."""
    roots = [host.folder, host.data, pathlib.Path("/var/lib"), pathlib.Path("/etc/letsencrypt")]
    return sorted(str(path) for root in roots for path in root.rglob("*")), host.names(), host.names("superadmin")


def whole(new, wanted, rows, said):
    """Every database is back, byte for byte and row for row, with its files."""
    yield equal(new.names(), sorted(wanted), "every database is back, and no other")
    less = [name for name in wanted if name == NAMES[5]]
    lost_rows, lost_files, differing = 0, 0, []
    for name, (content, files) in wanted.items():
        found = new.content(name)
        now = counted(found)
        lost_rows += sum(abs(now.get(table, 0) - count) for table, count in rows[name].items())
        lost_files += len(set(files.items()) ^ set(new.files(name).items()))
        lines = difference(content, found)
        if name not in less and lines:
            differing.append((name, lines))
    yield equal(differing, [], "each is byte for byte what it was: rows, sequences, owners, privileges, settings, large objects, event triggers")
    total = sum(sum(tables.values()) for tables in rows.values())
    stored = sum(len(files) for _, files in wanted.values())
    yield result((lost_rows, lost_files), (0, 0), f"{len(wanted)} databases restored: of {total} rows and {stored} files and folders 0 lost, and each file has its owner")
    for name in less:
        gone = difference(wanted[name][0], new.content(name))
        wrong = [line for line in gone if line[0] == "+" or not re.search("file_fdw|files|OPTIONS|passwords|users|hostname|line text|VIEW|COMMENT|^-$|^---|^-\\)|^-$|SELECT line|FROM", line)]
        yield equal(wrong, [], "of what only a superuser may make, and of nothing else, something is left out")
        yield expect("file_fdw" in said and "public.users" in said, "and it is named", said)


def counted(content):
    """How many rows each table has."""
    found = re.findall(r"^COPY (.*?) \(.*?\) FROM stdin;\n(.*?)^\\\.$", content, re.MULTILINE | re.DOTALL)
    return {table: text.count("\n") for table, text in found}


def untrapped(content):
    """What a database has, without the function that the trap makes."""
    return re.sub(r"^--\n-- Name: keep_.*?^ALTER FUNCTION public.keep_[^\n]*\n\n", "", content, flags=re.MULTILINE | re.DOTALL)


def difference(one, other):
    """The lines of only one of two texts, in their order, without the function that the trap makes in the second one."""
    lines = list(difflib.unified_diff(one.splitlines(), untrapped(other).splitlines(), n=0, lineterm=""))[2:]
    return [line for line in lines if not line.startswith("@@")][:60]


def powers(new):
    """A dump's statements run as Odoo's role: a trap in it has caught nobody. A role that had rights over the server has them no more."""
    for side, cluster in new.clusters.items():
        server = new.model["postgres"][side]
        name = server.get("database", "Upper_db")
        yield equal(cluster.ask("SELECT count(*) FROM trap", database=name), (0, "1"), f"{side}: the trap is restored")
        supers = cluster.ask("SELECT string_agg(rolname, ' ') FROM pg_roles WHERE rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls")
        yield equal(supers, (0, "postgres"), f"{side}: and nobody but the superuser has its rights")
        kept = cluster.ask("SELECT DISTINCT pg_get_userbyid(proowner) FROM pg_proc WHERE proname LIKE 'keep%'", database=name)
        yield equal(kept, (0, server["role"]), f"{side}: what it has left behind acts as Odoo's role, not as that of the scripts")
        own = cluster.ask(f"SELECT count(*) FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = setrole WHERE rolname = '{server['maintenance_role']}'")
        yield equal(own, (0, "0"), f"{side}: and the scripts' role has no settings of it")
        made = cluster.ask("SELECT string_agg(rolname || rolcanlogin || rolconnlimit, ' ' ORDER BY 1) FROM pg_roles WHERE rolname IN ('reporting', 'B i', 'evil')")
        yield equal(made, (0, "B ifalse-1 reportingtrue5"), f"{side}: the operators' roles are back, and no role from the text of a setting")
        members = cluster.ask("SELECT string_agg(roleid::regrole::text, ' ') FROM pg_auth_members WHERE member = 'reporting'::regrole")
        yield equal(members, (0, "pg_monitor"), f"{side}: with their memberships")
        setting = cluster.ask("SELECT rolconfig::text LIKE '%touch%' FROM pg_roles WHERE rolname = 'B i'")
        yield equal(setting, (0, "t"), f"{side}: and their settings")
    yield expect(not pathlib.Path("/tmp/evil").exists(), "nothing of a dump is run by psql")


def logins(new):
    """Odoo's roles log in with the restored passwords, and so does somebody else."""
    for side in ("tenants", "superadmin"):
        server = new.model["postgres"][side]
        password = new.secret_texts()[server["role_secret"]].strip()
        database = server.get("database", "t1_db")
        asked = new.clusters[side].ask("SELECT count(*) FROM partner", server["role"], password, database)
        yield equal(asked, (0, "300"), f"{side}: the role logs in, and reads its rows")
        asked = new.clusters[side].ask("SELECT 1", "reporting", "p'w", "t1_db" if side == "tenants" else database)
        yield expect(asked[0] == 0 or side == "superadmin", f"{side}: so does a role of the operators, with its password", asked)


# What update.sh does with a database before it is touched, and when it could not be updated.
WAY_BACK = """#!/bin/sh
set -eu
out=$(dirname -- "$(readlink -f -- "$0")")
for name in begin lock sql jobs databases extensions dump-needs restore-sql update-copies; do . "${out}/ops/lib/${name}.sh"; done
cd -- "${out}"
take_lock
case $1 in copy) copy odoo db t1_db ;; *) restore odoo db t1_db ;; esac
"""


def put_back(new, wanted):
    """update.sh's way back: from a copy of the whole database, with what the server has of it beside."""
    script = new.out / "way-back.sh"
    script.write_text(WAY_BACK, encoding="ascii")
    ended = new.operate("way-back.sh", "copy")
    yield expect(ended.returncode == 0, "an update copies a tenant", ended.stdout)
    new.must_ask(new.clusters["tenants"], "DELETE FROM partner", database="t1_db", role=new.role())
    ended = new.operate("way-back.sh", "back")
    yield expect(ended.returncode == 0, "and puts it back", ended.stdout)
    yield equal(difference(wanted["t1_db"][0], new.content("t1_db")), [], "byte for byte: extensions, event triggers, large objects, settings, and who else may connect")
    script.unlink()
    for name in [name for name in new.names() if name.startswith("copy_")]:
        new.must_ask(new.clusters["tenants"], f"DROP DATABASE {name}")


def replaced(new, wanted):
    """A tenant goes back to its backup; what it was meanwhile is kept until it is no longer needed."""
    cluster = new.clusters["tenants"]
    stored = new.volume("tenants") / "filestore/t1_db"
    new.must_ask(cluster, "DELETE FROM partner WHERE id > 10; CREATE TABLE later (id int)", database="t1_db", role=new.role())
    (stored / "ff").mkdir()
    (stored / "ff/ffffff").write_text("new", encoding="ascii")
    new.own()
    now = new.content("t1_db"), new.files("t1_db")
    others = {name: new.content(name) for name in TENANTS[1:]}
    ended = new.restore("--dry-run", "tenant", "t1")
    yield expect(ended.returncode == 0 and "keep it until" in ended.stdout and new.content("t1_db") == now[0], "a dry run of a tenant changes nothing", ended.stdout)
    ended = new.restore("tenant", "t1")
    yield expect(ended.returncode == 0 and "restored t1_db" in ended.stdout, "a tenant is restored by one command", ended.stdout)
    yield equal(difference(wanted["t1_db"][0], new.content("t1_db")), [], "it is byte for byte what was saved")
    yield expect(wanted["t1_db"][1].items() <= new.files("t1_db").items(), "with its files")
    yield expect((stored / "checklist/ff/ffffff").exists(), "a file of the time since is left to Odoo's clean-up")
    yield equal({name: new.content(name) for name in TENANTS[1:]}, others, "the other tenants are untouched")
    former = [name for name in new.names() if name.startswith("former_")]
    yield equal(len(former), 1, "what was replaced is kept")
    connects = cluster.ask(f"SELECT datallowconn FROM pg_database WHERE datname = '{former[0]}'")
    yield equal(connects, (0, "f"), "closed to everybody")
    yield expect("t1_db until" in new.restore("--list").stdout, "the list names it")
    ended = new.restore("tenant", "t1")
    yield expect(ended.returncode == 1 and "--discard-former" in ended.stdout, "it is not replaced by a further restore", ended.stdout)
    ended = new.restore("--undo", "t1")
    yield expect(ended.returncode == 0, "a restore can be undone", ended.stdout)
    yield equal((difference(now[0], new.content("t1_db")), now[1].items() <= new.files("t1_db").items()), ([], True), "then everything is as before it")
    yield equal(new.restore("--undo", "t1").returncode, 1, "once")
    new.restore("tenant", "t1")
    ended = new.restore("--discard-former", "t1")
    left = [path.name for path in (new.volume("tenants") / "filestore").iterdir() if path.name.startswith(("former_", "new_"))]
    yield equal((ended.returncode, [name for name in new.names() if name.startswith("former_")], [name for name in left if name != "new_t"]), (0, [], []), "what was replaced is removed when somebody says so")
    ended = new.restore("--jobs", "3", "database", "it's", "new\nline_db", "x*y?[z]", "ünï")
    yield expect(ended.returncode == 0, "several databases with odd names are restored side by side", ended.stdout)
    for name in ("it's", "new\nline_db", "x*y?[z]", "ünï"):
        yield equal((difference(wanted[name][0], new.content(name)), new.files(name) == wanted[name][1]), ([], True), f"{name!r} is what was saved")
    ended = new.restore("superadmin")
    yield expect(ended.returncode == 0, "so is the superadmin's database", ended.stdout)


def copied(new, wanted):
    """A tenant is restored from the backup as a copy, which Odoo cannot find before it is neutralized."""
    cluster = new.clusters["tenants"]
    cluster.log.write_text("", encoding="ascii")
    ended = new.restore("tenant", "my-shop", "--as", "copy-of-it")
    yield expect(ended.returncode == 0, "a copy is made by one command", ended.stdout)
    jobs = [line for line in new.noted() if " odoo odoo " in line or "GRANT CONNECT" in line or "--set=from=" in line]
    order = [next((number for number, line in enumerate(jobs) if word in line), -1) for word in ("odoo neutralize", "odoo shell", "--set=from=")]
    yield expect(-1 not in order and order == sorted(order), "it is neutralized and gets a new identity first, and its name last", jobs)
    said = pathlib.Path(f"{new.journal}.shell").read_text(encoding="utf-8")
    yield expect("init(force=True)" in said and f"https://copy-of-it.{new.model['domains']['tenants']}" in said, "an identity of its own, and an address", said)
    owner = cluster.ask("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'copy-of-it_db'")
    yield equal(owner, (0, "postgres"), "the superuser owns it, as every tenant's")
    verifier = cluster.ask("SELECT rolpassword IS NULL FROM pg_authid WHERE rolname = 'odoo_maintenance'")
    yield equal(verifier, (0, "t"), "the password of the job is good no more")
    active = [cluster.ask("SELECT bool_or(active) FROM mail_server", database=name)[1] for name in ("copy-of-it_db", "my-shop_db")]
    yield equal(active, ["f", "t"], "it sends no mail, and the tenant itself does")
    yield equal(new.files("copy-of-it_db"), wanted["my-shop_db"][1], "it has the tenant's files, under its own name")
    yield equal(new.files("my-shop_db"), wanted["my-shop_db"][1], "and the tenant has them still")
    password = new.secret_texts()[new.model["postgres"]["tenants"]["role_secret"]].strip()
    changed = cluster.ask("CREATE TABLE more (id int); DROP TABLE more", new.role(), password, "copy-of-it_db")
    yield equal(changed[0], 0, "Odoo can change its tables later")
    ended = new.restore("tenant", "my-shop", "--as", "copy-of-it")
    yield expect(ended.returncode == 1 and "already" in ended.stdout, "a second copy of a name is refused", ended.stdout)


def removed(new, wanted):
    """A tenant is restored from the files that tenants.sh has written."""
    kept = new.work / "removed"
    before = new.content("a-b-c_db")
    ended = new.operate("tenants.sh", "remove", "a-b-c", "--backup", str(kept))
    yield expect(ended.returncode == 0 and "a-b-c_db" not in new.names(), "a tenant is removed", ended.stdout)
    cut = new.work / "cut"
    shutil.copytree(kept, cut)
    (cut / "a-b-c_db.dump").write_bytes((kept / "a-b-c_db.dump").read_bytes()[:-200])
    names = new.names()
    ended = new.restore("removed", str(cut), "a-b-c")
    yield expect(ended.returncode == 1 and new.names() == names, "a dump that is cut is refused, and nothing of it stays", ended.stdout)
    ended = new.restore("removed", str(kept), "a-b-c")
    yield expect(ended.returncode == 0, "it is restored by one command", ended.stdout)
    yield equal((difference(before, new.content("a-b-c_db")), new.files("a-b-c_db")), ([], wanted["a-b-c_db"][1]), "with all that it had")
    ended = new.restore("removed", str(kept), "a-b-c")
    yield expect(ended.returncode == 1 and "already exists" in ended.stdout, "not over a tenant that is there", ended.stdout)
    (kept / "a-b-c_db.needs").unlink()
    ended = new.restore("removed", str(kept), "a-b-c", "--as", "other")
    yield expect(ended.returncode == 0 and "other_db" in new.names(), "without the list of its needs, extensions are made as the dump names them", ended.stdout)


def given(new, own):
    """The superadmin's database comes from two files of another deployment, and takes the place of the one that is there."""
    cluster, folder = new.clusters["superadmin"], new.work / "given"
    folder.mkdir()
    new.restore("--discard-former", "superadmin")

    def ask(query):
        return new.must_ask(cluster, query, role=new.role("superadmin"), database=own)

    ask("CREATE TABLE ir_config_parameter (key text, value text); INSERT INTO ir_config_parameter VALUES ('web.base.url', 'http://old.example')")
    wanted = untrapped(new.content(own, "superadmin")), new.files(own, "superadmin")
    must(cluster.bin / "pg_dump", "-h", cluster.folder, "-U", "postgres", "--format=custom", f"--file={folder}/superadmin.dump", own)
    ended = new.restore("superadmin", str(folder))
    yield expect(ended.returncode == 1 and "superadmin.filestore.tar is missing" in ended.stdout, "a dump without its files is refused", ended.stdout)
    must("tar", "-C", new.volume("superadmin") / "filestore", "-cf", folder / "superadmin.filestore.tar", own)
    ask("DROP TABLE ir_config_parameter")
    changed = untrapped(new.content(own, "superadmin"))
    ended = new.restore("--dry-run", "superadmin", str(folder))
    yield expect("keep it until --discard-former" in ended.stdout and untrapped(new.content(own, "superadmin")) == changed, "a dry run says what it would do", ended.stdout)
    ended = new.restore("superadmin", str(folder))
    yield expect(ended.returncode == 0, "an old superadmin's database comes from two files", ended.stdout)
    address = f"https://{new.model['domains']['superadmin']}"
    found = new.content(own, "superadmin").replace(address, "http://old.example"), new.files(own, "superadmin")
    # Nobody has listed what it needs: a comment of its extension is the module's own, and what belonged to another role is Odoo's.
    lines = [line for line in difference(wanted[0], found[0]) if not re.search(r"COMMENT ON EXTENSION hstore|\b4712\b|^---?$|^-$", line)]
    yield equal((lines, found[1]), ([], wanted[1]), "with all rows, tables and files that it had")
    yield equal(ask("SELECT value FROM ir_config_parameter"), address, "and the address that it has here")
    ended = new.restore("--undo", "superadmin")
    yield equal((ended.returncode, difference(changed, new.content(own, "superadmin"))), (0, []), "what it has replaced can come back")
    for wrong in (("superadmin", str(folder), "x"), ("superadmin", str(folder), "--as", "other")):
        yield equal(new.restore(*wrong).returncode, 64, f"{wrong[2:]} is wrong there")


def refused(new):
    """What restore.sh refuses, and that nothing remains of it."""
    names = new.names()
    must("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", private_folder("/small"))
    lines, _ = new.record()
    snapshot = next(line for line in lines if line[0] == "database" and line[2] == "t1_db")[3]
    for arguments, status, said, stub in (
        (["tenant", "nobody"], 1, "has no database nobody_db", {}),
        (["tenant", "t1", "--at", "2001"], 1, "no backup is as old", {}),
        (["tenant", "t1"], 1, "t1_db was not restored", {"fail": f"restic dump *{snapshot}*"}),
        (["tenant", "t1"], 1, "t1_db was not restored", {"fail": "restic restore *"}),
        (["tenant", "t1"], 1, "t1_db was not restored", {"fail": "*pg_restore -U*main*"}),
        (["tenant", "t1"], 1, "t1_db was not restored", {"fail": "*psql*--set=from=*"}),
        (["tenant", "t1"], 1, "but this may need", {"root": "/small"}),
        (["tenant", "t1", "--as", "other", "my-shop"], 64, "usage", {}),
        (["tenant", "A b"], 64, "is not a tenant's name", {}),
        (["superadmin", "--as", "x"], 64, "usage", {}),
        (["site", "t1"], 64, "usage", {}),
        (["tenant"], 64, "usage", {}),
        (["elsewhere"], 64, "usage", {}),
        (["--from", "9", "--list"], 64, "no repository 9", {}),
    ):
        if stub and new.names().count("former_"):
            raise RuntimeError("a former one is left")
        before = new.content("t1_db")
        ended = new.restore(*arguments, **stub)
        yield expect(ended.returncode == status and said in ended.stdout, f"restore.sh {arguments} {stub}: {said}", f"{ended.returncode} {ended.stdout}")
        yield equal((new.names(), new.content("t1_db") == before), (names, True), f"restore.sh {arguments} {stub}: nothing has changed")


if __name__ == "__main__":
    inside(prove)
