"""A browser of one visitor: speaks TLS to nginx, believes one authority, keeps cookies, and asks as Odoo's own pages do."""

import base64
import http.client
import http.cookies
import json
import os
import socket
import ssl


class Refused(Exception):
    """Odoo's answer to a call was an error: its name and message."""


class Browser:
    """A visitor of one host."""

    def __init__(self, front, host):
        self.front = front
        self.host = host
        self.cookies = {}

    def ask(self, method, target, body=None, headers=None):
        """One request; returns status, headers and body."""
        connection = self.front.connect(self.host)
        sent = {"Host": self.host} | (headers or {})
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, target, body, sent)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        for line in answer.msg.get_all("Set-Cookie", []):
            for name, morsel in http.cookies.SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, answer.msg, content

    def get(self, target):
        """One page."""
        return self.ask("GET", target)

    def call(self, target, **parameters):
        """What Odoo's pages do: JSON-RPC in a POST. Returns the result."""
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": parameters})
        status, _, content = self.ask("POST", target, body, {"Content-Type": "application/json"})
        if status != 200:
            raise Refused(f"{status}: {content[:300]!r}")
        answer = json.loads(content)
        if "error" in answer:
            data = answer["error"].get("data", {})
            raise Refused(f"{data.get('name')}: {data.get('message')}")
        return answer.get("result")

    def log_in(self, database, login, password):
        """Logs in; returns the user's number."""
        return self.call("/web/session/authenticate", db=database, login=login, password=password)["uid"]

    def model(self, model, method, *arguments, **keywords):
        """Calls a method of one of Odoo's models."""
        return self.call(f"/web/dataset/call_kw/{model}/{method}", model=model, method=method, args=list(arguments), kwargs=keywords)

    def websocket(self):
        """The first line of the answer to a websocket's handshake."""
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET /websocket?version=19.0-2 HTTP/1.1", f"Host: {self.host}", "Upgrade: websocket", "Connection: Upgrade"]
        lines += [f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", f"Origin: https://{self.host}"]
        lines += ["Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items())]
        with self.front.open(self.host) as connection:
            connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            return connection.recv(4096).split(b"\r\n", 1)[0].decode("latin-1")


class PlainFront:
    """The way around nginx: a port of Odoo's container, on this machine only."""

    def __init__(self, port):
        self.port = port

    def connect(self, _host):
        """A connection for http.client."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)


class Front:
    """The way in: nginx on the site's address."""

    def __init__(self, address, authority):
        self.address = address
        self.context = ssl.create_default_context(cafile=str(authority))

    def open(self, host):
        """A TLS connection with a host's name in the handshake."""
        plain = socket.create_connection((self.address, 443), timeout=120)
        return self.context.wrap_socket(plain, server_hostname=host)

    def connect(self, host):
        """The same for http.client."""
        connection = http.client.HTTPSConnection(self.address, 443, timeout=120)
        connection.sock = self.open(host)
        return connection
