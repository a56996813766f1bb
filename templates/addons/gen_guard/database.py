{#
format: text
#}
"""Whoever works for one database opens no other.

Odoo's dbfilter decides on the database of a session. XML-RPC and JSON-RPC name theirs in the body, some pages in a parameter, and
code of a tenant could name any. All of them end here: no statement reaches a database without a connection of the pool.
"""

import functools

import odoo.addons.base.models.ir_cron
import odoo.sql_db
from odoo.exceptions import AccessError

from . import work
from .known import Unknown, known

# Holds nothing of anybody: Odoo asks it for the list of databases, and sends its notifications through it.
_SHARED = "postgres"


class Jobs:
    """The scheduled jobs of one database."""

    def __init__(self, database):
        self._database = database

    def may_open(self, database):
        """A job stays in its database."""
        return database == self._database

    def refuse(self, database):
        """Fails the job alone: the process has the jobs of other databases to do."""
        raise AccessError(f"the database {database} is not for a job of {self._database}")


_borrow = known(odoo.sql_db.ConnectionPool, "borrow", "self", "connection_info")


@functools.wraps(_borrow)
def _guarded_borrow(self, connection_info):
    task = work.current()
    if task is not None:
        # Without a name it is an address of some server.
        database = connection_info.get("database")
        if database != _SHARED and not (database and task.may_open(database)):
            task.refuse(database)
    return _borrow(self, connection_info)


def _cron():
    """The class with Odoo's scheduler: ir_cron up to 18.0, IrCron after it."""
    module = odoo.addons.base.models.ir_cron
    for name in ("IrCron", "ir_cron"):
        if hasattr(module, name):
            return getattr(module, name)
    raise Unknown(f"{module.__name__} has no scheduler")


_scheduler = _cron()
_process_jobs = known(_scheduler, "_process_jobs", "db_name")


def _guarded_jobs(db_name):
    with work.on(Jobs(db_name)):
        return _process_jobs(db_name)


odoo.sql_db.ConnectionPool.borrow = _guarded_borrow
_scheduler._process_jobs = staticmethod(_guarded_jobs)  # pylint: disable=protected-access
