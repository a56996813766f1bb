"""Where the passwords are, and where they are not: after all other topics, so that there was something to see."""

import subprocess
import tempfile

from isolation import must
from proof import equal, expect, run

NEEDS_ODOO = True
VERIFIES = """
import json, pathlib, sys
import odoo.tools
odoo.tools.config.parse_config([])
tried = [pathlib.Path("/run/secrets", sys.argv[1]).read_text().strip(), "admin", "", "Admin", "odoo", pathlib.Path("/run/secrets", sys.argv[2]).read_text().strip()]
print(json.dumps([bool(odoo.tools.config.verify_admin_password(word)) for word in tried]))
"""


def of_master(site):
    """The master password is the generated one, and no other."""
    for kind in ("tenants", "superadmin"):
        plan = site.model["odoo"][kind]
        verdicts = site.python(plan["service"], VERIFIES, plan["admin_secret"], plan["password_secret"])
        yield equal(verdicts, [True, False, False, False, False, False], f"{plan['service']}: the generated master password, and no other")


def of_processes(watch, values):
    """No password was in any command line, and one would have been seen."""
    decoy = "decoy-password-among-the-arguments"
    subprocess.run(["sh", "-c", f"sleep 0.5; : {decoy}"], check=True)
    yield expect(watch.sightings([decoy]), f"a password among the arguments would have been seen ({watch.samples} looks)")
    yield equal(watch.sightings(values.values()), [], f"no password was in any of {len(watch.seen)} command lines")


def of_environments(site, values):
    """Odoo's processes have none in their environment either."""
    for service in ("odoo", "odoo_superadmin"):
        for process in site.odoo_processes(service):
            with open(f"/proc/{process}/environ", "rb") as file:
                environment = file.read().decode("utf-8", "replace")
            found = [name for name, value in values.items() if value in environment]
            yield equal(found, [], f"{service}: no password in the environment of a process")


def of_engine(site, values):
    """The engine keeps or shows none."""
    containers = must("docker", "ps", "--all", "--quiet").split()
    places = {
        "docker inspect": must("docker", "inspect", *containers),
        "the logs": "".join(run("docker", "logs", container).stdout for container in containers),
        "docker compose config": site.must_compose("config"),
        "docker history": must("docker", "history", "--no-trunc", site.model["odoo"]["built_image"]),
    }
    for place, text in places.items():
        yield expect(text, f"{place} says something")
        yield equal([name for name, value in values.items() if value in text], [], f"no password is in {place}")
    # A text of odoo-start is in a layer: if not even that is found, nothing was looked at.
    canary = "Joins /etc/odoo/odoo.conf"
    with tempfile.NamedTemporaryFile("w") as sought:
        sought.write("\n".join([canary, *values.values()]) + "\n")
        sought.flush()
        with subprocess.Popen(["docker", "save", site.model["odoo"]["built_image"]], stdout=subprocess.PIPE) as saved:
            found = run("grep", "--text", "--only-matching", "--no-filename", "--fixed-strings", "--file", sought.name, stdin=saved.stdout)
    yield equal(set(found.stdout.splitlines()), {canary}, "no password is in a layer of the image")


def prove(scene):
    """Everything about the passwords."""
    site = scene.site
    values = site.secret_values() | {f"the administrator of {name}": word for name, word in scene.passwords.items()}
    yield from of_master(site)
    yield from of_processes(scene.watch, values)
    yield from of_environments(site, values)
    yield from of_engine(site, values)
