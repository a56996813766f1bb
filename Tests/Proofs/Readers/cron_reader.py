"""Crontabs, run by the real cron in a mount namespace of its own."""

import os
import subprocess

from case import Wrong

# Jobs at the start are run at once; nothing of the machine's own crontabs can be seen.
ISOLATED = """set -eu
folder=$1
for path in /etc/cron.d /var/spool/cron /run /var/mail; do
  mount -t tmpfs tmpfs "$path"
done
mkdir -p /var/spool/cron/crontabs
mount --bind /dev/null /etc/crontab
cp "$folder"/tabs/* /etc/cron.d/
chmod 0644 /etc/cron.d/*
cron -f &
cron=$!
wanted=$(cat "$folder/count")
for _ in $(seq 600); do
  sleep 0.1
  # shellcheck disable=SC2012
  [ "$(ls "$folder/home" | wc -l)" -lt "$wanted" ] || break
done
sleep 0.5
kill "$cron"
"""
SIZE = 100


def read(cases, folder):
    """What each job writes."""
    (folder / "tabs").mkdir()
    home = folder / "home"
    home.mkdir()
    for first in range(0, len(cases), SIZE):
        text = f'HOME={home}\nMAILTO=""\n' + "".join(case.output for case in cases[first : first + SIZE])
        (folder / "tabs" / f"tab{first}").write_bytes(text.encode())
    (folder / "count").write_text(str(len(cases)), encoding="ascii")
    privilege = [] if os.geteuid() == 0 else ["sudo", "-n"]
    subprocess.run([*privilege, "unshare", "--mount", "sh", "-c", ISOLATED, "sh", folder], check=True)
    others = {path.name for path in home.iterdir()} - {case.label for case in cases}
    if others:
        return [Wrong(f"other files were written: {sorted(others)[:5]}")] * len(cases)
    return [written(home / case.label) for case in cases]


def written(path):
    """What one job has written."""
    return path.read_bytes().decode(errors="backslashreplace") if path.exists() else Wrong("the job did not run")
