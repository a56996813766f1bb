"""A server with backups, for check_drill.py: tenants of Odoo's shape with attachments, and an engine that makes the containers of a restore test."""

import contextlib
import hashlib
import json
import pathlib
import re
import subprocess

import jsonschema
from backup_server import STUBS, Server
from isolation import must, of_processes
from proof import run

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs/schemas/scripts/restore-test.json"
TENANTS = ["one", "two"]
FILES = 5
# No backup is later.
LATER = "run-20991231T000000Z"
TABLES = ("ir_attachment", "ir_config_parameter", "partner")
# What the test looks at in a tenant's database.
CONTENT = (
    "CREATE TABLE ir_attachment (id serial PRIMARY KEY, store_fname text, checksum varchar(40), file_size int)",
    "CREATE TABLE ir_config_parameter (key text, value text)",
    "CREATE TABLE partner (id serial PRIMARY KEY, name text NOT NULL, note text)",
    "CREATE INDEX partner_name ON partner USING gin (name gin_trgm_ops)",
    "INSERT INTO ir_config_parameter VALUES ('database.uuid', gen_random_uuid()::text)",
    r"INSERT INTO partner (name, note) SELECT current_database() || ' ' || n, E'a\\b\n\t' || md5(n::text) FROM generate_series(1, 500) AS n",
)


class DrillServer(Server):
    """The server of a site, with stand-ins of the engine, of mail and of curl."""

    def __init__(self, out, site, model):
        super().__init__(out, site, model)
        self.stub = self.work / "engine"
        (self.stub / "boxes").mkdir(parents=True)
        (self.stub / "odoo.conf").touch()

    def __enter__(self):
        super().__enter__()
        for side, name in self.databases():
            if side == "tenants":
                self.create(name, *CONTENT)
            else:
                for statement in CONTENT:
                    self.must_ask(self.clusters[side], statement, role=self.role(side), database=name)
            for number in range(FILES):
                self.attach(side, name, f"{number} of {name} ".encode() * 3000)
        must("umount", "/run/secrets")
        return self

    def environment(self, **stub):
        """The engine of the restore test comes before that of the backup."""
        given = super().environment(**stub)
        return given | {"PATH": f"{STUBS / 'drill'}:{given['PATH']}", "STUB_FOLDER": str(self.stub)}

    @property
    def superadmin(self):
        """The superadmin's database."""
        return self.model["postgres"]["superadmin"]["database"]

    def databases(self):
        """The side and the name of every database."""
        return [*(("tenants", f"{name}_db") for name in TENANTS), ("superadmin", self.superadmin)]

    def attach(self, side, name, content):
        """An attachment, as Odoo stores it."""
        digest = hashlib.sha1(content).hexdigest()
        path = self.filestore(side, name) / digest[:2] / digest
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        # Odoo marks each new file for its clean-up, which looks whether there is a row.
        mark = self.filestore(side, name) / "checklist" / digest[:2] / digest
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        row = f"INSERT INTO ir_attachment (store_fname, checksum, file_size) VALUES ('{digest[:2]}/{digest}', '{digest}', {len(content)})"
        self.must_ask(self.clusters[side], row, role=self.role(side), database=name)

    def filestore(self, side, name):
        """The folder of a database's files."""
        return self.volume(side) / "filestore" / name

    def file(self, name):
        """A file of a tenant."""
        return next(path for path in sorted(self.filestore("tenants", name).rglob("*")) if path.is_file() and "checklist" not in path.parts)

    def save(self):
        """A backup."""
        self.amend(None)
        ended = self.back_up()
        if ended.returncode != 0:
            raise RuntimeError(ended.stdout)

    def amend(self, edit):
        """A later record with other lines than the newest one; without a function there is none any more."""
        for entry in self.snapshots(LATER):
            self.restic("forget", entry["id"])
        if not edit:
            return
        text = self.restic("dump", self.snapshots("record")[-1]["id"], "/record")
        tags = [word for tag in (self.name, LATER, "record", "complete") for word in ("--tag", tag)]
        environment = self.environment() | {"RESTIC_REPOSITORY": self.repositories[self.model["backup"]["repository"]], "RESTIC_PASSWORD_FILE": str(self.password)}
        lines = "".join(edit(line.split(" ")) + "\n" for line in text.splitlines())
        must("restic", "backup", "--host", self.name, *tags, "--stdin", "--stdin-filename", "/record", input=lines, env=environment)

    def test(self, *arguments, **stub):
        """Runs the restore test with the first repository, which `amend` changes."""
        return self.script("--repository", "0", *arguments, **stub)

    def script(self, *arguments, shell="dash", **stub):
        """Runs restore-test.sh from another folder, with clean journals."""
        self.forget()
        command = [shell, self.out / "restore-test.sh", *arguments]
        return run(*command, env=self.environment(**stub), cwd="/", stdin=subprocess.DEVNULL, timeout=1800)

    def evidence(self):
        """The newest document of a test."""
        document = json.loads(max((self.state / "drills").glob("*.json")).read_text("utf-8"))
        jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))
        return document

    def outcomes(self):
        """What it says of each database."""
        return {entry["name"]: entry["outcome"] for entry in self.evidence()["databases"]}

    def rows(self, name):
        """How many rows a live database has in its tables."""
        side = "superadmin" if name == self.superadmin else "tenants"
        counts = (self.must_ask(self.clusters[side], f"SELECT count(*) FROM {table}", database=name) for table in TABLES)
        return sum(map(int, counts))

    def fingerprint(self):
        """What the live databases and files are: names, roles and contents."""
        found = []
        for side, name in self.databases():
            cluster = self.clusters[side]
            found.append(self.must_ask(cluster, "SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM partner p", database=name))
            found += [self.must_ask(cluster, f"SELECT string_agg({word}::text, ' ' ORDER BY 1) FROM pg_{kind}") for word, kind in (("datname", "database"), ("rolname", "roles"))]
        return found, [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(self.data.rglob("*"))]

    def metrics(self):
        """The numbers for Prometheus, by name."""
        lines = (self.state / f"{self.name}-restore-test.prom").read_text("ascii").splitlines()
        pairs = [line.split(" ") for line in lines if not line.startswith("#")]
        return {name.partition("{")[0].removeprefix("gen_restore_test_"): int(value) for name, value in pairs}

    @contextlib.contextmanager
    def changed(self, path, pattern, text):
        """Another line in a script, or in site.sh."""
        file = self.out / path
        former = file.read_text("utf-8")
        edited = re.sub(pattern, text, former, count=1, flags=re.MULTILINE)
        if edited == former:
            raise ValueError(f"{path} has no {pattern}")
        file.write_text(edited, "utf-8")
        yield
        file.write_text(former, "utf-8")

    def remains(self):
        """What is left of a test: containers, the file system, its device, files and processes."""
        left = [path.name for path in (self.stub / "boxes").iterdir()]
        left += [line for line in pathlib.Path("/proc/self/mountinfo").read_text("utf-8").splitlines() if f"{self.stub}/scratch" in line]
        left += [str(path) for path in (pathlib.Path("/run") / f"{self.name}-drill", self.state / "scratch") if path.exists()]
        for path in pathlib.Path("/sys/block").glob("loop*/loop/backing_file"):
            with contextlib.suppress(OSError):
                if f"{self.name}/backup/scratch" in path.read_text("utf-8"):
                    left.append(str(path))
        lines = (text.decode("utf-8", "replace").replace("\0", " ") for _, text in of_processes("cmdline"))
        left += [line for line in lines if "restore-test.sh" in line or f"{self.stub}/scratch" in line]
        return left
