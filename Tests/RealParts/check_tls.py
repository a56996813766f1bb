"""Scanners of TLS judge every site, by Mozilla's intermediate profile."""

import json
import pathlib

import certificates
import isolation
import odoo_stub
from isolation import inside, isolated
from proof import equal, expect, run
from web_server import Web, start

PROGRAMS = ["nginx", "openssl", "sslyze", "sslscan", *isolation.PROGRAMS]
# Three versions of nginx, both ways to refuse a handshake, and certificates of another origin.
SITES = ["minimal", "cdn", "odoo19", "given-certificates"]
ALWAYS = SITES
CIPHERS = {
    "TLSv1.2": {
        "ECDHE-ECDSA-AES128-GCM-SHA256",
        "ECDHE-ECDSA-AES256-GCM-SHA384",
        "ECDHE-ECDSA-CHACHA20-POLY1305",
    },
    "TLSv1.3": {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"},
}


def check(out, site, model):
    """Proves what scanners say of one site."""
    yield from isolated(__file__, out, site, model)


def prove(out, _site, model):
    """Everything about one running server."""
    odoo_stub.listen_for(model)
    yield from start(out, model)
    web = Web(model)
    for host in (web.superadmin, web.tenant(), web.apex[0]):
        yield from mozilla(web, host)
        yield from offered(web, host)


def scanned(web, host):
    """What sslyze prints of a host, with its exit status, and how it saw sessions resumed."""
    report = pathlib.Path("/run/sslyze.json")
    ended = run(
        *("sslyze", "--mozilla_config=intermediate", "--resum", "--certinfo", "--certinfo_ca_file"),
        *(certificates.AUTHORITY, f"--json_out={report}", f"{host}:443{{{web.server}}}"),
    )
    scan = json.loads(report.read_text(encoding="utf-8"))["server_scan_results"][0]["scan_result"]
    return ended, scan["session_resumption"]["result"]["session_id_resumption_result"]


def mozilla(web, host):
    """sslyze compares with Mozilla's profile: versions, ciphers, curves, the certificate, known attacks."""
    # To it, an attempt that takes too long on a busy machine is a session that was not resumed: so it may look again.
    for _ in range(3):
        ended, resumed = scanned(web, host)
        if resumed == "FULLY_SUPPORTED":
            break
    yield expect(ended.returncode == 0 and f"{host}:443: OK - Compliant" in ended.stdout, f"{host} is as Mozilla wants it", ended.stdout)
    yield equal(resumed, "FULLY_SUPPORTED", f"{host} resumes every session")


def offered(web, host):
    """sslscan lists what is offered: just these ciphers, so that nothing is left out that old clients need."""
    ended = run("sslscan", "--no-colour", f"--sni-name={host}", f"{web.server}:443")
    found = {}
    for line in ended.stdout.splitlines():
        words = line.split()
        if words[:1] and words[0] in ("Preferred", "Accepted"):
            found.setdefault(words[1], set()).add(words[4])
    yield equal(found, CIPHERS, f"the ciphers of {host}")


if __name__ == "__main__":
    inside(prove)
