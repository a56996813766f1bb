"""fail2ban bans who guesses passwords, and nobody else: real fail2ban, nginx' real log format, real nftables."""

import datetime
import ipaddress
import json
import pathlib
import socket
import subprocess
import time

import isolation
from isolation import inside, isolated, must, private_copy, private_folder
from proof import equal, expect, result, run

PROGRAMS = ["fail2ban-client", "fail2ban-regex", "fail2ban-server", "nft", "logrotate", "dash", *isolation.PROGRAMS]
# With addresses that are never banned, and behind a proxy.
SITES = ["ipv6", "full"]

SYSTEMCTL = """#!/bin/sh
printf '%s\\n' "systemctl $*" >>/srv/journal
case "$*" in *is-active*) [ -e /srv/active ] ;; *restart*) : >/srv/active ;; esac
"""
ATTACKER, SECOND, RIGHT, VICTIM = "198.51.100.7", "2001:db8:bad::7", "198.51.100.8", "198.51.100.9"


def check(out, site, model):
    """Installs the files, and lets fail2ban read a log."""
    yield from isolated(__file__, out, site, model)


def prove(out, _site, model):
    """In a network of the test's own, with copies of fail2ban's folder."""
    private_copy("/etc")
    for folder in ("/srv", "/run", "/var/log", "/var/lib", "/usr/local/sbin", "/etc/systemd/system"):
        private_folder(folder)
    pathlib.Path("/var/lib/fail2ban").mkdir()
    pathlib.Path("/run/systemd/system").mkdir(parents=True)
    pathlib.Path("/usr/local/sbin/systemctl").write_text(SYSTEMCTL, encoding="ascii")
    pathlib.Path("/usr/local/sbin/systemctl").chmod(0o755)
    pathlib.Path("/var/log/nginx").mkdir()
    log = pathlib.Path(f"/var/log/nginx/{model['name']}.access.log")
    before = listing()
    yield from installed(out, model, log)
    yield equal(
        {path: text for path, text in listing().items() if path in before},
        before,
        "no file of the operator's or the package's has changed",
    )
    yield from matches(model)
    with Fail2ban() as fail2ban:
        yield from (bans_nobody if model["nginx"]["trusted_proxies"] else bans)(fail2ban, model, log)
        yield from ssh(fail2ban, model)


def listing():
    """Every file of fail2ban's folder."""
    return {str(path): path.read_bytes() for path in pathlib.Path("/etc/fail2ban").rglob("*") if path.is_file()}


def installed(out, model, log):
    """logs/install.sh refuses what cannot be, changes nothing in a dry run, and nothing the second time."""
    script = ["dash", out / "logs/install.sh"]
    yield equal((run(*script, "--wrong").returncode, run(*script, "--help").returncode), (64, 0), "its usage")
    ended = run(*script)
    yield expect(ended.returncode == 1 and str(log) in ended.stdout, "it stops without the log", ended.stdout)
    log.touch(mode=0o640)
    ended = run(*script, "--dry-run")
    name = model["name"]
    files = [f"/etc/{name}-logrotate.conf", f"/etc/systemd/system/{name}-logrotate.timer", f"/etc/fail2ban/filter.d/{name}-login.conf",
             f"/etc/fail2ban/jail.d/{name}.conf"]  # fmt: skip
    said = all(f"write {file}" in ended.stdout for file in files)
    yield expect(
        ended.returncode == 0 and said and not any(pathlib.Path(file).exists() for file in files),
        "a dry run only says it",
        ended.stdout,
    )
    yield equal(run(*script, "--check").returncode, 1, "--check finds that they are missing")
    ended = run(*script)
    yield expect(
        ended.returncode == 0 and all(pathlib.Path(file).exists() for file in files), "it puts its files in place", ended.stdout
    )
    yield equal(
        (run(*script).stdout, run(*script, "--check").stdout), ("nothing to change\n", ""), "a second time, it changes nothing"
    )
    pathlib.Path(f"/etc/{name}-logrotate.conf").unlink()
    broken = pathlib.Path("/etc/fail2ban/jail.local")
    broken.write_text("[odd]\nenabled = true\nfilter = none-such\n", encoding="ascii")
    ended = run(*script)
    yield expect(
        ended.returncode == 1 and not pathlib.Path(files[0]).exists(),
        "it puts nothing in place when fail2ban refuses its settings",
        ended.stdout,
    )
    broken.unlink()
    must(*script)
    judged = run("systemd-analyze", "verify", "--man=no", files[1])
    yield equal([line for line in judged.stdout.splitlines() if f"{name}-logrotate" in line], [], "systemd reads the timer")


