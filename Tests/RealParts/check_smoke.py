"""The smoke test, in front of nginx and a stub of Odoo: each of its results is printed, whatever is wrong with the site."""

import http.server
import json
import os
import pathlib
import tempfile
import threading
import time

import certificates
import isolation
import odoo_stub
from check_alerts import Receiver
from isolation import inside, isolated, must
from proof import equal, expect, run
from variants import variant
from web_server import start

PROGRAMS = ["nginx", "openssl", "curl", *isolation.PROGRAMS]
# Without and with an allow-list for the superadmin.
SITES = ["minimal", "full"]


def check(_out, site, _model):
    """Checks the script's results for one site."""
    with variant(site, alerts={"webhook": "http://127.0.0.1:8099/alerts"}) as (out, model):
        yield from isolated(__file__, out, site, model)


def points(out, *options):
    """The script's exit status, and its results: whether each test passed, and its name."""
    ended = run(out / "smoke-test.sh", *options)
    lines = [line.partition("  ") for line in ended.stdout.splitlines() if line.startswith(("ok ", "FAILED "))]
    return ended.returncode, [(verdict, text.strip()) for verdict, _, text in lines]


def failed(told):
    """The failed ones."""
    return sorted(text for verdict, text in told if verdict == "FAILED")


def play_docker(folder, status=0):
    """A stub of the engine, whose containers connect to the relay and to nginx."""
    path = pathlib.Path(folder, "docker")
    # There are no networks yet.
    script = f"#!/bin/sh\n[ \"$1\" != network ] || exit 1\ncat >/dev/null\necho of the relay\nexit {status}\n"
    path.write_text(script, encoding="ascii")
    path.chmod(0o755)
    if folder not in os.environ["PATH"].split(":"):
        os.environ["PATH"] = f"{folder}:{os.environ['PATH']}"


def prove(out, _site, model):
    """A good site, then one fault after the other."""
    with tempfile.TemporaryDirectory() as folder:
        yield from judged(out, model, folder)


def judged(out, model, folder):
    """The same, with a folder for stubs."""
    play_docker(folder)
    odoo_stub.listen_for(model)
    yield from start(out, model)
    must("dash", out / "egress.sh")
    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 8099), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    trusted = ("--cacert", certificates.AUTHORITY)
    status, good = points(out, *trusted)
    yield equal((status, failed(good)), (0, []), "every point of a good site holds")
    yield expect(len(good) >= 20, "there are many of them", good)
    yield from alarm(out, model, trusted)
    names = {name.replace("*", "any-tenant") for side in ("superadmin", "tenants") for name in model["tls"][side]["names"]}
    play_docker(folder, 1)
    status, told = points(out, *trusted)
    page = f"https://{model['domains']['superadmin']}/web/login"
    wanted = [f"odoo_superadmin gets {page}, which PDFs need: of the relay"]
    if model["odoo"].get("mail", {}).get("has_relay"):
        wanted += [f"the relay accepts mail of {service}: of the relay" for service in ("odoo", "odoo_superadmin")]
    yield equal((status, failed(told)), (1, wanted), "a container that reaches neither its site nor the relay is reported")
    if not model["odoo"].get("mail", {}).get("has_relay"):
        play_docker(folder, 3)
        ended = run(out / "smoke-test.sh", *trusted)
        said = f"not tested: odoo_superadmin does not know the name in {page}"
        yield expect(ended.returncode == 0 and said in ended.stdout, "a name that is not in DNS yet is no failure", ended.stdout)
    play_docker(folder)
    shown = [f"the certificate of {name} is trusted, and valid for 14 more days: " for name in sorted(names)]

    status, told = points(out)
    yield equal((status, len(told)), (1, len(good)), "an unknown authority: every check is reported, and it ends with 1")
    for text in shown:
        yield expect(any(text + "num=" in point for point in failed(told)), f"it says why: {text}", told)

    certificates.issue_all(model, days=13)
    must("nginx", "-s", "reload")
    time.sleep(2)
    status, told = points(out, *trusted)
    yield equal((status, len(told)), (1, len(good)), "certificates that expire soon: every check is reported, and it ends with 1")
    yield equal(failed(told), [f"{text}it expires before that" for text in shown], "each of them is named, and nothing else")

    must("nft", "flush", "table", "inet", f"{model['name']}-egress")
    status, told = points(out, *trusted)
    kept = "the containers are kept away from this machine and its networks: other rules are in force than these"
    yield expect(any(text.startswith(kept) for text in failed(told)), "rules that are gone are named", told)

    must("nginx", "-s", "stop")
    status, told = points(out, *trusted)
    yield equal((status, len(told)), (1, len(good)), "nginx is gone: every check is reported, and it ends with 1")


def alarm(out, model, trusted):
    """A test alarm is sent the first time, and when it is asked for; without anybody to reach, the test fails."""
    yield equal([json.loads(call[3])["duty"] for call in Receiver.calls], ["test"], "the first run has sent a test alarm")
    told = points(out, *trusted)[1]
    yield expect(("ok", "a test alarm has reached somebody before") in [(verdict.strip(), text) for verdict, text in told], "the second one knows of it", told)
    yield equal((points(out, *trusted, "--alarm")[0], len(Receiver.calls)), (0, 2), "and sends another one if asked")
    Receiver.answer = 500
    status, told = points(out, *trusted, "--alarm")
    lost = [text for text in failed(told) if text.startswith("a test alarm reaches somebody: ")]
    yield expect(status == 1 and len(failed(told)) == 1 and "the webhook of alerts: it answers 500" in lost[0], "whom no alarm reaches learns it", told)
    Receiver.answer = 200
    note = pathlib.Path("/var/lib", model["name"], "alarm-tested")
    note.write_text("other settings\n", encoding="ascii")
    calls = len(Receiver.calls)
    yield equal((points(out, *trusted)[0], len(Receiver.calls) - calls), (0, 1), "other settings are tested")


if __name__ == "__main__":
    inside(prove)
