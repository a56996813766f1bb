"""logs.sh finds a tenant's lines in all logs, and the logs stay small: real journal, real logrotate, a real nginx that opens its log again."""

import datetime
import gzip
import json
import pathlib
import re
import subprocess
import time

import isolation
from isolation import inside, isolated, must, private_folder
from proof import equal, expect, result, run

PROGRAMS = ["logrotate", "journalctl", "logger", "jq", "nginx", "dash", *isolation.PROGRAMS]
SITES = ["minimal"]


def check(out, site, model):
    """Fills the logs, and asks for them."""
    yield from isolated(__file__, out, site, model)


def prove(out, _site, model):
    """The lines of three tenants, an attacker's among them."""
    for folder in ("/srv", "/run", "/var/log/nginx", "/var/lib"):
        private_folder(folder)
    pathlib.Path("/run/log/journal").mkdir(parents=True)
    pathlib.Path("/run/systemd/journal").mkdir(parents=True)
    with subprocess.Popen(
        ["/lib/systemd/systemd-journald"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    ) as journal:
        while not pathlib.Path("/run/systemd/journal/socket").exists():
            time.sleep(0.05)
        fill(model)
        yield from found(out, model)
        yield from hostile(out, model)
        yield from wrong(out)
        journal.terminate()
    yield from rotated(out, model)


def at(minutes):
    """A time so many minutes ago, as nginx writes it, in a zone of its own."""
    zone = datetime.timezone(datetime.timedelta(hours=2))
    return (datetime.datetime.now(zone) - datetime.timedelta(minutes=minutes)).isoformat(timespec="seconds")


def line(host, minutes, request, status=200):
    """A line of nginx's log."""
    said = {"time": at(minutes), "client": "203.0.113.9", "tenant": host.partition(".")[0], "host": host, "status": status, "bytes": 1, "seconds": 0.5,
            "upstream_seconds": "0.4", "login": "", "method": "GET", "request": request, "cache": "", "tls": "", "http": "", "referer": "", "agent": "x"}  # fmt: skip
    return json.dumps(said, separators=(",", ":"), ensure_ascii=False) + "\n"


def tell(tag, text):
    """An entry of the journal, as the engine writes it."""
    must("logger", "--journald", input=f"SYSLOG_IDENTIFIER={tag}\nMESSAGE={text}\n")


def fill(model):
    """Three files of nginx, and the lines of the containers."""
    name, domain = model["name"], model["domains"]["tenants"]
    log = pathlib.Path(f"/var/log/nginx/{name}.access.log")
    with gzip.open(f"{log}.2.gz", "wt", encoding="utf-8") as file:
        file.write(line(f"a.{domain}", 50, "GET /oldest HTTP/2.0"))
    pathlib.Path(f"{log}.1").write_text(
        line(f"a.{domain}", 90, "GET /tooold HTTP/2.0") + line(f"a.{domain}", 40, "GET /older HTTP/2.0"), encoding="utf-8"
    )
    log.write_text("".join([
        line(f"a.{domain}", 30, "GET /broken HTTP/2.0", 502), line(f"b.{domain}", 20, "GET /other HTTP/2.0"), "not JSON\n",
        line(model["domains"]["superadmin"], 15, "GET /control HTTP/2.0"), line(f"a.{domain}", 10, "GET /\u001b]0;x\u0007\u202e HTTP/2.0"),
    ]), encoding="utf-8")  # fmt: skip
    odoo, server = model["odoo"]["tenants"]["service"], model["postgres"]["tenants"]["service"]
    now = datetime.datetime.now(datetime.timezone.utc)
    stamp, milliseconds = now.strftime("%Y-%m-%d %H:%M:%S"), ",123"
    for text in (f"{stamp}{milliseconds} 1 ERROR a_db odoo.http: Exception of a", "Traceback (most recent call last):", "ValueError: of a",
                 f"{stamp}{milliseconds} 1 INFO b_db odoo.http: line of b", f"{stamp}{milliseconds} 1 INFO a_db odoo.http: calm line of a"):  # fmt: skip
        tell(f"{name}/{odoo}", text)
    for text in (f"{stamp}.123 UTC [7] odoo@a_db ERROR:  canceling statement of a", f"{stamp}.123 UTC [7] odoo@a_db STATEMENT:  SELECT 'ERROR:  @b_db '",
                 f"{stamp}.123 UTC [8] odoo@b_db LOG:  duration: 1 ms of b", f"{stamp}.123 UTC [9] LOG:  checkpoint"):  # fmt: skip
        tell(f"{name}/{server}", text)
    tell(f"other/{odoo}", f"{stamp}{milliseconds} 1 ERROR a_db odoo.http: of another site")
    must("journalctl", "--sync")


def ask(out, *arguments):
    """The lines that logs.sh prints."""
    ended = run("dash", out / "logs.sh", *arguments)
    if ended.returncode != 0:
        raise RuntimeError(ended.stdout)
    return ended.stdout.splitlines()


def words(lines):
    """Each line by its source and its last word."""
    return [f"{line.split(' ')[1]} {line.rsplit(' ', 1)[1]}" for line in lines]


def found(out, model):
    """What belongs to a tenant, in its order."""
    odoo, server = model["odoo"]["tenants"]["service"], model["postgres"]["tenants"]["service"]
    lines = ask(out, "--tenant", "a")
    paths = [re.search(r"GET (\S*)", text)[1] if "nginx:" in text else text for text in lines]
    nginx = [text for text, path in zip(lines, paths) if "nginx:" in text]
    yield equal(
        [path for path in paths if path.startswith("/")][:3],
        ["/oldest", "/older", "/broken"],
        "nginx' lines of three files, in the order of their times",
    )
    yield equal(len(nginx), 4, "without those of other tenants, and those that are too old")
    others = [re.sub("^[^ ]+ ", "", text) for text in lines if "nginx:" not in text]
    yield equal([text.split(": ")[0] for text in others], [odoo] * 4 + [server] * 2, "then the lines of Odoo and PostgreSQL")
    yield equal(
        [text for text in lines if "of b" in text or "of another site" in text or "checkpoint" in text], [], "none of others"
    )
    yield equal(len([text for text in lines if "of a" in text]), 4, "an error with what follows it")
    yield equal(lines, sorted(lines, key=lambda text: text.split(" ")[0]), "everything is sorted by time")
    yield equal(ask(out, "--host", f"a.{model['domains']['tenants']}"), lines, "--host finds the same")
    errors = ask(out, "--tenant", "a", "--errors")
    yield equal(len(errors), 5, f"--errors: the 502, the error of Odoo with what follows, and that of PostgreSQL: {errors}")
    yield equal(len(ask(out, "--service", "nginx")), 6, "--service nginx")
    yield equal(len(ask(out, "--service", server)), 4, "--service with a database server")
    yield equal(len(ask(out, "--tenant", "a", "--service", "nginx", "--since", "2h")), 5, "--since")
    yield equal(len(ask(out, "--tenant", "a", "--service", "nginx", "--since", "35m")), 2, "--since, of less")
    yield equal(len(ask(out, "--service", "nginx", "--since", "2000-01-01")), 7, "--since with a date")
    yield equal(
        [text for text in ask(out, "--host", model["domains"]["superadmin"], "--service", "nginx") if "/control" not in text],
        [],
        "the superadmin's",
    )
    yield equal(ask(out, "--tenant", "nobody"), [], "a tenant without lines")


def hostile(out, model):
    """Whatever a client has sent, the terminal gets printable characters."""
    text = "\n".join(ask(out))
    odd = sorted(
        {
            f"U+{ord(character):04X}"
            for character in text
            if (ord(character) < 32 and character != "\n") or 127 <= ord(character) < 160 or ord(character) == 0x202E
        }
    )
    yield result(odd, [], "no control character reaches the terminal")
    yield expect("GET /?]0;x?? HTTP/2.0" in text, "they are shown as question marks", text)
    tenant = f"b.{model['domains']['tenants']}"
    yield equal(
        [text for text in ask(out, "--tenant", "b") if f"a.{model['domains']['tenants']}" in text],
        [],
        f"none of others at {tenant}",
    )


def wrong(out):
    """Wrong usage ends with 64, and nothing of an argument is run."""
    for arguments in (["--tenant"], ["--tenant", "a b"], ["--tenant", 'x" or true or "'], ["--tenant", "a", "--host", "b.example"], ["--host", "x;id"],
                      ["--service", "none"], ["--since", "yesterday or so"], ["--since", "--version"], ["--odd"]):  # fmt: skip
        ended = run("dash", out / "logs.sh", *arguments)
        yield equal(ended.returncode, 64, f"logs.sh {' '.join(arguments)}")


def rotated(out, model):
    """A log that is too large is rotated, nginx writes into the new one, and no line is lost."""
    name = model["name"]
    log = pathlib.Path(f"/var/log/nginx/{name}.access.log")
    script = f'set -eu; out={out}; . "$out/ops/lib/begin.sh"; . "$out/ops/lib/logs-files.sh"; logrotate_text'
    settings = pathlib.Path("/srv/logrotate.conf")
    settings.write_text(run("dash", "-c", script).stdout, encoding="utf-8")
    configuration = pathlib.Path("/srv/nginx.conf")
    configuration.write_text(
        f"user www-data; pid /run/nginx.pid; error_log /srv/error.log; events {{}} http {{ log_format odoo '$request'; server {{ listen 127.0.0.1:8080;"
        f" access_log {log} odoo; return 204; }} }}\n", encoding="ascii")  # fmt: skip
    for folder in (name, "nginx"):
        pathlib.Path(f"/var/lib/{folder}").mkdir()
    for old in log.parent.glob(f"{log.name}*"):
        old.unlink()
    must("nginx", "-c", configuration)
    rotate = ["logrotate", "--state", f"/var/lib/{name}/logrotate", settings]
    run("curl", "-s", "http://127.0.0.1:8080/first")
    must(*rotate)
    yield equal(sorted(path.name for path in log.parent.glob(f"{log.name}*")), [log.name], "a small log stays")
    # Sparse, but as large as any.
    with log.open("r+b") as file:
        file.truncate(201 << 20)
    ended = run(*rotate)
    yield equal(ended.returncode, 0, f"logrotate ends well: {ended.stdout}")
    yield equal(
        sorted(path.name for path in log.parent.glob(f"{log.name}*")), [log.name, f"{log.name}.1"], "a large one is rotated"
    )
    for _ in range(100):
        run("curl", "-s", "http://127.0.0.1:8080/second")
        if "/second" in log.read_text(encoding="utf-8"):
            break
        time.sleep(0.05)
    yield expect("/second" in log.read_text(encoding="utf-8"), "nginx writes into the new one")
    owner = (log.owner(), log.group(), oct(log.stat().st_mode & 0o777))
    yield equal(owner, ("www-data", "adm", "0o640"), "which has the owner and the mode of the former")
    package = (
        pathlib.Path("/etc/logrotate.d/nginx").read_text(encoding="utf-8")
        if pathlib.Path("/etc/logrotate.d/nginx").exists()
        else "rotate 14\ndaily\n"
    )
    same = (
        all(word in package for word in ("daily", "rotate 14"))
        and "rotate 14" in settings.read_text(encoding="utf-8")
        and "dateext" not in package
    )
    yield expect(same, "the package's rotation counts in the same way", package)
    must("nginx", "-s", "quit", "-c", configuration)


if __name__ == "__main__":
    inside(prove)
