{#
format: text
#}
"""Sends each job of the module queue_job to the database that it belongs to.

Its runner is a process of this container. It asks for every job by a request to this container, and names the database beside it: up to
18.0 as a parameter, from 19.0 on in a header. The host that it asks for is an address, by which dbfilter finds no tenant's database.
"""

import re
import urllib.parse

from odoo.tools import config

_PATH = "/queue_job/runjob"
_TENANT = re.compile(r"([a-z0-9-]+)_db")


def direct(environ):
    """Gives the runner's request the host of its tenant; every other request, and one that came through nginx, stays as it is."""
    is_local = environ.get("REMOTE_ADDR") == "127.0.0.1" and "HTTP_X_FORWARDED_HOST" not in environ
    if not is_local or environ.get("PATH_INFO") != _PATH or "%d" not in (config["dbfilter"] or ""):
        return
    parameters = urllib.parse.parse_qs(environ.get("QUERY_STRING", ""))
    database = environ.get("HTTP_X_ODOO_DATABASE") or parameters.get("db", [""])[0]
    if tenant := _TENANT.fullmatch(database):
        environ["HTTP_HOST"] = f"{tenant[1]}.localhost"
