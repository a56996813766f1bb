#!/usr/bin/env python3
"""Types unfinished commands into bash, zsh and fish, presses the tab key, and looks at what is then on the line. No argument may be without a
completion.

usage: run.py GEN
"""

import json
import os
import pathlib
import pty
import shutil
import subprocess
import sys
import tempfile
import time

GEN = pathlib.Path(sys.argv[1]).resolve()
SITE = """\
version: 1
name: stockshop
contact: ops@example.net
server: {ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}
domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
tls: {dns_provider: cloudflare}
backup: {repository: /srv/backup}
"""
# What is typed, and what the tab key makes of it. The blank at the end says that the word is complete.
CASES = (
    ("gen bui", "gen build "),
    ("gen build --forc", "gen build --force "),
    ("gen build si", "gen build site.yaml "),
    ("gen build oth", "gen build other/"),
    ("gen build other/", "gen build other/b.yml "),
    ("gen build -o ou", "gen build -o out/"),
    ("gen validate --format sa", "gen validate --format sarif "),
    ("gen show server.cpu", "gen show server.cpu_cores "),
    ("gen show postg", "gen show postgres."),
    ("gen show odoo.tenants.worke", "gen show odoo.tenants.workers "),
    ("gen show other/b.yml odoo.superadmin.worke", "gen show other/b.yml odoo.superadmin.workers "),
    ("gen show dns.address_rec", "gen show dns.address_records "),
    ("gen show sit", "gen show site.yaml "),
    ("gen explain out/ngi", "gen explain out/nginx/"),
    ("gen explain out/docker-c", "gen explain out/docker-compose.yml "),
    ("gen explain backup.reposi", "gen explain backup.repository "),
    ("gen print docker-c", "gen print docker-compose.yml "),
    ("gen print mine", "gen print mine.txt "),
    ("gen print docker-compose.yml other/", "gen print docker-compose.yml other/b.yml "),
    ("gen secrets rotate db_odoo", "gen secrets rotate db_odoo_password "),
    ("gen docs size-f", "gen docs size-format "),
    ("gen init --from oth", "gen init --from other/"),
    ("gen templates copy docker-c", "gen templates copy docker-compose.yml "),
    ("gen init --set server.mem", "gen init --set server.memory="),
    ("gen init --set server.os=debian-13 --set tls.dns_provi", "gen init --set server.os=debian-13 --set tls.dns_provider="),
    ("gen init --set server.os=debian-13", "gen init --set server.os=debian-13 "),
    ("gen init --set monitoring.mode=loc", "gen init --set monitoring.mode=local "),
    ("gen init --ci pre", "gen init --ci pre-commit "),
    ("gen diff --base feature/lim", "gen diff --base feature/limits "),
    ("gen diff --fail-on expo", "gen diff --fail-on exposure "),
    ("gen completion fi", "gen completion fish "),
    # Where nothing can follow, nothing does.
    ("gen show no.such.ke", "gen show no.such.ke"),
)
BASH = """\
source {script}
bind 'set bell-style none'
bind -x '"\\C-g": printf "%s\\n" "$READLINE_LINE" >{answer}.new; mv {answer}.new {answer}'
"""
FISH = """\
source {script}
function fish_prompt; echo '> '; end
function answer; commandline >{answer}.new; mv {answer}.new {answer}; end
bind \\cg answer
"""
ZSH = """\
fpath=({folder} $fpath)
autoload -Uz compinit
compinit -u -D
unsetopt beep
answer() {{ print -r -- "$BUFFER" >{answer}.new; mv {answer}.new {answer} }}
zle -N answer
bindkey '^G' answer
"""


def run(folder, *command, env=None):
    """What a program prints."""
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=60, env=env).stdout


def environment(folder):
    """gen in the PATH, and nothing of the user's."""
    return {
        "PATH": f"{folder}/programs:/usr/local/bin:/usr/bin:/bin", "HOME": f"{folder}/home", "LC_ALL": "C.UTF-8", "TERM": "dumb", "PS1": "> ",
        "GIT_AUTHOR_NAME": "o", "GIT_AUTHOR_EMAIL": "o@example.net", "GIT_COMMITTER_NAME": "o", "GIT_COMMITTER_EMAIL": "o@example.net"}


