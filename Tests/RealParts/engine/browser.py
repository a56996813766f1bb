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
        # By this, what answers knows a browser; a program sends no such header.
        self.headers = {"Sec-Fetch-Site": "same-origin"}
        # As nginx's limits see it, each visitor has an address.
        self.address = front.client()

    def ask(self, method, target, body=None, headers=None):
        """One request; returns status, headers and body."""
        connection = self.front.connect(self.host, self.address)
        sent = {"Host": self.host} | self.headers | (headers or {})
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

    def follow(self, target):
        """The status at which redirections end, on this host."""
        for _ in range(5):
            status, headers, _ = self.get(target)
            if status not in (301, 302, 303):
                break
            target = headers["Location"].removeprefix(f"https://{self.host}")
        return status

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
        """The status of the answer to a websocket's handshake."""
        status, connection = self.open_websocket(f"https://{self.host}")
        connection.close()
        return status

    def open_websocket(self, origin):
        """Asks for a websocket, as a page of that origin does; returns the status, and the connection."""
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ["GET /websocket?version=19.0-2 HTTP/1.1", f"Host: {self.host}", "Upgrade: websocket", "Connection: Upgrade"]
        lines += [f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", f"Origin: {origin}"]
        lines += ["Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items())]
        connection = self.front.open(self.host, self.address)
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        received = b""
        while b"\r\n\r\n" not in received and (part := connection.recv(1)):
            received += part
        return int(received.split(b" ", 2)[1]), connection


class PlainFront:
    """The way around nginx: a port of Odoo's container, on this machine only."""

    def __init__(self, port):
        self.port = port

    @staticmethod
    def client():
        """Nobody asks for the address."""
        return

    def connect(self, _host, _source):
        """A connection for http.client."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)


class Front:
    """The way in: nginx on the site's address."""

    def __init__(self, web, authority):
        self.web = web
        self.context = ssl.create_default_context(cafile=str(authority))

    def client(self):
        """An address that nobody has used yet."""
        return self.web.client()

    def open(self, host, source):
        """A TLS connection with a host's name in the handshake."""
        plain = socket.create_connection((self.web.server, 443), timeout=120, source_address=(source, 0))
        return self.context.wrap_socket(plain, server_hostname=host)

    def connect(self, host, source):
        """The same for http.client."""
        connection = http.client.HTTPSConnection(self.web.server, 443, timeout=120)
        connection.sock = self.open(host, source)
        return connection
