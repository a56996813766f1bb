"""Stands where Odoo is in check_drill.py: serves the login page of a database that is there, with a style that comes from its files."""

import http.server
import os
import pathlib
import subprocess
import sys

SCRATCH = pathlib.Path(sys.argv[1])
LINK = '<link href="/web/assets/1/web.css"><input name="password">'


class Page(http.server.BaseHTTPRequestHandler):
    """The page, and its style."""

    def do_GET(self):  # pylint: disable=invalid-name
        """Answers a request."""
        name = f"{self.headers['Host'].split('.')[0]}_db"
        asked = subprocess.run([f"{os.environ['STUB_PROGRAMS']}/psql", "-XqAt", "-U", "odoo", "-d", name, "-c", "SELECT 1"], check=False, capture_output=True)
        body = LINK.encode()
        if not self.path.startswith("/web/login"):
            body = b"".join(path.read_bytes() for path in (SCRATCH / "files/filestore" / name).rglob("*") if path.is_file())
        self.send_response(200 if asked.returncode == 0 else 404)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing."""


http.server.HTTPServer(("127.0.0.1", 8069), Page).serve_forever()
