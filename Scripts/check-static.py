#!/usr/bin/env python3
"""Reads the program headers of an ELF file: a static one needs no interpreter and no shared library."""

import struct
import sys

PT_DYNAMIC, PT_INTERP, DT_NEEDED = 2, 3, 1


def main(path):
    """Fails if the file needs any other file."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:5] != b"\x7fELF\x02":
        sys.exit(f"{path} is not a 64-bit ELF file")
    offset, = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    for index in range(count):
        kind, _, start, _, _, length = struct.unpack_from("<IIQQQQ", data, offset + index * size)
        if kind == PT_INTERP:
            sys.exit(f"{path} needs an interpreter: it is not static")
        if kind == PT_DYNAMIC:
            tags = (struct.unpack_from("<Q", data, at)[0] for at in range(start, start + length, 16))
            if DT_NEEDED in tags:
                sys.exit(f"{path} needs a shared library")
    print(f"{path}: static, {len(data) / 1e6:.1f} MB")


main(sys.argv[1])
