"""named-checkzone reads the emitted records: whole zones as they are, the fragment inside zones with other records. The script
that looks for them asks a real name server."""

import os
import pathlib
import re
import tempfile

from name_server import free_port, served
from proof import equal, expect, run

PROGRAMS = ["named-checkzone", "named-compilezone", "named", "dig", "dash", "busybox"]

# What the owner of a domain has already; the fragment has to get along with it.
OTHERS = """$TTL 3600
@ IN SOA ns1.elsewhere.invalid. hostmaster.elsewhere.invalid. 1 7200 900 1209600 300
@ IN NS ns1.elsewhere.invalid.
@ IN MX 10 mail.elsewhere.invalid.
@ IN TXT "v=spf1 -all"
"""
STRICT = [
    "-i",
    "local",
    "-k",
    "fail",
    "-m",
    "fail",
    "-M",
    "fail",
    "-n",
    "fail",
    "-r",
    "fail",
    "-S",
    "fail",
    "-T",
    "warn",
    "-W",
    "warn",
]


def check(out, _site, model):
    """Checks that name servers accept the records, and that they are those of the model."""
    fragment = (out / "dns/records.zone").read_text(encoding="utf-8")
    yield from fragment_in_zones(fragment, model)
    yield from whole_zones(out / "dns/zones", model)
    yield from table(out / "dns/records.md", model)
    yield from script(out / "dns/check-dns.sh", fragment, model)


def wanted(model, part, zone=None):
    """The records of the model, in the form that named-compilezone prints."""
    seconds = model["dns"]["ttl_seconds"]
    records = {(f"{record['name']}.", seconds, record["type"], record["address"]) for record in part["address_records"]}
    records |= {
        (f"{record['name']}.", seconds, "CAA", f"0 {record['tag']} \"{record['value']}\"")
        for record in part["caa_records"]
    }
    return {record for record in records if zone is None or is_below(record[0], zone)}


def is_below(name, zone):
    """Whether an absolute name is in a zone."""
    return f".{name}".endswith(f".{zone}.")