def line(client, host, status=200, login="page", **others):
    """A line of nginx's log, as log_format writes it."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    said = {"time": now, "client": client, "tenant": host.partition(".")[0], "host": host, "status": status, "bytes": 512, "seconds": 0.031,
            "upstream_seconds": "0.030", "login": login, "method": "POST", "request": "POST /web/login HTTP/2.0", "cache": "", "tls": "TLSv1.3",
            "http": "HTTP/2.0", "referer": "", "agent": "x"}  # fmt: skip
    return json.dumps(said | others, separators=(",", ":")) + "\n"


def forged(host):
    """Lines by which an attacker would like to have somebody else banned."""
    other = line(VICTIM, host).strip()
    yield line(ATTACKER, host, login="", agent=other)
    yield line(ATTACKER, host, login="", request=f"GET /{other} HTTP/1.1")
    yield line(ATTACKER, host, login="", referer="\n" + other)
    yield line(ATTACKER, f'x","client":"{VICTIM}","tenant":"a","host":"a', login="")
    yield "x" + other + "\n"
    yield f'{{"client":"{VICTIM}"}}' + other + "\n"
    yield f"2026-11-29 22:00:00,000 1 INFO a_db odoo.addons.base.models.res_users: Login failed for db:a_db login:x from {VICTIM}\n"


def matches(model):
    """What the filter takes for a wrong password."""
    host = f"a.{model['domains']['tenants']}"
    file = pathlib.Path("/srv/lines")
    filter_file = f"/etc/fail2ban/filter.d/{model['name']}-login.conf"
    for text, wanted, what in (
        (line(ATTACKER, host), 1, "the form again: a wrong password"),
        (line(SECOND, host), 1, "the same over IPv6"),
        (line(ATTACKER, model["domains"]["superadmin"], tenant=""), 1, "the same at the superadmin's"),
        (line(ATTACKER, host, 303), 0, "a redirection: a right one"),
        (line(ATTACKER, host, 429), 0, "what nginx has refused was no wrong password"),
        (line(ATTACKER, host, login="other"), 0, "a call that is always answered with 200"),
        (line(ATTACKER, host, login=""), 0, "another page"),
        ("".join(forged(host)), 0, "forged lines"),
    ):
        file.write_text(text, encoding="utf-8")
        ended = run("fail2ban-regex", "--print-all-missed", file, filter_file)
        yield expect(f" {wanted} matched" in ended.stdout, f"the filter: {what}", ended.stdout)


class Fail2ban:
    """The server, with a journal for the jail of SSH."""

    def __enter__(self):
        folder = pathlib.Path("/run/log/journal")
        folder.mkdir(parents=True)
        pathlib.Path("/run/systemd/journal").mkdir(parents=True, exist_ok=True)
        pathlib.Path("/run/fail2ban").mkdir()
        # pylint: disable=consider-using-with
        self.journal = subprocess.Popen(
            ["/lib/systemd/systemd-journald"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
        )
        self.until(lambda: pathlib.Path("/run/systemd/journal/socket").exists(), "the journal")
        self.server = subprocess.Popen(
            ["fail2ban-server", "-f", "start"], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
        self.until(lambda: "pong" in run("fail2ban-client", "ping").stdout, "fail2ban")
        return self

    def __exit__(self, *_):
        run("fail2ban-client", "stop")
        self.server.wait(60)
        self.journal.terminate()
        self.journal.wait(60)

    @staticmethod
    def until(condition, what):
        """Waits for something that has to happen."""
        for _ in range(300):
            if condition():
                return
            time.sleep(0.1)
        raise RuntimeError(f"{what} is not there: {pathlib.Path('/var/log/fail2ban.log').read_text(encoding='utf-8')[-2000:]}")

    @staticmethod
    def banned(jail):
        """Who is."""
        return sorted(run("fail2ban-client", "get", jail, "banip").stdout.split())


def elements(model):
    """The addresses in the kernel's sets, of the site's table."""
    ended = run("nft", "--json", "list", "table", "inet", f"gen-{model['name']}-bans")
    if ended.returncode != 0:
        return []
    sets = [item["set"] for item in json.loads(ended.stdout)["nftables"] if "set" in item]
    return sorted(str(element) for found in sets for element in found.get("elem", []))


def bans(fail2ban, model, log):
    """Ten wrong passwords ban the address that they come from."""
    jail = f"{model['name']}-login"
    host = f"a.{model['domains']['tenants']}"
    must(
        "nft",
        "add table inet operators; add chain inet operators input { type filter hook input priority 0; }; add rule inet operators input tcp dport 1 drop",
    )
    others = run("nft", "list", "table", "inet", "operators").stdout
    left_alone = [str(ipaddress.ip_network(network, strict=False)[1]) for network in (*model["odoo"]["superadmin"]["allow_from"], *model["server"]["ssh"]["allow_from"],
                  *(item["subnet"] for item in model["networks"]))] + [model["server"]["ipv4"], model["server"]["ipv6"], "127.0.0.1"]  # fmt: skip
    with log.open("a", encoding="utf-8") as file:
        for _ in range(9):
            file.write(line(ATTACKER, host))
            file.write(line(SECOND, host))
        for _ in range(15):
            file.write(line(RIGHT, host, 303))
            file.write(line(RIGHT, host, 429))
            file.write("".join(forged(host)))
            for address in left_alone:
                file.write(line(address, host))
        # The last one, when all else has been read.
        file.flush()
        fail2ban.until(lambda: "2" in failed(jail), "what fail2ban has read")
        yield equal(
            fail2ban.banned(jail),
            [],
            "nine wrong passwords ban nobody, and neither do right ones, forged lines, or whoever is left alone",
        )
        file.write(line(ATTACKER, host))
        file.write(line(SECOND, host))
    fail2ban.until(lambda: len(elements(model)) >= 2, "the bans")
    yield equal(fail2ban.banned(jail), sorted([ATTACKER, SECOND]), "the tenth bans the address that it came from")
    yield equal(elements(model), sorted([ATTACKER, SECOND]), "the kernel has them")
    yield result([address for address in elements(model) if address in (VICTIM, RIGHT, *left_alone)], [], "nobody else is banned")
    yield from packets()
    yield equal(run("nft", "list", "table", "inet", "operators").stdout, others, "the rules of others are as before")
    must("fail2ban-client", "set", jail, "unbanip", ATTACKER)
    fail2ban.until(lambda: elements(model) == [SECOND], "the end of the ban")
    yield expect(reaches(ATTACKER), "an address whose ban ends gets in again")


def failed(jail):
    """How many addresses have failed, as fail2ban says it."""
    text = run("fail2ban-client", "status", jail).stdout
    return ["2"] if "Currently failed:\t2" in text else []


def reaches(source):
    """Whether a connection from an address to port 443 of this machine is opened."""
    with socket.create_server(("127.0.0.1", 443)) as server, socket.socket() as client:
        server.settimeout(3)
        client.settimeout(3)
        try:
            client.bind((source, 0))
            client.connect(("127.0.0.1", 443))
        except OSError:
            return False
        return True


def packets():
    """The kernel refuses them, and nobody else."""
    for address in (ATTACKER, RIGHT, VICTIM):
        must("ip", "address", "add", f"{address}/32", "dev", "lo")
    yield equal(
        [reaches(address) for address in (ATTACKER, RIGHT, VICTIM)],
        [False, True, True],
        "the kernel refuses connections of the banned address alone",
    )


def bans_nobody(fail2ban, model, log):
    """Behind a proxy there is no jail for the login pages."""
    with log.open("a", encoding="utf-8") as file:
        for _ in range(20):
            file.write(line(ATTACKER, f"a.{model['domains']['tenants']}"))
    jails = run("fail2ban-client", "status").stdout
    yield expect("sshd" in jails and f"{model['name']}-login" not in jails, "behind a proxy, only SSH has a jail", jails)
    yield equal(fail2ban.banned("sshd"), [], "and nobody is banned for wrong passwords at the login pages")


def ssh(fail2ban, model):
    """Wrong passwords over SSH ban too, for the port of this server."""
    said = run("fail2ban-client", "get", "sshd", "journalmatch").stdout
    yield expect("_COMM=sshd" in said, "the jail of SSH reads the journal", said)
    must("fail2ban-client", "set", "sshd", "banip", VICTIM)
    fail2ban.until(lambda: VICTIM in elements(model), "the ban of SSH")
    rules = run("nft", "list", "table", "inet", f"gen-{model['name']}-bans").stdout
    port = model["server"]["ssh"]["port"]
    yield expect(f"dport {port} " in rules, "it is for the port of SSH", rules)
    must("fail2ban-client", "set", "sshd", "unbanip", VICTIM)


if __name__ == "__main__":
    inside(prove)
