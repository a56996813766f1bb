"""Alarms reach somebody: notify.sh with a real mail server and a real webhook, both on the loopback of namespaces of its own.

Also what happens when they do not: nothing is lost, nothing is said twice, and the one who asks learns it.
"""

import concurrent.futures
import datetime
import email
import email.policy
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import threading
import time
import typing
import zoneinfo

import certificates
import isolation
from isolation import inside, isolated, private_copy, private_folder
from mail_server import MailServer, Session
from proof import equal, expect, result, run
from variants import variant

PROGRAMS = ["msmtp", "curl", "faketime", "openssl", "flock", *isolation.PROGRAMS]
SITES = ["minimal"]

HOST = "smtp.example.net"
RELAY = {"host": HOST, "from": "alarms@example.net"}
ACCOUNT = """o'dd "us\\er" $HOME %s # é@example.net"""
PASSWORD = "p4ssw0rd.~+/=$,-_" + "x" * 60
WEBHOOK, HEARTBEAT = "http://127.0.0.1:8099/alerts?token=abc&x=1", "http://127.0.0.1:8099/beat"
# One way each, and none.
SETTINGS = {
    "starttls": {"relay": RELAY | {"port": 587, "user": ACCOUNT}, "webhook": WEBHOOK, "heartbeat": HEARTBEAT},
    "tls": {"relay": RELAY | {"port": 465, "security": "tls", "user": "odoo"}, "quiet_hours": "22:00-06:00"},
    "none": {"mail": "pager@example.net", "relay": RELAY | {"port": 25, "security": "none", "user": "odoo"}},
    "noon": {"relay": RELAY | {"port": 2525, "security": "none"}, "quiet_hours": "11:00-13:00"},
    "nobody": {"mail": "pager@example.net"},
}
HOSTILE = [
    "one\r\nBcc: evil@example.net\r\n\r\nbody", "one\nSubject: other\n\n.\nMAIL FROM:<a@b.example>\n.", 'a "quoted" \\ back\\\\slash \\" end',
    '"}], {"text": "other', "$(id) `id` ${HOME} %s %n %%", "\x1b[31mred\x07\x00bell".replace("\x00", ""), "Åse's 東京 \u202e\u2028line",
    "." , "-- -x", "-test", "word " * 4000, "line\n" * 3000, "a\tb\x0bc\x0cd\x7fe", "\\", '"', "'",
]


def check(_out, site, _model):
    """Each kind of relay, and a site that can reach nobody."""
    for settings in SETTINGS.values():
        with variant(site, alerts=settings, server={"timezone": "Europe/Oslo"}) as (out, model):
            yield from isolated(__file__, out, site, model)


class Receiver(http.server.BaseHTTPRequestHandler):
    """A webhook, which keeps what it is sent."""

    calls, answer = [], 200

    def do_POST(self):
        """One call."""
        text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        Receiver.calls.append((self.command, self.path, self.headers.get("Content-Type"), text))
        self.send_response(Receiver.answer)
        self.send_header("Location", "http://127.0.0.1:8099/elsewhere")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *_):
        """Nothing."""


class Watched(Session):
    """Notes which processes there are while a letter is taken, and what they were told."""

    processes: typing.ClassVar[list] = []

    def on_data(self, rest):
        """The letter."""
        Watched.processes += [text for number, text in isolation.of_processes("cmdline", "environ") if number != os.getpid()]
        super().on_data(rest)


