"""The daily check: each thing that it looks at is broken once, and told of by a real webhook; what is well is not told of.

nginx, openssl, jq and df are real. The scripts that it asks (ufw.sh, egress.sh, drift.sh) are proven elsewhere, and stand-ins here.
"""

import http.server
import json
import os
import pathlib
import re
import threading
import time

import certificates
import isolation
from check_alerts import Receiver
from isolation import inside, isolated, must
from proof import equal, expect, result, run
from variants import variant
from web_server import start

PROGRAMS = ["nginx", "openssl", "curl", "jq", *isolation.PROGRAMS]
SITES = ["minimal"]
DAY = 86400
METRICS = pathlib.Path("/var/lib/prometheus/node-exporter")
# Says what the file beside it has, and ends as that says.
STAND_IN = """#!/bin/sh
[ -e "$0.says" ] || exit 0
cat -- "$0.says"
exit "$(cat -- "$0.status")"
"""
DRIFT = {"findings": [], "unknown": []}


def check(_out, site, _model):
    """Checks it for a site that can reach a webhook."""
    with variant(site, alerts={"webhook": "http://127.0.0.1:8099/alerts"}) as (out, model):
        yield from isolated(__file__, out, site, model)


class Host:
    """A server on which everything is well."""

    def __init__(self, out, model):
        self.out, self.model, self.name = out, model, model["name"]
        self.state = pathlib.Path("/var/lib", self.name)
        for script in ("ufw.sh", "egress.sh", "drift.sh"):
            (out / script).write_text(STAND_IN, encoding="ascii")
        self.says("drift.sh", json.dumps(DRIFT), 0)
        drills = self.state / "backup/drills"
        drills.mkdir(parents=True)
        (self.state / "deployed").touch()
        os.utime(self.state / "deployed", (0, 0))
        self.backed_up(3600)
        self.drilled(3600)

    def says(self, script, text, status):
        """What a stand-in says from now on; nothing where it has no text."""
        if text is None:
            (self.out / f"{script}.says").unlink(missing_ok=True)
            return
        (self.out / f"{script}.says").write_text(text + "\n", encoding="utf-8")
        (self.out / f"{script}.status").write_text(str(status), encoding="ascii")

    def backed_up(self, seconds):
        """The last good backup was so long ago."""
        (self.state / "backup/last-success").write_text(f"{int(time.time()) - seconds}\n", encoding="ascii")

    def drilled(self, seconds, outcome="passed"):
        """So was the last restore test."""
        ended = int(time.time()) - seconds
        head = f'{{"format": "restore-test", "version": 1, "site": "{self.name}", "began": {ended - 9}, "ended": {ended}, "repository": 0, "outcome": "{outcome}",\n'
        (self.state / "backup/drills/20260101T000000Z.json").write_text(head + " ...\n", encoding="ascii")

    def look(self, *arguments):
        """One run: how it ended, and what was told."""
        before = len(Receiver.calls)
        ended = run("dash", self.out / "daily-check.sh", *arguments, cwd="/")
        return ended, [json.loads(call[3]) for call in Receiver.calls[before:]]

    def metrics(self):
        """The values that it has written, by their names."""
        lines = (METRICS / f"{self.name}-daily.prom").read_text(encoding="ascii").splitlines()
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}


def prove(out, _site, model):
    """A good server, then one fault after the other."""
    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 8099), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    yield from start(out, model)
    host = Host(out, model)
    yield from good(host)
    yield from faults(host)
    yield from told_again(host)


def good(host):
    """Nothing is wrong."""
    yield equal(host.look("--wrong")[0].returncode, 64, "an unknown option ends with 64")
    ended, told = host.look()
    yield equal((ended.returncode, ended.stdout, told), (0, "all is well\n", []), "a good server: nobody is told")
    yield expect(not METRICS.exists(), "without a node exporter there is no file for it")
    METRICS.mkdir(parents=True)
    host.look()
    values = host.metrics()
    ends = {side: int(run("date", "-d", enddate(host.model["tls"][side]["certificate"]), "+%s").stdout) for side in ("superadmin", "tenants")}
    now = values.pop("odoo_daily_check_last_success_timestamp_seconds")
    yield expect(abs(now - time.time()) < 300, "the time of the run is written", now)
    wanted = {"odoo_firewall_in_force": 1, "odoo_egress_in_force": 1, "odoo_drift_findings": 0, "odoo_daily_check_findings": 0}
    wanted |= {f'odoo_certificate_not_after_timestamp_seconds{{certificate="{side}"}}': end for side, end in ends.items()}
    yield equal(values, wanted, "and what Prometheus reads")
    yield equal(list(METRICS.glob("*.new")), [], "in one step")


def enddate(path):
    """When a certificate ends, in openssl's words."""
    return must("openssl", "x509", "-in", path, "-noout", "-enddate").strip().removeprefix("notAfter=")


def shown(host, days, which="superadmin"):
    """Makes a certificate that lasts for so many days, and has nginx show it."""
    plan = host.model["tls"][which]
    certificates.issue(plan["certificate"], plan["key"], plan["names"], days)
    must("nginx", "-s", "reload")
    time.sleep(1)


