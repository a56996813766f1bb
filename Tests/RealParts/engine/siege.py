"""Somebody who tries, all the time, to get into databases that are being made: with the password that Odoo gives to all of them."""

import http.client
import threading
import xmlrpc.client

IS_DEFAULT = """
import json, sys
from passlib.context import CryptContext
print(json.dumps(CryptContext(["pbkdf2_sha512", "plaintext"]).verify("admin", sys.argv[1])))
"""


class Siege(threading.Thread):
    """Tries while the block runs. It knows more than anybody outside: the names that PostgreSQL has at that moment."""

    def __init__(self, scene, *names):
        super().__init__(daemon=True)
        self.site = scene.site
        self.names = set(names)
        self.known = set(self._listed())
        self.tries = 0
        self.seen = set()
        self.entered = []
        self.over = threading.Event()

    def _listed(self):
        listed = self.site.inside("db", "psql", "-XAtU", "postgres", "-c", "SELECT datname FROM pg_database WHERE NOT datistemplate")
        return listed.stdout.split()

    def run(self):
        """One round after the other: every name, on every host, in every way."""
        domains = self.site.model["domains"]
        while not self.over.is_set():
            new = (set(self._listed()) | self.names) - self.known
            self.seen |= new
            for name in new:
                if name.endswith("_db") and name not in self.names:
                    continue
                for host in (f"t1.{domains['tenants']}", f"nobody.{domains['tenants']}", domains["superadmin"]):
                    self._ask(name, host)
                self._connect(name)

    def _ask(self, name, host):
        body = xmlrpc.client.dumps((name, 2, "admin", "res.users", "search_count", [[]]), "execute_kw")
        connection = http.client.HTTPConnection("127.0.0.1", self.site.model["odoo"]["tenants"]["port"], timeout=60)
        try:
            connection.request("POST", "/xmlrpc/2/object", body, {"Host": host, "Content-Type": "text/xml"})
            answer = connection.getresponse().read().decode()
            self.tries += 1
            if "<methodResponse>" in answer and "<fault>" not in answer:
                self.entered.append(f"{name} on {host}: {answer}")
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()

    def _connect(self, name):
        """What the running Odoo would do: whoever keeps it from answering, PostgreSQL must not let its role in."""
        query = "SELECT password FROM res_users WHERE login = 'admin'"
        tried = self.site.inside("db", "psql", "-XAtU", self.site.model["postgres"]["tenants"]["role"], "-d", name, "-c", query)
        self.tries += 1
        # At the very end it is let in, where the name is that of the tenant: then the password is another one.
        if "FATAL" in tried.stdout:
            return
        if tried.returncode != 0 or self.site.python("odoo", IS_DEFAULT, tried.stdout.strip()):
            self.entered.append(f"{name}: Odoo's role is let in: {tried.stdout}")

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join(120)