class Host:
    """The site on its server."""

    def __init__(self, out, model):
        self.model, self.alerts, self.name = model, model["alerts"], model["name"]
        self.relay = self.alerts.get("relay") or {}
        for folder in ("/srv", "/var/lib", "/run"):
            private_folder(folder)
        for folder in ("/etc/ssl/certs", "/etc/letsencrypt"):
            pathlib.Path(folder).mkdir(exist_ok=True)
        private_copy("/etc")
        with open("/etc/hosts", "a", encoding="ascii") as hosts:
            hosts.write(f"\n127.0.0.1 {HOST}\n")
        certificates.authority()
        with open("/etc/ssl/certs/ca-certificates.crt", "a", encoding="ascii") as trusted:
            trusted.write(certificates.AUTHORITY.read_text(encoding="ascii"))
        self.out = pathlib.Path("/srv/site/out")
        shutil.copytree(out, self.out)
        self.secrets = (self.out / model["secrets"]["host_directory"]).resolve()
        self.secrets.mkdir(parents=True)
        self.password(PASSWORD)
        self.spool = pathlib.Path("/var/lib", self.name, "notify")
        self.pair = ["/run/mail/certificate.pem", "/run/mail/key.pem"]
        certificates.issue(self.pair[0], self.pair[1], [HOST])

    def password(self, text):
        """Writes the password of the relay's account."""
        if self.relay.get("secret"):
            (self.secrets / self.relay["secret"]).write_text(text + "\n", encoding="ascii")

    def server(self, pair=None):
        """The relay, as strict as the site says."""
        Watched.processes = []
        account = (self.relay["user"], PASSWORD) if self.relay.get("user") else None
        server = MailServer("127.0.0.1", self.relay["port"], self.relay["security"], pair or self.pair, account)
        server.RequestHandlerClass = Watched
        return server

    def notify(self, *arguments, at=None, script="notify.sh", **options):
        """Runs a script, at another time if one is given; its output, stdout before stderr."""
        clock = ["faketime", "--exclude-monotonic", f"{at:%Y-%m-%d %H:%M:%S}"] if at else []
        environment = os.environ | {"TZ": "UTC"}
        return run(*clock, "dash", self.out / script, *arguments, cwd="/", env=environment, **options)

    def kept(self):
        """What waits."""
        return sorted(path.name for path in self.spool.glob("[0-9]*"))


def prove(out, _site, model):
    """Everything about one site."""
    host = Host(out, model)
    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 8099), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    yield from usage(host)
    if not host.relay:
        yield from nobody(host)
        return
    with host.server() as server:
        yield from tested(host, server)
        yield from told(host, server)
        yield from hostile(host, server)
        yield from together(host, server)
        yield from failed_backup(host, server)
        yield from full_disk(host, server)
    if host.alerts.get("webhook"):
        yield from webhook(host)
        yield from heartbeat(host)
    else:
        yield from kept(host)
        yield from refused(host)
    if host.alerts.get("quiet_hours"):
        yield from quiet(host)


def usage(host):
    """Wrong words."""
    for words in ([], [""], ["--severity", "bad", "x"], ["--duty", "A B", "x"], ["--duty", "", "x"], ["a", "b"], ["--test", "x"], ["--what"]):
        yield equal(host.notify(*words).returncode, 64, f"{words}: a wrong usage")
    ended = host.notify("--help")
    yield expect(ended.returncode == 0 and "notify.sh --test" in ended.stdout and "#" not in ended.stdout, "--help says how it is used", ended.stdout)
    ended = run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "dash", host.out / "notify.sh", "--test", cwd="/")
    yield expect(ended.returncode != 0, "it is root's", ended.stdout)


def parsed(letter):
    """A letter of the server: who it is for, and the message."""
    sender, recipients, text = letter
    return sender, recipients, email.message_from_string(text, policy=email.policy.default)


def tested(host, server):
    """The test alarm."""
    ended = host.notify("--test", stderr=subprocess.PIPE)
    ways = [f"ok      mail to {host.alerts['mail']} through {HOST}"] + (["ok      the webhook of alerts"] if host.alerts.get("webhook") else [])
    yield equal((ended.returncode, ended.stdout.splitlines(), ended.stderr), (0, ways, ""), "a test alarm names each way")
    sender, recipients, letter = parsed(server.letters[-1])
    yield expect("<alarms@example.net>" in sender and [host.alerts["mail"] in word for word in recipients] == [True], "from the relay's sender, to the site's address", recipients)
    yield equal(str(letter["subject"]), f"[{host.name}] test: alarms reach you", "its subject")
    wanted = {(host.relay["user"], PASSWORD, host.relay["security"] != "none")} if host.relay.get("user") else set()
    yield equal(set(server.accounts), wanted, "account and password arrive as they are, protected as the site says")
    yield equal(host.kept(), [], "a test is not kept")
    texts = b"\n".join(Watched.processes)
    yield expect(len(Watched.processes) > 3 and b"msmtp" in texts, "the processes were listed while the letter was taken", len(Watched.processes))
    yield result(texts.count(PASSWORD.encode()), 0, "passwords in the arguments or variables of a process")
    smoke = (host.out / "smoke-test.sh").read_text(encoding="utf-8")
    yield expect("test_alarm" in smoke, "the smoke test sends it")


