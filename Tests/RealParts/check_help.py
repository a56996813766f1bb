"""Every script says with --help what it does, without any rights and on any machine; and changes nothing with --dry-run."""

import collections
import dataclasses
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

import isolation
from isolation import inside, isolated, private_copy
from operator_server import Server
from proof import equal, expect, run

PROGRAMS = ["dash", "bash", "busybox", "setpriv", "jq", *isolation.PROGRAMS]
SHELLS = [["dash"], ["bash", "--posix"], ["busybox", "sh"]]
# Between them these sites have every script.
SITES_OF_DRY_RUNS = {"full", "vault", "dotenv"}
NOBODY = 65534

# Nobody runs these: they are read, or run by the image of PostgreSQL, where they are the only file of this folder.
NOT_RUN = re.compile(r"ops/|initdb/")
# These run where the other files of this folder are not, so they have a line of their own for --help.
ALONE = {"tls/reload-nginx.sh", "monitoring/odoo-lines.sh"}
# What a script calls itself with, or another one calls it with: nobody types it, and help does not name it.
INTERNAL = {
    "ufw.sh": {"--guard"},
    "nginx/install.sh": {"--guard"},
    "restore-test.sh": {"--watch"},
    "update.sh": {"--within-deployment"},
    "deploy.sh": {"--no-build"},
}
# These only look, and say so in their help.
LOOKING = {"drift.sh", "logs.sh", "dns/check-dns.sh", "tls/check.sh"}

# Stands in for every program that could change a server: it notes how it was called, unless in another network, where rules are tried.
STAND_IN = """#!/bin/dash
network=$(readlink /proc/self/ns/net)
read -r ours </srv/network
[ "$network" != "$ours" ] || printf '%s\\n' "${{0##*/}} $*" >>/srv/calls
{answers}
"""
# What a stand-in answers, beside nothing.
ANSWERS = {
    "systemctl": "exit 1",
    "dpkg-query": "exit 1",
    "certbot": "[ \"$1\" != plugins ] || printf '* dns-rfc2136\\n'",
    "restic": "case $* in *--json*) printf '[]\\n' ;; esac",
    "vault": "printf 'a-value-of-vault\\n'",
    "ss": "printf 'LISTEN\\n'",
    "nginx": "[ \"$1\" != -v ] || printf 'nginx version: nginx/1.26.0\\n' >&2",
}
CHANGING = [
    "apt-get", "certbot", "curl", "debconf-set-selections", "dpkg", "dpkg-query", "fail2ban-client", "logrotate", "mkswap", "msmtp", "newaliases",
    "nft", "nginx", "postconf", "postfix", "postmap", "restic", "ss", "swapon", "sysctl", "systemctl", "systemd-run", "timedatectl", "ufw", "useradd", "usermod",
    "vault",
]  # fmt: skip
# The calls that only ask.
ASKING = re.compile(
    r"apt-get -s .*|certbot plugins|dpkg --(audit|print-architecture).*|dpkg-query .*|fail2ban-client (-t|--test|ping|status|version).*|nft (--\w+ )?list .*|"
    r"nginx -[vVtTq]+.*|postconf (-c \S+ )?(-[hn]+ )?[a-z_]*|restic (snapshots|cat|dump|forget --dry-run) .*|ss .*|systemctl (--quiet )?(is-\w+|show|cat|list-\w+) .*|"
    r"sysctl -n .*|timedatectl show .*|curl --fail --silent --output /dev/null .*|ufw (show|status).*|vault kv get .*"
)
# Of the engine's: the stand-in's databases are compared, too.
ASKING_ENGINE = re.compile(
    r"(compose .*\b(config|ps|images|exec -T \S+ (timeout \d+ )?psql)\b.*)|(ps|inspect|info|version|(image|network|volume|container) (inspect|ls)) ?.*"
)


@dataclasses.dataclass(frozen=True)
class Trial:
    """One dry run: its words, and how it has to end."""

    script: str
    words: tuple = ()
    status: int = 0
    # Of the engine: by default one with databases, otherwise what it says to every question.
    engine: str = ""


TRIALS = [
    Trial("backup.sh"), Trial("backup.sh", ("--init",)), Trial("backup.sh", ("--forget",)), Trial("backup-forget.sh"),
    Trial("daily-check.sh", (), 1), Trial("deploy.sh", ("--here",)), Trial("egress.sh"), Trial("fetch-secrets.sh"),
    Trial("logs/install.sh"), Trial("mail/install.sh"), Trial("metrics.sh", engine="[]"), Trial("metrics.sh", ("--sizes",), engine="[]"), Trial("monitoring/install.sh"),
    Trial("nginx/install.sh"), Trial("notify.sh", ("--test",)), Trial("notify.sh", ("a word",)), Trial("notify.sh", ("--waiting",)),
    Trial("notify.sh", ("--heartbeat",)), Trial("prepare-host.sh"), Trial("restore.sh", ("site",), 1), Trial("restore-test.sh", (), 1),
    Trial("schedule.sh"), Trial("schedule.sh", ("--remove",)), Trial("smoke-test.sh"), Trial("smoke-test.sh", ("--with-tenant", "--alarm")),
    Trial("tenants.sh", ("create", "t9")), Trial("tenants.sh", ("remove", "t1", "--backup", "/srv/kept")), Trial("tenants.sh", ("rebase",)),
    Trial("tls/obtain.sh"), Trial("ufw.sh"), Trial("update.sh"), Trial("update.sh", ("--undo",), 1), Trial("vault/install.sh"), Trial("vault/render.sh"),
]  # fmt: skip


