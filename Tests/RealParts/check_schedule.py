"""What starts backups: schedule.sh installs a crontab or timers, and systemd reads the timers as cron reads the crontab."""

import pathlib
import re
import shutil

import isolation
from isolation import inside, isolated, private_folder
from proof import equal, expect, run

PROGRAMS = ["systemd-analyze", "dash", *isolation.PROGRAMS]
# With a crontab, and with timers.
SITES = ["minimal", "vault"]
UNITS = pathlib.Path("/etc/systemd/system")
TASKS = {"backup": "backup.sh", "restore-test": "restore-test.sh", "daily-check": "daily-check.sh", "notify": "notify.sh --waiting"}
# Stands in for systemctl: a timer that was enabled is active.
SYSTEMCTL = """#!/bin/sh
printf '%s\\n' "systemctl $*" >>/srv/journal
for word in "$@"; do last=$word; done
case "$*" in
  *is-active*) [ -e "/srv/$last" ] ;;
  *restart*) : >"/srv/$last" ;;
  *disable*) rm -f "/srv/$last" ;;
esac
"""


def check(out, site, model):
    """Checks the installation of the schedule."""
    yield from isolated(__file__, out, site, model)


def prove(out, _site, model):
    """Both kinds, each over the other."""
    for folder in ("/srv", "/etc/cron.d", UNITS, "/usr/local/sbin", pathlib.Path(model["server"]["directory"]).parent):
        private_folder(folder)
    program = pathlib.Path("/usr/local/sbin/systemctl")
    program.write_text(SYSTEMCTL, encoding="ascii")
    program.chmod(0o755)
    here = pathlib.Path(model["server"]["directory"]) / "out"
    here.parent.mkdir()
    shutil.copytree(out, here)
    name = model["name"]
    crontab = pathlib.Path(f"/etc/cron.d/{name}-backup")
    timers = [f"{name}-{task}.{kind}" for task in TASKS for kind in ("service", "timer")]
    has_timers = model["backup"]["scheduler"] == "systemd"
    # What the other kind would have left.
    if has_timers:
        crontab.write_text("* * * * * root true\n", encoding="ascii")
    else:
        for unit in timers:
            (UNITS / unit).write_text("[Unit]\n", encoding="ascii")
    schedule = ["dash", here / "schedule.sh"]
    yield equal(run(*schedule, "--wrong").returncode, 64, "an unknown option ends with 64")
    yield equal(run(*schedule, "--check").returncode, 1, "--check sees that it is not installed")
    before = sorted(str(path) for path in [*UNITS.iterdir(), *crontab.parent.iterdir()])
    ended = run(*schedule, "--dry-run")
    after = sorted(str(path) for path in [*UNITS.iterdir(), *crontab.parent.iterdir()])
    yield expect(ended.returncode == 0 and before == after and ended.stdout, "a dry run changes nothing", ended.stdout)
    ended = run(*schedule)
    yield expect(ended.returncode == 0, "it installs the schedule", ended.stdout)
    yield equal(crontab.exists(), not has_timers, "the crontab is there only without timers")
    yield equal(sorted(path.name for path in UNITS.iterdir()), sorted(timers) if has_timers else [], "the timers only without a crontab")
    ended = run(*schedule, "--check")
    yield equal((ended.returncode, ended.stdout), (0, ""), "--check finds nothing then")
    journal = pathlib.Path("/srv/journal")
    journal.write_text("", encoding="ascii")
    run(*schedule)
    changes = [line for line in journal.read_text(encoding="ascii").splitlines() if "is-active" not in line]
    yield equal(changes, [], "a second time, it changes nothing")
    if has_timers:
        yield from read_by_systemd(timers, model)
    ended = run(*schedule, "--remove")
    yield equal((ended.returncode, crontab.exists(), list(UNITS.iterdir())), (0, False, []), "--remove removes both")


def read_by_systemd(timers, model):
    """systemd accepts the units, and they run at the minutes at which cron would."""
    for unit in timers:
        text = (UNITS / unit).read_text(encoding="utf-8")
        events = re.findall("^OnCalendar=(.*)$", text, re.MULTILINE)
        task = unit.removeprefix(model["name"] + "-").rpartition(".")[0]
        if unit.endswith(".timer"):
            own = {"daily-check": ["*-*-* 07:10:00"], "notify": ["*-*-* *:00/15:00"]}
            wanted = own.get(task) or model["backup"]["calendar" if task == "backup" else "restore_test_calendar"]
            yield equal(events, wanted, f"{unit} has the schedule")
            yield expect("Persistent=true" in text, f"{unit} makes up for what was missed")
        else:
            script = f"{model['server']['directory']}/out/{TASKS[task]}"
            yield expect(f"ExecStart={script}\n" in text, f"{unit} starts the script that cron would", text)
    for event in [*model["backup"]["calendar"], *model["backup"]["restore_test_calendar"], "*-*-* 07:10:00", "*-*-* *:00/15:00"]:
        ended = run("systemd-analyze", "calendar", event)
        yield expect(ended.returncode == 0, f"systemd reads {event}", ended.stdout)


if __name__ == "__main__":
    inside(prove)
