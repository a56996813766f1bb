#!/usr/bin/env python3
"""Stands in for systemctl where no systemd runs: starts the services that it is told to, as their units and drop-ins say, and ends them.

Of a unit it reads the command, the user and groups, the environment, the runtime directory and whether it is started again after it
has ended. Timers are only noted as started. What runs is in /run/units: a file with its number for each service, and one with what it
prints.
"""

import contextlib
import grp
import os
import pathlib
import pwd
import shlex
import signal
import subprocess
import sys
import time

UNITS = pathlib.Path("/run/units")
PLACES = [pathlib.Path(place) for place in ("/etc/systemd/system", "/lib/systemd/system")]
QUIET = {"daemon-reload", "enable", "mask", "unmask", "is-enabled", "list-timers"}


def lines(name):
    """The settings of a unit and its drop-ins, in the order in which they count."""
    files = [place / name for place in PLACES if (place / name).is_file()][:1]
    for place in reversed(PLACES):
        files += sorted((place / f"{name}.d").glob("*.conf"))
    for file in files:
        for line in file.read_text("utf-8").replace("\\\n", " ").splitlines():
            key, equals, value = line.partition("=")
            if equals and not line.startswith("#"):
                yield key.strip(), value.strip()


def settings(name):
    """The last value of each setting; all of those that add up."""
    found = {"Environment": [], "SupplementaryGroups": [], "EnvironmentFile": []}
    for key, value in lines(name):
        if isinstance(found.get(key), list):
            found[key] += [value]
        else:
            found[key] = value
    return found


def environment(unit):
    """What the unit adds to an empty environment."""
    result = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    for file in unit["EnvironmentFile"]:
        with contextlib.suppress(FileNotFoundError):
            for line in pathlib.Path(file.removeprefix("-")).read_text("utf-8").splitlines():
                name, equals, value = line.partition("=")
                if equals and not line.startswith("#"):
                    result[name] = value.strip("\"'")
    for text in unit["Environment"]:
        result |= dict(word.split("=", 1) for word in shlex.split(text))
    # For the programs of the tests, who trust an authority of their own.
    return result | {name: os.environ[name] for name in ("SSL_CERT_FILE",) if name in os.environ}


def number(name):
    """The number of a service's process; nothing if it has ended."""
    with contextlib.suppress(OSError, ValueError):
        found = int((UNITS / name).read_text("ascii"))
        state = pathlib.Path(f"/proc/{found}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        return found if state != "Z" else None
    return None


def start(name):
    """Starts a service, unless it runs."""
    if name.endswith((".timer", ".path")):
        (UNITS / name).write_text(str(os.getppid()), "ascii")
        return
    if number(name):
        return
    unit = settings(name)
    if not unit.get("ExecStart"):
        sys.exit(f"Unit {name} not found.")
    user = unit.get("User", "root")
    owner = pwd.getpwnam(user)
    groups = [grp.getgrnam(group).gr_gid for text in unit["SupplementaryGroups"] for group in text.split()]
    groups += [group.gr_gid for group in grp.getgrall() if user in group.gr_mem]
    if "RuntimeDirectory" in unit:
        folder = pathlib.Path("/run", unit["RuntimeDirectory"])
        folder.mkdir(exist_ok=True)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    variables = environment(unit)
    words = []
    for word in shlex.split(unit["ExecStart"]):
        words += shlex.split(variables.get(word[1:], "")) if word.startswith("$") else [word]

    def launch():
        with (UNITS / f"{name}.log").open("ab") as log:
            child = subprocess.Popen(  # pylint: disable=consider-using-with
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=variables, start_new_session=True,
                user=owner.pw_uid, group=owner.pw_gid, extra_groups=groups)
        (UNITS / name).write_text(str(child.pid), "ascii")
        return child

    if unit.get("Restart") == "always":
        supervised(name, launch, float(unit.get("RestartSec", "0.1")))
    else:
        launch()


def supervised(name, launch, pause):
    """Starts a service in a process that starts it again whenever it ends, until somebody stops it or starts another in its place."""
    reader, writer = os.pipe()
    if os.fork():
        os.close(writer)
        if not os.read(reader, 1):
            sys.exit(f"Job for {name} failed.")
        os.close(reader)
        return
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nowhere, descriptor)
    child = launch()
    os.write(writer, b".")
    os.close(writer)
    while True:
        child.wait()
        time.sleep(pause)
        if not is_noted(name, child.pid):
            os._exit(0)  # pylint: disable=protected-access
        child = launch()


def is_noted(name, process):
    """Whether a process is the last that was started for a service, and nobody has stopped it."""
    with contextlib.suppress(OSError, ValueError):
        return int((UNITS / name).read_text("ascii")) == process
    return False


def stop(name):
    """Ends a service: politely, and after ten seconds by force."""
    found = number(name)
    if name.endswith((".timer", ".path")):
        found = None
    for wanted in (signal.SIGTERM, signal.SIGKILL):
        if found:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(found, wanted)
            for _ in range(100):
                if not number(name):
                    break
                time.sleep(0.1)
            found = number(name)
    (UNITS / name).unlink(missing_ok=True)


def main():
    """Does what the arguments say."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    verb, names = words[0], [name if "." in name else f"{name}.service" for name in words[1:]]
    UNITS.mkdir(exist_ok=True)
    for name in names:
        if verb == "is-active" and not number(name):
            sys.exit(3)
        if verb in {"stop", "restart"} or (verb == "disable" and "--now" in sys.argv):
            stop(name)
        if verb in {"start", "restart"} or (verb == "enable" and "--now" in sys.argv):
            start(name)
    if verb not in QUIET | {"is-active", "stop", "restart", "disable", "start"}:
        sys.exit(f"systemctl {verb} is not known to the tests")


if __name__ == "__main__":
    main()
