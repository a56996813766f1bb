"""Puts functions of ours in the place of Odoo's, and refuses an Odoo that is not the one they were written for."""

import inspect


class Unknown(Exception):
    """Odoo's code is another one than of 16.0 to 19.0."""


def known(owner, name, *parameters):
    """The function of this name in a module or a class, when its parameters are these."""
    function = getattr(owner, name, None)
    if function is None:
        raise Unknown(f"{owner.__name__} has no {name}")
    found = list(inspect.signature(function).parameters)
    if found != list(parameters):
        raise Unknown(f"{owner.__name__}.{name} takes {', '.join(found) or 'nothing'}, and not {', '.join(parameters)}")
    return function