def check(out, site, model):
    """The help of every script of a site; dry runs where the site is one of three."""
    with tempfile.TemporaryDirectory() as name:
        # Nobody may read what is in a folder of the tests.
        pathlib.Path(name).chmod(0o755)
        copy = pathlib.Path(name, "out")
        shutil.copytree(out, copy, symlinks=True)
        found = dict(scripts(copy))
        yield expect(len(found) >= 20, "scripts are there", sorted(found))
        for script, path in found.items():
            yield from helped(copy, script, path)
        yield from elsewhere(copy, found)
    if site.parent.name in SITES_OF_DRY_RUNS:
        yield from isolated(__file__, out, site, model)


def scripts(out):
    """Every script that a person runs."""
    for path in sorted(out.rglob("*.sh")):
        name = str(path.relative_to(out))
        if not NOT_RUN.match(name):
            yield name, path


def asked(path, *words, shell=("dash",)):
    """A run in an empty environment, as a user without rights."""
    privilege = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs"] if os.geteuid() == 0 else []
    return run(*privilege, "env", "-i", shutil.which(shell[0]), *shell[1:], path, *words, cwd="/", stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)


def parsed(out, name, text):
    """The options that a script reads: the patterns of its cases and of the file that reads its command line, and its comparisons."""
    libraries = re.findall(r'^\. "\$\{out\}/(ops/lib/\S+-options\.sh)"$', text, re.MULTILINE)
    found = set()
    for source in [text, *((out / library).read_text(encoding="utf-8") for library in libraries)]:
        for pattern in re.findall(r"^ *([^()$#=;]*)\)", source, re.MULTILINE):
            found |= set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", pattern))
        found |= set(re.findall(r'(?:\] = | = )(--[a-z-]+) \]', source))
    return found - INTERNAL.get(name, set())


