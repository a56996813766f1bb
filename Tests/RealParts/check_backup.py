"""The emitted backup script runs, and everything can be restored from the repository."""

import subprocess

import isolation
from backup_server import TENANTS, Server, told
from isolation import inside, isolated, must
from proof import equal, expect, program_of

PROGRAMS = ["restic", "tar", "flock", "realpath", "dash", "bash", *isolation.PROGRAMS]
SITES = ["full", "minimal", "long-names", "odoo16", "provision", "vault"]


def check(out, site, model):
    """Checks the contents of a backup."""
    yield from isolated(__file__, out, site, model)


def prove(out, site, model):
    """A successful backup of one site."""
    server = Server(out, site, model)
    for part in (words, first_time, success, twice, asking):
        yield from part(server)


def words(server):
    """The command line."""
    ended = server.back_up("--dryrun")
    yield equal((ended.returncode, server.noted()), (64, []), "an unknown option ends with 64 and does nothing")
    ended = server.back_up("--dry-run")
    yield expect(ended.returncode == 0, "a dry run ends with 0", ended.stdout)
    yield expect(
        all(name in ended.stdout for name in [*TENANTS, "superadmin"]), "a dry run names the databases", ended.stdout
    )
    yield equal([line for line in server.noted() if " psql " not in line], [], "a dry run only lists")
    yield expect(not server.staging.exists(), "a dry run leaves nothing behind")


def asking(server):
    """restic itself, with the settings that it needs for the repository."""
    ended = server.back_up("--restic", "snapshots", "--tag", "complete")
    yield expect(ended.returncode == 0, "--restic asks the repository", ended.stdout)
    yield equal(server.noted(), ["restic snapshots --tag complete"], "and does nothing else")
    ended = server.back_up("--restic", "snapshots", "--no-such-option")
    yield expect(ended.returncode != 0, "its status is restic's", ended.stdout)


def first_time(server):
    """Without a repository a backup fails; --init makes one."""
    ended = server.back_up()
    yield from told(server, ended, "upload")
    ended = server.back_up("--init")
    yield expect(ended.returncode == 0, "--init makes the repository", ended.stdout)
    yield equal(server.noted(), ["restic init"], "and does nothing else")
    yield equal(server.noted(".repository"), [server.model["backup"]["repository"]], "the repository is the site's")


def success(server):
    """A complete backup: its order, its contents, and no notification."""
    ended = server.back_up()
    yield expect(ended.returncode == 0, "a backup ends with 0", ended.stdout)
    yield equal(server.noted(".mail") + server.noted(".curl"), [], "nobody is notified of a success")
    yield expect(not server.staging.exists(), "the staging folder is gone")
    yield from order(server)
    snapshots = server.snapshots("complete")
    yield equal(len(snapshots), 1, "one complete snapshot")
    yield equal(
        (snapshots[0]["hostname"], server.name in snapshots[0]["tags"]), (server.name, True), "named after the site"
    )
    content = server.content(snapshots[0])
    yield equal({path for path in content if path.endswith(".dump")}, server.dumps(), "every database is in it")
    wanted = {f"{server.staging}/{service}/globals.sql" for service in (server.tenants, server.superadmin)}
    wanted |= {f"{server.staging}/{server.model['odoo'][side]['service']}.tar" for side in ("tenants", "superadmin")}
    wanted |= {
        f"{server.folder}/{name}"
        for name in ("site.yaml", "out/docker-compose.yml", "out/backup.sh")
        if (server.folder / name).exists()
    }
    wanted |= {str(server.password)}
    yield equal(wanted - content, set(), "roles, files, configuration and secrets are in it")
    archive = server.folder / "restored.tar"
    name = f"{server.staging}/{server.model['odoo']['tenants']['service']}.tar"
    archive.write_bytes(restored(server, snapshots[0], name))
    listed = set(must("tar", "-tf", archive).splitlines())
    yield expect("./filestore/t1_db/ab/abcdef" in listed, "the filestore comes back out of it", listed)
    yield expect(not any("session" in path for path in listed), "sessions are left out", listed)


def restored(server, snapshot, name):
    """One file out of a snapshot."""
    environment = server.environment() | {
        "RESTIC_REPOSITORY": str(server.repository),
        "RESTIC_PASSWORD_FILE": str(server.password),
    }
    return subprocess.run(
        [program_of("restic"), "dump", snapshot["id"], name], env=environment, check=True, capture_output=True
    ).stdout


def order(server):
    """Databases, then files, then the upload, then the removal of old snapshots."""
    stages = [
        ("pg_dump -U", 0),
        ("pg_dumpall", 0),
        ("pg_restore", 0),
        (" psql ", 0),
        ("compose run", 1),
        ("restic backup", 2),
        ("restic unlock", 3),
        ("restic forget", 4),
        ("restic prune", 5),
    ]
    seen = [next(stage for word, stage in stages if word in line) for line in server.noted()]
    yield equal(seen, sorted(seen), "databases first, then files, then the upload, then what is old")
    keep = server.model["backup"]["keep"]
    wanted = f"--keep-daily {keep['daily']} --keep-weekly {keep['weekly']} --keep-monthly {keep['monthly']}"
    forgets = [line for line in server.noted() if line.startswith("restic forget")]
    yield expect(
        wanted in forgets[0] and f"{server.name},complete" in forgets[0], "old snapshots go as the site says", forgets
    )


def twice(server):
    """Two backups on one day are one daily snapshot."""
    ended = server.back_up(shell="bash")
    yield expect(ended.returncode == 0, "a second backup, under bash, ends with 0", ended.stdout)
    yield equal(len(server.snapshots("complete")), 1, "one snapshot of the day stays")


if __name__ == "__main__":
    inside(prove)
