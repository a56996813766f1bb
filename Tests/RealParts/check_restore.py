"""Restoring from a backup: the run book's own commands, with the real backup script, restic, tar and PostgreSQL."""

import os
import pathlib
import shutil
import subprocess

import isolation
from cluster import Cluster
from isolation import inside, isolated, must, private_folder
from proof import equal, expect, run
from runbook import commands

PROGRAMS = ["restic", "tar", "flock", "realpath", "bash", "dash", "psql", "setpriv", *isolation.PROGRAMS]
SITES = ["full", "minimal", "given-certificates"]
STUBS = pathlib.Path(__file__).resolve().parent / "stubs"
TENANTS = ["my-shop", "test1"]

# What a database of Odoo has that a dump can lose: an owner, a sequence, an extension and an index that needs it.
CONTENT = """
CREATE EXTENSION hstore;
COMMENT ON EXTENSION hstore IS 'of a module';
CREATE TABLE partner (id serial PRIMARY KEY, name text NOT NULL);
CREATE INDEX partner_name ON partner USING gin (name gin_trgm_ops);
CREATE INDEX partner_plain ON partner (unaccent(name));
CREATE TABLE mail_server (active boolean);
INSERT INTO mail_server VALUES (true);
INSERT INTO partner (name) SELECT current_database() || ' ' || n FROM generate_series(1, 100) AS n;
CREATE FUNCTION seize() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'RESET ROLE';
  IF current_setting('is_superuser') = 'on' THEN
    EXECUTE 'ALTER ROLE ROLE SUPERUSER';
  ELSIF session_user ~ 'maintenance' THEN
    EXECUTE 'CREATE FUNCTION public.keep_' || (1e9 * random())::int
      || '(text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS ''BEGIN EXECUTE $1; END''';
  END IF;
  EXECUTE 'SET ROLE ROLE';
  RETURN true;
END $$;
CREATE TABLE trap (id int CHECK (seize()));
INSERT INTO trap VALUES (1);
"""
# What the operators' own Odoo has made there before: with it, an index can use unaccent.
BEFORE = ("CREATE EXTENSION unaccent", "ALTER FUNCTION unaccent(text) IMMUTABLE")
# Names that mean something to PostgreSQL's programs, to a shell, to a file system or to a terminal.
STRANGE = ["host=elsewhere", "-f", "a b", "it's", "postgresql://x", "new\nline_db", "a/b", "..", "\x1b[2J", "$(id)"]
# What of it is compared.
FINGERPRINT = """
SELECT md5(string_agg(id || name, ',' ORDER BY id)), (SELECT last_value FROM partner_id_seq),
       (SELECT count(*) FROM pg_indexes WHERE indexname IN ('partner_name', 'partner_plain')),
       (SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension),
       (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace
         AND pg_get_userbyid(relowner) <> 'ROLE')
FROM partner
"""
OWNER = "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = '{}'"


def check(out, site, model):
    """Checks that a lost server can be restored."""
    yield from isolated(__file__, out, site, model)


def prove(out, site, model):
    """A server, its backup, its loss, and another server."""
    for folder in ("/var/backups", "/var/lib", "/run", pathlib.Path(model["server"]["directory"]).parent, "/etc/letsencrypt"):
        private_folder(folder)
    pathlib.Path(model["odoo"]["data_directory"]).mkdir(parents=True, exist_ok=True)
    work = private_folder("/mnt")
    text = (out / "RUNBOOK.md").read_text(encoding="utf-8")
    with Host(work / "former", out, site, model) as former:
        former.make_secrets()
        former.begin()
        former.fill()
        wanted = former.state()
        for name in STRANGE:
            former.clusters["tenants"].ask(f'CREATE DATABASE "{name}"')
        for arguments in (("--init",), ()):
            ended = former.run(f"./backup.sh {' '.join(arguments)}")
            yield expect(ended.returncode == 0, f"the backup is made: {arguments}", ended.stdout)
        told = [line for line in ended.stdout.splitlines() if line.startswith("not saved")]
        yield expect(len(told) == len(STRANGE) and "\x1b" not in ended.stdout, "databases with other names are reported, and do not prevent a backup", ended.stdout)
        passwords = former.passwords()
        former.lose()
    with Host(work / "new", out, site, model) as new:
        new.keep(passwords, [model["backup"]["password_secret"]])
        ended = new.run(
            "".join(commands(text, title) for title in ("Get the snapshot", "Restore the databases", "Restore the files"))
        )
        yield expect(ended.returncode == 0, "the commands of the run book end well", ended.stdout)
        yield equal(new.passwords(), passwords, "the secrets are back")
        yield equal(new.state(), wanted, "every database is back, with its owner, collation, rows, sequences and indexes")
        yield from powers(new)
        yield from files(new)
        yield from logins(new)
        yield from copy(new, text, wanted)
        yield from removed(new, text, wanted)
        yield from refused(new)


