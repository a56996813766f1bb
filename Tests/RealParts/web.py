"""A client for HTTP that sends just the bytes it is told to, over TLS or not, and looks at what comes back."""

import json
import socket
import ssl

import certificates


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


def trusting(version=None):
    """What a client demands of a server over TLS: a certificate of the tests' authority for the name that it asked for."""
    context = ssl.create_default_context(cafile=certificates.AUTHORITY)
    if version:
        context.minimum_version = context.maximum_version = version
    return context


def connect(server, name=None, source=None, *, port=443, context=None, session=None):
    """Opens a connection from any address; on port 443 over TLS, to a server of that name."""
    connection = socket.create_connection((server, port), timeout=120, source_address=source and (source, 0))
    if port == 80:
        return connection
    context = context or trusting()
    # Without a name there is none to hold the certificate against.
    context.check_hostname = name is not None
    try:
        return context.wrap_socket(connection, server_hostname=name, session=session)
    except BaseException:
        connection.close()
        raise


def receive(connection):
    """Everything until the server closes the connection."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except (ConnectionResetError, ssl.SSLEOFError):
        pass
    return b"".join(parts)


def head(host, target, method="GET", headers=None, version="HTTP/1.1"):
    """The bytes of a request's head. Without a host there is no such line."""
    lines = [f"{method} {target} {version}"]
    lines += [f"Host: {host}"] if host is not None else []
    lines += [f"{name}: {value}" for name, value in ({"Connection": "close"} | (headers or {})).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def ask(server, host, target="/", *, name=None, source=None, port=443, body=b"", **request):
    """Sends one request and returns the answer. Over TLS the server is asked for by `name`: the host, if none is given."""
    if body or request.get("method") == "POST":
        request["headers"] = {"Content-Length": str(len(body))} | request.get("headers", {})
    with connect(server, name or host, source, port=port) as connection:
        connection.sendall(head(host, target, **request) + body)
        return Answer(receive(connection))
