"""A server to restore on: what backup_server.py has, and containers of Odoo, in which commands run as the image's user."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

from backup_server import SIDES, STUBS, Server, place
from isolation import must, private_folder
from proof import run

# Where the repositories are, whatever becomes of the server.
KEPT = pathlib.Path("/mnt")
OWNER = 4711
MAIL = "CREATE TABLE mail_server (active boolean); INSERT INTO mail_server VALUES (true)"


class Host(Server):
    """A machine with the site's folder. A new one has no roles and no volumes yet, and of the secrets only the backups' password."""

    def __init__(self, out, site, model, is_new=False):
        super().__init__(out, site, model)
        self.repositories = {address: str(KEPT / f"repository-{number}") for number, address in enumerate(self.repositories)}
        pathlib.Path(model["odoo"]["data_directory"]).mkdir(parents=True, exist_ok=True)
        self.is_new = is_new
        if is_new:
            for path in self.secrets.iterdir():
                if path != self.password:
                    path.unlink()
            for path in pathlib.Path("/etc/letsencrypt").iterdir():
                path.unlink()
        else:
            for side in SIDES:
                for part in ("certificate", "key"):
                    path = pathlib.Path(model["tls"][side][part])
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(f"{part} of {side}\n", encoding="ascii")

    def __enter__(self):
        if not self.is_new:
            super().__enter__()
        else:
            pathlib.Path("/run/secrets").mkdir(exist_ok=True)
            must("mount", "--bind", self.secrets, "/run/secrets")
            for side, cluster in self.clusters.items():
                cluster.__enter__()
                (self.servers / self.service(side)).write_text(f"{cluster.folder}\n", encoding="ascii")
        for side, cluster in self.clusters.items():
            service = self.service(side)
            if not self.is_new:
                (self.servers / f"{service}.made").touch()
            (self.servers / f"{service}.address").write_text(f"{cluster.address}\n", encoding="ascii")
            (self.servers / f"{self.model['odoo'][side]['service']}.volume").write_text(f"{self.volume(side)}\n", encoding="utf-8")
        return self

    def environment(self, **stub):
        """The stand-ins for restoring come first."""
        given = super().environment(**stub)
        return given | {"PATH": f"{STUBS / 'restore'}:{given['PATH']}", "STUB_DIRECTORY": self.model["odoo"]["data_directory"]}

    def own(self):
        """Everything in the volumes belongs to the container's user."""
        for side in SIDES:
            if self.volume(side).exists():
                must("chown", "-R", f"{OWNER}:{OWNER}", self.volume(side))

    def operate(self, script, *arguments, **stub):
        """Runs a script from another folder, with clean journals."""
        self.forget()
        command = ["dash", self.out / script, *arguments]
        return run(*command, env=self.environment(**stub), cwd="/", stdin=subprocess.DEVNULL, timeout=600)

    def restore(self, *arguments, **stub):
        """Runs restore.sh."""
        return self.operate("restore.sh", *arguments, **stub)

    def kill(self, *arguments, seconds=None, **stub):
        """Runs restore.sh until the stand-in kills it with all that it has started, or until some seconds are over; returns its status."""
        self.forget()
        command = ["dash", str(self.out / "restore.sh"), *arguments]
        process = subprocess.Popen(
            command, env=self.environment(**stub), cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(seconds or 120)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        return process.wait()

    def interrupt(self, number, count, *arguments, **stub):
        """Sends a signal to restore.sh alone, when it has started that many commands; returns its status."""
        self.forget()
        command = ["env", "--default-signal=HUP,INT,TERM", "dash", str(self.out / "restore.sh"), *arguments]
        process = subprocess.Popen(
            command, env=self.environment(**stub), cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        while process.poll() is None and len(self.noted(".count")) < count:
            time.sleep(0.02)
        process.send_signal(number)
        return process.wait(120)

    def place(self, name):
        """A database's name, as psql takes it."""
        return place(name)

    def names(self, side="tenants"):
        """The databases of a server, without PostgreSQL's own."""
        query = "SELECT datname FROM pg_database WHERE datname NOT IN ('postgres', 'template0', 'template1', 'template_odoo') ORDER BY 1"
        command = [self.clusters[side].bin / "psql", "-XqAt0", "-h", self.clusters[side].folder, "-U", "postgres", "-c", query, "postgres"]
        return [name for name in run(*command).stdout.split("\0") if name]

    def content(self, name, side="tenants"):
        """Everything that a database has, as pg_dump writes it for the superuser: rows, owners, privileges, settings, large objects."""
        cluster = self.clusters[side]
        # What a database has outside of it, pg_dump cannot write where the name has a line feed.
        whole = [] if "\n" in name else ["--create"]
        ended = run(cluster.bin / "pg_dump", "-h", cluster.folder, "-U", "postgres", *whole, f"--dbname={place(name)}", timeout=300)
        if ended.returncode != 0:
            raise RuntimeError(ended.stdout)
        # Beside the keys against injection, which are random; and privileges have no order.
        text = re.sub(r"^\\(un)?restrict .*\n", "", ended.stdout, flags=re.MULTILINE)
        return re.sub(r"(?:^GRANT .*;\n)+", lambda lines: "".join(sorted(lines.group().splitlines(keepends=True))), text, flags=re.MULTILINE)

    def files(self, name, side="tenants"):
        """The files of a database, with what is in them, and their owners."""
        if name == "..":
            return {}
        folder = self.volume(side) / "filestore" / name
        found = {}
        for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
            status = path.stat()
            found[str(path.relative_to(folder))] = (path.read_bytes() if path.is_file() else None, status.st_uid, status.st_gid, status.st_mode)
        return found

    def secret_texts(self):
        """The secrets, by name."""
        return {path.name: path.read_text(encoding="ascii") for path in self.secrets.iterdir()}

    def lose(self):
        """Ends this machine; the repositories are elsewhere."""
        must("umount", "/run/secrets")
        shutil.rmtree(self.work, ignore_errors=True)


def keep_repositories():
    """Makes the place for them."""
    private_folder(KEPT)
