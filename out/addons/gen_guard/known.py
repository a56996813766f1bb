"""Looks up the functions of Odoo that this module replaces, and refuses an Odoo that it was not written for."""

import inspect


class Unknown(Exception):
    """Odoo's code is not that of 16.0 to 19.0."""


def known(owner, name, *parameters):
    """The function of this name in a module or a class; refused unless it has these parameters."""
    function = getattr(owner, name, None)
    if function is None:
        raise Unknown(f"{owner.__name__} has no {name}")
    found = list(inspect.signature(function).parameters)
    if found != list(parameters):
        raise Unknown(f"{owner.__name__}.{name} takes {', '.join(found) or 'nothing'}, and not {', '.join(parameters)}")
    return function
