"""A mail server for tests: takes what it is given, by plain SMTP, STARTTLS or TLS, and writes down who said what."""

import base64
import contextlib
import dataclasses
import socket
import socketserver
import ssl
import threading
import typing


@dataclasses.dataclass
class Visit:
    """One connection: what its client said and gave."""

    greetings: list = dataclasses.field(default_factory=list)
    # Account and password, as AUTH PLAIN or AUTH LOGIN brought them, and whether TLS was on.
    accounts: list = dataclasses.field(default_factory=list)
    # Sender, recipients and text.
    letters: list = dataclasses.field(default_factory=list)


class Session(socketserver.StreamRequestHandler):
    """Speaks with one client."""

    # The class below: the library declares the general one.
    server: typing.Any

    def say(self, text):
        """One answer."""
        self.wfile.write(text.encode() + b"\r\n")

    def hear(self):
        """One line of the client."""
        line = self.rfile.readline(4096)
        if not line:
            raise ConnectionAbortedError("the client has gone away")
        return line.decode("utf-8", "replace").rstrip("\r\n")

    def handle(self):
        """From the greeting to the end; a client that goes away in between is none of our business."""
        self.visit, self.is_safe, self.envelope = Visit(), False, [None, []]
        self.server.visits.append(self.visit)
        with contextlib.suppress(OSError):
            if self.server.security == "tls":
                self.protect()
            self.say("220 mail server of the tests")
            while line := self.hear():
                verb, _, rest = line.partition(" ")
                getattr(self, f"on_{verb.lower()}", self.on_other)(rest)
                if verb.upper() == "QUIT":
                    return

    def protect(self):
        """TLS from here on."""
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        self.setup()
        self.is_safe = True

    def on_ehlo(self, name):
        """What this server can do; AUTH only where the password is safe, if the server minds."""
        self.visit.greetings.append(name)
        offers = ["hello"]
        if self.server.security == "starttls" and not self.is_safe:
            offers.append("STARTTLS")
        if self.is_safe or self.server.security == "none":
            offers.append("AUTH PLAIN LOGIN")
        for offer in offers[:-1]:
            self.say(f"250-{offer}")
        self.say(f"250 {offers[-1]}")

    def on_starttls(self, _):
        """The client wants TLS."""
        self.say("220 go ahead")
        self.protect()

    def on_auth(self, rest):
        """Notes account and password; every one is right, or the one that the server wants."""
        mechanism, _, initial = rest.partition(" ")
        if mechanism.upper() == "PLAIN":
            if not initial:
                self.say("334 ")
                initial = self.hear()
            words = base64.b64decode(initial).decode().split("\0")[1:]
        else:
            self.say("334 VXNlcm5hbWU6")
            words = [base64.b64decode(initial or self.hear()).decode()]
            self.say("334 UGFzc3dvcmQ6")
            words.append(base64.b64decode(self.hear()).decode())
        self.visit.accounts.append((*words, self.is_safe))
        wanted = self.server.account
        self.say("235 welcome" if wanted in (None, tuple(words)) else "535 no")

    def on_mail(self, rest):
        """The sender."""
        if self.server.account and not self.visit.accounts:
            self.say("530 log in first")
            return
        self.envelope = [rest, []]
        self.say("250 ok")

    def on_rcpt(self, rest):
        """A recipient."""
        self.envelope[1].append(rest)
        self.say("250 ok")

    def on_data(self, _):
        """The text."""
        self.say("354 go ahead")
        lines = []
        while (line := self.hear()) != ".":
            lines.append(line)
        self.visit.letters.append((*self.envelope, "\n".join(lines)))
        self.say("250 taken")

    def on_other(self, _):
        """NOOP, RSET, QUIT."""
        self.say("250 ok")


class MailServer(socketserver.ThreadingTCPServer):
    """Listens at an address until the context ends. With an account, only who logs in with it may send."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address, port, security="none", certificate=None, account=None):
        self.security, self.account, self.visits = security, account, []
        if security != "none":
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*certificate)
        super().__init__((address, port), Session)

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """A client that believes no certificate ends the handshake."""

    @property
    def letters(self):
        """All letters that came."""
        return [letter for visit in self.visits for letter in visit.letters]

    @property
    def accounts(self):
        """All accounts that were shown."""
        return [account for visit in self.visits for account in visit.accounts]

    @property
    def greetings(self):
        """How clients have named themselves."""
        return [greeting for visit in self.visits for greeting in visit.greetings]


def dialog(address, *commands, source=None, port=25):
    """The last answer to some commands of SMTP, one after the other; an answer of the kind 5xx or 4xx ends them."""
    with socket.create_connection((address, port), 30, (source, 0) if source else None) as connection:
        stream = connection.makefile("rw", encoding="ascii", newline="\r\n")
        for command in (None, *commands):
            if command is not None:
                stream.write(command + "\r\n")
                stream.flush()
            answer = stream.readline()
            while answer[3:4] == "-":
                answer = stream.readline()
            if answer[:1] in ("4", "5", ""):
                break
        return answer.rstrip("\r\n")
