"""The relay of a site, as its own mail/install.sh makes it: Postfix and postfwd, in namespaces of a test, and a mail server to hand over to."""

import contextlib
import pathlib
import shutil

import certificates
from isolation import must, private_copy
from mail_server import MailServer
from proof import run

CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
# Where the mail server is, which is not on a network of containers.
ADDRESS = "198.51.100.25"


def fresh_host():
    """What the packages postfix and postfwd leave behind, debconf told "No configuration". /etc and /var are the test's own."""
    for path in ("main.cf", "sasl_passwd", "postfwd.cf"):
        pathlib.Path("/etc/postfix", path).unlink(missing_ok=True)
    shutil.copyfile("/usr/share/postfix/master.cf.dist", "/etc/postfix/master.cf")
    for path, owner in (("/var/spool/postfix", "root"), ("/var/lib/postfix", "postfix")):
        pathlib.Path(path).mkdir(parents=True, exist_ok=True)
        shutil.chown(path, owner)


def mail_server(model, password):
    """The mail server that the site names, as strict as its settings say; /etc has to be the test's own."""
    mail = model["odoo"]["mail"]
    private_copy("/etc/ssl/certs")
    with open(CERTIFICATES, "a", encoding="ascii") as trusted:
        trusted.write(certificates.AUTHORITY.read_text(encoding="ascii"))
    with open("/etc/hosts", "a", encoding="ascii") as hosts:
        hosts.write(f"{ADDRESS} {mail['host']}\n")
    must("ip", "address", "add", ADDRESS, "dev", "lo")
    pair = ["/run/mail-server/certificate.pem", "/run/mail-server/key.pem"]
    certificates.issue(pair[0], pair[1], [mail["host"]])
    account = (mail["user"], password) if mail.get("user") else None
    return MailServer(ADDRESS, mail["port"], mail["security"], pair, account)


def stop():
    """Ends what install.sh has started."""
    run("postfix", "stop")
    with contextlib.suppress(FileNotFoundError):
        run("kill", pathlib.Path("/run/postfwd.pid").read_text("ascii").strip())
