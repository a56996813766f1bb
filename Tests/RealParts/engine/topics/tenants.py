"""Tenants on the tenants' own instance, made by tenants.sh."""

import subprocess

from proof import equal, expect

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


def prove(scene):
    """What a new tenant is."""
    prepare(scene)
    site = scene.site
    query = (
        "SELECT datname, pg_get_userbyid(datdba), datcollate FROM pg_database "
        "WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY 1"
    )
    rows = site.sql("db", "postgres", query).splitlines()
    yield equal(rows, [f"{name}_db|odoo|C" for name in NAMES], "each tenant has a database of Odoo's role, with collation C")
    for name in NAMES:
        states = site.sql("db", f"{name}_db", "SELECT DISTINCT state FROM ir_module_module WHERE state LIKE 'to %'")
        yield equal(states, "", f"{name}: no module is half installed")
        yield equal(site.sql("db", f"{name}_db", "SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'"), "1", f"{name}: pg_trgm is there")
        listed = site.inside("odoo", "ls", f"/var/lib/odoo/filestore/{name}_db")
        yield expect(listed.returncode == 0 and listed.stdout.strip(), f"{name}: its files lie where the tenants' Odoo reads them", listed.stdout)
