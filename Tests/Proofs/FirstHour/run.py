#!/usr/bin/env python3
"""From nothing to a reviewed change, as somebody does it who has never seen gen.

usage: run.py GEN

In a bare Debian without a network: the package is installed by apt, `gen init` makes a site, `gen build` its output, and both are committed and
pushed to a bare repository. A change goes there on a branch of its own, the job that `gen init --ci gitlab` wrote runs on a fresh clone of it,
and what it says is looked at. At the end a deployment that was made by hand moves in. Prints how long it took until the first output folder, and until the first review.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
TOOLS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", ROOT / ".build/realparts"))
PYTHON = TOOLS / "forges/bin/python"
if pathlib.Path(sys.prefix) != PYTHON.parent.parent:
    os.execv(PYTHON, [str(PYTHON), *sys.argv])

import yaml

GEN = pathlib.Path(sys.argv[1]).resolve()
# What only the operator knows; everything else has a value already.
ANSWERS = {
    "name": "stockshop", "contact": "ops@example.net", "server.ipv4": "203.0.113.10", "server.cpu_cores": "4", "server.memory": "16GiB",
    "server.os": "debian-13",
    "domains.superadmin": "superadmin.example.com", "domains.tenants": "shops.example.net", "tls.dns_provider": "cloudflare",
    "backup.repository": "sftp:backup@backup.example.net:/srv/restic",
}
# A process in the root has its own mounts and processes, and no network.
ENTER = """\
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
root=$1
shift
exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
"""


def says(text, word, what):
    """Fails if a text lacks a word."""
    if word not in text:
        raise AssertionError(f"{what}: no {word!r} in\n{text}")


def equal(actual, wanted, what):
    """Fails with both values."""
    if actual != wanted:
        raise AssertionError(f"{what}\n   found: {actual!r}\nexpected: {wanted!r}")


class Machine:
    """A Debian in a folder."""

    def __init__(self, folder):
        """Unpacks it."""
        self.folder = folder
        folder.mkdir()
        archive = TOOLS / "first-hour/root.tar"
        subprocess.run(["tar", "--extract", "--numeric-owner", f"--file={archive}", f"--directory={folder}", "--exclude=./dev/*"], check=True)
        self.began = time.monotonic()

    @property
    def seconds(self):
        """How long it has been in use."""
        return time.monotonic() - self.began

    def run(self, script, *, folder="/", shell="sh", status=0, **variables):
        """Runs a script in it, and returns what it prints."""
        settings = [f"{name}={value}" for name, value in variables.items()]
        done = subprocess.run(
            ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "sh", "-euc", ENTER, "sh", self.folder, *settings,
             shell, "-euc", f"cd '{folder}'\n{script}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300)
        if done.returncode != status:
            raise AssertionError(f"{script}\nended with {done.returncode}, not {status}:\n{done.stdout}")
        return done.stdout

    def read(self, path):
        """The text of a file in it."""
        return (self.folder / path.lstrip("/")).read_text(encoding="utf-8")


def package(folder):
    """The package for Debian, made from the program that is tested."""
    subprocess.run(["sh", ROOT / "packaging/dist.sh", GEN, folder / "dist"], check=True, capture_output=True)
    return next((folder / "dist").glob("gen_*.deb"))


def install(machine, deb):
    """By apt, as README.md says."""
    (machine.folder / "root" / "gen.deb").write_bytes(deb.read_bytes())
    machine.run("apt-get install --yes ./gen.deb", folder="/root")
    version = machine.run("gen version").strip()
    equal(machine.run("dpkg-query --show --showformat='${Version}' gen"), version, "the version of the package")
    for path in ("share/bash-completion/completions/gen", "share/zsh/vendor-completions/_gen", "share/fish/vendor_completions.d/gen.fish"):
        says(machine.read(f"/usr/{path}"), "gen", path)


def begin(machine):
    """A repository with a site, its output and the pipeline, pushed to where reviews happen."""
    machine.run("""
        git config --global user.name Operator
        git config --global user.email ops@example.net
        git config --global init.defaultBranch main
        git init --quiet --bare /srv/site.git
        git clone --quiet /srv/site.git site 2>/dev/null
        """, folder="/root")
    settings = " ".join(f"--set '{key}={value}'" for key, value in ANSWERS.items())
    said = machine.run(f"gen init {settings}", folder="/root/site")
    says(said, "gen build && git add --all .", "gen init says what comes next")
    made = machine.run("gen build 2>/dev/null", folder="/root/site").splitlines()
    says("\n".join(made), "out/docker-compose.yml", "the paths that gen build prints")
    until_output = machine.seconds
    machine.run("""
        gen check
        gen init --ci gitlab
        git add --all .
        git commit --quiet --message='The site'
        git push --quiet origin main
        """, folder="/root/site")
    return until_output


def propose(machine, branch, edit, *, builds=True):
    """A change on a branch of its own, pushed for review."""
    machine.run(f"""
        git checkout --quiet -B {branch} main
        {edit}
        {"gen build >/dev/null 2>&1 && git add --all out" if builds else ":"}
        git commit --quiet --all --message='{branch}'
        git push --quiet origin {branch}
        """, folder="/root/site")


def review(machine, branch, *, status=0):
    """Runs the job of the forge on a fresh clone, as a runner does, and returns its log, its findings and its text for the reviewer."""
    place = f"/root/runner-{branch}"
    machine.run(f"git clone --quiet --branch {branch} /srv/site.git {place}")
    base = machine.run(f"git merge-base origin/main {branch}", folder=place).strip()
    job = yaml.safe_load(machine.read(f"{place}/.gitlab/gen.yml"))["gen"]
    variables = {name: str(value) for name, value in job["variables"].items()}
    log = machine.run(
        "set -o pipefail\n" + "\n".join([*job["before_script"], *job["script"]]), folder=place, shell="bash", status=status, CI_MERGE_REQUEST_IID="1",
        CI_MERGE_REQUEST_DIFF_BASE_SHA=base, CI_MERGE_REQUEST_PROJECT_ID="1", **variables)
    return log, json.loads(machine.read(f"{place}/gl-code-quality-report.json")), machine.read(f"{place}/gen-diff.md")


def move_in(machine):
    """The deployment of the guide, as it was made by hand, becomes a site that builds."""
    old = machine.folder / "root/by-hand"
    shutil.copytree(ROOT / "Tests/Proofs/Import/deployments/guide", old)
    machine.run("gen init --from by-hand unanswered", folder="/root")
    site = machine.read("/root/unanswered/site.yaml")
    settings = " ".join(f"--set '{key}={ANSWERS[key]}'" for key in placeholders(yaml.safe_load(site)))
    machine.run(f"""
        gen init --from by-hand moved {settings}
        cd moved
        gen build >/dev/null 2>&1
        gen check
        """, folder="/root")
    says(machine.read("/root/moved/IMPORT.md"), "odoo.conf:", "the report names what it could not carry over, and where it stood")
    says(machine.read("/root/moved/out/docker-compose.yml"), "services:", "the output")


def placeholders(value, path=""):
    """The settings of a site that still stand for a value of the operator's own."""
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in placeholders(inner, f"{path}.{key}" if path else key)]
    return [path] if isinstance(value, str) and value.startswith("<") else []


