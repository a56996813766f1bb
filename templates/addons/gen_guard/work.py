{#
format: text
#}
"""What a thread is busy with: a request, or the scheduled jobs of one database."""

import contextlib
import threading

_thread = threading.local()


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
