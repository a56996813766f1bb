"""Zones, checked by named-checkzone and served by the real named on the loopback."""

import contextlib
import shutil
import socket
import subprocess
import time

import dns.exception
import dns.message
import dns.query
import dns.rdatatype

from case import Wrong

HEAD = "$ORIGIN example.\n@ 60 IN SOA a.example. b.example. 1 2 3 4 5\n@ 60 IN NS a.example.\na 60 IN A 192.0.2.1\n"
CONFIGURATION = """options {{
  directory "{folder}";
  listen-on port {port} {{ 127.0.0.1; }};
  listen-on-v6 {{ none; }};
  recursion no;
  pid-file none;
  session-keyfile none;
}};
controls {{ }};
zone "example" {{ type primary; file "zone"; }};
"""


def read(cases, folder):
    """What a client gets for each name."""
    (folder / "zone").write_bytes(HEAD.encode() + b"".join(case.output.encode() for case in cases))
    checked = subprocess.run(["named-checkzone", "example", folder / "zone"], capture_output=True, check=False)
    if checked.returncode != 0:
        return [Wrong(f"named-checkzone: {checked.stdout.decode(errors='backslashreplace')[-500:]}")] * len(cases)
    with served(folder) as port:
        return [ask(case, port) for case in cases]


@contextlib.contextmanager
def served(folder):
    """Runs named for the zone, and yields its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "named.conf").write_text(CONFIGURATION.format(folder=folder, port=port), encoding="utf-8")
    # A copy: where AppArmor confines named, it may read its own folders only.
    program = shutil.copy(shutil.which("named"), folder / "named")
    with open(folder / "log", "wb") as log:
        named = subprocess.Popen(  # pylint: disable=consider-using-with
            [program, "-g", "-n", "1", "-c", folder / "named.conf"], stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        wait(port, named, folder / "log")
        yield port
    finally:
        named.terminate()
        named.wait(20)


def wait(port, named, log):
    """Waits until named answers."""
    for _ in range(100):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        if named.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"named does not answer:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


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