def first_hour(folder):
    """All of it, in the order in which somebody does it."""
    deb = package(folder)
    machine = Machine(folder / "root")
    install(machine, deb)
    until_output = begin(machine)

    propose(machine, "more-memory", "sed -i 's/memory: 16GiB/memory: 32GiB/' site.yaml")
    log, findings, text = review(machine, "more-memory")
    until_review = machine.seconds
    says(text, "server.memory", f"what the reviewer reads\n{log}")
    equal([finding for finding in findings if finding["severity"] in ("blocker", "critical")], [], "nothing stops the change")

    # What was not built is noticed, and named.
    propose(machine, "forgotten", "sed -i 's/cpu_cores: 4/cpu_cores: 8/' site.yaml", builds=False)
    _, findings, text = review(machine, "forgotten", status=1)
    says(text, "server.cpu_cores", "what the reviewer reads")
    equal("stale-file" in {finding["check_name"] for finding in findings}, True, "the drift is told")

    machine.run("""
        git checkout --quiet main
        git merge --quiet --no-ff --message='Merge more-memory' more-memory
        git push --quiet origin main
        gen check
        """, folder="/root/site")
    move_in(machine)
    print(f"seconds in a bare Debian: {until_output:.1f} to the first out/, {until_review:.1f} to the first review")


def main():
    """Runs as root, which a chroot needs."""
    if os.geteuid() != 0:
        sys.exit("FirstHour: run it as root, for a root folder of its own")
    with tempfile.TemporaryDirectory() as scratch:
        try:
            first_hour(pathlib.Path(scratch))
        except AssertionError as error:
            sys.exit(f"FAILED: {error}")


main()
