"""Where the alarms of the test arrive: a webhook on the loopback."""

import http.server
import json
import threading
import time
import typing

ADDRESS = ("127.0.0.1", 8099)


class Handler(http.server.BaseHTTPRequestHandler):
    """Takes what is posted to /alarms, and counts who calls /heartbeat."""

    # The class below: the library declares the general one.
    server: typing.Any

    def do_GET(self):  # pylint: disable=invalid-name
        """A call of the heartbeat by a script."""
        self.take()

    def do_POST(self):  # pylint: disable=invalid-name
        """A message, or a call of the heartbeat by Alertmanager."""
        self.take()

    def take(self):
        """Notes it, and says that all is well."""
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/heartbeat":
            self.server.receiver.beats.append(time.monotonic())
        else:
            self.server.receiver.posts.append(json.loads(content))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):  # pylint: disable=arguments-differ
        """Nobody reads it."""


class Server(http.server.ThreadingHTTPServer):
    """Listens, and knows who collects."""

    def __init__(self, receiver):
        super().__init__(ADDRESS, Handler)
        self.receiver = receiver


class Receiver:
    """What has arrived since the context began."""

    def __init__(self):
        self.posts, self.beats = [], []
        self.server = Server(self)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def alerts(self):
        """All alerts of Alertmanager's posts, the oldest first."""
        return [alert for post in list(self.posts) for alert in post.get("alerts", [])]

    def told(self, name, status):
        """The texts with which the webhook was told that an alert began or ended."""
        return [alert["annotations"]["summary"] for alert in self.alerts if (alert["labels"]["alertname"], alert["status"]) == (name, status)]
