"""A server to back up: two real database servers, the files of two Odoos, and real restic. Only the containers are not."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess

from cluster import Cluster
from isolation import must, private_folder
from proof import equal, expect, run

STUBS = pathlib.Path(__file__).resolve().parent / "stubs"
SIDES = ("tenants", "superadmin")
PASSWORD = "the password of the repository\n"


class Server:
    """The site's folder, its database servers with their roles, and a place for each repository."""

    def __init__(self, out, site, model, work="/srv"):
        self.model, self.name = model, model["name"]
        self.work = private_folder(work)
        for folder in ("/run", "/var/lib", "/etc/letsencrypt", "/etc/nginx", "/etc/cron.d"):
            private_folder(folder)
        self.folder = self.work / self.name
        self.out = self.folder / "out"
        self.state = pathlib.Path("/var/lib") / self.name / "backup"
        self.servers, self.data, self.journal = self.work / "servers", self.work / "volumes", self.work / "journal"
        for path in (self.folder, self.servers, self.data):
            path.mkdir()
        shutil.copytree(out, self.out)
        shutil.copyfile(site, self.folder / "site.yaml")
        self.secrets = (self.out / model["secrets"]["host_directory"]).resolve()
        self.secrets.mkdir(parents=True, exist_ok=True)
        for secret in model["secrets"]["files"]:
            (self.secrets / secret["name"]).write_text(f"secret-of-{secret['name']}\n", encoding="ascii")
        self.password = self.secrets / model["backup"]["password_secret"]
        self.password.write_text(PASSWORD, encoding="ascii")
        for addon in model["odoo"]["addons"]:
            folder = self.out / addon["host_path"]
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "README").write_text("an add-on\n", encoding="ascii")
        (pathlib.Path("/etc/letsencrypt") / "README").write_text("certificates\n", encoding="ascii")
        (pathlib.Path("/etc/nginx") / "nginx.conf").write_text("# nginx\n", encoding="ascii")
        addresses = [model["backup"]["repository"], *model["backup"]["copies"]]
        self.repositories = {address: str(self.work / f"repository-{number}") for number, address in enumerate(addresses)}
        # What a storage wants of restic, when a check asks it.
        self.credentials = {}
        self.clusters = {side: Cluster({}) for side in SIDES}

    def __enter__(self):
        pathlib.Path("/run/secrets").mkdir(exist_ok=True)
        must("mount", "--bind", self.secrets, "/run/secrets")
        for side, cluster in self.clusters.items():
            cluster.__enter__()
            service = self.service(side)
            (self.servers / service).write_text(f"{cluster.folder}\n", encoding="ascii")
            path = f"{cluster.bin}:{os.environ['PATH']}"
            must("sh", self.out / "initdb" / service / "10-role.sh", env={"PATH": path, "PGHOST": str(cluster.folder), "POSTGRES_USER": "postgres"})
            self.volume(side).mkdir()
        return self

    def __exit__(self, *error):
        for cluster in self.clusters.values():
            cluster.__exit__(*error)

    def service(self, side):
        """The service of a database server."""
        return self.model["postgres"][side]["service"]

    def volume(self, side):
        """The folder of an Odoo's files on the host."""
        return self.data / f"{self.name}_{self.model['odoo'][side]['volume']}"

    def role(self, side="tenants"):
        """Odoo's role in a database server."""
        return self.model["postgres"][side]["role"]

    def create(self, name, *statements, side="tenants"):
        """Makes a database as tenants.sh does, and fills it as Odoo's role."""
        cluster, role, quoted = self.clusters[side], self.role(side), name.replace('"', '""')
        self.must_ask(cluster, f'CREATE DATABASE "{quoted}" TEMPLATE template_odoo')
        self.must_ask(cluster, f'REVOKE ALL ON DATABASE "{quoted}" FROM PUBLIC')
        self.must_ask(cluster, f'GRANT CONNECT, CREATE, TEMPORARY ON DATABASE "{quoted}" TO {role}')
        self.must_ask(cluster, f'GRANT CONNECT ON DATABASE "{quoted}" TO {self.model["postgres"][side]["maintenance_role"]}')
        for statement in statements:
            self.must_ask(cluster, statement, role=role, database=place(name))

    def must_ask(self, cluster, statement, **options):
        """A statement that has to succeed."""
        status, said = cluster.ask(statement, **options)
        if status != 0:
            raise RuntimeError(f"{statement}: {said}")
        return said

    def store(self, side, name, text):
        """Writes a file of an Odoo."""
        path = self.volume(side) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def environment(self, **stub):
        """The stand-ins first on the PATH, and what they should do."""
        (self.work / "repositories").write_text("".join(f"{address} {at}\n" for address, at in self.repositories.items()), encoding="ascii")
        return {
            "PATH": f"{STUBS / 'containers'}:{STUBS}:{os.environ['PATH']}",
            "HOME": str(self.work),
            "STUB_JOURNAL": str(self.journal),
            "STUB_SERVERS": str(self.servers),
            "STUB_DATA": str(self.data),
            "STUB_PROGRAMS": str(self.clusters["tenants"].bin),
            "STUB_REPOSITORIES": str(self.work / "repositories"),
            "STUB_RESTIC": shutil.which("restic"),
            **{f"STUB_{key.upper()}": str(value) for key, value in stub.items()},
        }

    def rewrite(self, name, words):
        """Changes a script of this server; each word has to be in it."""
        path = self.out / name
        text = path.read_text(encoding="utf-8")
        for old, new in words.items():
            if old not in text:
                raise ValueError(f"{name} does not have {old!r}")
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    @contextlib.contextmanager
    def rewritten(self, name, words):
        """The same for as long as something lasts."""
        before = (self.out / name).read_bytes()
        self.rewrite(name, words)
        try:
            yield
        finally:
            (self.out / name).write_bytes(before)

    @contextlib.contextmanager
    def held(self, database, table, side="tenants"):
        """A table that somebody else has locked, so that whoever dumps it waits."""
        cluster = self.clusters[side]
        command = [cluster.bin / "psql", "-XqAtw", "-h", cluster.folder, "-U", "postgres", "-d", place(database)]
        holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        holder.stdin.write(f"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n")
        holder.stdin.flush()
        if holder.stdout.readline().strip() != "held":
            raise RuntimeError(f"{table} could not be locked")
        try:
            yield
        finally:
            holder.communicate("ROLLBACK;\n", timeout=60)

    def forget(self):
        """Empties the journals."""
        for path in self.work.glob("journal*"):
            path.unlink()

    def back_up(self, *arguments, shell="dash", timeout=300, **stub):
        """Runs the script from another folder, as cron does, with clean journals."""
        self.forget()
        command = [shell, self.out / "backup.sh", *arguments]
        return run(*command, env=self.environment(**stub), cwd="/", stdin=subprocess.DEVNULL, timeout=timeout)

    def run_at(self, moment, script, *arguments):
        """Runs a script at another time, of which restic knows nothing; with the secrets where backup-forget.sh looks for them."""
        self.forget()
        command = ["faketime", moment.strftime("%Y-%m-%d %H:%M:%S"), "dash", self.out / script, *arguments]
        return run(*command, env=self.environment() | {"SECRETS": str(self.secrets), "TZ": "UTC"}, cwd="/", stdin=subprocess.DEVNULL, timeout=300)

    def start(self, **stub):
        """The same in a session of its own, without waiting for it."""
        self.forget()
        return subprocess.Popen(
            # A signal that is ignored from the start, as under nohup, cannot be trapped.
            ["env", "--default-signal=HUP,INT,TERM", "dash", self.out / "backup.sh"],
            env=self.environment(**stub),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def noted(self, kind=""):
        """The lines of a journal."""
        path = pathlib.Path(f"{self.journal}{kind}")
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def restic(self, *arguments, number=0, text=True):
        """Asks a repository."""
        environment = self.environment() | self.credentials | {"RESTIC_REPOSITORY": list(self.repositories.values())[number], "RESTIC_PASSWORD_FILE": str(self.password)}
        command = [shutil.which("restic") or "restic", *map(str, arguments)]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=text, timeout=120).stdout

    def snapshots(self, *tags, number=0):
        """The snapshots that have all these tags, oldest first."""
        found = json.loads(self.restic("snapshots", "--json", "--no-lock", number=number))
        return [entry for entry in found if set(tags) <= set(entry["tags"])]

    def content(self, snapshot, number=0):
        """The paths of a snapshot."""
        return set(self.restic("ls", snapshot, number=number).splitlines()[1:])

    def record(self, number=0):
        """The lines of the newest record, as lists of words, and its state."""
        newest = self.snapshots("record", number=number)[-1]
        state = "complete" if "complete" in newest["tags"] else "incomplete"
        return [line.split() for line in self.restic("dump", newest["id"], "/record", number=number).splitlines()], state

    def dumps(self, number=0):
        """The databases of the newest record: their names as they are, and their snapshots."""
        lines, _ = self.record(number)
        return {decoded(line[2]): line[3] for line in lines if line[0] == "database"}

    def status(self):
        """What programs read of the last run."""
        return json.loads((self.state / "status.json").read_text(encoding="utf-8"))


