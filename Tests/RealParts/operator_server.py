"""A server to operate, for the checks of deploy.sh, update.sh and tenants.sh: real git, and a stub of the engine."""

import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from isolation import must, private_folder
from proof import run

ENGINE = pathlib.Path(__file__).resolve().parent / "stubs" / "engine_of_scripts.py"

# What these scripts call beside the engine, and what is proven of it elsewhere. Each only notes that it ran.
NEIGHBOURS = ["backup.sh", "egress.sh", "smoke-test.sh", "mail/install.sh", "nginx/install.sh", "monitoring/install.sh", "dns/check-dns.sh", "drift.sh"]
NEIGHBOUR = """#!/bin/sh
printf '%s\\n' "{name}${{*:+ $*}}" >>"$STUB_FOLDER/journal"
case {name} in ${{STUB_BROKEN:-nothing}}) exit 1 ;; *) ;; esac
"""
# Takes every letter.
MSMTP = """#!/bin/sh
cat >>"$STUB_FOLDER/letters"
"""
# Tells what it is given, and what it sees of the folder that it looks at.
DRIFT = """[ ! -e "$STUB_FOLDER/drift.json" ] || cat "$STUB_FOLDER/drift.json"
[ "$1" != --plan ] || find .. ! -path '*/.git/*' ! -type d
"""


