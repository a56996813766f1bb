"""Tenants on the tenants' own instance, made by the steps of the README."""

import secrets

from proof import equal, expect

NEEDS_ODOO = True
NAMES = ["t1", "t2"]


def make(site, name):
    """Makes a tenant; returns its administrator's password."""
    plan = site.model["odoo"]["tenants"]
    password = secrets.token_urlsafe(18)
    url = f"https://{name}.{site.model['domains']['tenants']}"
    script = f"""
env.ref('base.user_admin').password = {password!r}
env['ir.config_parameter'].set_param('web.base.url', {url!r})
env['ir.config_parameter'].set_param('web.base.url.freeze', 'True')
env.cr.commit()
"""
    steps = [
        (["-d", f"new_{name}", "-i", ",".join(plan["modules"]), "--stop-after-init", "--no-http"], None),
        (["shell", "-d", f"new_{name}", "--no-http"], script),
        (["db", "rename", f"new_{name}", f"{name}_db"], None),
    ]
    for arguments, given in steps:
        ended = site.odoo(plan["service"], *arguments, script=given)
        if ended.returncode != 0:
            raise RuntimeError(f"odoo {arguments} ended with {ended.returncode}:\n{ended.stdout}")
    return password


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