class Terminal:
    """An interactive shell."""

    def __init__(self, folder, *command):
        """Starts it in the folder with the site."""
        self.answer = folder / "answer"
        self.screen, other = pty.openpty()
        # Fish wants the terminal to be its own.
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *command], cwd=folder / "site", stdin=other, stdout=other, stderr=other, env=environment(folder))
        os.close(other)
        os.set_blocking(self.screen, False)

    def press(self, keys):
        """Presses keys."""
        os.write(self.screen, keys.encode())

    def line(self):
        """What is on the line; the keys before have been worked off by then."""
        self.answer.unlink(missing_ok=True)
        self.press("\a")
        deadline = time.monotonic() + 60
        shown = b""
        while not self.answer.exists():
            try:
                shown += os.read(self.screen, 65536)
            except BlockingIOError:
                time.sleep(0.01)
            except OSError as error:
                raise AssertionError(f"the shell has ended: {shown.decode('utf-8', 'replace')}") from error
            if time.monotonic() > deadline:
                raise AssertionError(f"the shell does not answer: {shown.decode('utf-8', 'replace')}")
        return self.answer.read_text(encoding="utf-8").removesuffix("\n")

    def complete(self, typed):
        """What the tab key makes of a line."""
        # Whatever was there before is removed first.
        self.press("\x15" + typed)
        self.line()
        self.press("\t")
        return self.line()

    def close(self):
        """Ends the shell."""
        self.process.kill()
        self.process.wait()
        os.close(self.screen)


def in_terminal(folder, start, *command):
    """Completes every case in an interactive shell, and yields each with what came of it."""
    (folder / "start").write_text(start, encoding="utf-8")
    terminal = Terminal(folder, *command)
    try:
        terminal.press(f"source {folder}/start\n")
        for typed, wanted in CASES:
            yield typed, wanted, terminal.complete(typed)
    finally:
        terminal.close()


def bash(folder):
    """Bash with readline."""
    (folder / "gen.bash").write_text(run(folder, GEN, "completion", "bash"), encoding="utf-8")
    return in_terminal(folder, BASH.format(script=folder / "gen.bash", answer=folder / "answer"), "bash", "--noprofile", "--norc", "-i")


def zsh(folder):
    """Zsh with its own completion system."""
    (folder / "functions").mkdir()
    (folder / "functions/_gen").write_text(run(folder, GEN, "completion", "zsh"), encoding="utf-8")
    return in_terminal(folder, ZSH.format(folder=folder / "functions", answer=folder / "answer"), "zsh", "-f", "-i")


def fish(folder):
    """Fish, which completes in its own way."""
    (folder / "gen.fish").write_text(run(folder, GEN, "completion", "fish"), encoding="utf-8")
    return in_terminal(folder, FISH.format(script=folder / "gen.fish", answer=folder / "answer"), "fish", "--no-config", "--interactive")


def site(folder):
    """A repository with a site, another site, a template and a branch."""
    place = folder / "site"
    (place / "other").mkdir(parents=True)
    (place / "templates").mkdir()
    (folder / "home").mkdir()
    (folder / "programs").mkdir()
    (folder / "programs/gen").symlink_to(GEN)
    (place / "site.yaml").write_text(SITE, encoding="utf-8")
    (place / "other/b.yml").write_text(SITE, encoding="utf-8")
    (place / "site.schema.json").write_text("{}\n", encoding="utf-8")
    (place / "templates/mine.txt").write_text("{#\nformat: text\n#}\nmine\n", encoding="utf-8")
    (place / "out/nginx").mkdir(parents=True)
    for command in ("init --quiet --initial-branch=main", "add site.yaml", "commit --quiet --message=x", "branch feature/limits"):
        run(place, "git", *command.split(), env=environment(folder))


def without_completion(command, line):
    """The arguments of a command, and of those below it, that no shell can complete."""
    for argument in command.get("arguments", []):
        if argument["kind"] != "flag" and argument["shouldDisplay"] and "completionKind" not in argument:
            yield f"{line} {argument['valueName']}"
    for below in command.get("subcommands", []):
        if below["commandName"] != "help":
            yield from without_completion(below, f"{line} {below['commandName']}")


def main():
    """Runs every case in every shell."""
    failures = 0
    commands = json.loads(subprocess.run([GEN, "--experimental-dump-help"], check=True, capture_output=True).stdout)["command"]
    for argument in without_completion(commands, "gen"):
        failures += 1
        print(f"FAILED: {argument} has no completion", file=sys.stderr)
    for shell in (bash, zsh, fish):
        if shutil.which(shell.__name__) is None:
            sys.exit(f"{shell.__name__} is not installed: Tests/RealParts/install.sh installs it")
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            site(folder)
            for typed, wanted, line in shell(folder):
                if line != wanted:
                    failures += 1
                    print(f"FAILED {shell.__name__}: {typed!r}\n   found: {line!r}\nexpected: {wanted!r}", file=sys.stderr)
    print(f"{len(CASES)} unfinished commands in 3 shells, {failures} failed")
    sys.exit(1 if failures else 0)


main()
