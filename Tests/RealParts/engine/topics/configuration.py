"""What happens when something changes under running containers: a setting, a secret, the configuration's mode."""

import contextlib

from deployment import comes
from proof import equal, expect
from topics.limits import of_configuration

NEEDS_ODOO = True
SERVICES = ["db", "db_superadmin", "odoo", "odoo_superadmin"]


def containers(site):
    """The containers of all services."""
    return {service: site.container(service) for service in SERVICES}


def of_settings(site):
    """`up -d` recreates what a change concerns, and nothing else."""
    before = containers(site)
    site.must_compose("up", "--detach", "--wait")
    yield equal(containers(site), before, "`up -d` without a change leaves everything running")
    site.document["odoo"]["tenants"]["limits"] = {"time_cpu": "317s"}
    site.build()
    ended = site.compose("up", "--detach", "--wait")
    yield expect(ended.returncode == 0, "after a change of odoo.conf `up -d` ends well", ended.stdout)
    after = containers(site)
    yield equal({service for service in SERVICES if before[service] != after[service]}, {"odoo"}, "it recreates the tenants' Odoo alone")
    yield from of_configuration(site, site.model["odoo"]["tenants"])


@contextlib.contextmanager
def spoilt(path, how):
    """A file that is not as it should be, for a while."""
    content, mode = path.read_bytes(), path.stat().st_mode
    if how == "missing":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    else:
        path.chmod(0o400)
    try:
        yield
    finally:
        path.write_bytes(content)
        path.chmod(mode)


def stops(site, service, command, message):
    """After a command the service does not run; the message is in its log, or is the engine's own."""
    former = site.logs(service).count(message)
    ended = site.compose(*command, service)
    said = ended.returncode != 0 and message in ended.stdout
    said = said or comes(lambda: site.logs(service).count(message) > former, 60)
    stopped = comes(lambda: not site.state(service)["Running"], 30)
    return said and stopped, f"{ended.stdout}\n{site.logs(service)[-2000:]}"


def of_files(site):
    """A secret, or the configuration, that is missing, empty or unreadable stops a start and a restart."""
    plan = site.model["odoo"]["tenants"]
    service, secret = plan["service"], plan["password_secret"]
    file = site.secret_path(secret)
    cases = [
        (file, "missing", f"{secret}"),
        (file, "empty", f"odoo-start: secret {secret} is empty"),
        (file, "unreadable", f"odoo-start: secret {secret} cannot be read by uid"),
        (site.out / plan["config_file"], "unreadable", "odoo-start: /etc/odoo/odoo.conf cannot be read by uid"),
    ]
    ways = {"restart": ["restart", "--timeout", "10"], "start": ["up", "--detach", "--force-recreate", "--no-deps"]}
    for path, how, message in cases:
        for name, command in ways.items():
            with spoilt(path, how):
                holds, detail = stops(site, service, command, message)
                yield expect(holds, f"{path.name} {how}: the {name} stops, and says why", detail)
            site.must_compose("up", "--detach", "--wait")
    yield expect(site.is_healthy(service), "with everything in its place it starts again")


def prove(scene):
    """Everything that changes."""
    yield from of_settings(scene.site)
    yield from of_files(scene.site)
