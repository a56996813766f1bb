#!/usr/bin/env python3
"""Makes a release twice, under different circumstances, and has each of its parts judged by those who read it.

usage: run.py GEN

lintian judges the package, mandoc the manual pages, buildah makes the image for pipelines, and the list of parts is compared with what was pinned and with CycloneDX' own schema. `make install` puts
the same files where it is told.
"""

import gzip
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
TOOLS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", ROOT / ".build/realparts"))
PYTHON = TOOLS / "sbom/bin/python"
if pathlib.Path(sys.prefix) != PYTHON.parent.parent:
    os.execv(PYTHON, [str(PYTHON), *sys.argv])

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

GEN = pathlib.Path(sys.argv[1]).resolve()
MOMENT = "1767225600"  # 2026-01-01
CHECKS = []


def check(function):
    """Marks a function that gets the folder of a release."""
    CHECKS.append(function)
    return function


def run(*command, env=None, status=0, cwd=ROOT):
    """What a program prints."""
    done = subprocess.run(
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300,
        env={**os.environ, **(env or {})})
    if done.returncode != status:
        raise AssertionError(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}")
    return done.stdout


def equal(actual, wanted, what):
    """Fails with both values."""
    if actual != wanted:
        raise AssertionError(f"{what}\n   found: {actual!r}\nexpected: {wanted!r}")


def only(folder, pattern):
    """The one file of a kind."""
    found = sorted(folder.glob(pattern))
    equal(len(found), 1, f"files {pattern}")
    return found[0]


def release(folder, umask, **settings):
    """Makes a release, as somebody with this umask and environment does."""
    place = folder / "dist"
    folder.mkdir(parents=True)
    run("sh", "-c", f"umask {umask}; exec sh '{ROOT}/packaging/dist.sh' '{GEN}' dist", cwd=folder, env={"SOURCE_DATE_EPOCH": MOMENT, **settings})
    return place


