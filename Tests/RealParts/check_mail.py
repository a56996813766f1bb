"""The relay for mail: Postfix and postfwd take the emitted files, and hand mail to the mail server as each site says.

mail/install.sh puts them in place on a host without the networks of the containers, and leaves what is somebody else's alone."""

import pathlib
import re
import smtplib
import tempfile
import time

import certificates
import isolation
import relay
from isolation import inside, isolated, must, private_copy, private_folder
from mail_server import dialog
from proof import equal, expect, run

PROGRAMS = ["postfix", "postconf", "postfwd1", "openssl", "ss", *isolation.PROGRAMS]
FILES = ["install.sh", "postfix/main.cf", "postfix/master.cf", "postfix/postfwd.cf", "postfwd.service.conf", "sysctl.conf"]
# STARTTLS with an account, TLS from the first byte with one, and neither.
RUNNING = {"full": "starttls", "odoo19": "tls", "dotenv": "none"}


def check(out, site, model):
    """The files of every site; on some, everything that the script does with them."""
    mail = model["odoo"].get("mail", {})
    there = sorted(str(path.relative_to(out / "mail")) for path in (out / "mail").rglob("*") if path.is_file())
    yield equal(there, sorted(FILES) if mail.get("has_relay") else [], "the relay's files are there when the site has one")
    if not mail.get("has_relay"):
        return
    yield from of_files(out, model)
    if site.parent.name in RUNNING:
        yield equal(mail["security"], RUNNING[site.parent.name], "the sites differ in how the mail server is reached")
        yield from isolated(__file__, out, site, model)


def outward(model):
    """The networks that lead out."""
    return [network for network in model["networks"] if not network["is_internal"]]


def of_files(out, model):
    """How Postfix and postfwd read their files."""
    mail, folder = model["odoo"]["mail"], out / "mail/postfix"
    changed = run("postconf", "-c", folder, "-n")
    yield expect(changed.returncode == 0 and "warning" not in changed.stdout, "postconf -n warns of nothing", changed.stdout)
    found = dict(line.split(" = ", 1) if " = " in line else (line.removesuffix(" ="), "") for line in changed.stdout.splitlines())
    yield equal(found["relayhost"], f"[{mail['host']}]:{mail['port']}", "mail goes to the mail server, and to no other of its domain")
    levels = ("none", None) if mail["security"] == "none" else ("secure", "yes" if mail["security"] == "tls" else None)
    yield equal((found["smtp_tls_security_level"], found.get("smtp_tls_wrappermode")), levels, "as protected as the site says")
    yield equal("smtp_sasl_password_maps" in found, bool(mail.get("user")), "with an account where there is one")
    services = run("postconf", "-c", folder, "-M").stdout
    listeners = re.findall(r"^(\S+) +inet .* smtpd -o mynetworks=(\S+)$", services, re.MULTILINE)
    wanted = [(f"{network['gateway']}:25", f"!{network['gateway']},{network['subnet']}") for network in outward(model)]
    yield equal(sorted(listeners), sorted(wanted), "it listens on the host's address in each network that leads out, for that network")
    yield equal(services.count(" inet "), len(wanted), "and nowhere else")
    rules = run("postfwd1", "--nodns", "-C", "-f", folder / "postfwd.cf").stdout
    limits = re.findall(r"rcpt\((\w+)/(\d+)/(\d+)/450 ", rules)
    rate = (str(mail["tenant_rate_count"]), str(mail["tenant_rate_seconds"]))
    yield equal(limits, [("helo_name", *rate), ("client_address", *rate)], "postfwd counts each database, and all that names none")


class Relay:
    """A host, and what its containers and its operator do."""

    def __init__(self, out, site, model):
        self.out, self.model, self.mail = out, model, model["odoo"]["mail"]
        self.secret = site.parent / model["secrets"]["directory"] / "smtp_password"
        self.networks, self.account = outward(model), model["odoo"]["mail"].get("user")

    def install(self, *options):
        """Runs the script."""
        return run(self.out / "mail/install.sh", *options, timeout=120)

    def write_secret(self, password):
        """The credentials from the mail provider."""
        self.secret.parent.mkdir(exist_ok=True)
        self.secret.write_text(password + "\n", encoding="utf-8")

    def container(self, index=0):
        """An address in a network of containers."""
        return self.networks[index]["gateway"].rsplit(".", 1)[0] + "." + str(int(self.networks[index]["gateway"].rsplit(".", 1)[1]) + 1)

    def send(self, database, recipients=("c@d.example",), index=0):
        """Sends a message as a database; returns the relay's answer, or nothing if it accepts the message."""
        try:
            with smtplib.SMTP(self.networks[index]["gateway"], 25, f"{database}.odoo.internal", 60, (self.container(index), 0)) as client:
                client.sendmail("a@b.example", list(recipients), f"Subject: of {database}\r\n\r\ntext\r\n")
        except smtplib.SMTPResponseException as refusal:
            return f"{refusal.smtp_code} {refusal.smtp_error.decode()}"
        return ""


