#!/usr/bin/env python3
"""Compares backup.sh and restore.sh with plain pg_dump, restic and pg_restore on the same data, in one run.

usage: backup.py GEN [--megabytes N]

The data are a database of N MB of rows with indexes, and as many MB of files in memory. Plain is `pg_dump | restic backup --stdin` and
`restic backup` of the folder, each into a repository of its own; and `restic dump | pg_restore` and `restic restore`. What ours do beside that, such
as check sums and counts, is meant to cost at most 15 % more for each byte. What they do once in a run, such as the record, retention and the check of
the repository, is measured with next to no data, is taken off, and stands in a line of its own. It prints ratios, then the numbers of RestorePromise.swift.
"""

import argparse
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
from isolation import alone, must
from proof import run
from restore_server import Host, keep_repositories

SITE = ROOT / "Tests/RealParts/sites/minimal.yaml"
AIM = 1.15
# What a restore reads in a database of Odoo's.
SHAPE = (
    "CREATE TABLE ir_attachment (id serial PRIMARY KEY, store_fname text, checksum varchar(40), file_size int)",
    "CREATE TABLE ir_config_parameter (key text, value text)",
    "INSERT INTO ir_config_parameter VALUES ('database.uuid', gen_random_uuid()::text)",
)
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
    """The rows and the files of one tenant."""
    server.must_ask(server.clusters["tenants"], ROWS.format(rows=megabytes * 2500), role=server.role(), database="one_db")
    server.must_ask(server.clusters["tenants"], "CHECKPOINT")
    folder = server.volume("tenants") / "filestore/one_db"
    source = random.Random(1)
    for _ in range(megabytes * 4):
        content = source.randbytes(250_000)
        digest = hashlib.sha1(content).hexdigest()
        path = folder / digest[:2] / digest
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    server.own()


class Plain:
    """The programs alone, with a repository of their own."""

    def __init__(self, server):
        self.server, self.cluster = server, server.clusters["tenants"]
        self.environment = os.environ | {"RESTIC_REPOSITORY": "/mnt/plain", "RESTIC_PASSWORD_FILE": str(server.password), "HOME": str(server.work)}
        self.psql = f"-h {self.cluster.folder} -U postgres"
        self.files = shlex.quote(str(server.volume("tenants")))
        must("restic", "init", env=self.environment)

    def shell(self, script):
        """A pipeline, of which each part has to succeed."""
        path = f"{self.cluster.bin}:{os.environ['PATH']}"
        return run("bash", "-euo", "pipefail", "-c", script, env=self.environment | {"PATH": path}, cwd="/", timeout=3600)

    def save(self, database):
        """A database, and all files."""
        dump = f"pg_dump {self.psql} -Fc -Z0 {database} | restic backup --quiet --stdin --stdin-filename /{database}.dump"
        return timed(lambda: self.shell(dump)), timed(lambda: self.shell(f"restic backup --quiet {self.files}"))

    def restore(self, database):
        """A database."""
        must(self.cluster.bin / "createdb", "-h", self.cluster.folder, "-U", "postgres", "-T", "template0", f"plain_{database}")
        restore = f"restic dump --quiet latest --path /{database}.dump /{database}.dump | pg_restore {self.psql} --no-owner -d plain_{database}"
        return timed(lambda: self.shell(restore))

    def put_files(self):
        """The files, beside where they were."""
        return timed(lambda: self.shell(f"restic restore --quiet latest --path {self.files} --target {shlex.quote(str(self.server.work / 'plain'))}"))


def report(rows):
    """Prints ratios, and names what misses its aim."""
    print(f"{'':44} {'ours':>9} {'plain':>9}  ratio")
    missed = []
    for name, ours, plain in rows:
        ratio = ours / plain
        print(f"{name:44} {ours:7.1f} s {plain:7.1f} s {ratio:6.2f}{'' if ratio <= AIM else '   MISSES ' + str(AIM)}")
        if ratio > AIM:
            missed.append(name)
    print(f"missed: {', '.join(missed) or 'none'}")


def compare(server, megabytes):
    """Saves and restores, first with next to nothing, and then with the data."""
    must("dash", server.out / "backup.sh", "--init", env=server.environment(), cwd="/")
    plain = Plain(server)
    server.store("tenants", "filestore/two_db/one", "a file")
    once, plain_once = timed(server.back_up), sum(plain.save("two_db"))
    fill(server, megabytes)
    dump = server.clusters["tenants"]
    alone_seconds = timed(lambda: plain.shell(f"pg_dump {plain.psql} -Fc -Z0 one_db >/dev/null"))
    database, files = plain.save("one_db")
    ours = timed(lambda: server.back_up(timeout=3600))
    lines, _ = server.record()
    gigabytes = next(int(words[5]) for words in lines if words[:3] == ["database", dump_service(server), "one_db"]) / 1e9
    small, plain_small = timed(lambda: server.restore("--without-files", "tenant", "two")), plain.restore("two_db")
    restored, plain_restored = timed(lambda: server.restore("--without-files", "tenant", "one")), plain.restore("one_db")
    server.restore("--discard-former", "one", "two")
    small_whole = timed(lambda: server.restore("tenant", "two"))
    whole, put = timed(lambda: server.restore("tenant", "one")), plain.put_files()
    print(f"{megabytes} MB of rows, as many of files; pg_dump alone {alone_seconds:.1f} s on {dump.bin.parent.name}")
    report(
        [
            ("a backup, beyond what it takes once", ours - once, database + files - plain_once),
            ("a database restored, beyond what it takes once", restored - small, plain_restored - plain_small),
            ("its files restored, likewise", whole - restored - (small_whole - small), put),
        ]
    )
    print(f"once: a backup {once:.1f} s for three databases (plain {plain_once:.1f} s), a restored database {small:.1f} s (plain {plain_small:.1f} s)")
    print(f"restored: {small:.0f} s each, {(restored - small) / gigabytes:.0f} s for each GB, {(whole - restored) / (megabytes / 1000):.0f} s for each GB of files")


def dump_service(server):
    """The tenants' database server."""
    return server.model["postgres"]["tenants"]["service"]


def measure(gen, megabytes):
    """A site of which two tenants are there."""
    keep_repositories()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "site.yaml").write_bytes(SITE.read_bytes())
        must(gen, "build", folder / "site.yaml")
        model = json.loads(must(gen, "show", "--format", "json", folder / "site.yaml", stderr=subprocess.DEVNULL))
        with Host(folder / "out", folder / "site.yaml", model) as server:
            for database in ("one_db", "two_db"):
                server.create(database, *SHAPE)
            compare(server, megabytes)


def main():
    """Runs itself in namespaces of its own."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path, help="the gen program whose scripts are measured")
    parser.add_argument("--megabytes", type=int, default=1000, help="how much there is of rows, and of files (default 1000)")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        command = alone(sys.executable, "-B", *sys.argv, "--inside")
        os.execvp(command[0], command)
    must("ip", "link", "set", "lo", "up")
    measure(options.gen.resolve(), options.megabytes)


if __name__ == "__main__":
    main()
