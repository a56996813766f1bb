"""A client for HTTP that sends just the bytes it is told to, and looks at what comes back."""

import json
import socket


class Answer:
    """What a server sent before it closed the connection."""

    def __init__(self, received):
        self.received = received
        head, _, self.body = received.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ")
        self.status = int(words[1]) if len(words) > 1 else None
        self.headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}

    @property
    def echo(self):
        """The request as the stub behind the proxy saw it, or nothing when the proxy answered itself."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def __str__(self):
        return repr(self.received[:400])


def connect(server, source=None, port=80):
    """Opens a connection, from an address of one's own choice."""
    connection = socket.create_connection((server, port), timeout=10, source_address=source and (source, 0))
    return connection


def receive(connection):
    """Everything until the server closes the connection."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def head(host, target, method="GET", headers=None, version="HTTP/1.1"):
    """The bytes of a request's head. Without a host there is no such line."""
    lines = [f"{method} {target} {version}"]
    lines += [f"Host: {host}"] if host is not None else []
    lines += [f"{name}: {value}" for name, value in ({"Connection": "close"} | (headers or {})).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def ask(server, host, target="/", *, source=None, body=b"", **request):
    """Sends one request and returns the answer."""
    if body or request.get("method") == "POST":
        request["headers"] = {"Content-Length": str(len(body))} | request.get("headers", {})
    with connect(server, source) as connection:
        connection.sendall(head(host, target, **request) + body)
        return Answer(receive(connection))
