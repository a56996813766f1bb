"""octoDNS itself takes what gen wrote, to a real name server whose zones hold mail and more: our records become those of
the model, and nothing else changes."""

import os
import pathlib
import re
import shutil
import tempfile

import isolation
from isolation import inside, isolated, must
from name_server import served
from proof import equal, expect, run
from variants import variant

PROGRAMS = ["named", "dig", "openssl", *isolation.PROGRAMS]
# The one whose provider is a plain name server.
SITES = ["vault"]

TOOLS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", pathlib.Path(__file__).resolve().parents[2] / ".build/realparts"))
OCTODNS = TOOLS / "octodns/bin"
KEY = ("octodns-key", "hmac-sha256", "c2VjcmV0IG9mIHRoZSB0ZXN0LCBvZiAzMiBieXRlcyE=")
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "RFC2136_HOST": "127.0.0.1",
    "RFC2136_KEY_NAME": KEY[0],
    "RFC2136_KEY_SECRET": KEY[2],
    "RFC2136_KEY_ALGORITHM": "hmac-sha256",
    "CLOUDFLARE_TOKEN": "token",
    "DIGITALOCEAN_TOKEN": "token",
    "AWS_ACCESS_KEY_ID": "id",
    "AWS_SECRET_ACCESS_KEY": "key",
    "GOOGLE_CLOUD_PROJECT": "project",
    "OVH_ENDPOINT": "ovh-eu",
    "OVH_APPLICATION_KEY": "key",
    "OVH_APPLICATION_SECRET": "secret",
    "OVH_CONSUMER_KEY": "key",
}
PROVIDERS = ["cloudflare", "digitalocean", "route53", "google", "ovh", "rfc2136"]

# What the owner has in every zone, whatever of it is ours.
OTHERS = """$TTL 3600
@ IN SOA ns1.elsewhere.invalid. hostmaster.elsewhere.invalid. 1 7200 900 1209600 300
@ IN NS ns1.elsewhere.invalid.
@ IN MX 10 mail.elsewhere.invalid.
@ IN TXT "v=spf1 -all"
@ IN A 192.0.2.1
@ IN CAA 0 issue "elsewhere.invalid"
_dmarc IN TXT "v=DMARC1; p=reject"
mail IN A 192.0.2.2
www IN CNAME elsewhere.invalid.
a.superadmin IN A 192.0.2.3
a.shops IN A 192.0.2.4
"""
# What is wrong at a name of ours, or somebody else's.
AT_OURS = """{label} 60 IN A 192.0.2.9
{label} 60 IN AAAA 2001:db8::9
{label} 60 IN CAA 0 issue "elsewhere.invalid"
{label} 60 IN MX 20 mail.elsewhere.invalid.
"""
AT_WILDCARD = "{label} 60 IN CNAME elsewhere.invalid.\n"


def check(out, site, model):
    """Proves it for names in two zones, for zones whose own names are ours, and for a CAA record that is the operator's."""
    yield from isolated(__file__, out, site, model)
    own = {"provider_zones": ["shops.example.net", "superadmin.example.com"]}
    with variant(site, dns=own) as (other, other_model):
        yield from isolated(__file__, other, site, other_model)
    given = {"tenants": {"certificate": "/etc/ssl/a.pem", "key": "/etc/ssl/a.key"}}
    one = {"provider_zones": ["example.com"]}
    with variant(site, tls=given, domains={"tenants": "shops.example.com"}, dns=one) as (other, other_model):
        yield from isolated(__file__, other, site, other_model)
    for provider in PROVIDERS:
        # Not every system has every plugin of certbot, which this is not about.
        with variant(site, tls={"dns_provider": provider}, server={"os": "ubuntu-24.04"}) as (other, _):
            yield from program_of(provider, other)
    yield from proxied(site)


def prove(out, _site, model):
    """From wrong records to right ones, with a name server on the standard port."""
    config = out / "dns/octodns"
    zones = [zone["name"] for zone in model["dns"]["provider_zones"]]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for zone in model["dns"]["provider_zones"]:
            (folder / zone["name"]).write_text(former(zone), encoding="utf-8")
        with served(folder, {zone: zone for zone in zones}, port=53, key=KEY):
            before = contents(zones)
            planned = sync(config)
            yield expect(planned.returncode == 0, "octoDNS makes a plan", planned.stdout)
            yield equal(contents(zones), before, "a plan changes nothing")
            ended = sync(config, "--doit")
            yield expect(ended.returncode == 0, "octoDNS ends well", ended.stdout)
            others = {record for record in before if not is_managed(record, model)}
            yield expect(len(others) >= 9 * len(zones), "the zones hold others", sorted(others))
            after = contents(zones)
            yield equal(sorted(after - ours(model)), sorted(others), f"{', '.join(zones)}: others stay, wrong ones go")
            yield equal(sorted(ours(model) - after), [], f"{', '.join(zones)}: our records are there")
            again = sync(config, "--doit")
            yield expect("No changes were planned" in again.stdout, "a second run has nothing to do", again.stdout)
            yield equal(contents(zones), after, "and does nothing")
            yield from without_filters(config)