def load(zone, text):
    """Checks a zone with named-checkzone, and prints it with named-compilezone; returns the result, and the records by type."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "zone")
        file.write_text(text, encoding="utf-8")
        checked = run("named-checkzone", *STRICT, zone, file)
        canonical = pathlib.Path(folder, "canonical")
        run("named-compilezone", "-s", "full", "-o", canonical, zone, file)
        lines = canonical.read_text(encoding="utf-8").splitlines() if canonical.exists() else []
    records = {}
    for line in lines:
        name, seconds, _, kind, value = line.split(None, 4)
        records.setdefault(kind, set()).add((name, int(seconds), kind, value))
    return checked, records


def of_ours(records):
    """Address and authority records of a loaded zone."""
    return set().union(*(records.get(kind, set()) for kind in ("A", "AAAA", "CAA")))


def fragment_in_zones(fragment, model):
    """The fragment belongs to the zones of two domains; each gets its share of it."""
    lines = [line for line in fragment.splitlines() if line and not line.startswith(";")]
    shape = re.compile(r"(\*\.)?[a-z0-9.-]+\. [0-9]+ IN (A|AAAA|CAA) .+")
    for line in lines:
        yield expect(shape.fullmatch(line), "each record has an absolute name, a TTL and a class", line)
    for zone, share in shares(lines).items():
        checked, records = load(zone, f"{OTHERS}{share}")
        yield expect(checked.returncode == 0, f"the fragment is accepted in zone {zone}", checked.stdout)
        yield equal(
            checked.stdout.splitlines(), [f"zone {zone}/IN: loaded serial 1", "OK"], f"without a warning in {zone}"
        )
        yield equal(of_ours(records), wanted(model, model["dns"], zone), f"the records of {zone} are the model's")
        yield equal({kind for kind in records if kind in ("MX", "TXT")}, {"MX", "TXT"}, f"other records of {zone} stay")


def shares(lines):
    """The records of each domain, by the domain that holds them."""
    names = {line.split()[0].removeprefix("*.").removesuffix(".") for line in lines}
    zones = {zone for zone in names if not any(zone != other and is_below(f"{zone}.", other) for other in names)}
    return {zone: "".join(f"{line}\n" for line in lines if is_below(line.split()[0], zone)) for zone in sorted(zones)}


def script(path, fragment, model):
    """check-dns.sh accepts a name server that has the records, and names each that is missing or differs."""
    lines = [line for line in fragment.splitlines() if line and not line.startswith(";")]
    records = len(lines)
    for shell in (["dash"], ["busybox", "sh"]):
        yield equal(asked(shell, path, lines), (0, ""), f"{shell[0]}: all {records} records are found")
        for index, line in enumerate(lines):
            status, said = asked(shell, path, lines[:index] + lines[index + 1 :])
            name, kind = line.split()[0].removesuffix("."), line.split()[3]
            missing = f" {kind} {name} " in said and ("is missing" in said or "has no" in said)
            yield expect(status == 1 and missing, f"{shell[0]}: a missing record is named: {name} {kind}", said)
        address = model["server"]["ipv4"]
        others = [line.replace(f" A {address} ", " A 192.0.2.77 ") for line in lines]
        status, said = asked(shell, path, others)
        wanted_line = f"is 192.0.2.77, and should be only {address}"
        if model["nginx"]["trusted_proxies"]:
            proxied = [*others, f"{model['domains']['tenants']}. 60 IN AAAA 2001:db8::77"]
            yield equal(asked(shell, path, proxied), (0, ""), f"{shell[0]}: behind a proxy, names have the proxy's addresses")
            continue
        yield expect(status == 1 and wanted_line in said, f"{shell[0]}: another address is named", said)
        former = [*lines, f"{model['domains']['tenants']}. 60 IN AAAA 2001:db8::77"]
        status, said = asked(shell, path, former)
        yield expect(status == 1 and "2001:db8::77" in said, f"{shell[0]}: an address of a former server is named", said)
    ended = run("dash", path, "127.0.0.1", env={"PATH": os.environ["PATH"], "DNS_PORT": str(free_port())})
    yield expect(ended.returncode == 69 and "127.0.0.1 does not answer" in ended.stdout, "a resolver that is not there", ended.stdout)


def asked(shell, path, lines):
    """The script's exit status and output, with a name server that has these records."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        zones = {}
        for number, (zone, share) in enumerate(shares(lines).items()):
            (folder / f"zone{number}").write_text(f"{OTHERS}{share}", encoding="utf-8")
            zones[zone] = f"zone{number}"
        with served(folder, zones) as port:
            ended = run(*shell, path, "127.0.0.1", env={"PATH": os.environ["PATH"], "DNS_PORT": str(port)})
    return ended.returncode, ended.stdout


def whole_zones(folder, model):
    """Each zone of dns.zones is a file that a name server loads as it is."""
    zones = model["dns"]["zones"]
    files = sorted(path.name for path in folder.glob("*")) if folder.exists() else []
    yield equal(files, sorted(f"{zone['name']}.zone" for zone in zones), "one file for each whole zone")
    for zone in zones:
        name = zone["name"]
        checked, records = load(name, (folder / f"{name}.zone").read_text(encoding="utf-8"))
        good = [f"zone {name}/IN: loaded serial {zone['serial']}", "OK"]
        yield equal((checked.returncode, checked.stdout.splitlines()), (0, good), f"zone {name} is accepted")
        yield equal(of_ours(records), wanted(model, zone), f"the records of zone {name} are the model's")
        servers = {record[3] for record in records.get("NS", set())}
        yield equal(servers, {f"{server}." for server in zone["nameservers"]}, f"the name servers of zone {name}")
        start = [record[3] for record in records.get("SOA", set())]
        head = f"{zone['primary']}. {zone['hostmaster']}. {zone['serial']} "
        yield expect(len(start) == 1 and start[0].startswith(head), f"the start of zone {name}", start)


def table(path, model):
    """The table for people has one line for each record."""
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    count = len(model["dns"]["address_records"]) + len(model["dns"]["caa_records"])
    yield equal(len(rows), count, "one row for each record")
    for row in rows:
        yield equal(len(row.split(" | ")), 5, f"five columns in {row}")
