"""Many visitors at the same time."""

import collections
import concurrent.futures
import time

from browser import Browser
from proof import equal, expect

NEEDS_ODOO = True
VISITORS = 200


def visit(browser):
    """One page that Odoo makes; returns its status, and whether it is the page."""
    status, _, body = browser.get("/web/login")
    return status, b'name="password"' in body


def prove(scene):
    """All of them get their page."""
    domain = scene.site.model["domains"]["tenants"]
    browsers = [Browser(scene.front, f"t{1 + number % 2}.{domain}") for number in range(VISITORS)]
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(VISITORS) as pool:
        answers = collections.Counter(pool.map(visit, browsers))
    yield equal(answers, {(200, True): VISITORS}, f"{VISITORS} visitors at the same time all get their page")
    yield expect(time.monotonic() - began < 120, "and none waits for minutes", time.monotonic() - began)