def former(zone):
    """A zone before the first run."""
    text = OTHERS
    for owner in zone["owners"]:
        wrong = AT_WILDCARD if "*" in owner["label"] else AT_OURS
        text += wrong.format(label=owner["label"] or "@")
    return text


def ours(model):
    """The records of the model, as (owner, type, value)."""
    addresses = {(f"{record['name']}.", record["type"], record["address"]) for record in model["dns"]["address_records"]}
    return addresses | {
        (f"{record['name']}.", "CAA", f'0 {record["tag"]} "{record["value"]}"') for record in model["dns"]["caa_records"]
    }


def is_managed(record, model):
    """Whether a record is at a name of ours, and of a type that is decided here for that name."""
    name, kind, _ = record
    decided = {owner for owner, its_kind, _ in ours(model) if its_kind == ("CAA" if kind == "CAA" else "A")}
    return name in decided and kind in ("A", "AAAA", "CNAME", "CAA")


def without_filters(config):
    """The same without its filters would remove the mail: the test above can fail."""
    with tempfile.TemporaryDirectory() as name:
        bare = pathlib.Path(name, "bare")
        shutil.copytree(config, bare)
        text = (bare / "config.yaml").read_text(encoding="utf-8")
        (bare / "config.yaml").write_text(re.sub(r"\n    processors: .*", "", text), encoding="utf-8")
        planned = sync(bare, "--force")
        yield expect(re.search(r"Delete <MxRecord MX", planned.stdout), "without the filters octoDNS would remove the mail", planned.stdout)


def sync(folder, *arguments):
    """Runs octoDNS as its configuration says, in the folder of that."""
    return run(OCTODNS / "octodns-sync", "--config-file", "config.yaml", *arguments, cwd=folder, env=ENVIRONMENT)


def contents(zones):
    """All records of some zones, but their serials and times, as (owner, type, value)."""
    found = set()
    for zone in zones:
        key = f"{KEY[1]}:{KEY[0]}:{KEY[2]}"
        for line in must("dig", "@127.0.0.1", "-y", key, "+noall", "+answer", "+onesoa", zone, "AXFR").splitlines():
            owner, _, _, kind, value = line.split(None, 4)
            if kind not in ("SOA", "TSIG"):
                found.add((owner, kind, value))
    return found


def program_of(provider, out):
    """The provider's own program takes its part of the configuration; it is not tested further, as it would need the Internet."""
    config = out / "dns/octodns"
    pins = (config / "requirements.txt").read_text(encoding="utf-8").split()
    installed = must(OCTODNS / "pip", "--disable-pip-version-check", "freeze").split()
    yield expect(len(pins) == 2 and set(pins) <= set(installed), f"{provider}: the versions that are named are those that ran", pins)
    with tempfile.TemporaryDirectory() as folder:
        account = service_account(pathlib.Path(folder))
        program = "from octodns.manager import Manager; m = Manager('config.yaml'); print(type(m.providers['provider']).SUPPORTS)"
        ended = run(OCTODNS / "python", "-c", program, cwd=config, env=ENVIRONMENT | {"GOOGLE_APPLICATION_CREDENTIALS": str(account)})
        yield expect(
            ended.returncode == 0 and all(f"'{kind}'" in ended.stdout for kind in ("A", "AAAA", "CAA", "CNAME")),
            f"{provider}: its program takes the configuration, and knows our types of records", ended.stdout)


def proxied(site):
    """Behind Cloudflare's proxy the records keep it, as octoDNS's own provider for Cloudflare reads them."""
    proxies = ["192.0.2.0/24"]
    for what, changes in (("behind", {"nginx": {"trusted_proxies": proxies}, "firewall": {"web_from": proxies}}), ("without", {})):
        with variant(site, tls={"dns_provider": "cloudflare"}, server={"ipv6": "2001:db8::9"}, **changes) as (out, model):
            program = (
                "from octodns.manager import Manager; from octodns.zone import Zone\n"
                "manager = Manager('config.yaml')\n"
                f"for name in {[zone['name'] for zone in model['dns']['provider_zones']]}:\n"
                "    zone = Zone(name + '.', [])\n"
                "    manager.providers['records'].populate(zone)\n"
                "    for record in zone.records:\n"
                "        if record._type in ('A', 'AAAA'): print(manager.providers['provider']._record_is_proxied(record))\n"
            )
            ended = run(OCTODNS / "python", "-c", program, cwd=out / "dns/octodns", env=ENVIRONMENT, stderr=None)
        found = ended.stdout.split()
        yield expect(len(found) >= 6 and set(found) == {str(what == "behind")}, f"{what} a proxy: what Cloudflare is told", ended.stdout)


def service_account(folder):
    """A file such as Google hands out, with a key that was made here."""
    must("openssl", "genrsa", "-out", folder / "key.pem", "2048")
    text = (folder / "key.pem").read_text(encoding="utf-8").replace("\n", "\\n")
    path = folder / "account.json"
    path.write_text(
        f'{{"type": "service_account", "client_email": "a@b.invalid", "private_key": "{text}", '
        '"token_uri": "https://token.invalid/"}', encoding="utf-8")
    return path


if __name__ == "__main__":
    inside(prove)
