"""Debian's cron reads the emitted file for /etc/cron.d."""

import re
import shlex
import sys
import tempfile

from proof import equal, expect, run

PROGRAMS = ["crontab", "dash"]


def check(out, _site, model):
    """Checks that cron accepts the file, and runs the right command at the right time."""
    if not (out / "backup.crontab").exists():
        yield equal(model["backup"]["scheduler"], "systemd", "only a site with timers has no crontab")
        return
    content = (out / "backup.crontab").read_bytes()
    text = content.decode("utf-8")
    yield expect(
        content.endswith(b"\n") and b"\r" not in content, "the file ends with a newline, and has no CR", content
    )
    yield expect(max(map(len, content.splitlines())) < 999, "no line is so long that cron gives the whole file up")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    settings = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z]+=", line))
    jobs = [line for line in lines if not re.match(r"[A-Z]+=", line)]
    yield equal(settings.get("MAILTO"), '""', "cron sends no mail: the scripts tell of failures themselves")
    yield equal(len(jobs), 4, "four jobs")
    backup = model["backup"]
    schedules = (backup["schedule"], backup["restore_test"], "10 7 * * *", "*/15 * * * *")
    for job, schedule, script in zip(jobs, schedules, ("backup", "restore-test", "daily-check", "notify --waiting")):
        yield expect(job.startswith(f"{schedule} root "), f"{script}: the schedule, then root", job)
        yield from accepted(text.replace(" root systemd-cat", " systemd-cat"), schedule)
        yield from words(job.removeprefix(f"{schedule} root "), script, model)


def fits(schedule):
    """Whether a schedule is valid, for a cron that cannot check it: five fields of numbers, ranges, steps and lists."""
    fields = schedule.split(" ")
    limits = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)]
    if len(fields) != len(limits):
        return False
    for field, (low, high) in zip(fields, limits):
        for item in field.split(","):
            match = re.fullmatch(r"(?:\*|(\d+)(?:-(\d+))?)(?:/([1-9]\d*))?", item)
            if not match:
                return False
            first, last = (int(number) if number else None for number in match.groups()[:2])
            ordered = [number for number in (low, first, last, high) if number is not None]
            if ordered != sorted(ordered):
                return False
    return True


def accepted(text, schedule):
    """`crontab -n` checks a user's crontab: ours without the column that only /etc/cron.d has."""
    with tempfile.NamedTemporaryFile("w", suffix=".crontab") as file:
        file.write(text)
        file.flush()
        tested = run("crontab", "-n", file.name)
        if "invalid option" in tested.stdout or "usage" in tested.stdout.lower():
            print("check_cron: this cron has no -n; the schedule is judged by the check's own rules", file=sys.stderr)
            yield expect(fits(schedule), "the schedule is five fields within their limits", schedule)
            return
        yield expect(tested.returncode == 0, "crontab -n accepts it", tested.stdout)
    with tempfile.NamedTemporaryFile("w", suffix=".crontab") as file:
        file.write(text + "61 * * * * true\n")
        file.flush()
        yield expect(run("crontab", "-n", file.name).returncode != 0, "crontab -n would have refused a bad line")


def words(command, script, model):
    """The command as the shell reads it, after cron's handling of percent signs."""
    yield expect(not re.search(r"(?<!\\)%", command), "cron cuts nothing off at a percent sign", command)
    seen = shlex.split(command.replace("\\%", "%"))
    name = model["name"]
    script, *options = script.split()
    path = f"{model['server']['directory']}/out/{script}.sh"
    yield equal(seen, ["systemd-cat", f"--identifier={name}-{script}", path, *options], f"{script}: the words of the command")
    yield expect(re.fullmatch(r"[A-Za-z0-9_-]+", f"{name}-backup"), "cron.d does not pass the file over for its name")
