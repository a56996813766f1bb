"""The real Alertmanager with the configuration of a site, between alarms that a test makes and the receivers that it has."""

import contextlib
import http.server
import json
import pathlib
import subprocess
import threading
import time
import typing
import urllib.request

from proof import expect, program_of

PORT = 9093
ADDRESS = f"http://127.0.0.1:{PORT}"
# How long it waits before it tells; a test does not.
WAITS = {"group_wait: 30s": "group_wait: 1s", "group_wait: 10s": "group_wait: 1s", "group_interval: 5m": "group_interval: 2s", "group_interval: 1m": "group_interval: 2s"}


class HookServer(http.server.ThreadingHTTPServer):
    """Keeps what it was sent."""

    calls: typing.ClassVar[list] = []


class Hooks(http.server.BaseHTTPRequestHandler):
    """Takes every call of a webhook."""

    # The class above: the library declares the general one.
    server: typing.Any

    def do_POST(self):
        """One call."""
        text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.calls.append((self.path, json.loads(text)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        """Nothing."""


@contextlib.contextmanager
def hooks(port):
    """The receiver of webhooks; yields what it was sent, as (path, document)."""
    server = HookServer(("127.0.0.1", port), Hooks)
    server.calls.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.calls
    finally:
        server.shutdown()
        server.server_close()


def until(condition, what, seconds=60):
    """Waits for something that has to happen."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError, KeyError, IndexError):
            if condition():
                return expect(True, what)
        time.sleep(0.2)
    return expect(False, what, f"it did not happen within {seconds} seconds")


def quickened(text):
    """The configuration, without the waits."""
    for wait, none in WAITS.items():
        text = text.replace(wait, none)
    return text


class Alertmanager:
    """The program, while the context lasts."""

    def __init__(self, configuration, folder, **environment):
        self.folder = pathlib.Path(folder)
        self.log = self.folder / "alertmanager.log"
        self.file = self.folder / "alertmanager.yml"
        self.file.write_text(quickened(configuration), encoding="utf-8")
        self.environment = environment

    def __enter__(self):
        command = [program_of("prometheus-alertmanager"), f"--config.file={self.file}", f"--storage.path={self.folder}/data", "--log.level=debug",
                   f"--web.listen-address=127.0.0.1:{PORT}", "--cluster.listen-address="]  # fmt: skip
        with self.log.open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={"PATH": "/usr/bin:/bin"} | self.environment)
        if not until(lambda: self.get("/-/ready") is not None, "").holds:
            raise RuntimeError(f"Alertmanager does not start:\n{self.said()}")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)

    def said(self):
        """Its log."""
        return self.log.read_text(encoding="utf-8")

    def get(self, path):
        """What it answers."""
        with urllib.request.urlopen(ADDRESS + path, timeout=10) as answer:
            return answer.read()

    def alert(self, name, ends=None, **labels):
        """An alarm begins, or ends."""
        document = {"labels": {"alertname": name, "site": "x", **labels}, "annotations": {"summary": f"{name} of {labels.get('server', 'the test')}",
                    "description": "What it means.", "runbook_url": f"RUNBOOK.md#alert-{name.lower()}"}}  # fmt: skip
        if ends:
            document["endsAt"] = ends
        request = urllib.request.Request(
            f"{ADDRESS}/api/v2/alerts", json.dumps([document]).encode(), {"Content-Type": "application/json"}, method="POST"
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()

    def state(self, name, **labels):
        """What it makes of an alarm: active, or suppressed."""
        for alert in json.loads(self.get("/api/v2/alerts")):
            if alert["labels"]["alertname"] == name and labels.items() <= alert["labels"].items():
                return alert["status"]["state"]
        raise KeyError(name)
