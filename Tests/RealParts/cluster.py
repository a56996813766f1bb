"""A private PostgreSQL server of Debian's package, never run by root: on a socket in a temporary folder, and on this machine's own address."""

import os
import pathlib
import secrets
import shlex
import shutil
import subprocess
import tempfile
import typing

# Debian makes this user for the package; without root, the user who runs the checks runs the server.
OWNER = "postgres"


def binaries():
    """The folder of the newest server that is installed."""
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if folders:
        return folders[-1].parent
    found = shutil.which("initdb")
    if found is None:
        raise FileNotFoundError("PostgreSQL's server is not installed")
    return pathlib.Path(found).parent


class Cluster:
    """A server that logs whatever it can be told to log, or one with the settings of a site."""

    # Each of these alone would put a plain-text password into the log.
    NOISY: typing.ClassVar = {
        "log_statement": "all",
        "log_min_duration_statement": "0",
        "log_min_messages": "debug5",
        "log_min_error_statement": "debug5",
        "debug_print_parse": "on",
        "debug_print_rewritten": "on",
        "debug_print_plan": "on",
        "log_error_verbosity": "verbose",
    }

    def __init__(self, settings=None):
        self.bin = binaries()
        self.settings = self.NOISY if settings is None else {item["key"]: item["value"] for item in settings}
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pg-"))
        self.data, self.log = self.folder / "data", self.folder / "log"
        # Several servers at a time keep the usual port.
        self.address = ".".join(["127", *(str(1 + secrets.randbelow(254)) for _ in range(3))])

    def __enter__(self):
        self.folder.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(self.folder, OWNER, OWNER)
        self._as_owner(
            "initdb", "-D", self.data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "-N"
        )
        # As in the image: nobody needs a password on the socket, and everybody does elsewhere.
        (self.data / "pg_hba.conf").write_text("local all all trust\nhost all all all scram-sha-256\n")
        words = [f"-c {shlex.quote(f'{key}={value}')}" for key, value in self.settings.items()]
        self._as_owner(
            "pg_ctl",
            "-D",
            self.data,
            "-l",
            self.log,
            "-w",
            "-o",
            " ".join([*words, f"-c listen_addresses={self.address}", f"-k {self.folder}"]),
            "start",
        )
        return self

    def __exit__(self, *_):
        try:
            self._as_owner("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _as_owner(self, program, *arguments):
        """Runs one of the server's programs; a failure ends the check."""
        result = self.attempt(program, *arguments)
        if result.returncode != 0:
            raise RuntimeError(f"{program} ended with {result.returncode}:\n{result.stdout}")

    def attempt(self, program, *arguments):
        """Runs one of the server's programs as the owner of the data."""
        user = {"user": OWNER, "group": OWNER, "extra_groups": []} if os.geteuid() == 0 else {}
        # pg_ctl's server keeps stdout open, so it must not be a pipe.
        with tempfile.TemporaryFile() as output:
            result = subprocess.run(
                [str(self.bin / program), *map(str, arguments)],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={"PATH": os.environ["PATH"]},
                timeout=120,
                check=False,
                **user,
            )
            output.seek(0)
            return subprocess.CompletedProcess(result.args, result.returncode, output.read().decode("utf-8", "replace"))

    def ask(self, query, role="postgres", password=None, database="postgres"):
        """What the server answers to a role, as (exit status, text with | between columns): on the socket, or with a password."""
        environment = {"PATH": os.environ["PATH"]} | ({"PGPASSWORD": password} if password is not None else {})
        host = self.folder if password is None else self.address
        command = [self.bin / "psql", "-XqAtw", "-h", host, "-U", role, "-d", database, "-c", query]
        result = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        return result.returncode, result.stdout.strip()
