"""Certificates that somebody else renews: the results of tls/check.sh and tls/obtain.sh, for good and bad ones."""

import pathlib
import re
import shutil

import certificates
import isolation
import odoo_stub
from host_state import State
from isolation import inside, isolated
from proof import equal, expect, run
from web_server import start

PROGRAMS = ["nginx", "openssl", "pgrep", *isolation.PROGRAMS]
SITES = ["given-certificates"]


def check(out, site, model):
    """Checks the results of the scripts."""
    yield from isolated(__file__, out, site, model)


def prove(out, _site, model):
    """One good state, and one fault after the other."""
    odoo_stub.listen_for(model)
    yield from start(out, model)
    before = State()
    for script in ("check", "obtain"):
        said = run(out / f"tls/{script}.sh")
        yield expect(said.returncode == 0 and "FAULT" not in said.stdout, f"{script}.sh is content", said.stdout)
        for side in ("superadmin", "tenants"):
            name = model["tls"][side]["names"][0]
            # Made a moment ago for 90 days, of which the last one may have begun to pass.
            told = re.search(rf"^{re.escape(name)}: {model['tls'][side]['certificate']}, (89|90) days left$", said.stdout, re.MULTILINE)
            yield expect(told, f"it tells of {name}", said.stdout)
    yield before.unchanged("neither changes anything")
    yield equal(run(out / "tls/obtain.sh", "--dry-run").stdout, "../nginx/install.sh\n", "obtain.sh has one thing to do")
    yield equal(sorted(path.name for path in (out / "tls").iterdir()), ["check.sh", "obtain.sh"], "there is no hook")
    yield from faults(out, model["tls"]["tenants"])


def faults(out, plan):
    """Each fault is reported, and the exit status is 1."""
    certificate, key = pathlib.Path(plan["certificate"]), pathlib.Path(plan["key"])
    good = certificate.read_bytes(), key.read_bytes()

    def other(names, days=90):
        certificates.issue(certificate, key, names, days)

    def another_key():
        other(plan["names"])
        certificate.write_bytes(good[0])

    def with_passphrase():
        encrypted = key.with_name("encrypted")
        run("openssl", "pkey", "-in", key, "-aes128", "-passout", "pass:x", "-out", encrypted)
        shutil.move(encrypted, key)

    for what, bring, word in (
        ("another certificate than nginx serves", lambda: other(plan["names"]), "shows another certificate"),
        ("a certificate without the wildcard", lambda: other(plan["names"][:1]), f"is not for {plan['names'][1]}"),
        ("a certificate without the bare domain", lambda: other(plan["names"][1:]), f"is not for {plan['names'][0]}"),
        ("a certificate that ends soon", lambda: other(plan["names"], 5), "not being renewed"),
        ("another certificate's key", another_key, "is not the key of"),
        ("a key with a passphrase", with_passphrase, "is not the key of"),
        ("a key that everybody can read", lambda: key.chmod(0o644), "can be read by everybody"),
        ("no key", key.unlink, "has no certificate"),
        ("no certificate", certificate.unlink, "has no certificate"),
        ("a file that is no certificate", lambda: certificate.write_text("x", encoding="ascii"), "not a certificate"),
    ):
        bring()
        said = run(out / "tls/check.sh")
        yield expect(said.returncode == 1 and word in said.stdout, f"check.sh tells of {what}", said.stdout)
        certificate.write_bytes(good[0])
        key.write_bytes(good[1])
        key.chmod(0o600)
    yield equal(run(out / "tls/check.sh").returncode, 0, "it is content again")
    run("nginx", "-s", "stop")
    said = run(out / "tls/check.sh")
    told = said.returncode == 1 and "shows no certificate" in said.stdout
    yield expect(told, "it tells of a nginx that does not run", said.stdout)


if __name__ == "__main__":
    inside(prove)
