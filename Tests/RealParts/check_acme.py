"""certbot and a real ACME server: from a host without any certificate to renewals, after which nginx is reloaded.

The names are in a real name server, with the zones that gen itself wrote; the challenges go through gen's own nginx.
"""

import base64
import os
import pathlib
import shutil
import ssl
import tempfile
import time

import certificates
import isolation
import name_server
import odoo_stub
import pebble
from host_state import State
from isolation import inside, isolated, must
from proof import equal, expect, run
from variants import variant
from web import connect, head, receive
from web_server import Web, fresh_host

PROGRAMS = ["nginx", "certbot", "pebble", "named", "openssl", "pgrep", *isolation.PROGRAMS]
# The site whose zones are whole, and whose authority is on a port of its own.
SITES = ["zones"]
OTHER_AUTHORITY = "acme.example.net"
SECRET = base64.b64encode(bytes(range(64))).decode()
# By RFC 2136, as tls/credentials.example has it.
CREDENTIALS = """dns_rfc2136_server = 127.0.0.1
dns_rfc2136_port = {port}
dns_rfc2136_name = certbot
dns_rfc2136_secret = {secret}
dns_rfc2136_algorithm = HMAC-SHA512
"""


def check(out, site, model):
    """Checks how one site gets its certificates."""
    yield from isolated(__file__, out, site, model, timeout=600)


def prove(out, source, model):
    """The whole life of certificates."""
    fresh_host(model)
    certificates.authority()
    odoo_stub.listen_for(model)
    # For certbot, which has to trust the ACME server; whom it obtains certificates from is another matter.
    os.environ["REQUESTS_CA_BUNDLE"] = str(certificates.AUTHORITY)
    web = Web(model)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        zones = {zone["name"]: f"{zone['name']}.zone" for zone in model["dns"]["zones"]}
        for file in zones.values():
            shutil.copy(out / "dns/zones" / file, folder)
        with (
            name_server.served(folder, zones, key=("certbot", "hmac-sha512", SECRET)) as port,
            pebble.served(model["tls"]["acme_server"], folder, port, [OTHER_AUTHORITY]) as root,
        ):
            site = Site(out, model, web, root, port)
            for part in (credentials, half, first, again, renewed, checked, moved, expanded):
                yield from part(site)
            yield from elsewhere(site, source)
            yield from behind(site, source)


class Site:
    """One site on its way to certificates."""

    def __init__(self, out, model, web, root, port):
        self.out, self.model, self.web, self.root, self.port = out, model, web, root, port
        self.credentials = pathlib.Path(model["tls"]["dns_challenge"]["credentials"])

    def obtain(self, *options):
        """Runs obtain.sh."""
        return run(self.out / "tls/obtain.sh", *options, timeout=200)

    def check(self, *options):
        """Runs check.sh."""
        return run(self.out / "tls/check.sh", *options, timeout=200)

    def permit(self, secret=SECRET, mode=0o600):
        """Puts credentials where certbot's plugin reads them."""
        self.credentials.parent.mkdir(exist_ok=True)
        self.credentials.write_text(CREDENTIALS.format(port=self.port, secret=secret), encoding="ascii")
        self.credentials.chmod(mode)

    def serial(self, host):
        """The serial number of the certificate served for a host, trusted by the ACME server's root; None if there is none."""
        context = ssl.create_default_context(cafile=self.root)
        try:
            with connect(self.web.server, host, context=context) as connection:
                return connection.getpeercert()["serialNumber"]
        except (OSError, ssl.SSLError):
            return None

    def serials(self):
        """Those of both certificates."""
        return [self.serial(host) for host in (self.web.superadmin, self.web.tenant())]


def credentials(site):
    """Without credentials nothing is started, and the reason is reported."""
    before = State()
    tried = site.obtain()
    yield expect(tried.returncode == 78 and str(site.credentials) in tried.stdout, "no credentials", tried.stdout)
    site.permit(mode=0o644)
    tried = site.obtain()
    yield expect(tried.returncode == 78 and "chmod 600" in tried.stdout, "credentials for everybody", tried.stdout)
    shutil.copy(site.out / "tls/credentials.example", site.credentials)
    site.credentials.chmod(0o600)
    tried = site.obtain()
    yield expect(tried.returncode == 78 and "example" in tried.stdout, "credentials of the example", tried.stdout)
    site.credentials.unlink()
    yield before.unchanged("nothing was changed")
    yield equal(site.obtain("--all").returncode, 64, "an unknown option is no run")


def half(site):
    """On a host without any certificate: those that can be obtained are served, and the others are reported."""
    site.permit(secret=base64.b64encode(bytes(64)).decode())
    before = State()
    planned = site.obtain("--dry-run")
    yield expect(planned.returncode == 0 and planned.stdout.count("certbot certonly") == 2, "--dry-run", planned.stdout)
    yield before.unchanged("--dry-run changes nothing")
    tried = site.obtain()
    tenants = site.model["tls"]["tenants"]["name"]
    yield expect(tried.returncode == 1 and f"FAILED: the certificate {tenants}" in tried.stdout, "one fails", tried.stdout)
    superadmin, tenant = site.serials()
    yield expect(superadmin and tenant is None, "the superadmin's certificate, by HTTP-01, is served alone", tried.stdout)


