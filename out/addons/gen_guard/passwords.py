"""Counts the wrong passwords and API keys that come over RPC, which to nginx are requests like any other.

Odoo's own pause after wrong passwords does not hold there. Each address has as many attempts in a database as nginx gives it at the login
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
    """Buckets that leak, shared by all processes that come from this one.

    Two addresses may share a bucket: nobody can choose which, and there are more buckets than guesses.
    """

    _bucket = struct.Struct("<dd")
    _count = 16384

    def __init__(self, rate, burst):
        # Attempts a second, and attempts at once.
        self._rate = rate
        self._burst = burst
        self._salt = os.urandom(16)
        # Locked by processes, which give a lock up even when they are killed; and by the threads of one.
        self._file = tempfile.TemporaryFile()
        self._file.truncate(self._bucket.size * self._count)
        self._memory = mmap.mmap(self._file.fileno(), 0)
        self._threads = threading.Lock()

    def wait(self, key):
        """Seconds until the next attempt may be made; 0 is now."""
        return max(0.0, (self._level(self._offset(key)) - self._burst) / self._rate)

    def add(self, key):
        """One more."""
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
    """Attempts a second, of a number for a second or a minute: 10/m."""
    count, unit = text.split("/")
    return int(count) / {"s": 1, "m": 60}[unit]


_failures = Failures(_rate(os.environ["GUARD_LOGIN_RATE"]), int(os.environ["GUARD_LOGIN_BURST"]))


def _key(request):
    """The address, of which a client of IPv6 has 2^64; and the host, which is the database."""
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
    """Counts a key that was refused: it comes in the header Authorization, to /json/2 and to all that takes one."""
    if status.startswith("401") and "HTTP_AUTHORIZATION" in environ:
        _failures.add(_key(request))


@functools.wraps(_begin)
def _guarded_begin(self):
    # By now Odoo knows whose request it is.
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


# Whoever has a session could ask this method as often as they like whether somebody's password is right. From where RPC knows private
# methods, it is one.
for _users in vars(odoo.addons.base.models.res_users).values():
    if isinstance(_users, type) and "authenticate" in vars(_users) and callable(_users.authenticate):
        with contextlib.suppress(AttributeError):
            _users.authenticate._api_private = True

odoo.http.Request._post_init = _guarded_begin  # pylint: disable=protected-access
odoo.service.common.dispatch = _guarded_common
odoo.service.model.dispatch = _guarded_object
