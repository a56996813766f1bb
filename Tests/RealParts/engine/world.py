"""The surroundings of the server: a neighbour in its private network, others behind it, the cloud's metadata, a resolver, and a
host on the Internet. All of them are one namespace on a wire, which answers on some ports of all its addresses."""

import pathlib
import subprocess
import sys

import listeners
from isolation import must
from listeners import INTERNET

# The server's own address in its private network.
HOST = "10.20.0.1"
NEIGHBOUR = "10.20.0.2"
RESOLVER = "10.20.0.53"
BEHIND = "192.168.55.5"
SHARED = "100.65.9.9"
METADATA = "169.254.169.254"
NAMESPACE = "world"


class World:
    """The namespace, its wire and its listeners; the machine's resolver is in it from then on."""

    def __init__(self):
        self.answering = None

    def __enter__(self):
        must("ip", "netns", "add", NAMESPACE)
        must("ip", "link", "add", "w-host", "type", "veth", "peer", "name", "w-world", "netns", NAMESPACE)
        must("ip", "address", "add", f"{HOST}/24", "dev", "w-host")
        must("ip", "link", "set", "w-host", "up")
        inside = ["ip", "-n", NAMESPACE]
        for address in (f"{NEIGHBOUR}/24", f"{RESOLVER}/24", f"{BEHIND}/32", f"{SHARED}/32", f"{METADATA}/32", f"{INTERNET}/32"):
            must(*inside, "address", "add", address, "dev", "w-world")
        must(*inside, "link", "set", "w-world", "up")
        must(*inside, "route", "add", "default", "via", HOST)
        for address in (BEHIND, SHARED, METADATA, INTERNET):
            must("ip", "route", "add", address, "dev", "w-host")
        file = pathlib.Path("/etc/resolv.conf")
        file.unlink(missing_ok=True)
        file.write_text(f"nameserver {RESOLVER}\n", encoding="ascii")
        command = ["nsenter", f"--net=/run/netns/{NAMESPACE}", sys.executable, "-B", listeners.__file__, NEIGHBOUR, RESOLVER]
        # pylint: disable=consider-using-with
        self.answering = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        if not self.answering.stdout.readline():
            raise RuntimeError("the world does not answer")
        return self

    def __exit__(self, *_):
        self.answering.terminate()
        self.answering.wait(10)

    def reaches(self, address, port):
        """Whether somebody out there can open a connection."""
        script = f"import socket; socket.create_connection(({address!r}, {port}), 4)"
        command = ["nsenter", f"--net=/run/netns/{NAMESPACE}", sys.executable, "-c", script]
        return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0
