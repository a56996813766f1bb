"""The restore test with the real engine: the site's own images without a network, on a file system of limited size."""

import json
import os
import pathlib
import signal
import subprocess
import threading
import time

from isolation import must
from proof import equal, expect, run

NEEDS_ODOO = True
# What a backup saves.
DATABASES = "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres'"
# What the containers of a test are for.
KINDS = {"db", "rows", "files", "odoo"}
# What `docker inspect` has to say of each container of a test.
BOUNDS = "{{.Name}} {{.HostConfig.NetworkMode}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.NanoCpus}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"


def prove(scene):
    """A good backup, a damaged one, and a test that is killed."""
    site = scene.site
    saved = site.run("./backup.sh")
    yield expect(saved.returncode == 0, "a backup is made", saved.stdout)
    before = world(site)
    with Watching(site) as watching:
        ended = site.run("./restore-test.sh", "--all", timeout=1800)
        yield expect(ended.returncode == 0, "all of it can be restored", ended.stdout)
        yield from document(site)
        # A reader is there for a moment only, which the one who looks may miss.
        for _ in range(20):
            if watching.kinds == KINDS:
                break
            site.run("./restore-test.sh", "db", "t1_db", timeout=900)
    yield from confined(watching)
    yield equal(world(site), before, "the services were not touched, and no container, volume or device is left")
    yield from damaged(site)
    yield from killed(site)
    yield equal(world(site), before, "then everything is as it was")


def world(site):
    """The containers with the moments of their start, the volumes, the devices of tests, and the databases."""
    names = must("docker", "ps", "--all", "--quiet", "--no-trunc").split()
    started = sorted(must("docker", "inspect", "--format", "{{.Name}} {{.Id}} {{.State.StartedAt}}", *names).splitlines())
    databases = [site.sql(server, "postgres", "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database") for server in ("db", "db_superadmin")]
    return started, sorted(must("docker", "volume", "ls", "--quiet").split()), devices(site), databases


def devices(site):
    """The loop devices of tests."""
    files = pathlib.Path("/sys/block").glob("loop*/loop/backing_file")
    return [str(path) for path in files if f"{site.model['name']}/backup/scratch" in path.read_text("utf-8")]


def document(site):
    """The evidence."""
    newest = max(pathlib.Path(f"/var/lib/{site.model['name']}/backup/drills").glob("*.json"))
    found = json.loads(newest.read_text("utf-8"))
    names = {entry["name"] for entry in found["databases"]}
    live = {name for server in ("db", "db_superadmin") for name in site.sql(server, "postgres", DATABASES).split()}
    yield expect({"t1_db", site.model["odoo"]["superadmin"]["database"]} <= names == live, "every database was restored", (names, live))
    poor = [entry for entry in found["databases"] if entry["outcome"] != "passed" or entry["tables"] < 50 or entry["rows"] < 1000 or entry["files"] == 0]
    yield equal(poor, [], "with all its tables and rows, and the files of its attachments")
    yield expect(found["login"] and found["login"]["outcome"] == "passed", "Odoo has opened a login page", found["login"])


class Watching(threading.Thread):
    """Sees the containers of a test, as long as the block runs."""

    def __init__(self, site):
        super().__init__(daemon=True)
        self.filter = f"label=gen.drill={site.model['name']}"
        self.seen = set()
        self.over = threading.Event()

    def run(self):
        """Looks once and again."""
        while not self.over.wait(0.02):
            for name in run("docker", "ps", "--quiet", "--filter", self.filter).stdout.split():
                looked = run("docker", "inspect", "--format", BOUNDS, name)
                if looked.returncode == 0:
                    self.seen.add(looked.stdout.strip())

    @property
    def kinds(self):
        """What the containers were for."""
        return {line.split(" ")[0].rsplit("-", 1)[1] for line in list(self.seen)}

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join(60)


def confined(watching):
    """What the engine says of the containers."""
    yield equal(watching.kinds, KINDS, "a database server, readers of rows and files, and Odoo were seen")
    for name, network, memory, swap, cpus, is_read_only, dropped in (line.split(" ") for line in watching.seen):
        yield expect(network == "none" or network.startswith("container:"), f"{name} has no network", network)
        yield equal((0 < int(memory) == int(swap), cpus, is_read_only, dropped), (True, "1000000000", "true", "[ALL]"), f"{name} has bounds, and no rights")


def damaged(site):
    """A byte in each 4 KiB of the repository's data is another one; the records may be among it."""
    packs = [path for path in pathlib.Path(site.model["backup"]["repository"], "data").rglob("*") if path.is_file()]
    former = {path: path.read_bytes() for path in packs}
    for path, content in former.items():
        path.chmod(0o600)
        changed = bytearray(content)
        changed[100::4096] = bytes(byte ^ 1 for byte in changed[100::4096])
        path.write_bytes(changed)
    ended = site.run("./restore-test.sh", "db", "t1_db", timeout=900)
    is_told = "t1_db of db" in ended.stdout or "the records of the backups cannot be read" in ended.stdout
    yield expect(ended.returncode == 1 and is_told, "a damaged repository is noticed", ended.stdout)
    for path, content in former.items():
        path.write_bytes(content)


def killed(site):
    """The test is killed while its database server runs."""
    name = f"{site.model['name']}-drill-db"
    process = subprocess.Popen(["./restore-test.sh", "db", "t1_db"], cwd=site.out, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while process.poll() is None and run("docker", "exec", name, "pg_isready", "-q").returncode != 0:
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)
    left = [name]
    for _ in range(600):
        left = must("docker", "ps", "--all", "--format", "{{.Names}}", "--filter", f"label=gen.drill={site.model['name']}").split() + devices(site)
        if not left and not pathlib.Path(f"/run/{site.model['name']}-drill").exists():
            break
        time.sleep(0.1)
    yield equal(left, [], "a test that is killed leaves no container and no file system behind")
