"""Both database servers: refused without their passwords, initialised by the scripts, and running again after a crash."""

import os

from compose import service_plan
from deployment import until
from proof import equal, expect

NEEDS_ODOO = False
SERVERS = ["db", "db_superadmin"]


def prepare(scene):
    """Starts both."""
    scene.site.must_compose("build", timeout=300)
    scene.site.must_compose("up", "--detach", "--wait", *SERVERS, timeout=300)


def without_a_secret(site):
    """A server whose password is missing is not even initialised."""
    for server in ("tenants", "superadmin"):
        for name in service_plan(site.model, site.model["postgres"][server]["service"])["secrets"]:
            path = site.secret_path(name)
            aside = path.with_suffix(".aside")
            path.rename(aside)
            ended = site.compose("up", "--detach", site.model["postgres"][server]["service"])
            aside.rename(path)
            yield expect(ended.returncode != 0 and name in ended.stdout, f"without {name} its server does not start", ended.stdout)


def prove(scene):
    """Everything about the two servers."""
    site = scene.site
    yield from without_a_secret(site)
    prepare(scene)
    for server in ("tenants", "superadmin"):
        plan = site.model["postgres"][server]
        service, role = plan["service"], plan["role"]
        query = f"SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = '{role}'"
        yield equal(site.sql(service, "postgres", query), "f|f|f", f"{service}: Odoo's role may do what it must, and no more")
        for setting in plan["settings"]:
            shown = site.sql(service, "postgres", f"SELECT current_setting('{setting['key']}')")
            source = site.sql(service, "postgres", f"SELECT source FROM pg_settings WHERE lower(name) = '{setting['key']}'")
            yield equal(source, "command line", f"{service}: {setting['key']} is {shown}, as it was given")
        before = site.state(service)
        os.kill(before["Pid"], 9)
        back = until(lambda: site.state(service)["Pid"] not in (0, before["Pid"]), 60, f"{service} comes back")
        until(lambda: site.is_healthy(service), 120, f"{service} is healthy again")
        yield expect(back, f"{service} comes back when its process is killed")