def told(host, server):
    """A message, as mail and as JSON."""
    before, calls = len(server.letters), len(Receiver.calls)
    ended = host.notify("--severity", "critical", "--duty", "backup", "the backup failed\nand why")
    yield equal((ended.returncode, ended.stdout), (0, ""), "a message that somebody takes ends with 0, and says nothing")
    yield equal(len(server.letters), before + 1, "one letter arrives")
    _, _, letter = parsed(server.letters[-1])
    yield equal(str(letter["subject"]), f"[{host.name}] critical: backup: the backup failed", "the subject says it all")
    yield expect("the backup failed\nand why" in letter.get_content(), "and the letter has the text", letter)
    names = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
    yield equal(letter.keys(), names, "with the headers that a letter needs")
    if host.alerts.get("webhook"):
        yield equal(len(Receiver.calls), calls + 1, "and the webhook is called once")
        method, path, kind, text = Receiver.calls[-1]
        yield equal((method, path, kind), ("POST", "/alerts?token=abc&x=1", "application/json"), "at its address, with JSON")
        said = json.loads(text)
        subject = f"[{host.name}] critical: backup: the backup failed"
        yield equal(said, {"text": f"{subject}\nthe backup failed\nand why", "site": host.name, "severity": "critical", "duty": "backup"}, "and with everything")


def hostile(host, server):
    """Whatever a text has in it, it is one letter to one address, and one object of JSON."""
    headers = set()
    for text in HOSTILE:
        before, calls = len(server.letters), len(Receiver.calls)
        ended = host.notify("--severity", "critical", "--", text)
        yield expect(ended.returncode == 0 and len(server.letters) == before + 1, f"{text[:20]!r}: one letter arrives", ended.stdout)
        _, recipients, letter = parsed(server.letters[-1])
        headers |= {(tuple(letter.keys()), len(recipients), str(letter["to"]))}
        raw = server.letters[-1][2]
        wrong = [line for line in raw.split("\n") if len(line) > 990 or not re.fullmatch("[ -~]*", line)]
        yield equal(wrong, [], f"{text[:20]!r}: the letter has plain lines only")
        if host.alerts.get("webhook"):
            yield equal(len(Receiver.calls), calls + 1, f"{text[:20]!r}: one call")
            said = json.loads(Receiver.calls[-1][3])
            yield equal((sorted(said), said["severity"]), (["duty", "severity", "site", "text"], "critical"), f"{text[:20]!r}: one object with its four members")
            plain = text.replace("\t", " ").split("\n")[0][:100]
            if re.fullmatch("[ -~]*", plain):
                yield expect(plain in said["text"], f"{text[:20]!r}: the text is what was said", said)
    yield equal(len(headers), 1, "every letter has the same headers, and one recipient")


def together(host, server):
    """Several scripts at the same moment."""
    before = len(server.letters)
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        ends = list(pool.map(lambda number: host.notify("--severity", "critical", f"message {number} of six"), range(6)))
    yield equal([ended.returncode for ended in ends], [0] * 6, "six at the same time all reach somebody: " + "".join(ended.stdout for ended in ends))
    texts = "\n".join(letter[2] for letter in server.letters[before:])
    bodies = [len(re.findall(f"^(?:.*: )?message {number} of six$", texts, re.MULTILINE)) for number in range(6)]
    yield result([count - 1 for count in bodies if count > 2], [], "alarms that came more than once, of six at the same time")
    yield expect(min(bodies) >= 1 and host.kept() == [], "none is lost, and none is left", bodies)


def failed_backup(host, server):
    """On a server without any mail program of its own, a failed backup is in the inbox."""
    programs = pathlib.Path("/run/programs")
    programs.mkdir()
    for folder in ("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"):
        for path in pathlib.Path(folder).iterdir():
            if path.name not in ("mail", "mailx", "sendmail", "bsd-mailx") and not os.path.lexists(programs / path.name):
                (programs / path.name).symlink_to(path)
    before, beats, began = len(server.letters), len(Receiver.calls), time.monotonic()
    (pathlib.Path(host.secrets) / host.model["backup"]["password_secret"]).unlink(missing_ok=True)
    ended = run("dash", host.out / "backup.sh", cwd="/", env={"PATH": str(programs)})
    seconds = time.monotonic() - began
    yield expect(ended.returncode == 1 and "no readable file" in ended.stdout, "a backup without its password fails", ended.stdout)
    yield expect(len(server.letters) == before + 1, "and one letter says so", ended.stdout)
    subject = str(parsed(server.letters[-1])[2]["subject"])
    yield expect(subject.startswith(f"[{host.name}] critical: backup: backup failed: no readable file"), "with the reason in its subject", subject)
    yield result(seconds < 60, True, "a failed backup is in the inbox within a minute, without a mail program of the server's own")
    yield expect(not [call for call in Receiver.calls[beats:] if call[1] == "/beat"], "and no heartbeat says that it was good")


