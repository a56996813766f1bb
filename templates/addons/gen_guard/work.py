{#
format: text
#}
"""The current task of a thread: a request, or the scheduled jobs of one database."""

import contextlib
import threading

_thread = threading.local()


@contextlib.contextmanager
def on(task):
    """Sets the task of this thread until the end of the block."""
    former = current()
    _thread.task = task
    try:
        yield
    finally:
        _thread.task = former


def current():
    """The task of this thread, or None for work that no visitor requested, such as an update from the command line."""
    return getattr(_thread, "task", None)
