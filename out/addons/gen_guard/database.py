"""Keeps each request and each job in its own database.

Odoo's dbfilter applies to the database of a session. XML-RPC and JSON-RPC name theirs in the body, some pages in a parameter, and code of a
tenant could name any. All of them pass through here: every statement needs a connection of the pool.
"""

import functools

import odoo.addons.base.models.ir_cron
import odoo.service.db
import odoo.sql_db
from odoo.exceptions import AccessDenied, AccessError
from odoo.modules.registry import Registry

from . import work
from .known import Unknown, known

# Contains no tenant's data: Odoo reads the list of databases from it, and sends its notifications through it.
_SHARED = "postgres"


class Jobs:
    """The scheduled jobs of one database."""

    def __init__(self, database):
        self._database = database

    def may_open(self, database):
        """Whether it is the job's own database."""
        return database == self._database

    def forbid(self, database):
        """Fails the job."""
        raise AccessError(f"The database {database} is not for the jobs of {self._database}.")


def _check(database):
    task = work.current()
    if task is not None and not (database and task.may_open(database)):
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
_service = known(odoo.service.db, "dispatch", "method", "params")
_process_jobs = known(_scheduler, "_process_jobs", "db_name")


@functools.wraps(_borrow)
def _guarded_borrow(self, connection_info):
    # Without a database the connection is to an arbitrary server.
    database = connection_info.get("database")
    if database != _SHARED:
        _check(database)
    return _borrow(self, connection_info)


def _guarded_open(cls, db_name):
    # Before the registry is created: a connection that is refused later would leave an incomplete one.
    _check(db_name)
    return _open(cls, db_name)


def _guarded_service(method, params):
    # The database service: with list_db = False it refuses most of its functions, but it would still tell whether a master password is
    # right (list_countries). Over JSON-RPC it is called at the address of all services, which nginx does not close.
    if work.current() is not None:
        raise AccessDenied()
    return _service(method, params)


def _guarded_jobs(db_name):
    _check(db_name)
    with work.on(work.current() or Jobs(db_name)):
        return _process_jobs(db_name)


odoo.sql_db.ConnectionPool.borrow = _guarded_borrow
Registry.__new__ = staticmethod(_guarded_open)
odoo.service.db.dispatch = _guarded_service
_scheduler._process_jobs = staticmethod(_guarded_jobs)  # pylint: disable=protected-access
