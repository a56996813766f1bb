"""Guards both Odoos: every process loads it by server_wide_modules, and no database has it installed.

If a server-wide module cannot be loaded, Odoo only logs that and starts without it. It must not start without this one: any
failure here ends the process.
"""

import logging
import sys

try:
    from . import application, database, lines, mail, passwords
except BaseException:  # pylint: disable=broad-except
    logging.getLogger(__name__).critical("Odoo does not start without its guard, and gen_guard cannot be loaded", exc_info=True)
    sys.exit(78)
