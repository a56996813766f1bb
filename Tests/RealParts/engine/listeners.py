"""What answers in the namespace of world.py: everything on a few ports of TCP, and a resolver that knows one name, and the tenants'."""

import selectors
import socket
import struct
import sys

INTERNET = "198.51.100.7"
# A name that the resolver knows: it is that address's.
NAME = "hooks.example.org"
# The names below this one are the server's.
ZONE = "shops.example.net"
SERVER = "203.0.113.19"
PORTS = [80, 443, 587]


def wire(name):
    """A name as it is in a question: the length before each label."""
    return b"".join(bytes([len(label)]) + label for label in name.encode().split(b"."))


def answer(query):
    """What the resolver answers to a question for an address."""
    end = query.index(0, 12)
    asked = query[12:end]
    is_site = asked.endswith(wire(ZONE))
    known = is_site or asked == wire(NAME)
    address = SERVER if is_site else INTERNET
    kind = struct.unpack(">H", query[end + 1 : end + 3])[0]
    found = struct.pack(">HHHIH4s", 0xC00C, 1, 1, 60, 4, socket.inet_aton(address)) if known and kind == 1 else b""
    head = query[:2] + struct.pack(">HHHHH", 0x8180 if known else 0x8183, 1, 1 if found else 0, 0, 0)
    return head + query[12 : end + 5] + found


def serve(addresses):
    """Accepts connections on every address, and answers questions over UDP on those that are named."""
    kept = [socket.create_server(("", port), backlog=4096) for port in [*PORTS, 53]]
    with selectors.DefaultSelector() as selector:
        for address in addresses:
            resolver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            resolver.bind((address, 53))
            selector.register(resolver, selectors.EVENT_READ)
        print("ready", flush=True)
        while kept:
            for key, _ in selector.select():
                query, client = key.fileobj.recvfrom(4096)
                key.fileobj.sendto(answer(query), client)


if __name__ == "__main__":
    serve(sys.argv[1:])
