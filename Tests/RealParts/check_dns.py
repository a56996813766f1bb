"""named-checkzone reads the emitted records: whole zones as they are, the fragment inside zones with other records."""

import pathlib
import re
import tempfile

from proof import equal, expect, run

PROGRAMS = ["named-checkzone", "named-compilezone"]

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
    """Proves that name servers take the records, and that they are the ones of the model."""
    fragment = (out / "dns/records.zone").read_text(encoding="utf-8")
    yield from fragment_in_zones(fragment, model)
    yield from whole_zones(out / "dns/zones", model)
    yield from table(out / "dns/records.md", model)


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
    """Whether an absolute name lies in a zone."""
    return f".{name}".endswith(f".{zone}.")


def load(zone, text):
    """Has named-checkzone judge a zone and named-compilezone print it; returns the verdict, and records by type."""
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
    names = {line.split()[0].removeprefix("*.") for line in lines}
    zones = {name.removesuffix(".") for name in names}
    zones = {zone for zone in zones if not any(zone != other and is_below(f"{zone}.", other) for other in zones)}
    for zone in sorted(zones):
        share = "\n".join(line for line in lines if is_below(line.split()[0], zone))
        checked, records = load(zone, f"{OTHERS}{share}\n")
        yield expect(checked.returncode == 0, f"the fragment is accepted in zone {zone}", checked.stdout)
        yield equal(
            checked.stdout.splitlines(), [f"zone {zone}/IN: loaded serial 1", "OK"], f"without a warning in {zone}"
        )
        yield equal(of_ours(records), wanted(model, model["dns"], zone), f"the records of {zone} are the model's")
        yield equal({kind for kind in records if kind in ("MX", "TXT")}, {"MX", "TXT"}, f"other records of {zone} stay")


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