def powers(new):
    """A dump's statements run as Odoo's role: a trap in it has caught nobody."""
    for side, cluster in new.clusters.items():
        server = new.model["postgres"][side]
        name = server.get("database", "test1_db")
        yield equal(cluster.ask("SELECT count(*) FROM trap", database=name), (0, "1"), f"{server['service']}: the trap is restored")
        supers = cluster.ask("SELECT string_agg(rolname, ' ') FROM pg_roles WHERE rolsuper OR rolcreatedb OR rolcreaterole")
        yield equal(supers, (0, "postgres"), f"{server['service']}: and nobody but the superuser has its rights")
        kept = cluster.ask("SELECT DISTINCT pg_get_userbyid(proowner) FROM pg_proc WHERE proname LIKE 'keep%'", database=name)
        yield equal(kept, (0, server["role"]), f"{server['service']}: what it has left behind acts as Odoo's role, not as that of the scripts")


def files(new):
    """The filestores are restored, and belong to the container's user; sessions are not restored."""
    for side in ("tenants", "superadmin"):
        service = new.model["odoo"][side]["service"]
        found = sorted(path for path in (new.data / service).rglob("*") if path.is_file())
        names = [str(path.relative_to(new.data / service)) for path in found]
        yield equal(names, sorted(new.filestore(side)), f"{service}: the files are back, and no session")
        owners = {(path.stat().st_uid, path.stat().st_gid) for path in (new.data / service / "filestore").rglob("*")}
        yield equal(owners, {(4711, 4711)}, f"{service}: they belong to the container's user")


def logins(new):
    """Odoo's roles log in with the restored passwords."""
    for side in ("tenants", "superadmin"):
        server = new.model["postgres"][side]
        password = new.passwords()[server["role_secret"]].strip()
        database = "test1_db" if side == "tenants" else server["database"]
        asked = new.clusters[side].ask("SELECT count(*) FROM partner", server["role"], password, database)
        yield equal(asked, (0, "100"), f"{server['service']}: the role logs in, and reads its rows")


def copy(new, text, wanted):
    """A tenant is restored from the backup as a copy, which Odoo cannot find before it is neutralized."""
    cluster, role = new.clusters["tenants"], new.model["postgres"]["tenants"]["role"]
    # As long as somebody looks, in the place of whom a visitor would ask.
    ended = new.run(commands(text, "One tenant from a backup"))
    yield expect(ended.returncode == 0, "the commands for one tenant end well", ended.stdout)
    log = cluster.log.read_text(encoding="utf-8", errors="replace")
    sent = [log.find(word) for word in ("UPDATE mail_server SET active = false", 'GRANT CONNECT, CREATE, TEMPORARY ON DATABASE "copy-of-test1_db"')]
    yield expect(-1 < sent[0] < sent[1], "it is neutralized first, and then opened to Odoo", sent)
    yield equal(cluster.ask(OWNER.format("copy-of-test1_db"))[1], "postgres|UTF8|C", "the superuser owns it, as every tenant's")
    verifier = cluster.ask("SELECT rolpassword IS NULL FROM pg_authid WHERE rolname = 'odoo_maintenance'")
    yield equal(verifier, (0, "t"), "the password of the job is good no more")
    yield equal(
        cluster.ask(FINGERPRINT.replace("ROLE", role), database="copy-of-test1_db")[1],
        wanted["test1_db"][1],
        "it holds what the tenant's database held",
    )
    yield equal(
        cluster.ask("SELECT bool_or(active) FROM mail_server", database="copy-of-test1_db")[1], "f", "it sends no mail"
    )
    yield equal(
        cluster.ask("SELECT bool_or(active) FROM mail_server", database="test1_db")[1], "t", "the tenant itself does"
    )
    password = new.passwords()[new.model["postgres"]["tenants"]["role_secret"]].strip()
    yield equal(
        cluster.ask("CREATE TABLE more (id int); DROP TABLE more", role, password, "copy-of-test1_db")[0],
        0,
        "Odoo can change its tables later",
    )
    service = new.model["odoo"]["tenants"]["service"]
    stored = new.data / service / "filestore/copy-of-test1_db/ab/abcdef"
    yield expect(stored.is_file() and stored.stat().st_uid == 4711, "its files are beside the tenant's")
    yield expect((new.data / service / "filestore/test1_db/ab/abcdef").is_file(), "which are still there")
    said = pathlib.Path(f"{new.journal}.shell").read_text(encoding="utf-8")
    yield expect(f"https://copy-of-test1.{new.model['domains']['tenants']}" in said, "it gets its own address", said)


