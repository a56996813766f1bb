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
    """`up -d` recreates the services that a change affects, and no others."""
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
    """A file that is wrong, for a while."""
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
    """After a command no process of Odoo runs; the message is in the service's log, or is the engine's own."""
    former = site.logs(service).count(message)
    ended = site.compose(*command, service)
    if ended.returncode != 0:
        return message in ended.stdout and not site.is_running(service), ended.stdout
    said = comes(lambda: site.logs(service).count(message) > former, 30)
    stopped = comes(lambda: site.state(service)["ExitCode"] == 78, 30)
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
    for path, how, message in cases:
        with spoilt(path, how):
            holds, detail = stops(site, service, ["restart", "--timeout", "10"], message)
            yield expect(holds, f"{path.name} {how}: a restart stops, and says why", detail)
            site.must_compose("rm", "--stop", "--force", service)
            holds, detail = stops(site, service, ["up", "--detach", "--no-deps"], message)
            yield expect(holds, f"{path.name} {how}: a start stops, and says why", detail)
        # The engine waits longer after each failure; a new container is tried at once.
        site.must_compose("up", "--detach", "--no-deps", "--force-recreate", service)
        yield expect(comes(lambda: site.is_running(service), 30), f"{path.name} in its place: it starts", site.logs(service)[-2000:])
    site.must_compose("up", "--detach", "--wait")


def prove(scene):
    """Everything that changes."""
    yield from of_settings(scene.site)
    yield from of_files(scene.site)
