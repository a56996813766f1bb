"""What restarts by itself: a worker, the whole of Odoo, PostgreSQL, and all four services after a reboot."""

import os

from deployment import comes
from proof import expect
from topics import attacks_mail, attacks_network

NEEDS_ODOO = True
SERVICES = ["db", "db_superadmin", "odoo", "odoo_superadmin"]


def prove(scene):
    """Kills one after the other."""
    site = scene.site
    first, *others = site.odoo_processes("odoo")
    os.kill(others[0], 9)
    replaced = comes(lambda: others[0] not in site.odoo_processes("odoo") and len(site.odoo_processes("odoo")) == len(others) + 1, 60)
    yield expect(replaced and site.odoo_processes("odoo")[0] == first, "a killed worker is replaced, and Odoo goes on", site.odoo_processes("odoo"))
    for service in ("odoo", "odoo_superadmin"):
        first = site.odoo_processes(service)[0]
        os.kill(first, 9)
        back = comes(lambda: site.is_healthy(service) and first not in site.odoo_processes(service), 180)
        yield expect(back, f"{service} comes back when it is killed, and is healthy", site.logs(service)[-2000:])
    former = site.state("db")["Pid"]
    os.kill(former, 9)
    back = comes(lambda: site.is_healthy("db") and site.is_healthy("odoo") and site.state("db")["Pid"] != former, 180)
    yield expect(back, "after the database server was killed both it and Odoo are healthy", site.logs("odoo")[-2000:])
    scene.engine.restart()
    for service in SERVICES:
        yield expect(comes(lambda: site.is_healthy(service), 240), f"{service} is healthy after a restart of the engine", site.logs(service)[-2000:])
    yield from attacks_mail.arrives(scene, "t2_db", "and mail arrives, through a relay that was there all the time")
    with attacks_network.surroundings() as stranger:
        yield from attacks_network.held(scene, stranger, "after a restart of the engine")
