"""Zones, checked by named-checkzone and served by the real named on the loopback."""

import pathlib
import subprocess
import sys

import dns.exception
import dns.message
import dns.query
import dns.rdatatype
from case import Wrong

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "RealParts"))

from name_server import served  # pylint: disable=wrong-import-position

HEAD = "$ORIGIN example.\n@ 60 IN SOA a.example. b.example. 1 2 3 4 5\n@ 60 IN NS a.example.\na 60 IN A 192.0.2.1\n"


def read(cases, folder):
    """What a client gets for each name."""
    (folder / "zone").write_bytes(HEAD.encode() + b"".join(case.output.encode() for case in cases))
    checked = subprocess.run(["named-checkzone", "example", folder / "zone"], capture_output=True, check=False)
    if checked.returncode != 0:
        return [Wrong(f"named-checkzone: {checked.stdout.decode(errors='backslashreplace')[-500:]}")] * len(cases)
    with served(folder, {"example": "zone"}) as port:
        return [ask(case, port) for case in cases]


def ask(case, port):
    """The text of the only record of a name."""
    kind = "CAA" if " CAA " in case.context.template else "TXT"
    try:
        answer = dns.query.tcp(dns.message.make_query(f"{case.label}.example.", kind), "127.0.0.1", 10, port)
    except (OSError, dns.exception.DNSException) as error:
        return Wrong(f"no answer: {error}")
    records = [record for found in answer.answer for record in found]
    if len(records) != 1:
        return Wrong(f"{len(records)} records")
    [record] = records
    text = record.value if record.rdtype == dns.rdatatype.CAA else b"".join(record.strings)
    return text.decode(errors="backslashreplace")