def awaited(condition):
    """Whether a condition becomes true within a minute."""
    for _ in range(120):
        if condition():
            return True
        time.sleep(0.5)
    return False


def prove(out, site, model):
    """One host, from its first run on."""
    private_copy("/etc")
    private_folder("/run")
    private_folder("/var")
    relay.fresh_host()
    certificates.authority()
    host = Relay(out, site, model)
    password = "pa:ss#wo$rd=%1"
    host.write_secret(password)
    try:
        with relay.mail_server(model, password) as server:
            for part in (foreign, first, again, handed_over, limited, closed, rotated, impostor):
                yield from part(host, server)
    finally:
        relay.stop()


def snapshot():
    """The contents of Postfix's folder."""
    return {path: path.read_bytes() for path in pathlib.Path("/etc/postfix").rglob("*") if path.is_file()}


def foreign(host, _server):
    """Somebody else's configuration is not touched."""
    for name in ("main.cf", "master.cf", "postfwd.cf"):
        path = pathlib.Path("/etc/postfix", name)
        before = path.read_bytes() if path.exists() else None
        path.write_text("# of somebody else\nmyhostname = mail.example.org\n", encoding="ascii")
        state = snapshot()
        for option in ((), ("--dry-run",), ("--check",)):
            ended = host.install(*option)
            yield expect(ended.returncode == 78 and f"{path} was not written by this script" in ended.stdout, f"a foreign {name} stops {option}", ended.stdout)
        yield equal(snapshot(), state, f"and nothing is touched for a foreign {name}")
        path.unlink()
        if before is not None:
            path.write_bytes(before)


def first(host, _server):
    """Before the first container runs, so that its addresses are not the host's."""
    state = snapshot()
    ended = host.install("--dry-run")
    yield expect(ended.returncode == 0 and "mail/postfix/main.cf to /etc/postfix/main.cf" in ended.stdout, "--dry-run says what would be done", ended.stdout)
    yield equal(snapshot(), state, "and does nothing")
    ended = host.install("--check")
    yield expect(ended.returncode == 1 and "not in place: mail/postfix/main.cf" in ended.stdout, "--check says that nothing is there", ended.stdout)
    ended = host.install()
    yield equal((ended.returncode, ended.stdout.splitlines()[-1:]), (0, ["the relay accepts the mail of both Odoos"]), "the script sets up the relay")
    heard = [line.split()[3] for line in run("ss", "-Hltnp").stdout.splitlines() if '"master"' in line]
    yield equal(sorted(heard), sorted(f"{network['gateway']}:25" for network in host.networks), "which listens before there are networks, and nowhere else")
    account = pathlib.Path("/etc/postfix/sasl_passwd")
    if host.account:
        yield equal((oct(account.stat().st_mode)[-3:], account.owner()), ("600", "root"), "root alone reads the account")
        yield expect(host.secret.read_text().strip() not in ended.stdout, "nothing of it is printed", ended.stdout)
    else:
        yield expect(not account.exists(), "no account is written where there is none")
    for network in host.networks:
        must("ip", "address", "add", f"{network['gateway']}/{network['subnet'].split('/')[1]}", "dev", "lo")
    for index in range(len(host.networks)):
        must("ip", "address", "add", host.container(index), "dev", "lo")


def again(host, _server):
    """A run when everything is in place, and one after an interrupted run."""
    yield equal((host.install().stdout, host.install("--check").stdout), ("nothing to change\n", ""), "a second run changes nothing")
    note = pathlib.Path("/var/lib", host.model["name"], "mail-unfinished")
    note.touch()
    yield expect("did not finish" in host.install("--check").stdout, "--check knows a run that was broken off")
    pathlib.Path("/etc/postfix/postfwd.cf").write_text((host.out / "mail/postfix/postfwd.cf").read_text() + "# one more\n")
    ended = host.install()
    yield expect(ended.returncode == 0 and not note.exists(), "which the next one finishes", ended.stdout)
    yield expect("one more" not in pathlib.Path("/etc/postfix/postfwd.cf").read_text(), "and what was changed by hand is gone")


