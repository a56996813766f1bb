"""Stands in for Odoo behind nginx: answers with what it was asked, and speaks enough of the websocket protocol.

The query of a request may ask for more: `status` and `text` for another answer, `hangup` for none at all, `hold` for one when HELD is
released, and any other name for a header of the answer, `Set-Cookie=…`.
"""

import base64
import hashlib
import http.server
import itertools
import json
import threading
import typing
import urllib.parse

WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3
TURNS = itertools.count()


class Held:
    """Requests that are worked on until they are released."""

    def __init__(self):
        self._change = threading.Condition()
        self._count, self._free = 0, True

    def __enter__(self):
        self._free = False
        return self

    def __exit__(self, *_):
        self.release()

    def hold(self):
        """Waits for the release."""
        with self._change:
            self._count += 1
            self._change.notify_all()
            self._change.wait_for(lambda: self._free, 60)
            self._count -= 1

    def wait_for(self, count):
        """Waits until so many are held."""
        with self._change:
            if not self._change.wait_for(lambda: self._count == count, 60):
                raise TimeoutError(f"{self._count} requests have arrived, and not {count}")

    def release(self):
        """Lets all of them go on."""
        with self._change:
            self._free = True
            self._change.notify_all()


HELD = Held()
# What Odoo answers over JSON-RPC to whom it refuses, as far as the smoke test looks at it.
DENIED = b'{"jsonrpc": "2.0", "id": null, "error": {"data": {"name": "odoo.exceptions.AccessDenied"}}}'


class Handler(http.server.BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    # A server that listens on a port: the library declares the general one.
    server: typing.Any

    def answer(self):
        """Echoes the request as JSON, or opens a websocket."""
        length = int(self.headers.get("Content-Length", 0))
        asked = self.rfile.read(length)
        if self.headers.get("Upgrade", "").lower() == "websocket":
            self.upgrade()
            return
        wanted = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        if wanted.pop("hangup", None):
            self.close_connection = True
            return
        if wanted.pop("hold", None):
            HELD.hold()
        status, text = int(wanted.pop("status", 200)), wanted.pop("text", None)
        echo = {
            "port": self.server.server_port,
            "method": self.command,
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "turn": next(TURNS),
        }
        body = DENIED if self.path == "/jsonrpc" and b'"service": "db"' in asked else (text or json.dumps(echo)).encode()
        self.send_response(status)
        self.send_header("Content-Type", wanted.pop("Content-Type", "application/json"))
        self.send_header("Content-Length", str(len(body)))
        for name, value in wanted.items():
            if name.istitle():
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def upgrade(self):
        """Accepts the websocket, then sends every line back with the port in front."""
        key = self.headers["Sec-WebSocket-Key"] + WEBSOCKET_GUID
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        # As Odoo's library for answers says of all of them.
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
        self.end_headers()
        for line in self.rfile:
            self.wfile.write(b"%d %s" % (self.server.server_port, line))
        self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = answer

    def log_message(self, format, *arguments):  # pylint: disable=redefined-builtin
        """Stays silent: the check's output is its proofs."""


def listen(ports):
    """Answers on ports of 127.0.0.1 until the process ends."""
    for port in sorted(set(ports)):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()


def listen_for(model):
    """Answers on the ports of both of a site's instances."""
    listen(
        model["odoo"][side][key] for side in ("tenants", "superadmin") for key in ("port", "upstream_websocket_port")
    )