def contents(folder):
    """Every file with its mode and its bytes."""
    return {path.name: (oct(path.stat().st_mode), hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted(folder.iterdir())}


@check
def the_checksums_hold(dist):
    """They name every other file, in the form that sha256sum reads."""
    run("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS", cwd=dist)
    listed = re.findall(r"^[0-9a-f]{64}  (\S+)$", (dist / "SHA256SUMS").read_text(encoding="ascii"), re.MULTILINE)
    equal(listed, sorted(path.name for path in dist.iterdir() if path.name != "SHA256SUMS"), "the files that are listed")


@check
def the_version_is_one_fact(dist):
    """The program, the package, the archive and the list of parts have the same."""
    version = run(GEN, "--version").strip()
    equal(run(GEN, "version").strip(), version, "gen version")
    package = only(dist, "*.deb")
    equal(run("dpkg-deb", "--field", package, "Version").strip(), version, "the package")
    equal(package.name.split("_")[1], version, "the package's name")
    equal(only(dist, "*.tar.gz").name.split("-")[1], version, "the archive's name")
    equal(json.loads(only(dist, "*.cdx.json").read_text(encoding="utf-8"))["metadata"]["component"]["version"], version, "the list of parts")


@check
def lintian_finds_nothing(dist):
    """Not even what is only informative; what is meant to be as it is has a reason in lintian-overrides."""
    found = run("lintian", "--allow-root", "--fail-on", "none", "--display-info", "--tag-display-limit", "0", only(dist, "*.deb"))
    equal([line for line in found.splitlines() if re.match(r"[EWI]: ", line)], [], "what lintian says")


@check
def lintian_would_find_something(dist):
    """A package without its manual pages is not clean."""
    with tempfile.TemporaryDirectory() as scratch:
        run("dpkg-deb", "--raw-extract", only(dist, "*.deb"), f"{scratch}/gen")
        for page in pathlib.Path(scratch, "gen/usr/share/man/man1").iterdir():
            page.unlink()
        run("dpkg-deb", "--root-owner-group", "-Znone", "--build", f"{scratch}/gen", f"{scratch}/gen.deb")
        said = run("lintian", "--allow-root", "--fail-on", "none", f"{scratch}/gen.deb")
        assert "no-manual-page" in said, said


@check
def the_manual_has_every_command_and_option(dist):
    """The pages are valid, and what the help has is in them."""
    with tempfile.TemporaryDirectory() as scratch, tarfile.open(only(dist, "*.tar.gz")) as archive:
        pages = {}
        for member in archive:
            if member.isfile() and "/share/man/" in member.name:
                page = pathlib.Path(scratch, pathlib.Path(member.name).name.removesuffix(".gz"))
                page.write_bytes(gzip.decompress(archive.extractfile(member).read()))
                pages[page.name] = run("mandoc", "-T", "utf8", "-O", "width=500", page)
        run("mandoc", "-T", "lint", "-W", "warning", *sorted(pathlib.Path(scratch).iterdir()))
    # Terminals print a letter twice where it is bold.
    pages = {name: re.sub(".\b", "", text) for name, text in pages.items()}
    command = json.loads(run(GEN, "--experimental-dump-help"))["command"]
    names = {f"gen-{one['commandName']}.1" for one in command["subcommands"] if one["commandName"] != "help"}
    equal(set(pages), {"gen.1", "gen-site.yaml.5"} | names, "the pages")

    def lacking(text, one):
        """Arguments of a command, and of those below it, whose name or meaning a page lacks."""
        for argument in one.get("arguments", []):
            if argument["valueName"] in ("help", "version") or not argument["shouldDisplay"]:
                continue
            words = [f"--{name['name']}" for name in argument.get("names", []) if name["kind"] == "long"]
            yield from (word for word in [*words, argument["abstract"].replace("`", "")] if word not in text)
        for below in one.get("subcommands", []):
            yield from lacking(text, below)

    for one in command["subcommands"]:
        if one["commandName"] != "help":
            equal(list(lacking(pages[f"gen-{one['commandName']}.1"], one)), [], f"what gen-{one['commandName']}(1) lacks")
    settings = re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    entries = set(re.findall(r"^ +(\S+)", pages["gen-site.yaml.5"], re.MULTILINE))
    equal([setting for setting in settings if setting not in entries], [], "settings that gen-site.yaml(5) lacks")


@check
def the_parts_are_those_that_were_linked(dist):
    """The list is valid by CycloneDX' schema, has the digest of the program, and every version is an exact one."""
    text = only(dist, "*.cdx.json").read_text(encoding="utf-8")
    equal(JsonStrictValidator(SchemaVersion.V1_5).validate_str(text), None, "what the schema says")
    document = json.loads(text)
    program = only(dist, "gen-*-linux-*[!z]")
    equal(document["metadata"]["component"]["hashes"][0]["content"], hashlib.sha256(program.read_bytes()).hexdigest(), "the digest of the program")
    parts = {part["name"]: part["version"] for part in document["components"]}
    equal([name for name in ("glibc", "libstdc++", "libyaml", "swift", "swift-argument-parser", "swift-foundation", "swift-system") if name not in parts],
          [], "parts that are missing")
    equal([part for part in parts.items() if not re.fullmatch(r"\d+(\.\d+)+", part[1])], [], "versions that are none")
    resolved = json.loads((ROOT / "Package.resolved").read_text(encoding="utf-8"))["pins"]
    equal({pin["identity"]: pin["state"]["version"] for pin in resolved}, {pin["identity"]: parts.get(pin["identity"]) for pin in resolved}, "Swift packages")


@check
def an_installation_has_the_same_files(dist):
    """install.sh puts them below a prefix, and the program works from there."""
    with tempfile.TemporaryDirectory() as scratch, tarfile.open(only(dist, "*.tar.gz")) as archive:
        run("sh", "packaging/install.sh", GEN, f"{scratch}/local", env={"SOURCE_DATE_EPOCH": MOMENT})
        local = pathlib.Path(scratch, "local")
        installed = {path.relative_to(local).as_posix(): path.read_bytes() for path in local.rglob("*") if path.is_file()}
        packed = {member.name.split("/", 1)[1]: archive.extractfile(member).read() for member in archive if member.isfile()}
        equal(installed, {name: data for name, data in packed.items() if not name.startswith("share/doc/")}, "the files")
        equal(run(f"{scratch}/local/bin/gen", "version"), run(GEN, "version"), "the program")
        for arguments in ((), (GEN,), (GEN, "local"), (GEN, "")):
            run("sh", "packaging/install.sh", *arguments, status=64)


@check
def the_image_for_pipelines_has_what_jobs_need(dist):
    """hadolint reads its file, and buildah makes it, on a Debian that is there already and without a network."""
    file = ROOT / "packaging/Containerfile"
    run(TOOLS / "programs/hadolint", "--failure-threshold", "style", file)
    with tempfile.TemporaryDirectory() as scratch:
        store = {"BUILDAH_ISOLATION": "chroot", "STORAGE_DRIVER": "vfs", "TMPDIR": scratch}
        buildah = ("unshare", "--net", "buildah", "--root", f"{scratch}/store", "--runroot", f"{scratch}/run")
        base = run(*buildah, "from", "scratch", env=store).split()[-1]
        run(*buildah, "add", "--quiet", base, TOOLS / "first-hour/root.tar", "/", env=store)
        run(*buildah, "commit", "--quiet", base, "localhost/base", env=store)
        run(*buildah, "build", "--build-arg", "BASE=localhost/base", "--file", file, "--tag", "gen", dist, env=store)
        image = run(*buildah, "from", "localhost/gen", env=store).split()[-1]
        said = run(*buildah, "run", image, "--", "sh", "-c", "gen version && for name in git curl jq; do command -v \"$name\"; done && ls /tmp", env=store)
        equal(said.splitlines(), [run(GEN, "version").strip(), *(f"/usr/bin/{name}" for name in ("git", "curl", "jq")), "gen"], "what is in the image")


def main():
    """Makes the release, compares it with another one, and looks at it."""
    failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        one = release(folder / "one", "022")
        two = release(folder / "another/place", "077", LC_ALL="C", TZ="Asia/Tokyo", HOME="/nonexistent")
        equal(contents(two), contents(one), "a release made somewhere else by somebody else")
        for function in CHECKS:
            try:
                function(one)
            except AssertionError as error:
                failures += 1
                print(f"FAILED {function.__name__}: {error}", file=sys.stderr)
    print(f"two releases are the same; {len(CHECKS)} checks, {failures} failed")
    sys.exit(1 if failures else 0)


main()