def handed_over(host, server):
    """Mail of both instances, and of the host's own programs."""
    for index, database in enumerate(("t1_db", "superadmin")):
        yield equal(host.send(database, index=index), "", f"mail of {database} is taken")
    yield expect(awaited(lambda: len(server.letters) == 2), "and arrives", run("postqueue", "-p").stdout)
    yield expect(all("c@d.example" in letter[1][0] for letter in server.letters), "for whom it is written", server.letters)
    if host.account:
        wanted = (host.account, host.secret.read_text().strip(), host.mail["security"] != "none")
        yield equal(set(server.accounts), {wanted}, "with the account as it was given, protected as the site says")
    must("sendmail", "root", input="Subject: of cron\n\ntext\n")
    yield expect(awaited(lambda: len(server.letters) == 3), "mail of this host arrives as well", run("postqueue", "-p").stdout)
    sender, recipients, _ = server.letters[-1]
    yield expect(host.mail["from"] in sender and host.model["alerts"]["mail"] in recipients[0], "from the site's sender, for its alerts", server.letters[-1])
    ended = run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sendmail", "x@y.example", input="Subject: no\n\nno\n")
    yield expect(ended.returncode != 0, "other users of this host cannot send", ended.stdout)


def limited(host, _server):
    """A message that exceeds the rate is refused as a whole, and only for that database."""
    allowed = host.mail["tenant_rate_count"]
    many = [f"c{number}@d.example" for number in range(min(allowed, 900))]
    for _ in range(allowed // len(many)):
        yield equal(host.send("t9_db", many), "", "a database may send to as many as its rate allows")
    rest = allowed - allowed // len(many) * len(many)
    yield equal(host.send("t9_db", many[:rest]) if rest else "", "", "to the last one")
    said = host.send("t9_db", ["a@d.example"])
    yield expect(said.startswith("450") and "this database has sent" in said, "one more is refused for the time being", said)
    yield equal(host.send("t8_db"), "", "another database is not")


def closed(host, _server):
    """Mail of others is refused."""
    letter = ["EHLO t1_db.odoo.internal", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>"]
    address = host.networks[0]["gateway"]
    for source, who in ((address, "this host"), (host.container(1), "the other network"), ("127.0.0.1", "its loopback")):
        answer = dialog(address, *letter, source=source)
        yield expect(answer.startswith("554 5.7.1"), f"nothing is taken from {who}", answer)
    for line in ("GET / HTTP/1.1", "PUT / HTTP/1.1", "HEAD / HTTP/1.0", "host: x"):
        answer = dialog(address, line, source=host.container())
        yield expect(answer.startswith("221"), f"{line!r} ends the connection", answer)
    answer = dialog(address, letter[0], letter[1], "RCPT TO:<root>", source=host.container())
    yield expect(answer.startswith("504"), "a recipient without a domain is refused", answer)


def rotated(host, server):
    """A new password, after the provider has changed it."""
    if not host.account:
        return
    server.account = (host.account, "another")
    host.write_secret("another")
    yield expect("the account of the mail server" in host.install("--check").stdout, "--check sees the new password")
    ended = host.install()
    yield equal(ended.returncode, 0, "the script takes it over")
    count = len(server.letters)
    host.send("t1_db")
    yield expect(awaited(lambda: len(server.letters) > count), "and mail goes on", run("postqueue", "-p").stdout)
    for wrong in ("", "two\nlines", "with blank", "umläut"):
        host.write_secret(wrong)
        yield equal(host.install().returncode, 78, f"a secret such as {wrong!r} is refused")
    host.write_secret("another")


def impostor(host, server):
    """A server whose certificate has another name gets neither the mail nor the account."""
    if host.mail["security"] == "none":
        return
    with tempfile.TemporaryDirectory() as folder:
        pair = [f"{folder}/certificate.pem", f"{folder}/key.pem"]
        certificates.issue(pair[0], pair[1], ["other.example.net"])
        server.context.load_cert_chain(pair[0], pair[1])
        server.visits.clear()
        host.send("t7_db")
        waits = awaited(lambda: "Server certificate not verified" in run("postqueue", "-p").stdout)
    yield expect(waits, "mail waits while the certificate is another's", run("postqueue", "-p").stdout)
    yield equal((server.accounts, server.letters), ([], []), "which gets neither mail nor account")
    yield expect("could not be delivered" in host.install("--check").stdout, "--check says that mail waits")


if __name__ == "__main__":
    inside(prove)
