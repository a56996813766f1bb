"""Tells the relay on the host which database sends a message, so that each has a rate of its own.

To the relay all databases are one address. So the greeting (EHLO) names the database, said here and by nobody else: a user
of Odoo, an administrator with server actions included, never holds the connection.
"""

import functools
import hashlib
import os
import re

from odoo.addons.base.models import ir_mail_server
from odoo.tools import safe_eval

# The host's address in the instance's own network; not set where Odoo hands its mail to the mail server itself.
RELAY = os.environ.get("GUARD_MAIL_RELAY")
# What stands for itself in the greeting. Any other name of a database is told apart by its hash.
PLAIN = re.compile(r"[a-z0-9_-]{1,63}")


def greeting(database):
    """How a database is named to the relay."""
    if not PLAIN.fullmatch(database):
        database = "x-" + hashlib.sha256(database.encode()).hexdigest()[:40]
    return f"{database}.odoo.internal"


def leads_to_relay(connection):
    """Whether the relay is at the other end, by whatever name it was asked for."""
    return connection.sock.getpeername()[0] == RELAY


def named(connect):
    """A method of ir.mail_server that connects, with the greeting for the relay; other servers see no difference."""

    @functools.wraps(connect)
    def connect_by_name(self, *arguments, **options):
        connection = connect(self, *arguments, **options)
        # There is none while modules are tested or installed.
        if RELAY and connection and leads_to_relay(connection):
            connection.local_hostname = greeting(self.env.cr.dbname)
            connection.ehlo()
        return connection

    return connect_by_name


def guard():
    """Wraps the method, whose name 19.0 has changed for the reason that is given below."""
    models = [thing for thing in vars(ir_mail_server).values() if getattr(thing, "_name", None) == "ir.mail_server"]
    (model,) = models
    (method,) = [name for name in ("connect", "_connect__") if name in vars(model)]
    setattr(model, method, named(getattr(model, method)))
    if method == "connect":
        # Code in the database may call it, and would hold a connection on which it can say anything. No name with two underscores
        # can be used in such code; before 19.0 this one is refused along with the attributes that are unsafe.
        safe_eval._UNSAFE_ATTRIBUTES.append(method)


guard()