def faults(host):
    """Each fault, its severity and its words; and the metric that shows it."""
    finding = {"part": "crontab", "subject": "/etc/cron.d/shop-backup", "message": "it is missing", "kind": "changed"}
    walls = {"part": "firewall", "subject": "22", "message": "this rule was removed", "kind": "changed"}
    plan = host.model["tls"]["superadmin"]
    cases = [
        (lambda: host.says("ufw.sh", "missing: allow shop: SSH\n" * 7, 1), lambda: host.says("ufw.sh", None, 0),
         "critical: firewall: the firewall's rules are not in force: missing: allow shop: SSH; .*; and 2 more", ("odoo_firewall_in_force", 0)),
        (lambda: host.says("egress.sh", "no table", 1), lambda: host.says("egress.sh", None, 0),
         "critical: egress: what keeps the containers away from this machine is not in force: no table", ("odoo_egress_in_force", 0)),
        (lambda: host.says("drift.sh", json.dumps({"findings": [finding, walls], "unknown": [{"part": "nginx", "message": "x"}]}), 2), lambda: host.says("drift.sh", json.dumps(DRIFT), 0),
         "warning: drift: this server is not as this folder says: crontab: /etc/cron.d/shop-backup: it is missing; nginx could not be looked at: x$", ("odoo_drift_findings", 2)),
        (lambda: host.says("drift.sh", "jq is not installed", 2), lambda: host.says("drift.sh", json.dumps(DRIFT), 0),
         "warning: drift: drift.sh ends without a result: jq is not installed", None),
        (lambda: shown(host, 20), lambda: shown(host, 90), None, None),
        (lambda: shown(host, 2), lambda: shown(host, 90), f"critical: certificates: {plan['certificate']} ends in [12] days", None),
        (lambda: pathlib.Path(plan["certificate"]).write_text("nothing"), lambda: shown(host, 90), f"critical: certificates: {plan['certificate']} is missing, or no certificate", None),
        (lambda: certificates.issue(plan["certificate"], plan["key"], plan["names"]), lambda: shown(host, 90),
         f"warning: certificates: nginx shows another certificate for {plan['names'][0]} than", None),
        (lambda: host.backed_up(DAY + 7300), lambda: host.backed_up(3600), "critical: backup: the newest good backup is 26 hours old", None),
        (lambda: (host.state / "backup/last-success").unlink(), lambda: host.backed_up(3600), "critical: backup: the newest good backup is missing", None),
        (lambda: host.drilled(9 * DAY), lambda: host.drilled(3600), "warning: drill: the newest good restore test is 216 hours old", None),
        (lambda: host.drilled(3600, "failed"), lambda: host.drilled(3600), "warning: drill: the newest good restore test is missing", None),
        (lambda: (host.state / "update").mkdir(), lambda: (host.state / "update").rmdir(), "warning: update: an update was interrupted", None),
        (lambda: fill(96), empty, "warning: disk: /var/lib/docker has 4 % of its space left", None),
        (lambda: fill(98), empty, "critical: disk: /var/lib/docker has 2 % of its space left", None),
    ]
    found = 0
    for spoil, mend, wanted, metric in cases:
        spoil()
        ended, told = host.look()
        if wanted is None:
            # A certificate that was made for 20 days is renewed later than one for 90.
            yield equal((ended.returncode, told), (0, [{**told[0], "severity": "resolved"}] if told else []), "a short certificate at its beginning is no fault")
            mend()
            continue
        severity = wanted.partition(":")[0]
        yield expect(ended.returncode == 1 and re.search(f"^{wanted}", ended.stdout, re.MULTILINE), wanted, ended.stdout)
        yield equal([(one["severity"], one["duty"]) for one in told], [(severity, "daily-check")], f"{wanted}: it is told once")
        yield expect(re.search("^- " + wanted.partition(": ")[2], told[0]["text"], re.MULTILINE) if told else False, f"{wanted}: in these words", told)
        if metric:
            yield equal(host.metrics().get(metric[0]), metric[1], f"{wanted}: Prometheus sees it")
        found += 1
        mend()
    yield result(found, len(cases) - 1, "faults that the daily check tells of")
    must("nginx", "-s", "stop")
    ended, told = host.look()
    yield expect("nginx shows no certificate" in ended.stdout and told[0]["severity"] == "critical", "nginx is gone", ended.stdout)


def fill(percent):
    """A small disk that is so full."""
    place = pathlib.Path("/var/lib/docker")
    place.mkdir(exist_ok=True)
    must("mount", "-t", "tmpfs", "-o", "size=100M", "tmpfs", place)
    (place / "filled").write_bytes(b"x" * (percent << 20))


def empty():
    """Takes it away again."""
    must("umount", "/var/lib/docker")


def told_again(host):
    """A dry run tells nobody; a later good run tells that all is well, once; and what nobody has taken is sent."""
    host.says("egress.sh", "no table", 1)
    ended, told = host.look("--dry-run")
    yield expect(ended.returncode == 1 and "no table" in ended.stdout and not told, "a dry run tells nobody", ended.stdout)
    must("nginx")
    time.sleep(1)
    Receiver.answer = 500
    ended, _ = host.look()
    yield expect("NOBODY WAS REACHED" in ended.stdout, "nobody takes it", ended.stdout)
    Receiver.answer = 200
    host.says("egress.sh", None, 0)
    ended, told = host.look()
    yield equal([one["severity"] for one in told], ["resolved", "critical"], "the next day all is well, and yesterday's alarm arrives too")
    yield equal((host.look()[1], list((host.state / "notify").glob("[0-9]*"))), ([], []), "and on the day after nobody is told")


if __name__ == "__main__":
    inside(prove)