def described(said):
    """The options in the indented part of a help, without what is quoted of other programs."""
    lines = [line for line in said.splitlines() if line.startswith("  ")]
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", re.sub(r"`[^`]*`", "", "\n".join(lines))))


def helped(out, name, path):
    """What one script says, under every shell."""
    text = path.read_text(encoding="utf-8")
    answers = {(ended.returncode, ended.stdout, ended.stderr) for ended in (asked(path, "--help", shell=shell) for shell in SHELLS)}
    status, said, errors = next(iter(answers))
    yield expect(len(answers) == 1, f"{name} --help is the same under every shell", answers)
    yield equal((status, errors), (0, ""), f"{name} --help ends with 0, and says nothing else")
    yield expect(said and said[0].isupper() and "#" not in said.replace("GET /#", "") and "shellcheck" not in said, f"{name} --help is plain text", said)
    yield expect(re.search(rf"^  +{re.escape(path.name)}\b", said, re.MULTILINE), f"{name} --help says how it is called", said)
    yield equal(described(said), parsed(out, name, text), f"{name} --help names the options that it reads")
    ends = said.split("xit status:")[-1]
    codes = {"64"} | set(re.findall(r"^[^#\n]*\bstop \"[^\"\n]*\" (\d+)", text, re.MULTILINE)) | set(re.findall(r"\bexit (\d+)", text))
    missing = {code for code in codes if not re.search(rf"(?<!\d){code} ", ends)} - ({"0"} if name in ALONE else set())
    yield equal(missing, set(), f"{name} --help names its exit statuses")
    yield expect("--dry-run" in said or name in LOOKING | ALONE, f"{name} has --dry-run, or only looks", said)
    ended = asked(path, "--no-such-option")
    yield expect(ended.returncode == 64 and ended.stderr.startswith(f"usage: {path.name}") and not ended.stdout, f"{name} refuses other options", ended)
    if name not in ALONE:
        yield expect(ended.stderr.endswith(f"not understood: --no-such-option; {path.name} --help says more\n"), f"{name} leads to its help", ended.stderr)
        ended = asked(path, "--dry-run", "--help")
        yield equal((ended.returncode, ended.stdout), (0, said), f"{name} --help counts wherever it stands")


def elsewhere(out, found):
    """Help needs no values of a site; what is for another program is not read."""
    with isolation.tempfile.TemporaryDirectory(prefix="a folder's ") as folder:
        copy = pathlib.Path(folder) / "out"
        shutil.copytree(out, copy)
        (copy / "ops/site.sh").unlink()
        pathlib.Path(folder).chmod(0o755)
        for name in found:
            ended = asked(copy / name, "--help")
            yield equal((ended.returncode, ended.stderr), (0, ""), f"{name} --help without ops/site.sh")
    ended = asked(out / "backup.sh", "--restic", "snapshots", "--help")
    yield expect("Backup of the site" not in ended.stdout, "backup.sh --restic passes --help on", ended.stdout)


class Host(Server):
    """A server with stand-ins for all programs that could change it."""

    def __init__(self, out, site, model):
        super().__init__(out, site, model)
        private_copy("/etc")
        shutil.rmtree(self.out / "ops")
        shutil.copytree(out, self.out, dirs_exist_ok=True)
        for program in CHANGING:
            path = self.stub / "bin" / program
            path.write_text(STAND_IN.format(answers=ANSWERS.get(program, "")), encoding="ascii")
            path.chmod(0o755)
        (self.folder / ".env").write_text("".join(f"{secret['variable']}=x\n" for secret in model["secrets"]["files"]), encoding="ascii")
        settings = pathlib.Path("/etc/vault-secrets") / self.name
        settings.mkdir(mode=0o700, parents=True)
        for name, text in {"environment": "VAULT_ADDR=https://vault.example.net\n", "role-id": "x\n", "secret-id": "x\n"}.items():
            (settings / name).write_text(text, encoding="ascii")
            (settings / name).chmod(0o600)
        pathlib.Path("/run/systemd/system").mkdir(parents=True)
        pathlib.Path("/srv/network").write_text(f"{os.readlink('/proc/self/ns/net')}\n", encoding="ascii")
        release = pathlib.Path("/etc/os-release")
        release.unlink()
        release.write_text('ID={}\nVERSION_ID="{}"\n'.format(*str(model["server"]["os"]).split("-")), encoding="ascii")
        self.brief = pathlib.Path("/srv/brief")
        self.brief.mkdir()
        self.clear(["t1"])

    def answer(self, text):
        """Has the engine say this to every question; without a text it knows databases again."""
        program = self.brief / "docker"
        program.unlink(missing_ok=True)
        if text:
            program.write_text(STAND_IN.format(answers=f"cat >/dev/null; printf '%s\\n' '{text}'"), encoding="ascii")
            program.chmod(0o755)

    def environment(self, **stub):
        """The brief answers first on the PATH."""
        given = super().environment(**stub)
        return given | {"PATH": f"{self.brief}:{given['PATH']}"}

    def forget(self):
        """Empties what the stand-ins have noted."""
        super().forget()
        pathlib.Path("/srv/calls").write_text("", encoding="ascii")

    def calls(self):
        """How the stand-ins were called, but for the engine."""
        return pathlib.Path("/srv/calls").read_text(encoding="utf-8").splitlines()

    def tree(self):
        """All that a script could change."""
        found = {}
        for root in (self.folder, pathlib.Path("/etc"), pathlib.Path("/run"), pathlib.Path("/var/lib"), self.stub / "databases"):
            for path in sorted(root.rglob("*")):
                status = path.lstat()
                content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
                found[str(path)] = (status.st_mode, status.st_uid, hashlib.sha256(content).hexdigest())
        return found


def asks(call):
    """Whether a program was only asked for something."""
    program, _, words = call.partition(" ")
    return (ASKING_ENGINE.fullmatch(words) if program == "docker" else ASKING.fullmatch(call)) is not None


def prove(out, site, model):
    """Every dry run of the scripts that this site has."""
    host = Host(out, site, model)
    here = {name for name, _ in scripts(out)}
    tried = collections.Counter(trial.script for trial in TRIALS)
    yield equal(here - LOOKING - ALONE - tried.keys(), set(), "each script that changes something is tried")
    for trial in TRIALS:
        if trial.script in here:
            yield from dry(host, trial)


def dry(host, trial):
    """One dry run, with --dry-run in front and, where words follow, at the end."""
    orders = [("--dry-run", *trial.words)]
    if trial.words and trial.script != "notify.sh":
        orders.append((*trial.words, "--dry-run"))
    host.answer(trial.engine)
    for words in orders:
        what = " ".join((trial.script, *words))
        before = host.tree()
        ended = host.run(trial.script, *words)
        yield expect(ended.returncode == trial.status, f"{what} ends with {trial.status}", f"{ended.returncode}\n{ended.stdout}{ended.stderr}")
        yield expect(ended.stdout + ended.stderr or trial.status == 0, f"{what} says something", ended)
        yield equal(host.changed(before), [], f"{what} changes no file")
        yield equal([call for call in host.calls() if not asks(call)], [], f"{what} only asks the programs of the server")
        yield equal([call for call in host.journal() if not asks(f"docker {call}")], [], f"{what} only asks the engine")
        yield equal((host.stub / "letters").read_text(encoding="ascii"), "", f"{what} writes to nobody")


if __name__ == "__main__":
    inside(prove)