def full_disk(host, server):
    """Where nothing can be written down, an alarm leaves all the same."""
    before = len(server.letters)
    isolation.must("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", host.spool)
    try:
        ended = host.notify("--severity", "critical", "the disk is full")
    finally:
        isolation.must("umount", host.spool)
    yield expect(ended.returncode == 0 and "cannot be written to" in ended.stdout, "a full disk does not hold an alarm back", ended.stdout)
    yield equal(len(server.letters), before + 1, "and it arrives")


def kept(host):
    """No server answers: alarms are kept, and sent later, once."""
    for number in range(3):
        ended = host.notify("--severity", "critical", "--duty", "drill", f"nobody hears this: {number}")
        yield expect(ended.returncode == 1 and "NOBODY WAS REACHED: critical: drill: nobody hears this" in ended.stdout, "a server that is down: nobody was reached", ended.stdout)
        yield expect("cannot connect" in ended.stdout or "refused" in ended.stdout, "and it says why", ended.stdout)
    yield equal(len(host.kept()), 3, "what nobody takes is kept")
    yield equal({path.stat().st_mode & 0o777 for path in [host.spool, *host.spool.glob("[0-9]*")]}, {0o700, 0o600}, "for root's eyes")
    yield equal(host.notify("--waiting").returncode, 1, "--waiting says that they wait")
    with host.server() as server:
        ended = host.notify("--severity", "critical", "the server is back")
        yield equal((ended.returncode, ended.stdout, host.kept()), (0, "", []), "the next alarm takes the others with it")
        subjects = [str(parsed(letter)[2]["subject"]) for letter in server.letters]
        yield equal(subjects, [f"[{host.name}] critical: notice: the server is back", f"[{host.name}] critical: 3 earlier messages"], "in one letter")
        text = server.letters[-1][2]
        yield equal([text.count(f"critical drill: nobody hears this: {number}") for number in range(3)], [1, 1, 1], "with all of them, and when they were meant to come")
    host.notify("--severity", "critical", "again nobody")
    with host.server() as server:
        ended = host.notify("--waiting")
        yield equal((ended.returncode, len(server.letters), host.kept()), (0, 1, []), "and so does the timer")
    ends = [host.notify("--severity", "critical", "again nobody") for _ in range(2)]
    for path in list(host.spool.glob("[0-9]*"))[:1]:
        for number in range(510):
            shutil.copy(path, host.spool / f"{1700000000 + number}-warning-notice.abcdefgh")
    ends.append(host.notify("--severity", "critical", "one more"))
    yield equal((len(host.kept()), any("one more" in path.read_text() for path in host.spool.glob("[0-9]*"))), (500, True), "no more than 500 are kept, the newest")
    shutil.rmtree(host.spool)


def refused(host):
    """A relay that does not prove who it is learns no password; one that refuses the password is named."""
    if host.relay.get("user"):
        host.password("wrong")
        with host.server() as server:
            ended = host.notify("--test")
            yield expect(ended.returncode == 1 and "FAILED  mail to" in ended.stdout and "authentication failed" in ended.stdout, "a wrong password", ended.stdout)
            yield equal(server.letters, [], "sends nothing")
        yield expect("wrong" not in ended.stdout.replace("wrong password", ""), "and is not in the message", ended.stdout)
        host.password(PASSWORD)
        secret = host.secrets / host.relay["secret"]
        secret.rename(secret.with_suffix(".aside"))
        ended = host.notify("--test")
        yield expect(ended.returncode == 1 and f"no readable file {host.out}/../" in ended.stdout, "a password that is not there is named", ended.stdout)
        secret.with_suffix(".aside").rename(secret)
    if host.relay["security"] == "none":
        return
    mine = ["/run/mail/other.pem", "/run/mail/other-key.pem"]
    isolation.must("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "9",
                   "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", mine[1], "-out", mine[0])
    other = ["/run/mail/named.pem", "/run/mail/named-key.pem"]
    certificates.issue(other[0], other[1], ["another.example.net"])
    for pair, what in ((mine, "a certificate of nobody's"), (other, "a certificate for another name")):
        with host.server(pair) as server:
            ended = host.notify("--test")
            yield expect(ended.returncode == 1 and "TLS certificate verification failed" in ended.stdout, what, ended.stdout)
            yield equal((server.accounts, server.letters), ([], []), f"{what}: it learns neither password nor letter")


