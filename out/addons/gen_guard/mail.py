"""Tells the relay on the host which database sends a message, so that each has its own rate.

To the relay all databases have one address. So the greeting (EHLO) names the database, and only this module sends it: no user
of Odoo, not even an administrator with server actions, ever gets the connection.
"""

import functools
import hashlib
import os
import re

from odoo.addons.base.models import ir_mail_server
from odoo.tools import safe_eval

# The host's address in the instance's network; not set if Odoo sends its mail directly to the mail server.
RELAY = os.environ.get("GUARD_MAIL_RELAY")
# Names that are used in the greeting as they are. Any other name of a database is replaced by its hash.
PLAIN = re.compile(r"[a-z0-9_-]{1,63}")


def greeting(database):
    """The name of a database for the relay."""
    if not PLAIN.fullmatch(database):
        database = "x-" + hashlib.sha256(database.encode()).hexdigest()[:40]
    return f"{database}.odoo.internal"


def leads_to_relay(connection):
    """Whether the relay is at the other end, whatever host name was used."""
    return connection.sock.getpeername()[0] == RELAY


def named(connect):
    """Wraps the method of ir.mail_server that connects: it adds the greeting for the relay; other servers see no difference."""

    @functools.wraps(connect)
    def connect_by_name(self, *arguments, **options):
        connection = connect(self, *arguments, **options)
        # There is no connection while modules are tested or installed.
        if RELAY and connection and leads_to_relay(connection):
            connection.local_hostname = greeting(self.env.cr.dbname)
            connection.ehlo()
        return connection

    return connect_by_name


def guard():
    """Wraps the method; 19.0 has renamed it for the reason given below."""
    models = [thing for thing in vars(ir_mail_server).values() if getattr(thing, "_name", None) == "ir.mail_server"]
    (model,) = models
    (method,) = [name for name in ("connect", "_connect__") if name in vars(model)]
    setattr(model, method, named(getattr(model, method)))
    if method == "connect":
        # Code in the database could call it, and send anything on the connection. Such code cannot use names with two underscores;
        # before 19.0 this name is therefore added to the unsafe attributes.
        safe_eval._UNSAFE_ATTRIBUTES.append(method)


guard()
