#!/usr/bin/env python3
"""Prints what the static program is made of, as a CycloneDX document (https://cyclonedx.org, version 1.5).

usage: sbom.py GEN

The versions are those of this machine, where the program was linked: Swift packages from Package.swift, which names them exactly, libyaml and the
C libraries from the package manager, the Swift run time from the compiler. The time is SOURCE_DATE_EPOCH.
"""

import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
APACHE_SWIFT = {"expression": "Apache-2.0 WITH Swift-exception"}
# Debian's packages that have a static library in the program: the library, its licence, and what it is for.
LIBRARIES = (
    ("libyaml-dev", "libyaml", {"license": {"id": "MIT"}}, "reads YAML"),
    ("libc6-dev", "glibc", {"license": {"id": "LGPL-2.1-or-later"}}, "the C library"),
    ("libstdc++-*-dev", "libstdc++", {"expression": "GPL-3.0-or-later WITH GCC-exception-3.1"}, "the C++ library, for the Swift run time"),
)


def output(*command):
    """What a program prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def package(url, version):
    """A Swift package."""
    name = url.rsplit("/", 1)[1]
    return {
        "type": "library", "bom-ref": f"pkg:swift/{url.removeprefix('https://')}@{version}", "name": name, "version": version,
        "licenses": [APACHE_SWIFT], "purl": f"pkg:swift/{url.removeprefix('https://')}@{version}",
        "externalReferences": [{"type": "vcs", "url": url}]}


def packages():
    """The Swift packages, which Package.swift names by exact version."""
    text = (ROOT / "Package.swift").read_text(encoding="utf-8")
    found = re.findall(r'\.package\(url: "([^"]+)", (.*)\),?\n', text)
    for url, requirement in found:
        exact = re.fullmatch(r'exact: "([0-9.]+)"', requirement)
        if exact is None:
            sys.exit(f"sbom.py: Package.swift does not name the version of {url} exactly: {requirement}")
        yield package(url, exact[1])


def runtime():
    """The Swift run time and the parts of Foundation that are linked, which come with the compiler."""
    version = re.search(r"Swift version (\S+)", output("swift", "--version"))
    if version is None:
        sys.exit("sbom.py: `swift --version` names no version")
    for name, what in (("swift", "the standard library and run time"), ("swift-corelibs-libdispatch", "queues"), ("swift-foundation", "FoundationEssentials")):
        yield {
            "type": "library", "bom-ref": f"pkg:swift/github.com/swiftlang/{name}@{version[1]}", "name": name, "version": version[1],
            "description": what, "licenses": [APACHE_SWIFT], "purl": f"pkg:swift/github.com/swiftlang/{name}@{version[1]}"}


def libraries():
    """The libraries of the operating system, with the version of the package that they come from."""
    system = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', pathlib.Path("/etc/os-release").read_text(encoding="utf-8"), re.MULTILINE))
    for pattern, name, licence, what in LIBRARIES:
        installed = output("dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package} ${Version} ${Architecture}\n", pattern)
        found = [line.split()[1:] for line in installed.splitlines() if line.startswith("installed ")]
        if not found:
            sys.exit(f"sbom.py: no package {pattern} is installed")
        debian, version, architecture = found[-1]
        purl = f"pkg:deb/{system['ID']}/{debian}@{version.replace('+', '%2B')}?arch={architecture}&distro={system['ID']}-{system['VERSION_ID']}"
        # Debian's own number is not part of the library's version.
        yield {
            "type": "library", "bom-ref": purl, "name": name, "version": version.rsplit("-", 1)[0], "description": what,
            "licenses": [licence], "purl": purl}


def document(gen):
    """The whole document."""
    program = pathlib.Path(gen).resolve()
    version = output(str(program), "--version")
    parts = [*packages(), *runtime(), *libraries()]
    reference = f"gen@{version}"
    moment = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {
            "timestamp": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
            "component": {
                "type": "application", "bom-ref": reference, "name": "gen", "version": version, "licenses": [{"license": {"id": "Apache-2.0"}}],
                "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(program.read_bytes()).hexdigest()}]}},
        "components": parts,
        "dependencies": [{"ref": reference, "dependsOn": [part["bom-ref"] for part in parts]}],
    }


if len(sys.argv) != 2:
    sys.exit("usage: sbom.py GEN")
print(json.dumps(document(sys.argv[1]), indent=2, ensure_ascii=False))
