"""Whoever works for one database opens no other.

Odoo's dbfilter decides on the database of a session. XML-RPC and JSON-RPC name theirs in the body, some pages in a parameter, and code of a
tenant could name any. All of them end here: without a connection of the pool, no statement reaches a database.
"""

import functools

import odoo.addons.base.models.ir_cron
import odoo.sql_db
from odoo.exceptions import AccessError
from odoo.modules.registry import Registry

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

    def forbid(self, database):
        """Fails the job."""
        raise AccessError(f"The database {database} is not for the jobs of {self._database}.")


def _check(database):
    task = work.current()
    if task is not None and database != _SHARED and not (database and task.may_open(database)):
        task.forbid(database)


def _cron():
    """The class with Odoo's scheduler: ir_cron up to 18.0, IrCron after it."""
    module = odoo.addons.base.models.ir_cron
    for name in ("IrCron", "ir_cron"):
        if hasattr(module, name):
            return getattr(module, name)
    raise Unknown(f"{module.__name__} has no scheduler")


_scheduler = _cron()
_borrow = known(odoo.sql_db.ConnectionPool, "borrow", "self", "connection_info")
_open = known(Registry, "__new__", "cls", "db_name")
_process_jobs = known(_scheduler, "_process_jobs", "db_name")


@functools.wraps(_borrow)
def _guarded_borrow(self, connection_info):
    # Without a name it is the address of some server.
    _check(connection_info.get("database"))
    return _borrow(self, connection_info)


def _guarded_open(cls, db_name):
    # Before the registry is made, of which a refused connection would leave a part behind.
    _check(db_name)
    return _open(cls, db_name)


def _guarded_jobs(db_name):
    _check(db_name)
    with work.on(work.current() or Jobs(db_name)):
        return _process_jobs(db_name)


odoo.sql_db.ConnectionPool.borrow = _guarded_borrow
Registry.__new__ = staticmethod(_guarded_open)
_scheduler._process_jobs = staticmethod(_guarded_jobs)  # pylint: disable=protected-access