def place(name):
    """A name as psql takes it."""
    quoted = name.replace("\\", "\\\\").replace("'", "\\'")
    return f"dbname='{quoted}'"


def decoded(name):
    """A name of the record."""
    parts = name.split("%")
    return (parts[0].encode() + b"".join(bytes([int(part[:2], 16)]) + part[2:].encode() for part in parts[1:])).decode()


def heard(server, said):
    """What people get to read: the letter, or, where the site can reach nobody, what the script says instead."""
    letter = "\n".join(server.noted(".msmtp"))
    if server.model["alerts"].get("relay"):
        return letter if server.model["alerts"]["mail"] in letter else ""
    return "\n".join(line for line in said.splitlines() if "NOBODY WAS REACHED" in line)


def called(server):
    """The addresses that curl was given, each with what was posted, or nothing."""
    found = []
    for line in server.noted(".config"):
        key, _, value = line.partition(" = ")
        if key == "url":
            found.append((value.strip('"'), None))
        elif key == "data-binary":
            found[-1] = (found[-1][0], json.loads(re.sub(r"\\(.)", r"\1", value[1:-1])))
    return found


def told(server, ended, wanted):
    """Proves that a failed run says so everywhere."""
    yield expect(ended.returncode not in (0, None), f"{wanted}: the status is not 0", ended.stdout)
    yield expect(wanted in heard(server, ended.stdout), f"{wanted}: a letter is sent", ended.stdout)
    addresses = [address for address in (server.model["backup"].get("notify"), server.model["alerts"].get("webhook")) if address]
    calls = called(server)
    yield equal([address for address, _ in calls], addresses, f"{wanted}: the addresses to notify are called, and no other")
    for _, message in calls:
        yield expect(wanted in message["text"] and server.name in message["text"], f"{wanted}: with the reason", message)
    if calls:
        listed = server.noted(".processes")
        yield expect("--config" in listed, f"{wanted}: the processes are listed while it is called", listed)
        yield equal([line for line in listed for address in addresses if address in line], [], f"{wanted}: the address is not in any process list")
