"""The superadmin's Odoo creates tenants if the site allows it, and cannot even try if it does not."""

import re

from browser import Browser, PlainFront
from proof import equal, expect
from siege import Siege
from topics import attacks_network

NEEDS_ODOO = True
REACHES = """
import json, socket
try:
    socket.create_connection(("db", 5432), timeout=5).close()
    print(json.dumps(True))
except OSError:
    print(json.dumps(False))
"""


def powers(site):
    """The superadmin's access to the tenants' database: network, secret, files, configuration."""
    listed = site.inside("odoo_superadmin", "ls", "/run/secrets", "/run/odoo", "/var/lib", "/etc/odoo").stdout.split()
    names = {"db_odoo_password", "db_provisioning_password", "tenants.conf", "pgpass", "odoo-tenants"}
    return {name for name in names if name in listed} | ({"network"} if site.python("odoo_superadmin", REACHES) else set())


def prove(scene):
    """Without it, then with it."""
    site = scene.site
    yield equal(powers(site), set(), "without provisions_tenants the superadmin has nothing of the tenants' database")
    site.document["odoo"]["superadmin"]["provisions_tenants"] = True
    site.build()
    # It has one network more.
    attacks_network.prepare(scene)
    site.make_secrets()
    ended = site.compose("up", "--detach", "--build", "--wait")
    yield expect(ended.returncode == 0, "with it everything starts", ended.stdout)
    roles = site.inside("db", "sh", "/docker-entrypoint-initdb.d/10-role.sh")
    yield equal((roles.returncode, roles.stdout), (0, ""), "a server that is there already gets the role for it")
    secrets = site.inside("odoo", "ls", "/run/secrets").stdout.split()
    yield expect("db_provisioning_password" not in secrets, "the tenants' Odoo does not have that role's password", secrets)
    wanted = {"db_provisioning_password", "tenants.conf", "pgpass", "odoo-tenants", "network"}
    yield equal(powers(site), wanted, "and it has what it needs")
    yield from attacks_network.matrix(site, attacks_network.PAIRS | {("odoo_superadmin", "db")})
    plan = site.model["odoo"]
    operator = Browser(PlainFront(plan["superadmin"]["port"]), site.model["domains"]["superadmin"])
    database = plan["superadmin"]["database"]
    operator.log_in(database, "admin", scene.passwords[database])
    address = f"https://t3.{site.model['domains']['tenants']}"
    with Siege(scene, "t3_db") as siege:
        status, password, said = operator.model("proof.tenant", "make", "t3_db", ",".join(plan["tenants"]["modules"]), address)
    yield expect(status == 0, "the application makes a tenant from within a worker", said)
    hidden = [name for name in siege.seen if re.fullmatch("new_[0-9a-f]{32}", name)]
    yield expect(len(hidden) == 1, "under a name that nobody can guess", siege.seen)
    yield expect(siege.tries > 20 and not siege.entered, f"while it is made, nobody gets in with the password of all ({siege.tries} tries)", siege.entered)
    scene.passwords["t3_db"] = password.strip()
    visitor = Browser(PlainFront(plan["tenants"]["port"]), f"t3.{site.model['domains']['tenants']}")
    yield expect(visitor.log_in("t3_db", "admin", scene.passwords["t3_db"]), "the password that it printed opens the tenant", said)
    yield equal(site.sql("db", "t3_db", "SELECT state FROM ir_module_module WHERE name = 'proof_shop'"), "installed", "with its modules")
    query = "SELECT pg_get_userbyid(datdba), datcollate FROM pg_database WHERE datname = 't3_db'"
    yield equal(site.sql("db", "postgres", query), "odoo_provisioned|C", "owned by whom the tenants' role is not, with collation C")
    files = site.sql("db", "t3_db", "SELECT store_fname FROM ir_attachment WHERE store_fname IS NOT NULL").split()
    found = [site.inside("odoo", "test", "-r", f"/var/lib/odoo/filestore/t3_db/{name}").returncode for name in files]
    yield expect(files and not any(found), "every file of it is where the tenants' Odoo reads it", f"{files}\n{found}\n{said}")
    other = site.inside("odoo_superadmin", "ls", "/var/lib/odoo/filestore")
    yield expect("t3_db" not in other.stdout, "and none is among the superadmin's own", other.stdout)