def first(site):
    """With valid credentials, the same command obtains the others."""
    before = site.serial(site.web.superadmin)
    site.permit()
    tried = site.obtain()
    yield equal(tried.returncode, 0, f"obtain.sh obtains the rest:\n{tried.stdout}")
    superadmin, tenant = site.serials()
    yield expect(tenant, "the tenants' certificate, by DNS-01, is served", tried.stdout)
    yield equal(superadmin, before, "the superadmin's is still the one that was there")
    for host in site.web.apex:
        yield expect(site.serial(host) == tenant, f"{host} has the tenants' certificate", tried.stdout)
    context = ssl.create_default_context(cafile=site.root)
    with connect(site.web.server, site.web.tenant(), context=context) as connection:
        connection.sendall(head(site.web.tenant(), "/web/login"))
        yield expect(b" 200 " in receive(connection)[:20], "a tenant's Odoo answers over TLS")
    for side in ("superadmin", "tenants"):
        plan = site.model["tls"][side]
        said = must("openssl", "x509", "-in", plan["certificate"], "-noout", "-ext", "subjectAltName").splitlines()[1]
        names = [name.strip().removeprefix("DNS:") for name in said.split(",")]
        yield equal(sorted(names), sorted(plan["names"]), f"{side}: the names in the certificate")
        mode = pathlib.Path(plan["key"]).resolve().stat().st_mode & 0o777
        yield equal(oct(mode), oct(0o600), f"{side}: the key is root's alone")
    left = run("dig", "+short", "-p", str(site.port), "@127.0.0.1", "TXT", f"_acme-challenge.{site.web.apex[0]}").stdout
    yield equal(left, "", "the challenge's record is gone again")


def again(site):
    """Running the command again changes nothing: no certificate, no file, no process."""
    before, serials = State(), site.serials()
    tried = site.obtain()
    yield equal(tried.returncode, 0, f"obtain.sh again:\n{tried.stdout}")
    yield before.unchanged("nothing is changed")
    yield equal(site.serials(), serials, "nothing else is served")


def renewed(site):
    """The command of certbot's timer: new certificates, which nginx serves without further steps."""
    before = site.serials()
    tried = run("certbot", "renew", "--force-renewal", "--no-random-sleep-on-renew", "--quiet", timeout=200)
    yield expect(tried.returncode == 0, "certbot renews both", tried.stdout)
    for _ in range(50):
        after = site.serials()
        if not set(after) & set(before):
            break
    yield expect(not set(after) & set(before) and all(after), "nginx serves the new ones", f"{before}\n{after}")
    # A fault in the configuration must not be met by the reload.
    broken = pathlib.Path("/etc/nginx/conf.d/broken.conf")
    broken.write_text("no_such_directive;\n", encoding="ascii")
    tried = run("certbot", "renew", "--force-renewal", "--no-random-sleep-on-renew", timeout=200)
    broken.unlink()
    yield expect("not reloaded" in tried.stdout, "a broken configuration is reported in certbot's output", tried.stdout)
    yield equal(site.serials(), after, "and nginx serves what it served")
    run("/etc/letsencrypt/renewal-hooks/deploy/" + f"{site.model['name']}-reload-nginx")


def checked(site):
    """check.sh accepts all that, and nothing less."""
    for _ in range(50):
        said = site.check()
        if said.returncode == 0:
            break
    yield expect(said.returncode == 0 and "FAULT" not in said.stdout, "check.sh finds no fault", said.stdout)
    hook = pathlib.Path(f"/etc/letsencrypt/renewal-hooks/deploy/{site.model['name']}-reload-nginx")
    timer = pathlib.Path("/etc/cron.d/certbot")
    renewal = pathlib.Path(f"/etc/letsencrypt/renewal/{site.model['tls']['tenants']['name']}.conf")
    for path, word in ((hook, "told of renewals"), (timer, "nothing renews"), (renewal, "does not renew")):
        aside = shutil.move(path, "/run/aside")
        said = site.check()
        yield expect(said.returncode == 1 and word in said.stdout, f"check.sh misses {path}", said.stdout)
        shutil.move(aside, path)
    said = site.check("--dry-run-renewal")
    yield expect(said.returncode == 0, "a renewal is gone through", said.stdout)
    yield equal(site.check().returncode, 0, "and changes nothing")
    yield equal(site.check("--what").returncode, 64, "an unknown option is no run")