def removed(new, text, wanted):
    """A tenant is restored from the files that `tenants.sh remove` has written: a dump, and an archive of its folder."""
    cluster, role = new.clusters["tenants"], new.model["postgres"]["tenants"]["role"]
    kept = pathlib.Path("/var/backups") / f"{new.model['name']}-removed"
    kept.mkdir()
    filestore = new.data / new.model["odoo"]["tenants"]["service"] / "filestore"
    dump = ["pg_dump", f"--host={cluster.folder}", "--username=postgres", "--format=custom"]
    must(cluster.bin / dump[0], *dump[1:], f"--file={kept / 'test1_db.dump'}", "test1_db")
    must("tar", "-cf", kept / "test1_db.filestore.tar", "-C", filestore, "test1_db")
    cluster.ask("DROP DATABASE test1_db")
    shutil.rmtree(filestore / "test1_db")
    ended = new.run(commands(text, "A tenant that was removed"))
    yield expect(ended.returncode == 0, "the commands for a removed tenant end well", ended.stdout)
    yield equal(
        (cluster.ask(OWNER.format("test1_db"))[1], cluster.ask(FINGERPRINT.replace("ROLE", role), database="test1_db")[1]),
        wanted["test1_db"],
        "its database is as it was",
    )
    stored = filestore / "test1_db/ab/abcdef"
    yield expect(stored.is_file() and stored.stat().st_uid == 4711, "its files are, too")


def refused(new):
    """What restore.sh refuses, and that nothing remains of it."""
    cluster = new.clusters["tenants"]
    names = "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database"
    before = cluster.ask(names)
    kept = pathlib.Path("/var/backups") / f"{new.model['name']}-removed"
    (kept / "cut.dump").write_bytes((kept / "test1_db.dump").read_bytes()[:-200])
    cluster.ask("CREATE TABLE ir_module_module (id int)", database="my-shop_db")
    for arguments, status, said in (
        (f"db my-shop_db {kept}/test1_db.dump", 1, "already exists, and is not empty"),
        (f"db other_db {kept}/cut.dump", 1, "other_db was not restored"),
        (f"db other_db {kept}/none.dump", 1, "is missing or empty"),
        (f"db postgres {kept}/test1_db.dump", 64, "usage"),
        (f"db host=other_db {kept}/test1_db.dump", 64, "usage"),
        (f"--copy db_superadmin superadmin {kept}/test1_db.dump", 64, "usage"),
        (f"elsewhere other_db {kept}/test1_db.dump", 64, "usage"),
        (f"--dry-run db other_db {kept}/test1_db.dump", 0, "as Odoo's role"),
    ):
        ended = new.run(f"./restore.sh {arguments}")
        yield expect(ended.returncode == status and said in ended.stdout, f"restore.sh {arguments}: {said}", f"{ended.returncode} {ended.stdout}")
        yield equal(cluster.ask(names), before, f"restore.sh {arguments}: no database more, and none less")


