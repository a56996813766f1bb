"""Wraps Odoo's WSGI application: every request passes through here, on its way in and out."""

import functools
import logging

import odoo.http
from werkzeug.exceptions import Forbidden

from . import jobs, passwords, session, work
from .known import known

_logger = logging.getLogger(__name__)


class Request:
    """A request, as far as its permissions depend on it."""

    def __init__(self, environ):
        self._environ = environ
        # The exception that it was refused with.
        self.refusal = None

    # Both are read when they are needed: Odoo first copies nginx's headers about the visitor into the same environment.

    @property
    def host(self):
        """The name that the visitor asks for."""
        return self._environ.get("HTTP_HOST", "")

    @property
    def address(self):
        """The visitor's address."""
        return self._environ.get("REMOTE_ADDR", "")

    def may_open(self, database):
        """Whether Odoo's own filter allows this database for the host."""
        return bool(odoo.http.db_filter([database], host=self.host))

    def forbid(self, database):
        """Refuses the request for a database of another host."""
        self.refuse(Forbidden(f"The database {database} is not for {self.host}."))

    def refuse(self, reason):
        """Ends the request with an HTTP error, whatever Odoo makes of it: XML-RPC would turn it into a fault with status 200."""
        self.refusal = reason
        _logger.warning("%s from %s for %s", reason, self.address, self.host)
        raise reason


known(odoo.http, "db_filter", "dbs", "host")
_serve = known(odoo.http.Application, "__call__", "self", "environ", "start_response")


@functools.wraps(_serve)
def _guarded(self, environ, start_response):
    jobs.direct(environ)
    request = Request(environ)
    start_response = session.translate(environ, start_response)

    def answer(status, headers, *rest):
        if request.refusal is not None:
            return None
        passwords.note_answer(request, environ, status)
        return start_response(status, headers, *rest)

    with work.on(request):
        body = _serve(self, environ, answer)
    if request.refusal is None:
        return body
    getattr(body, "close", lambda: None)()
    return request.refusal(environ, start_response)


odoo.http.Application.__call__ = _guarded
