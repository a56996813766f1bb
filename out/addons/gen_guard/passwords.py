"""Counts wrong passwords and API keys that come over RPC; nginx cannot tell such requests from others.

Odoo's own delay after wrong passwords does not apply there. Each address has as many attempts in a database as nginx allows on the login
page; right ones are not counted.
"""

import contextlib
import fcntl
import functools
import hashlib
import ipaddress
import mmap
import os
import struct
import tempfile
import threading
import time

import odoo.addons.base.models.res_users
import odoo.http
import odoo.service.common
import odoo.service.model
from odoo.exceptions import AccessDenied
from werkzeug.exceptions import TooManyRequests

from . import work
from .known import known


class Failures:
    """Leaky buckets, shared by all processes that are forked from this one.

    Two addresses may share a bucket: nobody can choose which, and there are more buckets than guesses.
    """

    _bucket = struct.Struct("<dd")
    _count = 16384

    def __init__(self, rate, burst):
        # Attempts per second, and attempts at once.
        self._rate = rate
        self._burst = burst
        self._salt = os.urandom(16)
        # The file lock is between processes, and is released even if one is killed; the other lock is between threads.
        self._file = tempfile.TemporaryFile()
        self._file.truncate(self._bucket.size * self._count)
        self._memory = mmap.mmap(self._file.fileno(), 0)
        self._threads = threading.Lock()

    def wait(self, key):
        """Seconds until the next attempt is allowed; 0 means now."""
        return max(0.0, (self._level(self._offset(key)) - self._burst) / self._rate)

    def add(self, key):
        """Counts one more failure."""
        offset = self._offset(key)
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                self._bucket.pack_into(self._memory, offset, self._level(offset) + 1, time.monotonic())
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def _level(self, offset):
        level, then = self._bucket.unpack_from(self._memory, offset)
        return max(0.0, level - (time.monotonic() - then) * self._rate)

    def _offset(self, key):
        digest = hashlib.blake2b(key.encode(), key=self._salt, digest_size=8).digest()
        return int.from_bytes(digest, "big") % self._count * self._bucket.size


def _rate(text):
    """Attempts per second, from a rate per second or minute such as 10/m."""
    count, unit = text.split("/")
    return int(count) / {"s": 1, "m": 60}[unit]


_failures = Failures(_rate(os.environ["GUARD_LOGIN_RATE"]), int(os.environ["GUARD_LOGIN_BURST"]))


def _key(request):
    """The address, or for IPv6 the client's /64 network; and the host, which selects the database."""
    try:
        address = ipaddress.ip_address(request.address)
    except ValueError:
        return f"{request.address} {request.host}"
    network = ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False)
    return f"{network} {request.host}"


def _check(request):
    wait = _failures.wait(_key(request))
    if wait:
        request.refuse(TooManyRequests("There were too many wrong passwords.", retry_after=int(wait) + 1))


_begin = known(odoo.http.Request, "_post_init", "self")
_common = known(odoo.service.common, "dispatch", "method", "params")
_object = known(odoo.service.model, "dispatch", "method", "params")


def note_answer(request, environ, status):
    """Counts a refused key: it is in the header Authorization, for /json/2 and every other address that accepts one."""
    if status.startswith("401") and "HTTP_AUTHORIZATION" in environ:
        _failures.add(_key(request))


@functools.wraps(_begin)
def _guarded_begin(self):
    # By now Odoo knows the visitor's address.
    request = work.current()
    if request is not None and "HTTP_AUTHORIZATION" in self.httprequest.environ:
        _check(request)
    _begin(self)


@functools.wraps(_common)
def _guarded_common(method, params):
    request = work.current()
    if request is None or method not in ("login", "authenticate"):
        return _common(method, params)
    _check(request)
    user = _common(method, params)
    if not user:
        _failures.add(_key(request))
    return user


@functools.wraps(_object)
def _guarded_object(method, params):
    request = work.current()
    if request is None:
        return _object(method, params)
    _check(request)
    try:
        return _object(method, params)
    except AccessDenied:
        _failures.add(_key(request))
        raise


# Anyone with a session could call this method to try passwords as often as they like. Versions whose RPC knows private methods then
# refuse it.
for _users in vars(odoo.addons.base.models.res_users).values():
    if isinstance(_users, type) and "authenticate" in vars(_users) and callable(_users.authenticate):
        with contextlib.suppress(AttributeError):
            _users.authenticate._api_private = True

odoo.http.Request._post_init = _guarded_begin  # pylint: disable=protected-access
odoo.service.common.dispatch = _guarded_common
odoo.service.model.dispatch = _guarded_object
