"""A server to back up, for the checks of the backup script: the real restic and tar, and stand-ins that can fail."""

import json
import os
import pathlib
import shutil
import subprocess

from isolation import private_folder
from proof import equal, expect, run

STUBS = pathlib.Path(__file__).resolve().parent / "stubs"
TENANTS = ["my-shop_db", "new_t2", "t1_db"]


class Server:
    """A server to back up: the site's folder, files of both Odoos, and a place for the snapshots."""

    def __init__(self, out, site, model):
        self.model = model
        self.name = model["name"]
        self.tenants = model["postgres"]["tenants"]["service"]
        self.superadmin = model["postgres"]["superadmin"]["service"]
        self.folder = private_folder("/srv") / self.name
        self.staging = private_folder("/var/backups") / self.name
        private_folder("/run")
        self.folder.mkdir()
        shutil.copytree(out, self.folder / "out")
        shutil.copyfile(site, self.folder / "site.yaml")
        self.secrets = (self.folder / "out" / model["secrets"]["host_directory"]).resolve()
        self.secrets.mkdir(parents=True, exist_ok=True)
        self.password = self.secrets / model["backup"]["password_secret"]
        self.password.write_text("the password of the repository\n", encoding="ascii")
        data = private_folder(model["odoo"]["data_directory"])
        for name in ("filestore/t1_db/ab/abcdef", "sessions/session", "addons/18.0/x"):
            (data / name).parent.mkdir(parents=True)
            (data / name).write_text(f"content of {name}", encoding="ascii")
        self.databases = self.folder / "databases"
        self.databases.mkdir()
        self.list(TENANTS)
        (self.databases / self.superadmin).write_text("superadmin\n", encoding="ascii")
        self.journal = self.folder / "journal"
        self.repository = self.folder / "repository"

    def list(self, names, foreign=()):
        """Says which databases the tenants' server has, and those of somebody else, as PostgreSQL's answer shows them."""
        (self.databases / self.tenants).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        (self.databases / f"{self.tenants}.foreign").write_text("".join(f"{name}\n" for name in foreign), encoding="utf-8")

    def environment(self, **stub):
        """The stand-ins first on the PATH, and what they should do."""
        return {
            "PATH": f"{STUBS}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "STUB_JOURNAL": str(self.journal),
            "STUB_DATABASES": str(self.databases),
            "STUB_REPOSITORY": str(self.repository),
            "STUB_RESTIC": shutil.which("restic"),
            "STUB_TAR": shutil.which("tar"),
            **{f"STUB_{key.upper()}": str(value) for key, value in stub.items()},
        }

    def back_up(self, *arguments, shell="dash", **stub):
        """Runs the script from another folder, as cron does, with a clean journal."""
        for path in self.folder.glob("journal*"):
            path.unlink()
        return run(
            shell,
            self.folder / "out/backup.sh",
            *arguments,
            env=self.environment(**stub),
            cwd="/",
            stdin=subprocess.DEVNULL,
        )

    def noted(self, kind=""):
        """The lines of a journal."""
        path = pathlib.Path(f"{self.journal}{kind}")
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def restic(self, *arguments):
        """Asks the repository."""
        environment = self.environment() | {
            "RESTIC_REPOSITORY": str(self.repository),
            "RESTIC_PASSWORD_FILE": str(self.password),
        }
        ended = run(shutil.which("restic"), *arguments, env=environment, stderr=None)
        return ended.stdout

    def snapshots(self, tag):
        """The snapshots with a tag, oldest first."""
        return [entry for entry in json.loads(self.restic("snapshots", "--json")) if tag in entry["tags"]]

    def content(self, snapshot):
        """The paths of a snapshot."""
        return set(self.restic("ls", snapshot["id"]).splitlines()[1:])

    def dumps(self):
        """Where the dumps of a whole backup stand."""
        names = [f"{self.tenants}/{name}" for name in TENANTS] + [f"{self.superadmin}/superadmin"]
        return {f"{self.staging}/{name}.dump" for name in names}


def told(server, ended, wanted):
    """Proves that a failed run says so everywhere, and cleans up."""
    yield expect(ended.returncode not in (0, None), f"{wanted}: the status is not 0", ended.stdout)
    yield expect(not server.staging.exists(), f"{wanted}: the staging folder is gone")
    letter = "\n".join(server.noted(".mail"))
    yield expect(server.model["alerts"] in letter and wanted in letter, f"{wanted}: a letter is sent", letter)
    call = server.noted(".curl")
    if server.model["backup"].get("notify"):
        message = json.loads(call[call.index("--data-binary") + 1]) if "--data-binary" in call else {}
        yield expect(wanted in message.get("text", ""), f"{wanted}: the address to notify is called", call)
        address = server.model["backup"]["notify"]
        yield equal(server.noted(".config"), [f'url = "{address}"'], f"{wanted}: the address is the site's")
        listed = server.noted(".processes")
        yield expect("--config" in listed, f"{wanted}: the processes are listed while it is called", listed)
        yield equal([line for line in listed if address in line], [], f"{wanted}: the address is not in any process list")
    else:
        yield equal(call, [], f"{wanted}: no address is called")
