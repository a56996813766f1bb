"""Tenants on the tenants' own instance, made by tenants.sh."""

import re
import subprocess

from proof import equal, expect
from siege import Siege

NEEDS_ODOO = True
NAMES = ["t1", "t2"]


def make(site, name):
    """Makes a tenant; returns its administrator's password."""
    made = site.run("./tenants.sh", "create", name, stderr=subprocess.PIPE)
    if made.returncode != 0:
        raise RuntimeError(f"tenants.sh create {name} ended with {made.returncode}:\n{made.stderr}")
    return made.stdout.removesuffix("\n")


def prepare(scene):
    """Makes the tenants that later topics look at."""
    for name in NAMES:
        scene.passwords[f"{name}_db"] = make(scene.site, name)


def besieged(scene):
    """Both are created; meanwhile an attacker who sees PostgreSQL's database names tries to log in to the second one."""
    first, second = NAMES
    scene.passwords[f"{first}_db"] = make(scene.site, first)
    with Siege(scene) as siege:
        scene.passwords[f"{second}_db"] = make(scene.site, second)
    making = [name for name in siege.seen if re.fullmatch("new_[0-9a-f]{32}", name)]
    yield expect(len(making) == 1, "a tenant is made under a name that nobody can guess", siege.seen)
    yield expect(siege.tries > 20, f"somebody who knows it tries to get in ({siege.tries} times)")
    yield equal(siege.entered, [], "and does not, by no host and not as Odoo's role, while the administrator has the password of all")
    kept = scene.site.sql("db", "postgres", "SELECT count(*) FROM pg_authid WHERE rolname = 'odoo_maintenance' AND rolpassword IS NOT NULL")
    yield equal(kept, "0", "the password with which it was made is good no more")


def prove(scene):
    """What a new tenant is."""
    yield from besieged(scene)
    site = scene.site
    query = (
        "SELECT datname, pg_get_userbyid(datdba), datcollate FROM pg_database "
        "WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY 1"
    )
    rows = site.sql("db", "postgres", query).splitlines()
    yield equal(rows, [f"{name}_db|postgres|C" for name in NAMES], "each tenant has a database, with collation C, that Odoo's role cannot drop")
    for name in NAMES:
        owned = site.sql("db", f"{name}_db", "SELECT DISTINCT relowner::regrole FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname !~ 'trgm'")
        yield equal(owned, "odoo", f"{name}: whatever is in it belongs to Odoo's role")
        states = site.sql("db", f"{name}_db", "SELECT DISTINCT state FROM ir_module_module WHERE state LIKE 'to %'")
        yield equal(states, "", f"{name}: no module is half installed")
        yield equal(site.sql("db", f"{name}_db", "SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'"), "1", f"{name}: pg_trgm is there")
        listed = site.inside("odoo", "ls", f"/var/lib/odoo/filestore/{name}_db")
        yield expect(listed.returncode == 0 and listed.stdout.strip(), f"{name}: its files lie where the tenants' Odoo reads them", listed.stdout)
