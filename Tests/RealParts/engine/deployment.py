"""One site as its server has it: site.yaml with out/ and secrets/ beside it, built by gen and run from there."""

import json
import os
import pathlib
import secrets
import shutil
import subprocess
import time
import typing

import yaml
from isolation import must
from proof import run


class Site:
    """The folder of a site in `server.directory`, and the containers that its docker-compose.yml makes."""

    def __init__(self, document, addons=None):
        self.document = document
        self.addons = addons
        # From when it is built.
        self.model: typing.Any = None
        self.folder: typing.Any = None

    @classmethod
    def read(cls, path):
        """A site as a file has it, with the custom_addons beside it."""
        path = pathlib.Path(path)
        return cls(yaml.safe_load(path.read_text("utf-8")), path.parent / "custom_addons")

    @property
    def out(self):
        """What gen makes."""
        return self.folder / "out"

    def build(self):
        """Writes site.yaml and runs `gen build`: the first time, and after each change of the document."""
        name = self.document["name"]
        self.folder = pathlib.Path(self.document["server"].get("directory", f"/opt/{name}"))
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.addons:
            shutil.copytree(self.addons, self.folder / "custom_addons", dirs_exist_ok=True)
        source = self.folder / "site.yaml"
        source.write_text(yaml.safe_dump(self.document, sort_keys=False), "utf-8")
        must(os.environ["GEN"], "build", source)
        self.model = json.loads(must(os.environ["GEN"], "show", "--format", "json", source, stderr=subprocess.DEVNULL))
        return self

    def make_secrets(self):
        """What `gen secrets init` makes; what somebody else gives is made up here."""
        must(os.environ["GEN"], "secrets", "init", self.folder / "site.yaml")
        for file in self.model["secrets"]["files"]:
            path = self.secret_path(file["name"])
            if file["is_given"] and not path.exists():
                path.write_text(secrets.token_urlsafe(24) + "\n")
                path.chmod(0o444)

    def secret_path(self, name):
        """The file of a secret."""
        return self.out / self.model["secrets"]["host_directory"] / name

    def secret(self, name):
        """The value of a secret."""
        return self.secret_path(name).read_text().rstrip("\n")

    def secret_values(self):
        """Every value, by name."""
        return {file["name"]: self.secret(file["name"]) for file in self.model["secrets"]["files"]}

    def run(self, *command, **options):
        """Runs a program in out/, as the operator does."""
        return run(*command, **({"cwd": self.out, "timeout": 600} | options))

    def compose(self, *arguments, **options):
        """`docker compose` in out/."""
        return self.run("docker", "compose", *arguments, **options)

    def must_compose(self, *arguments, **options):
        """The same, where it has to succeed."""
        ended = self.compose(*arguments, **options)
        if ended.returncode != 0:
            raise RuntimeError(f"docker compose {' '.join(arguments)} ended with {ended.returncode}:\n{ended.stdout}")
        return ended.stdout

    def container(self, service):
        """The id of a service's container, running or not."""
        return self.must_compose("ps", "--all", "--quiet", service).strip()

    def state(self, service):
        """What the engine knows of a service's container: State of `docker inspect`."""
        return json.loads(must("docker", "inspect", "--format", "{{json .State}}", self.container(service)))

    def logs(self, service):
        """What a service has printed."""
        return self.must_compose("logs", "--no-color", "--no-log-prefix", service)

    def inside(self, service, *command, **options):
        """Runs a program in a service's running container."""
        return self.compose("exec", "-T", service, *command, **options)

    def sql(self, service, database, query):
        """What a database server answers, with | between columns: to its superuser, and inside Odoo's databases to Odoo's role."""
        plan = next(plan for plan in (self.model["postgres"][side] for side in ("tenants", "superadmin")) if plan["service"] == service)
        role = "postgres" if database == "postgres" else plan["role"]
        asked = self.inside(service, "psql", "-XqAtw", "-U", role, "-d", database, "-c", query)
        if asked.returncode != 0:
            raise RuntimeError(f"psql on {service}, {database}: {asked.stdout}")
        return asked.stdout.strip()

    def odoo(self, service, *arguments, script=None):
        """Odoo's program in a container of its own that goes when it ends, through odoo-start as always."""
        return self.compose("run", "--rm", "-T", service, "odoo", *arguments, input=script or "", timeout=900)

    def is_healthy(self, service):
        """Whether a service's health check holds."""
        return self.state(service).get("Health", {}).get("Status") == "healthy"

    def is_running(self, service):
        """Whether Odoo runs in a service's container."""
        return bool(self.container(service)) and self.state(service)["Status"] == "running" and len(self.odoo_processes(service)) > 1

    def odoo_processes(self, service):
        """The processes of Odoo in a service's container, the first one first: their numbers outside of it."""
        listed = must("docker", "top", self.container(service), "-eo", "pid,args").splitlines()[1:]
        return sorted(int(line.split(None, 1)[0]) for line in listed if "python" in line and "odoo" in line)

    def python(self, service, script, *arguments):
        """Runs a script of Python in a service's container, where Odoo's modules are; returns what it prints as JSON."""
        ended = self.inside(service, "python3", "-", *arguments, input=script, stderr=subprocess.PIPE)
        if ended.returncode != 0:
            raise RuntimeError(f"python3 in {service} ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}")
        return json.loads(ended.stdout)


def comes(condition, seconds):
    """Whether something becomes so in time."""
    try:
        return bool(until(condition, seconds, "it"))
    except TimeoutError:
        return False


def until(condition, seconds, what):
    """Waits until something is so, and returns it; says what was awaited when it never is."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.5)
    raise TimeoutError(f"{what}: not within {seconds} s")
