#!/usr/bin/env python3
"""Copies a program without what tells in which folder it was compiled, so that the same source is the same file wherever it is compiled.

usage: placeless.py PROGRAM COPY

Two parts of an ELF file depend on that folder, and nothing reads them when the program runs: the hashes by which the Swift compiler knows what to
compile again, and the identifier that the linker makes of the whole file. Both are filled with zeros.
"""

import pathlib
import struct
import sys

SECTIONS = {b".swift_modhash", b".note.gnu.build-id"}
# What a note has before its content: the sizes of its name and its content, its type, and the name "GNU".
NOTE_HEAD = 16


def sections(data):
    """The sections of a 64-bit ELF file in little-endian order: the name, the offset and the size of each."""
    if data[:6] != b"\x7fELF\x02\x01":
        sys.exit("placeless.py: not a 64-bit ELF program in little-endian order")
    table, = struct.unpack_from("<Q", data, 0x28)
    size, count, names = struct.unpack_from("<3H", data, 0x3A)
    heads = [struct.unpack_from("<2I4Q", data, table + number * size) for number in range(count)]
    for name, _, _, _, offset, length in heads:
        start = heads[names][4] + name
        yield bytes(data[start:data.index(0, start)]), offset, length


def main():
    """Returns the exit status."""
    program, copy = map(pathlib.Path, sys.argv[1:])
    data = bytearray(program.read_bytes())
    found = {name: (offset, length) for name, offset, length in sections(data) if name in SECTIONS}
    if set(found) != SECTIONS:
        sys.exit(f"placeless.py: {program} has no section {b', '.join(sorted(SECTIONS - set(found))).decode('ascii')}")
    for name, (offset, length) in found.items():
        start = offset + (NOTE_HEAD if name.startswith(b".note") else 0)
        data[start:offset + length] = bytes(offset + length - start)
    copy.write_bytes(data)
    copy.chmod(0o755)
    return 0


if __name__ == "__main__":
    sys.exit(main())
