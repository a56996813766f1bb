"""Stands around Odoo's WSGI application: what every request passes, on its way in and out."""

import functools
import logging

import odoo.http

from . import passwords, session, work
from .known import known

_logger = logging.getLogger(__name__)


class Request:
    """A request, as far as it decides what may be done for it."""

    def __init__(self, environ):
        self._environ = environ

    # Both are read when they are needed: Odoo puts what nginx says of the visitor into the same environment first.

    @property
    def host(self):
        """The name that the visitor asks for."""
        return self._environ.get("HTTP_HOST", "")

    @property
    def address(self):
        """The visitor's address."""
        return self._environ.get("REMOTE_ADDR", "")

    def may_open(self, database):
        """Whether Odoo's own rule gives this database to the host."""
        return bool(odoo.http.db_filter([database], host=self.host))

    def refuse(self, database):
        """Ends it."""
        raise work.Refused("403 Forbidden", f"the database {database} is not for {self.host}")


known(odoo.http, "db_filter", "dbs", "host")
_serve = known(odoo.http.Application, "__call__", "self", "environ", "start_response")


@functools.wraps(_serve)
def _guarded(self, environ, start_response):
    request = Request(environ)
    with work.on(request):
        try:
            start_response = session.translate(environ, start_response)
            start_response = passwords.watch(request, environ, start_response)
            return _serve(self, environ, start_response)
        except work.Refused as refusal:
            _logger.warning("%s: %s from %s for %s", refusal.status, refusal, request.address, request.host)
            return refusal.answer(start_response)


odoo.http.Application.__call__ = _guarded
