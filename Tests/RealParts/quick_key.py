#!/usr/bin/env python3
"""Makes the key of a new restic repository quick to derive from its password: restic takes half a second of a processor for that
each time it is called, which is good against who guesses passwords, and most of what the tests of backups would wait for.

usage: quick_key.py REPOSITORY        the password is in the file that RESTIC_PASSWORD_FILE names

The file of a key is described in restic's doc/design.rst: an object of JSON with the numbers of scrypt, and the repository's
own keys, encrypted with AES-256 in counter mode and authenticated by Poly1305-AES.
"""

import base64
import hashlib
import json
import os
import pathlib
import subprocess
import sys

PRIME = (1 << 130) - 5
CLAMP = 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
QUICK = {"N": 2, "r": 8, "p": 1}


def aes(cipher, key, text, *options):
    """What OpenSSL makes of a text."""
    command = ["openssl", "enc", f"-aes-{cipher}", "-K", key.hex(), *options]
    return subprocess.run(command, input=text, capture_output=True, check=True).stdout


def tag(key, nonce, text):
    """The authenticator of a text."""
    total, factor = 0, int.from_bytes(key[16:], "little") & CLAMP
    for place in range(0, len(text), 16):
        total = (total + int.from_bytes(text[place : place + 16] + b"\1", "little")) * factor % PRIME
    masked = aes("128-ecb", key[:16], nonce, "-nopad")
    return ((total + int.from_bytes(masked, "little")) % (1 << 128)).to_bytes(16, "little")


def derived(password, entry):
    """The keys that a password gives."""
    numbers = {name.lower(): entry[name] for name in QUICK}
    key = hashlib.scrypt(password, salt=base64.b64decode(entry["salt"]), dklen=64, maxmem=1 << 28, **numbers)
    return key[:32], key[32:]


def main():
    """Replaces the only key of the repository."""
    folder = pathlib.Path(sys.argv[1], "keys")
    (file,) = folder.iterdir()
    password = pathlib.Path(os.environ["RESTIC_PASSWORD_FILE"]).read_bytes().strip()
    entry = json.loads(file.read_bytes())
    data = base64.b64decode(entry["data"])
    nonce, sealed = data[:16], data[16:-16]
    key, authenticator = derived(password, entry)
    if tag(authenticator, nonce, sealed) != data[-16:]:
        sys.exit(f"quick_key.py: the password does not open {file}")
    text = aes("256-ctr", key, sealed, "-iv", nonce.hex())
    entry |= QUICK
    key, authenticator = derived(password, entry)
    sealed = aes("256-ctr", key, text, "-iv", nonce.hex())
    entry["data"] = base64.b64encode(nonce + sealed + tag(authenticator, nonce, sealed)).decode()
    content = json.dumps(entry).encode()
    file.unlink()
    written = folder / hashlib.sha256(content).hexdigest()
    written.write_bytes(content)
    written.chmod(0o600)


if __name__ == "__main__":
    main()
