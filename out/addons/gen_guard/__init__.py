"""Guards both Odoos of the deployment: loaded for every process by server_wide_modules, installed in no database.

Odoo logs a module that cannot be loaded, and starts without it. Without this one it must not start: whatever goes wrong
here ends the process.
"""

import logging
import sys

try:
    from . import database, mail
except BaseException:  # pylint: disable=broad-except
    logging.getLogger(__name__).critical("Odoo is not what gen_guard knows: it is not started unguarded", exc_info=True)
    sys.exit(78)
