"""Binds a request to the database of its host, whichever way it names another one."""