class Server:
    """The site's folder with out/ and secrets, certificates, and the stand-in's databases."""

    def __init__(self, out, site, model):
        self.model = model
        self.name = model["name"]
        for folder in ("/run", "/var/lib", "/var/backups", "/etc/letsencrypt", "/srv"):
            private_folder(folder)
        self.folder = pathlib.Path("/srv/site")
        self.out = self.folder / "out"
        self.stub = pathlib.Path("/srv/stub")
        self.state = pathlib.Path("/var/lib") / self.name
        self.pages = pathlib.Path("/var/lib") / f"{self.name}-maintenance"
        self.tenants = self.stub / "databases/db"
        self.superadmin = self.stub / "databases/db_superadmin"
        for path in (self.folder, self.tenants, self.superadmin, self.stub / "bin"):
            path.mkdir(parents=True)
        # By this interpreter, and without what it would load of the machine's: it is started many times.
        program = self.stub / "bin" / "docker"
        program.write_text(f"#!{sys.executable} -IS\n{ENGINE.read_text(encoding='utf-8')}", encoding="utf-8")
        program.chmod(0o755)
        (self.stub / "bin" / "msmtp").write_text(MSMTP, encoding="ascii")
        (self.stub / "bin" / "msmtp").chmod(0o755)
        shutil.copytree(out, self.out)
        shutil.copyfile(site, self.folder / "site.yaml")
        # A site without a relay for mail has no script for it.
        for name in filter(lambda name: (out / name).exists(), NEIGHBOURS):
            path = self.out / name
            path.write_text(NEIGHBOUR.format(name=name) + (DRIFT if name == "drift.sh" else ""), encoding="ascii")
            path.chmod(0o755)
        self.sum_up()
        for addon in model["odoo"]["addons"]:
            (self.out / addon["host_path"]).mkdir(parents=True, exist_ok=True)
            (self.out / addon["host_path"] / "README").touch()
        self.secrets = self.out / model["secrets"]["host_directory"]
        self.secrets.mkdir(mode=0o700)
        for secret in model["secrets"]["files"]:
            (self.secrets / secret["name"]).write_text("x\n", encoding="ascii")
        for kind in ("superadmin", "tenants"):
            for part in ("certificate", "key"):
                path = pathlib.Path(model["tls"][kind][part])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("x", encoding="ascii")
        self.database = model["odoo"]["superadmin"]["database"]
        self.clear()

    def clear(self, tenants=()):
        """Begins anew: a filled superadmin's database, and these tenants."""
        for folder in (self.state, self.pages, self.stub / "recorded"):
            shutil.rmtree(folder, ignore_errors=True)
        for folder in (self.tenants, self.superadmin):
            for path in folder.iterdir():
                path.unlink()
        (self.superadmin / self.database).write_text("filled", encoding="ascii")
        for name in tenants:
            (self.tenants / f"{name}_db").write_text("filled", encoding="ascii")
        self.forget()

    def sum_up(self):
        """SHA256SUMS, after something was changed on purpose."""
        listed = (self.out / "SHA256SUMS").read_text(encoding="ascii").splitlines()
        names = sorted({line.split("  ", 1)[1] for line in listed})
        sums = [f"{hashlib.sha256((self.out / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
        (self.out / "SHA256SUMS").write_text("".join(sums), encoding="ascii")

    def environment(self, **stub):
        """The stand-ins first on the PATH, and what they should do."""
        given = {f"STUB_{key.upper()}": str(value) for key, value in stub.items()}
        return os.environ | {"PATH": f"{self.stub}/bin:{os.environ['PATH']}", "STUB_FOLDER": str(self.stub), "STUB_PAGES": str(self.pages)} | given

    def run(self, script, *arguments, shell="dash", user=None, **stub):
        """Runs a script from another folder, with a clean journal; stdout and stderr apart."""
        self.forget()
        command = [shell] if isinstance(shell, str) else shell
        return run(
            *command,
            self.out / script,
            *arguments,
            env=self.environment(**stub),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            **({"user": user} if user else {}),
        )

    def interrupt(self, number, script, *arguments, **stub):
        """Sends a signal to a script and all that it started, while the command that STUB_SLOW names is running."""
        self.forget()
        (self.stub / "slowed").unlink(missing_ok=True)
        process = subprocess.Popen(
            # A signal that is ignored from the start cannot be trapped.
            ["env", "--default-signal=HUP,INT,TERM", "dash", self.out / script, *arguments],
            env=self.environment(**stub),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        before = time.monotonic()
        while time.monotonic() < before + 20 and not (self.stub / "slowed").exists():
            time.sleep(0.02)
        os.killpg(process.pid, number)
        output, errors = process.communicate(timeout=60)
        return subprocess.CompletedProcess([], process.returncode, output, errors)

    def forget(self):
        """Empties what the stand-in has noted."""
        for name in ("journal", "stdin", "pages", "letters"):
            (self.stub / name).write_text("", encoding="ascii")

    def told(self, said):
        """What people get to read: the letters, or, where the site can reach nobody, what a script says instead."""
        if self.model["alerts"].get("relay"):
            return (self.stub / "letters").read_text(encoding="ascii")
        return "\n".join(line for line in said.splitlines() if "NOBODY WAS REACHED" in line)

    def journal(self):
        """The command lines, in their order."""
        return (self.stub / "journal").read_text(encoding="utf-8").splitlines()

    def read_in(self):
        """What programs were given on their standard input."""
        return (self.stub / "stdin").read_text(encoding="utf-8")

    def databases(self):
        """The names of the tenants' databases, without the copies that updates and restores leave."""
        return sorted(path.name for path in self.tenants.iterdir() if not path.name.startswith(("copy_", "former_")))

    def tree(self):
        """All that a script could change, in a form that can be compared."""
        found = {}
        for root in (self.folder, pathlib.Path("/var"), pathlib.Path("/run"), self.stub / "databases"):
            for path in sorted(root.rglob("*")):
                status = path.lstat()
                content = path.read_bytes() if path.is_file() else b""
                found[str(path)] = (status.st_mode, hashlib.sha256(content).hexdigest())
        return found

    def changed(self, before):
        """The paths that are not as they were."""
        after = self.tree()
        return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))

    def commit(self, message):
        """A commit of the site's folder, with a tag of its name."""
        if not (self.folder / ".git").exists():
            must("git", "init", "--quiet", self.folder)
            secrets = self.secrets.resolve().relative_to(self.folder)
            (self.folder / ".gitignore").write_text(f"/{secrets}/\n", encoding="utf-8")
        git = ["git", "-C", self.folder, "-c", "user.name=t", "-c", "user.email=t@example.net"]
        must(*git, "add", "--all")
        must(*git, "commit", "--quiet", "--allow-empty", "--message", message)
        must(*git, "tag", message)
        return self.head()

    def head(self):
        """The commit that is checked out."""
        return must("git", "-C", self.folder, "rev-parse", "HEAD").strip()


SIGNALS = [signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGKILL]
