#!/usr/bin/env python3
"""Compares backup.sh, and the restore of restore-test.sh, with plain pg_dump, restic and pg_restore on the same data, in one run.

usage: backup.py GEN [--megabytes N]

The data are a database of N MB of rows with indexes, and as many MB of files in memory. Plain is `pg_dump | restic backup --stdin` and
`restic backup` of the folder, each into a repository of its own; and `restic dump | pg_restore`. What our scripts do beside that, such as
check sums and records, is meant to cost at most 15 % more. It prints ratios, then what a GB takes: the numbers of RestorePromise.swift.
"""

import argparse
import contextlib
import hashlib
import json
import os
import pathlib
import random
import shlex
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/RealParts"))

# After the path is set.
# pylint: disable=wrong-import-position
from drill_server import DrillServer
from isolation import alone, must
from proof import run

SITE = ROOT / "Tests/RealParts/sites/minimal.yaml"
AIM = 1.15
# A row has about 400 bytes in a dump; half of the columns have an index, as Odoo's have.
ROWS = """
CREATE TABLE big (id serial PRIMARY KEY, name text, partner int, at timestamp, note text);
INSERT INTO big (name, partner, at, note)
SELECT md5(n::text), (random() * 1e6)::int, now() - n * interval '1 s', repeat(md5(random()::text), 10) FROM generate_series(1, {rows}) AS n;
CREATE INDEX ON big (name); CREATE INDEX ON big (partner); CREATE INDEX ON big (at);
"""


def timed(work):
    """How many seconds it takes."""
    began = time.monotonic()
    ended = work()
    seconds = time.monotonic() - began
    if ended.returncode != 0:
        raise RuntimeError(ended.stdout)
    return seconds


def fill(server, megabytes):
    """The rows and the files."""
    server.must_ask(server.clusters["tenants"], ROWS.format(rows=megabytes * 2500), role=server.role(), database="one_db")
    server.must_ask(server.clusters["tenants"], "CHECKPOINT")
    folder = server.filestore("tenants", "one_db")
    source, rows = random.Random(1), []
    for _ in range(megabytes * 4):
        content = source.randbytes(250_000)
        digest = hashlib.sha1(content).hexdigest()
        path = folder / digest[:2] / digest
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        rows.append(f"('{digest[:2]}/{digest}', '{digest}', {len(content)})")
    # A command line has its limits.
    for begin in range(0, len(rows), 500):
        statement = f"INSERT INTO ir_attachment (store_fname, checksum, file_size) VALUES {', '.join(rows[begin : begin + 500])}"
        server.must_ask(server.clusters["tenants"], statement, role=server.role(), database="one_db")


class Plain:
    """The programs alone, with a repository of their own."""

    def __init__(self, server):
        self.server, self.cluster = server, server.clusters["tenants"]
        self.environment = os.environ | {"RESTIC_REPOSITORY": "/srv/plain", "RESTIC_PASSWORD_FILE": str(server.password), "HOME": str(server.work)}
        self.psql = f"-h {self.cluster.folder} -U postgres"
        must("restic", "init", env=self.environment)

    def shell(self, script):
        """A pipeline, of which each part has to succeed."""
        path = f"{self.cluster.bin}:{os.environ['PATH']}"
        return run("bash", "-euo", "pipefail", "-c", script, env=self.environment | {"PATH": path}, cwd="/", timeout=3600)

    def dump(self):
        """pg_dump alone."""
        return timed(lambda: self.shell(f"pg_dump {self.psql} -Fc -Z0 one_db >/dev/null"))

    def save(self):
        """The database, and the files."""
        database = timed(lambda: self.shell(f"pg_dump {self.psql} -Fc -Z0 one_db | restic backup --quiet --stdin --stdin-filename /one_db.dump"))
        files = timed(lambda: self.shell(f"restic backup --quiet {shlex.quote(str(self.server.volume('tenants')))}"))
        return database, files

    def restore(self):
        """The database, from the repository."""
        must(self.cluster.bin / "createdb", "-h", self.cluster.folder, "-U", "postgres", "-T", "template0", "plain")
        return timed(lambda: self.shell(f"restic dump --quiet latest --path /one_db.dump /one_db.dump | pg_restore {self.psql} --no-owner -d plain"))

    def read(self):
        """The files, from the repository, each with its check sum."""
        folder = shlex.quote(str(self.server.filestore("tenants", "one_db")))
        path = shlex.quote(str(self.server.volume("tenants")))
        return timed(lambda: self.shell(f"restic dump --quiet latest --path {path} {folder} | tar -xf - --to-command='sha1sum >/dev/null'"))


def report(rows):
    """Prints ratios, and names what misses its aim."""
    missed = []
    for name, ours, plain in rows:
        ratio = ours / plain
        print(f"{name:58} {ours:7.1f} s {plain:7.1f} s {ratio:6.2f}{'' if ratio <= AIM else '   MISSES ' + str(AIM)}")
        if ratio > AIM:
            missed.append(name)
    print(f"missed: {', '.join(missed) or 'none'}")


def measure(gen, megabytes):
    """The whole comparison."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "site.yaml").write_bytes(SITE.read_bytes())
        must(gen, "build", folder / "site.yaml")
        model = json.loads(must(gen, "show", "--format", "json", folder / "site.yaml", stderr=subprocess.DEVNULL))
        with DrillServer(folder / "out", folder / "site.yaml", model) as server:
            fill(server, megabytes)
            plain = Plain(server)
            server.back_up("--init")
            alone_seconds = plain.dump()
            database, files = plain.save()
            ours = timed(server.back_up)
            lines, _ = server.record()
            saved = next(words for words in lines if words[:3] == ["database", "db", "one_db"])
            restored, read = plain.restore(), plain.read()
            tested = timed(lambda: server.test("db", "one_db"))
            found = server.evidence()
            print(f"{'':58} {'ours':>9} {'plain':>9}  ratio")
            report(
                [
                    ("backup of the database: backup.sh, pg_dump | restic", float(saved[6]), database),
                    ("backup of everything: backup.sh, the same and restic", ours, database + files),
                    ("restore of the database: as restore.sh does, pg_restore", found["seconds"], restored),
                    ("check of the files: restore-test.sh, restic dump | sha1sum", found["file_seconds"], read),
                ]
            )
            gigabytes, of_files = int(saved[5]) / 1e9, found["file_bytes"] / 1e9
            print(f"pg_dump alone {alone_seconds:.1f} s for {gigabytes:.2f} GB; the whole restore test {tested:.1f} s")
            print(f"a GB of databases: {found['seconds'] / gigabytes:.0f} s restored, {float(saved[6]) / gigabytes:.0f} s saved")
            with contextlib.suppress(ZeroDivisionError):
                print(f"a GB of files: {found['file_seconds'] / of_files:.0f} s read")


def main():
    """Runs itself in namespaces of its own."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path, help="the gen program whose scripts are measured")
    parser.add_argument("--megabytes", type=int, default=400, help="how much there is of rows, and of files (default 400)")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        command = alone(sys.executable, "-B", *sys.argv, "--inside")
        os.execvp(command[0], command)
    must("ip", "link", "set", "lo", "up")
    measure(options.gen.resolve(), options.megabytes)


if __name__ == "__main__":
    main()