def moved(site):
    """Lost certificates are obtained again; until then the other site is served."""
    plan = site.model["tls"]["superadmin"]
    must("certbot", "delete", "--non-interactive", "--cert-name", plan["name"])
    installed = run(site.out / "nginx/install.sh")
    yield equal(installed.returncode, 0, f"a site without its certificate is taken away:\n{installed.stdout}")
    superadmin, tenant = site.serials()
    yield expect(superadmin is None and tenant, "the other one stays", installed.stdout)
    yield equal(site.obtain().returncode, 0, "obtain.sh brings it back")
    yield expect(all(site.serials()), "both are served again")


def expanded(site):
    """A certificate that is for fewer names than the site has now is replaced, and the new one is served at once."""
    apex, tls = site.web.apex[0], site.model["tls"]
    must(
        *("certbot", "certonly", "--non-interactive", "--server", tls["acme_server"], "-d", apex, "--cert-name"),
        *(tls["tenants"]["name"], "--authenticator", "dns-rfc2136", "--dns-rfc2136-propagation-seconds", "1"),
        *("--dns-rfc2136-credentials", site.credentials),
    )
    run(site.out / "tls/reload-nginx.sh")
    for _ in range(50):
        if site.serial(site.web.tenant()) is None:
            break
        time.sleep(0.1)
    yield expect(site.serial(apex) and not site.serial(site.web.tenant()), "a certificate without the wildcard")
    tried = site.obtain()
    yield equal(tried.returncode, 0, f"obtain.sh has it replaced:\n{tried.stdout}")
    yield expect(site.serial(site.web.tenant()), "nginx serves the one with the wildcard", tried.stdout)


def renewal(plan, option):
    """What certbot has for an option in a certificate's renewal configuration."""
    lines = pathlib.Path(f"/etc/letsencrypt/renewal/{plan['name']}.conf").read_text(encoding="utf-8").splitlines()
    return [line.split(" = ")[1].rstrip(",") for line in lines if line.startswith(f"{option} = ")]


def elsewhere(site, source):
    """Another authority in site.yaml: both certificates are obtained there, once, and renewed there."""
    server = site.model["tls"]["acme_server"].replace("acme.example.org", OTHER_AUTHORITY)
    before = site.serials()
    with variant(source, tls={"acme_server": server, "dns_propagation": "2s"}) as (out, model):
        other = Site(out, model, site.web, site.root, site.port)
        said = other.check()
        yield expect(said.returncode == 1 and "unlike this site" in said.stdout, "check.sh sees that it is renewed otherwise", said.stdout)
        tried = other.obtain()
        yield equal(tried.returncode, 0, f"obtain.sh gets them from the other authority:\n{tried.stdout}")
        after = other.serials()
        yield expect(not set(after) & set(before) and all(after), "nginx serves the new ones", f"{before}\n{after}")
        for side in ("superadmin", "tenants"):
            yield equal(renewal(model["tls"][side], "server"), [server], f"{side}: certbot renews there")
        tenants = renewal(model["tls"]["tenants"], "dns_rfc2136_propagation_seconds")
        yield equal(tenants, ["2"], "the other options of the renewal are those of site.yaml too")
        yield equal((other.obtain().returncode, other.serials()), (0, after), "a second run leaves them as they are")
        yield equal(other.check().returncode, 0, "check.sh is content")


def behind(site, source):
    """Where the authority cannot reach port 80, the superadmin's certificate is validated in the DNS, and nginx answers no challenge."""
    for what, changes in (
        ("an allow-list", {"firewall": {"web_from": ["192.0.2.0/24"]}}),
        ("a proxy", {"nginx": {"trusted_proxies": ["192.0.2.0/24"]}, "firewall": {"web_from": []}}),
    ):
        with variant(source, **changes) as (out, model):
            hidden = Site(out, model, site.web, site.root, site.port)
            must("certbot", "delete", "--non-interactive", "--cert-name", model["tls"]["superadmin"]["name"])
            tried = hidden.obtain()
            yield equal(tried.returncode, 0, f"behind {what} obtain.sh gets both:\n{tried.stdout}")
            yield equal(renewal(model["tls"]["superadmin"], "authenticator"), ["dns-rfc2136"], "the superadmin's in the DNS")
            yield expect(all(hidden.serials()), "both are served")
            asked = run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", f"Host: {site.web.superadmin}",
                        "http://127.0.0.1/.well-known/acme-challenge/x")  # fmt: skip
            yield equal(asked.stdout, "308", "port 80 redirects everything")
            before = hidden.serials()
            yield equal((hidden.obtain().returncode, hidden.serials()), (0, before), "a second run leaves them as they are")
    # Back on an open port, the same certificate is validated there again.
    tried = site.obtain()
    yield equal(tried.returncode, 0, f"with port 80 open again obtain.sh goes on:\n{tried.stdout}")
    yield equal(renewal(site.model["tls"]["superadmin"], "authenticator"), ["webroot"], "and certbot renews over port 80")


if __name__ == "__main__":
    inside(prove)
