"""Keeps each entry of Odoo's log recognisable: no text in it can look like an entry of its own.

A login, the name of a database or the text of an exception can contain anything, also the end of a line and then a whole line of a log. The
engine makes one entry of the journal of each line, and programs count them by their database.
"""

import logging
import re
import threading

_PLAIN = re.compile(r"[A-Za-z0-9_.-]*")


class _Entry(logging.Formatter):
    """Formats as another formatter does, and indents every line but the first."""

    def __init__(self, formatter):
        super().__init__()
        self._formatter = formatter

    def format(self, record):
        # A request can name any database before anybody has looked whether it exists.
        thread = threading.current_thread()
        database = getattr(thread, "dbname", None)
        is_odd = isinstance(database, str) and not _PLAIN.fullmatch(database)
        if is_odd:
            thread.dbname = "?"
        try:
            text = self._formatter.format(record)
        finally:
            if is_odd:
                thread.dbname = database
        return text.replace("\r", "\\r").replace("\n", "\n  ")


for _handler in logging.getLogger().handlers:
    if _handler.formatter is not None:
        _handler.setFormatter(_Entry(_handler.formatter))
