"""Pebble: a real ACME server, which asks as Let's Encrypt asks, and signs with a root that it makes at its start."""

import contextlib
import json
import os
import pathlib
import socket
import ssl
import subprocess
import time
import urllib.parse
import urllib.request

import certificates

MANAGEMENT = 15000


@contextlib.contextmanager
def served(directory, folder, name_server, aliases=()):
    """Runs pebble behind the address of its directory, on this host; it asks one name server, at a port. Yields the file of
    its root certificate. Under an alias it is another authority to certbot."""
    address = urllib.parse.urlsplit(directory)
    with open("/etc/hosts", "a", encoding="ascii") as hosts:
        hosts.writelines(f"127.0.0.1 {name}\n" for name in (address.hostname, *aliases))
    certificate, key = folder / "pebble.pem", folder / "pebble.key"
    certificates.issue(certificate, key, [address.hostname, *aliases])
    settings = {
        "listenAddress": f"127.0.0.1:{address.port}",
        "managementListenAddress": f"127.0.0.1:{MANAGEMENT}",
        "certificate": str(certificate),
        "privateKey": str(key),
        "httpPort": 80,
        "tlsPort": 443,
    }
    (folder / "pebble.json").write_text(json.dumps({"pebble": settings}), encoding="ascii")
    # No artificial waits and refusals: they are for those who test clients.
    environment = os.environ | {"PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "0", "PEBBLE_AUTHZREUSE": "0"}
    with open(folder / "pebble.log", "wb") as log:
        process = subprocess.Popen(  # pylint: disable=consider-using-with
            ["pebble", "-config", folder / "pebble.json", "-dnsserver", f"127.0.0.1:{name_server}"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment,
        )
    try:
        wait(address.port)
        yield root(folder / "root.pem")
    finally:
        process.terminate()
        process.wait(20)


def wait(port):
    """Waits until pebble answers."""
    for _ in range(100):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.1)
    raise RuntimeError("pebble does not answer")


def root(file):
    """Puts pebble's root certificate into a file."""
    # Pebble's management port has the certificate of the other one, whose name this is not.
    context = ssl.create_default_context(cafile=certificates.AUTHORITY)
    context.check_hostname = False
    with urllib.request.urlopen(f"https://127.0.0.1:{MANAGEMENT}/roots/0", context=context, timeout=10) as answer:
        pathlib.Path(file).write_bytes(answer.read())
    return file
