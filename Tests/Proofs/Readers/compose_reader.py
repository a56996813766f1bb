"""Compose files and .env files, as the real `docker compose config` reads them."""

import json
import os
import subprocess

from case import Wrong, look_up

SERVICES = "services:\n"


def read_compose(cases, folder):
    """What compose finds in each service; all of them are in one file."""
    services = b"".join(case.output.removeprefix(SERVICES).encode() for case in cases)
    (folder / "compose.yml").write_bytes(SERVICES.encode() + services)
    services = configuration(folder)
    if isinstance(services, Wrong) or set(services) != {case.label for case in cases}:
        return [services if isinstance(services, Wrong) else Wrong("other services came of it")] * len(cases)
    # `config` prints what can be read again: every dollar doubled.
    return [look_up(case.question, services[case.label]).replace("$$", "$") for case in cases]


def read_dotenv(cases, folder):
    """What compose puts into a service's environment for each name."""
    (folder / ".env").write_bytes(b"".join(case.output.encode() for case in cases))
    lines = "".join(f'      {case.label}: "${{{case.label}?unset}}"\n' for case in cases)
    (folder / "compose.yml").write_text(f"services:\n  x:\n    image: x\n    environment:\n{lines}", encoding="utf-8")
    services = configuration(folder)
    if isinstance(services, Wrong):
        return [services] * len(cases)
    return [services["x"]["environment"][case.label].replace("$$", "$") for case in cases]


def configuration(folder):
    """The services that compose reads."""
    done = subprocess.run(
        ["docker-compose", "-f", "compose.yml", "config", "--format", "json"],
        cwd=folder,
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
    )
    if done.returncode != 0 or done.stderr:
        return Wrong(f"compose: {done.stderr.decode(errors='backslashreplace')[-500:]}")
    return json.loads(done.stdout)["services"]
