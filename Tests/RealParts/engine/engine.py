"""A real Docker engine, in the namespaces of the test: nothing it does is seen outside, and it ends with the test."""

import os
import pathlib
import secrets
import subprocess
import time

from isolation import as_root, must
from proof import program_of, run

HERE = pathlib.Path(__file__).resolve().parent
CGROUPS = pathlib.Path("/sys/fs/cgroup")
# What the Dockerfiles beside this file make of the one file system.
IMAGES = {
    "postgres:17": "postgres.Dockerfile",
    "odoo:19.0": "odoo.Dockerfile",
    "quay.io/prometheuscommunity/postgres-exporter:v0.19.1": "exporter.Dockerfile",
}


class Engine:
    """The engine, at its default socket, so that scripts find it without being told: /run must be the test's own.

    `store` keeps its images from one run to the next, and what they are made of."""

    def __init__(self, store):
        self.store = pathlib.Path(store)
        self.log = self.store / "dockerd.log"
        self.daemon = None
        self.journal = None
        # Containers are counted in a group of their own, which is removed at the end: the one thing that namespaces share.
        self.group = f"gen-realparts-{secrets.token_hex(4)}"

    def fetch(self):
        """Makes the file system of the images, where it is not there yet: the one step that needs the network."""
        must(*as_root("sh", HERE / "images" / "file-system.sh", self.store), timeout=1800)

    @property
    def has_odoo(self):
        """Whether Debian's archive had Odoo when the file system was made."""
        return (self.store / "has-odoo").exists()

    def __enter__(self):
        self._plug_compose_in()
        self._keep_journal()
        self._start()
        try:
            self.sweep()
            self._make_images()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        try:
            self.sweep()
        finally:
            self.daemon.terminate()
            self.daemon.wait(60)
            self.journal.terminate()
            self.journal.wait(60)
            for group in CGROUPS.glob(f"**/{self.group}"):
                for folder in sorted(group.glob("**/"), reverse=True):
                    folder.rmdir()

    def _plug_compose_in(self):
        """`docker compose` is the program that install-compose.sh brought, where the machine has no plugin."""
        plugins = pathlib.Path("/run/docker-cli/cli-plugins")
        plugins.mkdir(parents=True)
        (plugins / "docker-compose").symlink_to(program_of("docker-compose"))
        os.environ["DOCKER_CONFIG"] = str(plugins.parent)

    def _keep_journal(self):
        """The containers log to it. Its files are in /run, as there is no folder for them on the disk of the test."""
        pathlib.Path("/run/systemd/journal").mkdir(parents=True)
        # pylint: disable=consider-using-with
        self.journal = subprocess.Popen(["/lib/systemd/systemd-journald"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        for _ in range(120):
            if pathlib.Path("/run/systemd/journal/socket").exists():
                return
            time.sleep(0.1)
        raise RuntimeError("systemd-journald does not start")

    def _start(self):
        command = ["dockerd", "--data-root", self.store / "engine", "--exec-root", "/run/docker", "--pidfile", "/run/docker.pid"]
        command += ["--host", "unix:///run/docker.sock", "--cgroup-parent", f"/{self.group}", "--bip", "172.31.250.1/24"]
        with self.log.open("wb") as log:
            self.daemon = subprocess.Popen([str(word) for word in command], stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        for _ in range(120):
            if run("docker", "info").returncode == 0:
                return
            if self.daemon.poll() is not None:
                break
            time.sleep(0.5)
        raise RuntimeError(f"dockerd does not answer:\n{self.log.read_text()[-4000:]}")

    def restart(self):
        """Stops the engine, and with it all containers, and starts it again, as a reboot does."""
        self.daemon.terminate()
        self.daemon.wait(120)
        self._start()

    def sweep(self):
        """Removes what a run left: containers, volumes, networks, and images that it built."""
        containers = must("docker", "ps", "--all", "--quiet").split()
        if containers:
            must("docker", "rm", "--force", "--volumes", *containers)
        must("docker", "network", "prune", "--force")
        volumes = must("docker", "volume", "ls", "--quiet").split()
        if volumes:
            must("docker", "volume", "rm", "--force", *volumes)
        kept = (*IMAGES, "file-system:")
        for name in must("docker", "images", "--format", "{{.Repository}}:{{.Tag}}").split():
            if not name.startswith((*kept, "<none>")):
                must("docker", "rmi", "--force", name)
        must("docker", "image", "prune", "--force")

    def _make_images(self):
        """One import for all, again only when what they are made of has changed."""
        base = f"file-system:{(self.store / 'recipe').read_text()[:12]}"
        for name in must("docker", "images", "--format", "{{.Repository}}:{{.Tag}}").split():
            if name.startswith("file-system:") and name != base:
                must("docker", "rmi", "--force", *IMAGES, name)
        if run("docker", "image", "inspect", base).returncode != 0:
            must("docker", "import", self.store / "file-system.tar", base, timeout=600)
        for name, file in IMAGES.items():
            command = ["docker", "build", "--quiet", "--tag", name, "--build-arg", f"FILE_SYSTEM={base}"]
            command += ["--file", str(HERE / "images" / file), str(HERE / "images")]
            must(*command, env=os.environ | {"DOCKER_BUILDKIT": "0"}, timeout=300)