class Host:
    """A server of the site: its folder, its two database servers, and its Odoos' data."""

    def __init__(self, work, out, site, model):
        self.model, self.work = model, work
        self.folder = pathlib.Path(model["server"]["directory"])
        self.secrets = pathlib.Path(os.path.normpath(self.folder / model["secrets"]["directory"]))
        self.journal, self.servers, self.data = work / "journal", work / "servers", work / "data"
        for folder in (work, self.servers, self.data, self.folder):
            folder.mkdir()
        shutil.copytree(out, self.folder / "out")
        shutil.copyfile(site, self.folder / "site.yaml")
        self.secrets.mkdir(mode=0o700, parents=True, exist_ok=True)
        pathlib.Path("/run/secrets").mkdir(exist_ok=True)
        must("mount", "--bind", self.secrets, "/run/secrets")
        self.clusters = {"tenants": Cluster(), "superadmin": Cluster()}

    def __enter__(self):
        for side, cluster in self.clusters.items():
            cluster.__enter__()
            service = self.model["postgres"][side]["service"]
            (self.servers / service).write_text(f"{cluster.folder}\n", encoding="ascii")
            (self.servers / f"{service}.address").write_text(f"{cluster.address}\n", encoding="ascii")
            data = self.data / self.model["odoo"][side]["service"]
            data.mkdir()
            shutil.chown(data, 4711, 4711)
        return self

    def __exit__(self, *error):
        for cluster in self.clusters.values():
            cluster.__exit__(*error)

    def run(self, script):
        """Runs commands as somebody types them, in the output folder; the first that fails ends them."""
        environment = {
            "PATH": f"{STUBS / 'restore'}:{STUBS}:{os.environ['PATH']}",
            "HOME": str(self.work),
            "STUB_JOURNAL": str(self.journal),
            "STUB_SERVERS": str(self.servers),
            "STUB_DATA": str(self.data),
            "STUB_PROGRAMS": str(self.clusters["tenants"].bin),
            "STUB_DIRECTORY": self.model["odoo"]["data_directory"],
            "STUB_REPOSITORY": str(self.work.parent / "repository"),
            "STUB_RESTIC": shutil.which("restic"),
            "STUB_TAR": shutil.which("tar"),
        }
        command = ["bash", "-euc", script]
        return run(*command, env=environment, cwd=self.folder / "out", stdin=subprocess.DEVNULL)

    def begin(self):
        """Starts the database servers for the first time."""
        services = [self.model["postgres"][side]["service"] for side in ("tenants", "superadmin")]
        ended = self.run(f"docker compose up {' '.join(services)}")
        if ended.returncode != 0:
            raise RuntimeError(ended.stdout)

    def make_secrets(self):
        """Passwords, one file each."""
        self.keep({secret["name"]: f"{index}-of-{secret['name']}\n" for index, secret in enumerate(self.model["secrets"]["files"])})

    def keep(self, passwords, names=None):
        """Puts some of the passwords where the containers read them."""
        for name in names or passwords:
            (self.secrets / name).write_text(passwords[name], encoding="ascii")
            (self.secrets / name).chmod(0o444)

    def passwords(self):
        """The files of secrets, by name."""
        return {path.name: path.read_text(encoding="ascii") for path in self.secrets.iterdir()}

    def filestore(self, side):
        """The files that an Odoo keeps, beside its sessions."""
        names = [f"{tenant}_db" for tenant in TENANTS] if side == "tenants" else [self.database("superadmin")]
        return [f"filestore/{name}/ab/abcdef" for name in names]

    def database(self, side):
        """The one database that a server has from its beginning."""
        return self.model["postgres"][side].get("database")

    def databases(self):
        """Every database of ours: its side, and its name."""
        return [("tenants", f"{name}_db") for name in TENANTS] + [("superadmin", self.database("superadmin"))]

    def fill(self):
        """Creates data for a backup, as Odoo's roles would."""
        for side, name in self.databases():
            server, cluster = self.model["postgres"][side], self.clusters[side]
            if side == "tenants":
                cluster.ask(f'CREATE DATABASE "{name}" TEMPLATE template_odoo')
                cluster.ask(f"GRANT CREATE ON DATABASE \"{name}\" TO {server['role']}")
            for statement in BEFORE:
                cluster.ask(statement, database=name)
            password = self.passwords()[server["role_secret"]].strip()
            status, said = cluster.ask(CONTENT.replace("ROLE ROLE", f"ROLE {server['role']}"), server["role"], password, name)
            if status != 0:
                raise RuntimeError(said)
        for side in ("tenants", "superadmin"):
            data = self.data / self.model["odoo"][side]["service"]
            for name in [*self.filestore(side), "sessions/session"]:
                (data / name).parent.mkdir(parents=True, exist_ok=True)
                (data / name).write_text(f"content of {name}", encoding="ascii")
            must("chown", "-R", "4711:4711", data)
        live = pathlib.Path("/etc/letsencrypt/live")
        live.mkdir()
        (live / "README").write_text("certificates", encoding="ascii")

    def state(self):
        """The contents and the owner of every database."""
        return {
            name: (
                self.clusters[side].ask(OWNER.format(name))[1],
                self.clusters[side].ask(
                    FINGERPRINT.replace("ROLE", self.model["postgres"][side]["role"]), database=name
                )[1],
            )
            for side, name in self.databases()
        }

    def lose(self):
        """Removes everything of this server."""
        must("umount", "/run/secrets")
        shutil.rmtree(self.folder)
        shutil.rmtree(self.secrets, ignore_errors=True)
        shutil.rmtree(self.data)
        for path in pathlib.Path("/etc/letsencrypt").iterdir():
            shutil.rmtree(path)


if __name__ == "__main__":
    inside(prove)
