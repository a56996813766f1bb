"""The superadmin's Odoo does not serve a database that is not initialised, or whose administrator has the default password."""

from deployment import comes, until
from proof import equal, expect

NEEDS_ODOO = True
PASSWORD = "first-Password-of-the-superadmin"
SET_PASSWORD = f"env.ref('base.user_admin').password = '{PASSWORD}'\nenv.cr.commit()\n"


def initialise(site):
    """The one-off command that initialises the database, as in the README."""
    plan = site.model["odoo"]["superadmin"]
    return site.odoo(
        plan["service"], "-d", plan["database"], "-i", ",".join(plan["modules"]), "--stop-after-init", "--no-http"
    )


def set_password(site):
    """The administrator's password, on standard input."""
    plan = site.model["odoo"]["superadmin"]
    return site.odoo(plan["service"], "shell", "-d", plan["database"], "--no-http", script=SET_PASSWORD)


def prepare(scene):
    """The database initialised, and everything running."""
    for step in (initialise, set_password):
        ended = step(scene.site)
        if ended.returncode != 0:
            raise RuntimeError(ended.stdout)
    scene.passwords[scene.site.model["odoo"]["superadmin"]["database"]] = PASSWORD
    scene.site.must_compose("up", "--detach", "--wait")


def refuses(site, message, what):
    """The service does not start, not even at the next try, and says why."""
    service = site.model["odoo"]["superadmin"]["service"]
    ended = site.compose("up", "--detach", "--wait", service)
    made = site.container(service)
    yield expect(ended.returncode != 0 and made, f"{what}: `up --wait` fails, and not before the service is made", ended.stdout)
    for time in ("start", "restart"):
        before = site.logs(service).count(message)
        if time == "restart":
            site.must_compose("restart", service)
            until(lambda: site.logs(service).count(message) > before, 60, "the message")
        said = [line for line in site.logs(service).splitlines() if line.startswith("odoo-start: ")]
        yield equal(set(said), {f"odoo-start: {message}"}, f"{what}: the {time} stops, and says why")
        ends = comes(lambda: site.state(service)["ExitCode"] == 78, 30)
        yield expect(ends, f"{what}: the {time} ends with 78", site.state(service))
    site.must_compose("rm", "--stop", "--force", service)


def prove(scene):
    """From the empty database to four healthy services."""
    site = scene.site
    plan = site.model["odoo"]["superadmin"]
    database = plan["database"]
    yield from refuses(
        site,
        f"the database {database} is not initialised: deploy.sh does it, and then starts this service",
        "an empty database",
    )
    ended = initialise(site)
    yield equal(ended.returncode, 0, "the one-shot makes the database, through the same start script")
    yield from refuses(
        site,
        f"the administrator of the database {database} has no password of its own yet: deploy.sh sets it, and then starts this service",
        "a database with the password that all have",
    )
    ended = set_password(site)
    yield expect(ended.returncode == 0, "the password is set over standard input", ended.stdout)
    scene.passwords[database] = PASSWORD
    ended = site.compose("up", "--detach", "--wait")
    yield expect(ended.returncode == 0, "then all four services start and are healthy", ended.stdout)
    unfinished = "SELECT count(*) FROM ir_module_module WHERE state NOT IN ('installed', 'uninstalled', 'uninstallable')"
    yield equal(site.sql(plan["database_service"], database, unfinished), "0", "no module is half installed")
