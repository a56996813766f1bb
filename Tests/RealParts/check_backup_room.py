"""How much room a backup needs on the server's own disk: everything but the repository is read-only, or has 100 MB, whatever the site holds.

BACKUP_MEGABYTES in the environment says how many MB of rows, and of files, there are (default 150).
"""

import os
import random
import subprocess

import isolation
from backup_server import Server
from isolation import inside, isolated, must, private_folder
from proof import expect, run

PROGRAMS = ["restic", "flock", "realpath", "dash", "psql", "perl", *isolation.PROGRAMS]
SITES = ["minimal"]
ROOM = 100_000_000
# Where the scripts may write, as on a server: what holds their own state, the lock, and what restic keeps for itself.
CONFINE = """
set -eu
name=$1
room=$2
shift 2
mkdir -p "${room}/run/secrets" "${room}/state" "${room}/home" "${room}/tmp"
mount --bind /run/secrets "${room}/run/secrets"
mount --rbind "${room}/run" /run
mkdir -p "/var/lib/${name}"
mount --bind "${room}/state" "/var/lib/${name}"
for place in / /srv /var/lib /etc/nginx /etc/letsencrypt /etc/cron.d /dev/shm; do
  if mountpoint -q "${place}"; then mount -o remount,bind,ro "${place}"; fi
done
exec env HOME="${room}/home" TMPDIR="${room}/tmp" STUB_JOURNAL="${room}/journal" "$@"
"""


def check(out, site, model):
    """Checks that a backup that is much larger than what is free goes through."""
    yield from isolated(__file__, out, site, model, timeout=3600)


def prove(out, site, model):
    """Rows and files that restic cannot compress, and a room of 100 MB."""
    megabytes = int(os.environ.get("BACKUP_MEGABYTES", "150"))
    kept = private_folder("/mnt")
    with Server(out, site, model) as server:
        server.repositories = {address: str(kept / f"repository-{number}") for number, address in enumerate(server.repositories)}
        server.create("one_db", "CREATE EXTENSION pgcrypto", "CREATE TABLE big (content bytea)")
        # Each row has 1,000 bytes, which take 2,002 in a dump.
        rows = f"INSERT INTO big SELECT gen_random_bytes(1000) FROM generate_series(1, {megabytes * 500})"
        server.must_ask(server.clusters["tenants"], rows, role=server.role(), database="one_db")
        source, folder = random.Random(1), server.volume("tenants") / "filestore/one_db"
        folder.mkdir(parents=True)
        for number in range(megabytes):
            (folder / str(number)).write_bytes(source.randbytes(1_000_000))
        ended = server.back_up("--init")
        yield expect(ended.returncode == 0, "the repository is made", ended.stdout)
        room = kept / "room"
        room.mkdir()
        must("mount", "-t", "tmpfs", "-o", f"mode=0755,size={ROOM}", "tmpfs", room)
        environment = server.environment()
        confined = ["unshare", "--mount", "sh", "-c", CONFINE, "sh", server.name, room, "dash", server.out / "backup.sh"]
        ended = run(*confined, env=environment, cwd="/", stdin=subprocess.DEVNULL, timeout=3000)
        yield expect(ended.returncode == 0, f"{megabytes} MB of rows and {megabytes} MB of files are saved where 100 MB are free, and nothing else can be written", ended.stdout)
        lines, state = server.record()
        saved = sum(int(words[5]) for words in lines if words[0] == "database"), sum(int(words[4]) for words in lines if words[0] == "files")
        yield expect(state == "complete" and min(saved) >= megabytes * 1_000_000 > ROOM, f"and each of both, {saved} bytes, is more than that", state)
        left = os.statvfs(room)
        used = (left.f_blocks - left.f_bfree) * left.f_frsize
        yield expect(used < ROOM / 2, f"{used} bytes are in use afterwards", must("du", "-a", room))


if __name__ == "__main__":
    inside(prove)
