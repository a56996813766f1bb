"""docker-compose.yml as the real `docker compose config` reads it."""

import json
import os

from proof import run


def configuration(out):
    """What `docker compose config` makes of the file; anything it says beside that is an error."""
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    result = run(
        "docker-compose",
        "-f",
        out / "docker-compose.yml",
        "config",
        "--format",
        "json",
        cwd=out,
        env=environment,
        stderr=None,
    )
    quiet = run("docker-compose", "-f", out / "docker-compose.yml", "config", "--quiet", cwd=out, env=environment)
    if result.returncode != 0 or quiet.stdout:
        raise ValueError(f"docker compose config ended with {result.returncode}:\n{quiet.stdout}")
    return json.loads(result.stdout)


def service_plan(model, name):
    """A service as the model has it."""
    return next(service for service in model["services"] if service["name"] == name)


def binds(service):
    """The bind mounts of a service."""
    return [volume for volume in service.get("volumes", []) if volume["type"] == "bind"]