def webhook(host):
    """The webhook alone: its failures are named, and a redirection is one."""
    ended = host.notify("--severity", "critical", "no relay answers")
    yield expect(ended.returncode == 0 and "the alarm was not taken: mail to" in ended.stdout, "one way is enough, and the other one is named", ended.stdout)
    for answer in (500, 302, 404):
        Receiver.answer = answer
        ended = host.notify("--severity", "critical", f"answer {answer}")
        yield expect(ended.returncode == 1 and f"the webhook of alerts: it answers {answer}" in ended.stdout, f"{answer} is no answer", ended.stdout)
    yield expect("token" not in ended.stdout, "the address is not in the message", ended.stdout)
    Receiver.answer = 200
    calls = len(Receiver.calls)
    yield equal((host.notify("--waiting").returncode, host.kept(), len(Receiver.calls) - calls), (0, [], 1), "and all of it is sent later, in one")
    said = json.loads(Receiver.calls[-1][3])
    yield expect(said["duty"] == "several" and all(f"answer {answer}" in said["text"] for answer in (500, 302, 404)), "with every text", said)


def heartbeat(host):
    """The call that says that all is well."""
    calls = len(Receiver.calls)
    yield equal(host.notify("--heartbeat").returncode, 0, "the heartbeat is taken")
    yield equal([call[:2] for call in Receiver.calls[calls:]], [("GET", "/beat")], "at its address")
    Receiver.answer = 500
    ended = host.notify("--heartbeat")
    yield expect(ended.returncode == 1 and "the heartbeat was not taken: it answers 500" in ended.stdout, "a refusal is named", ended.stdout)
    Receiver.answer = 200


def quiet(host):
    """Warnings wait until the end of the quiet hours; critical alarms never do. The hours are the site's, which are not UTC."""
    oslo = zoneinfo.ZoneInfo("Europe/Oslo")
    day = datetime.datetime.now(oslo).date() + datetime.timedelta(1)
    times = [datetime.time.fromisoformat(host.alerts["quiet_hours"][key]) for key in ("from", "to")]
    last = day + datetime.timedelta(times[1] < times[0])
    begin, end = (datetime.datetime.combine(date, clock, oslo).astimezone(datetime.timezone.utc) for date, clock in zip((day, last), times, strict=True))
    minute = datetime.timedelta(minutes=1)
    with host.server() as server:
        ended = host.notify("before", at=begin - minute)
        yield equal((ended.returncode, len(server.letters)), (0, 1), "a minute before the quiet hours a warning is sent")
        ended = host.notify("--duty", "drill", "in the night", at=begin + minute)
        yield expect(ended.returncode == 0 and f"this is sent at {host.alerts['quiet_hours']['to']}" in ended.stdout, "in them it waits, and says so", ended.stdout)
        host.notify("--severity", "resolved", "all is well", at=end - 2 * minute)
        yield equal((host.notify("--waiting", at=end - minute).returncode, len(server.letters), len(host.kept())), (0, 1, 2), "until their last minute")
        ended = host.notify("--severity", "critical", "on fire", at=end - minute)
        yield equal((ended.returncode, len(server.letters), len(host.kept())), (0, 2, 2), "a critical alarm does not, and takes no warning with it")
        ended = host.notify("--waiting", at=end)
        yield equal((ended.returncode, len(server.letters), host.kept()), (0, 3, []), "when they end, all of it is sent in one letter")
        text = server.letters[-1][2]
        yield expect("warning drill: in the night" in text and "resolved notice: all is well" in text, "with every text", text)


def nobody(host):
    """A site that can reach nobody."""
    for words in (["--test"], ["--severity", "critical", "anything"]):
        ended = host.notify(*words)
        yield expect(ended.returncode == 1 and "neither a mail server nor a webhook" in ended.stdout and "NOBODY WAS REACHED" in ended.stdout,
                     f"{words[0]}: a site without a way says so", ended.stdout)
    yield equal(len(host.kept()), 1, "and keeps the alarm for whoever looks")
    yield equal(host.notify("--heartbeat").returncode, 0, "no heartbeat is asked for, and none is missed")


if __name__ == "__main__":
    inside(prove)
