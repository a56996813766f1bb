"""What a thread is busy with: a request, or the scheduled jobs of one database."""

import contextlib
import threading

_thread = threading.local()


class Refused(BaseException):
    """Ends a request with a status.

    No Exception: of those, Odoo's controllers make answers of their own, such as faults of XML-RPC with the status 200.
    """

    def __init__(self, status, reason, headers=()):
        super().__init__(reason)
        self.status = status
        self.headers = headers

    def answer(self, start_response):
        """The answer in the terms of WSGI."""
        body = f"{self}\n".encode()
        sent = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))), *self.headers]
        start_response(self.status, sent)
        return [body]


@contextlib.contextmanager
def on(task):
    """Says what this thread does until the end of the block."""
    former = current()
    _thread.task = task
    try:
        yield
    finally:
        _thread.task = former


def current():
    """What this thread does; None is anything that no visitor has asked for, such as an update from the command line."""
    return getattr(_thread, "task", None)
