#!/usr/bin/env python3
"""Works with a site as people do from day to day: on a terminal, with gen build --watch, warnings that are accepted, templates of one's own
that grow old, and folders that somebody else has built.

usage: run.py GEN [--only WORD...]
"""

import argparse
import contextlib
import fcntl
import json
import os
import pathlib
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile

SITE = """\
version: 1
name: stockshop
contact: ops@example.net
server:
  ipv4: 203.0.113.10
  cpu_cores: 4
  memory: 16GiB
domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
odoo: {image: "odoo:18.0-20260105", superadmin: {allow_from: [192.0.2.0/24]}}
tls: {dns_provider: cloudflare}
backup: {repository: /srv/backup, copies: ["rest:https://b.example/"], append_only: true}
alerts: {webhook: "https://hooks.example.net/alerts"}
"""
UNPINNED = """\
site.yaml:9:15: warning: odoo.image: odoo:18.0 does not name a single build: a rebuild can change Odoo [image-unpinned]
    odoo: {image: "odoo:18.0", superadmin: {allow_from: [192.0.2.0/24]}}
                  ^~~~~~~~~~~
  help: write a dated tag or a digest, such as odoo:18.0@sha256:…
  note: left at their defaults: odoo.version
"""
# What somebody waits for comes; how soon is not what is tested.
PATIENCE = 300
SCENARIOS = []


def scenario(function):
    """Marks a function that gets a new site."""
    SCENARIOS.append(function)
    return function


def equal(actual, wanted, what):
    """Fails with both values."""
    if actual != wanted:
        raise AssertionError(f"{what}\n   found: {actual!r}\nexpected: {wanted!r}")


class Terminal:
    """A program with a terminal as its standard error, and a pipe as its standard output; what both say is read in its order."""

    def __init__(self, command, folder, env):
        """Starts the program."""
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(  # pylint: disable=consider-using-with
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=slave, env=env)
        os.close(slave)
        assert self.process.stdout
        self.paths, self.open = self.process.stdout.fileno(), {self.master, self.process.stdout.fileno()}
        self.text = {self.master: "", self.paths: ""}

    def read(self):
        """Reads what is there, or waits for it; false at the end."""
        ready, _, _ = select.select(list(self.open), [], [], PATIENCE)
        if not ready:
            raise AssertionError(f"nothing more comes after {self.text!r}")
        for stream in ready:
            try:
                part = os.read(stream, 65536)
            except OSError:  # What Linux says when nobody has the other end of a terminal any more.
                part = b""
            self.text[stream] += part.decode("utf-8").replace("\r\n", "\n")
            if not part:
                self.open.discard(stream)
        return bool(self.open)

    def until(self, end):
        """What is said on both from here to a text on the terminal: the paths, and the messages with that text."""
        while end not in self.text[self.master]:
            if not self.read():
                raise AssertionError(f"{end!r} does not come, but {self.text!r}")
        # The paths were written before the message that follows them.
        while select.select([self.paths], [], [], 0)[0] and self.paths in self.open:
            self.read()
        shown, rest = self.text[self.master].split(end, 1)
        paths = self.text[self.paths]
        self.text = {self.master: rest, self.paths: ""}
        return paths.splitlines(), shown + end

    def rest(self):
        """All that is said until the program ends."""
        while self.read():
            pass
        self.process.wait(timeout=PATIENCE)
        return self.text[self.paths].splitlines(), self.text[self.master]

    def close(self):
        """Ends the program, if it has not ended."""
        self.process.kill()
        self.process.wait()
        os.close(self.master)
        assert self.process.stdout
        self.process.stdout.close()


class Site:
    """A folder with a site.yaml."""

    def __init__(self, folder, program):
        """Writes the site."""
        self.folder, self.program = folder, program
        self.write("site.yaml", SITE)

    def write(self, path, text):
        """Writes a file as most editors do: another file takes its place."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(file.name + "~")
        new.write_text(text, encoding="utf-8")
        new.replace(file)

    def read(self, path):
        """The text of a file."""
        return (self.folder / path).read_text(encoding="utf-8")

    def edit(self, path, old, new):
        """Changes a text in a file."""
        text = self.read(path)
        assert old in text, (path, old)
        self.write(path, text.replace(old, new))

    def gen(self, *arguments, stdin=None):
        """Runs gen; its status, and what it printed."""
        done = subprocess.run(
            [self.program, *arguments], cwd=self.folder, input=stdin, capture_output=True, text=True, check=False, timeout=PATIENCE,
            env={**os.environ, "NO_COLOR": "1"})
        return done.returncode, done.stdout, done.stderr

    @contextlib.contextmanager
    def terminal(self, *arguments, term="xterm"):
        """Runs gen on a terminal."""
        shown = Terminal([self.program, *arguments], self.folder, {**os.environ, "NO_COLOR": "1", "TERM": term})
        try:
            yield shown
        finally:
            shown.close()

    def files(self):
        """Every file of the output with its bytes and its time."""
        out = self.folder / "out"
        return {path.relative_to(out).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()}

    def build(self):
        """Builds; the paths that it wrote."""
        status, paths, errors = self.gen("build")
        equal((status, errors), (0, ""), "a build")
        return paths.splitlines()


@scenario
def a_build_is_summed_up_on_a_terminal_only(site):
    """Written, removed and unchanged files in a line behind the paths; nothing of it where nobody looks."""
    count = len(site.build())
    site.write("templates/extra.txt", "{#\nformat: text\n#}\nhello\n")
    with site.terminal("build") as terminal:
        paths, shown = terminal.rest()
    equal((paths, shown), (
        ["out/SHA256SUMS", "out/extra.txt", "out/manifest.json"], f"out: 3 files written, {count - 2} unchanged\n"), "one more file")
    (site.folder / "templates/extra.txt").unlink()
    with site.terminal("build", term="dumb") as terminal:
        paths, shown = terminal.rest()
    equal(shown, f"out: 2 files written, 1 removed, {count - 2} unchanged\n", "one file less, on a terminal without control")
    with site.terminal("build") as terminal:
        equal(terminal.rest(), ([], f"out: nothing to do, {count} files unchanged\n"), "nothing to do")
    with site.terminal("build", "--format", "json") as terminal:
        paths, shown = terminal.rest()
    equal((paths, json.loads(shown)["findings"]), ([], []), "for programs")
    equal(site.gen("build"), (0, "", ""), "in a pipe")


@scenario
def who_waits_long_is_told_for_what(site):
    """A build that has to wait for another one says so on a terminal after a second, and takes the line back."""
    site.build()
    folder = os.open(site.folder / "out", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        with site.terminal("build") as terminal:
            terminal.until("\rwaiting for another build in out\x1b[K")
            fcntl.flock(folder, fcntl.LOCK_UN)
            paths, shown = terminal.rest()
            equal((terminal.process.returncode, paths), (0, []), "the build goes on")
            assert "\r\x1b[Kout: nothing to do" in shown, shown
    finally:
        os.close(folder)


@scenario
def a_watch_builds_after_each_change(site):
    """Replaced files, mistakes and their correction, templates that come and go, edits of the output; Ctrl-C ends it."""
    watching = "watching site.yaml, templates and out; Ctrl-C ends it\n"
    with site.terminal("build", "--watch") as terminal:
        paths, shown = terminal.until(watching)
        assert "out/docker-compose.yml" in paths and "files written" in shown, (paths, shown)
        site.edit("site.yaml", "memory: 16GiB", "memory: 32GiB")
        paths, _ = terminal.until(watching)
        assert "out/docker-compose.yml" in paths and "out/deploy.sh" not in paths, paths
        before = site.files()
        site.edit("site.yaml", "memory: 32GiB", "memory: 32gigs")
        paths, shown = terminal.until(watching)
        assert paths == [] and '"32gigs" is not a size [size-format]' in shown, (paths, shown)
        equal(site.files(), before, "a mistake changes nothing")
        (site.folder / "site.yaml").rename(site.folder / "away.yaml")
        paths, shown = terminal.until(watching)
        assert paths == [] and "cannot read site.yaml" in shown and "away.yaml" not in shown, (paths, shown)
        site.write("site.yaml", SITE)
        paths, _ = terminal.until(watching)
        assert "out/docker-compose.yml" in paths, paths
        site.write("templates/notes/extra.txt", "{#\nformat: text\n#}\nhello\n")
        paths, _ = terminal.until(watching)
        equal(paths, ["out/SHA256SUMS", "out/manifest.json", "out/notes/extra.txt"], "a template that was not there")
        compose = site.read("out/docker-compose.yml")
        site.write("out/docker-compose.yml", compose + "# by hand\n")
        paths, shown = terminal.until(watching)
        assert paths == [] and "out/docker-compose.yml was edited since gen wrote it [edited-file]" in shown, (paths, shown)
        site.write("out/docker-compose.yml", compose)
        paths, shown = terminal.until(watching)
        assert paths == [] and "out: nothing to do" in shown, (paths, shown)
        shutil.rmtree(site.folder / "templates")
        paths, _ = terminal.until(watching)
        assert "out/notes/extra.txt" in paths and not (site.folder / "out/notes").exists(), paths
        terminal.process.send_signal(signal.SIGINT)
        terminal.rest()
        equal(terminal.process.returncode, -signal.SIGINT, "which a shell calls 130")
    equal(site.gen("check")[0], 0, "what it leaves is current")


@scenario
def what_cannot_be_watched_is_refused(site):
    """Standard input, documents for programs, and a loop that would lose edits."""
    for arguments in (["-"], ["--force"], ["--format", "json"]):
        status, paths, errors = site.gen("build", "-w", *arguments, stdin=SITE)
        equal((status, paths, "'--watch'" in errors), (64, "", True), errors)


@scenario
def strict_makes_errors_of_warnings(site):
    """For validate, build and check: status 65, and nothing is written."""
    site.edit("site.yaml", "odoo:18.0-20260105", "odoo:18.0")
    equal(site.gen("validate"), (0, "", UNPINNED), "a warning")
    strict = UNPINNED.replace("warning:", "error:") + "  note: a warning, which --strict makes an error\n"
    for command in ("validate", "build", "check"):
        equal(site.gen(command, "--strict"), (65, "", strict), command)
    assert not (site.folder / "out").exists()
    status, printed, _ = site.gen("validate", "--strict", "--format", "sarif")
    equal((status, json.loads(printed)["runs"][0]["results"][0]["level"]), (65, "error"), "for programs")
    site.edit("site.yaml", "odoo:18.0\"", "odoo:18.0-20260105\"")
    for command in ("validate", "build", "check"):
        equal((command, site.gen(command, "--strict")[0]), (command, 0), "without a warning")
    # A warning about the output folder.
    site.write("templates/extra.txt", "{#\nformat: text\n#}\nhello\n")
    site.build()
    site.write("out/extra.txt", "edited\n")
    (site.folder / "templates/extra.txt").unlink()
    before = site.files()
    status, paths, errors = site.gen("build", "--strict")
    equal((status, paths, errors.splitlines()[0]), (
        65, "", "error: out/extra.txt is no longer made, but stays, because it was edited since gen wrote it [edited-orphan]"), "an orphan")
    equal(site.files(), before, "nothing is written")


@scenario
def a_warning_is_silenced_by_its_name(site):
    """Names that are none, errors, and names that silence nothing are told; what is silenced is counted on a terminal."""
    site.edit("site.yaml", "odoo:18.0-20260105", "odoo:18.0")

    def allow(names):
        site.write("site.yaml", site.read("site.yaml").split("lint:")[0] + f"lint: {{allow: [{names}]}}\n")

    allow("image-unpinned")
    equal(site.gen("validate", "--strict"), (0, "", ""), "silenced")
    equal(json.loads(site.gen("validate", "--format", "json")[1])["findings"], [], "for programs too")
    with site.terminal("validate") as terminal:
        equal(terminal.rest()[1], "1 warning is silenced by lint.allow\n", "on a terminal")
    with site.terminal("build") as terminal:
        assert terminal.rest()[1].endswith("files written; 1 warning is silenced by lint.allow\n")
    allow("image-unpinned, mail-port")
    equal(site.gen("validate"), (0, "", """\
site.yaml:13:32: warning: lint.allow: there is no warning mail-port to be silenced [lint-unused]
    lint: {allow: [image-unpinned, mail-port]}
                                   ^~~~~~~~~
  help: remove it from the list
"""), "a leftover")
    allow("image-unpinned, mail-port, lint-unused")
    equal(site.gen("validate", "--strict"), (0, "", ""), "a leftover that is accepted")
    allow("imge-unpinned, Image_Unpinned, size-format, edited-orphan, none")
    status, _, errors = site.gen("validate")
    equal((status, [line for line in errors.splitlines() if ": error: " in line or ": warning: " in line]), (65, [
        "site.yaml:9:15: warning: odoo.image: odoo:18.0 does not name a single build: a rebuild can change Odoo [image-unpinned]",
        'site.yaml:13:16: error: lint.allow[0]: "imge-unpinned" is not the name of a warning, did you mean "image-unpinned"? [lint-name]',
        'site.yaml:13:31: error: lint.allow[1]: "Image_Unpinned" is not the name of a warning, did you mean "image-unpinned"? [lint-name]',
        'site.yaml:13:47: error: lint.allow[2]: "size-format" is not a warning about site.yaml, and cannot be silenced [lint-name]',
        'site.yaml:13:60: error: lint.allow[3]: "edited-orphan" is not a warning about site.yaml, and cannot be silenced [lint-name]',
        'site.yaml:13:75: error: lint.allow[4]: "none" is not the name of a warning [lint-name]',
    ]), "names that are none")


@scenario
def check_says_what_would_be_lost(site):
    """Before it recommends --force: how many lines of which file, and what data is bound to."""
    site.build()
    site.write("out/ufw.sh", site.read("out/ufw.sh") + "# by hand\n# again\n")
    site.edit("out/deploy.sh", "set -eu\n" if "set -eu\n" in site.read("out/deploy.sh") else "main ", "")
    os.chmod(site.folder / "out/ops/site.sh", 0o755)
    status, differing, errors = site.gen("check")
    equal((status, differing.splitlines()), (1, ["edited out/deploy.sh", "edited out/ops/site.sh", "edited out/ufw.sh"]), "what differs")
    lines = errors.splitlines()
    equal([line for line in lines if line.startswith("error:")], [
        f"error: out/{path} was edited since gen wrote it [edited-file]" for path in ("deploy.sh", "ops/site.sh", "ufw.sh")], "each file")
    notes = [line for line in lines if line.startswith("  note:")]
    equal(notes[1:], [
        "  note: --force would change its permissions; `gen diff --unified` shows it",
        "  note: --force would remove 2 lines of it; `gen diff --unified` shows it"], "what is lost")
    equal(lines[-1], "gen build --force", "the command comes last")
    status, _, refused = site.gen("build")
    equal((status, refused.splitlines()), (73, lines[:-1]), "a build says the same, and refuses")
    site.gen("build", "--force")
    site.edit("site.yaml", "name: stockshop", "name: other")
    status, _, errors = site.gen("check")
    assert status == 1 and 'name was "stockshop" when out was built' in errors and errors.endswith("gen build --force\n"), errors


@scenario
def an_output_folder_of_a_newer_gen_is_left_alone(site):
    """Another version, and another form of the manifest: one message, and --force goes on."""
    site.build()
    written = site.read("out/manifest.json")
    current = json.loads(written)["generator"]
    for change in ([(current, "gen 99.0.0")], [(current, "gen 99.0.0"), ('"manifest": 1,', '"manifest": 2,')]):
        for old, new in change:
            site.edit("out/manifest.json", old, new)
        site.edit("site.yaml", "16GiB", "32GiB")
        message = (
            f"error: out/manifest.json was written by gen 99.0.0, and this is {current} [newer-manifest]\n"
            "  help: install that version; or use --force to go back to what this one builds\n")
        before = site.files()
        equal(site.gen("build"), (73, "", message), "a build")
        status, _, errors = site.gen("check")
        equal((status, errors), (1, message), "check")
        ids = [finding["id"] for finding in json.loads(site.gen("check", "--format", "json")[1])["findings"]]
        equal(ids[0], "newer-manifest", "for programs")
        equal(site.files(), before, "nothing is written")
        equal(site.gen("build", "--force")[0], 0, "on purpose")
        site.edit("site.yaml", "32GiB", "16GiB")
        site.build()
        equal(site.read("out/manifest.json"), written, "as before")
    site.edit("out/manifest.json", current, "gen 0.1.0")
    equal(site.build(), ["out/manifest.json"], "an older one is no reason to stop")


@scenario
def a_second_site_does_not_take_the_folder_over(site):
    """A file beside site.yaml needs a folder of its own, also with --force, until site.yaml is gone."""
    site.build()
    site.write("staging.yaml", SITE.replace("superadmin.example.com", "superadmin.staging.example.com"))
    message = (
        "error: out was built from site.yaml, and would become the output of staging.yaml [other-site]\n"
        "  help: name a folder of its own, such as --output out-staging; or remove site.yaml, if staging.yaml takes its place\n")
    before = site.files()
    for arguments in (["build"], ["build", "--force"], ["check"], ["diff"]):
        equal(site.gen(*arguments, "staging.yaml"), (73, "", message), " ".join(arguments))
    equal(site.files(), before, "nothing is written")
    equal(site.gen("build", "--output", "out-staging", "staging.yaml")[0], 0, "a folder of its own")
    equal(site.gen("check", "--output", "out-staging", "staging.yaml"), (0, "", ""), "is current")
    equal(json.loads(site.read("out-staging/manifest.json"))["site_file"], "staging.yaml", "and says whose it is")
    status, _, errors = site.gen("build", "--output", "out-staging")
    equal((status, errors.splitlines()[0]), (
        73, "error: out-staging was built from staging.yaml, and would become the output of site.yaml [other-site]"), "the other way round")
    equal(site.gen("check", "-", stdin=SITE), (0, "", ""), "standard input has no name")
    (site.folder / "site.yaml").rename(site.folder / "site.yml")
    equal(site.gen("build", "site.yml"), (0, "out/manifest.json\n", ""), "another name")


@scenario
def a_half_merged_state_is_told_as_one(site):
    """Marks in site.yaml are one error; a manifest that is two at once is damaged, and says how."""
    site.build()
    site.edit("site.yaml", "  memory: 16GiB\n", "<<<<<<< HEAD\n  memory: 32GiB\n=======\n  memory: 64GiB\n>>>>>>> theirs\n")
    before = site.files()
    status, paths, errors = site.gen("build")
    equal((status, paths, errors.count("error:"), "[merge-conflict]" in errors), (65, "", 1, True), errors)
    site.write("site.yaml", SITE)
    equal(site.files(), before, "nothing is written")
    manifest = json.loads(site.read("out/manifest.json"))
    manifest["files"] += [dict(manifest["files"][0], sha256="0" * 64)]
    site.write("out/manifest.json", json.dumps(manifest, indent=2))
    status, _, errors = site.gen("build")
    equal((status, errors.splitlines()[0]), (
        73, ('error: out/manifest.json is damaged: "files" names "Dockerfile.odoo" twice, as if two versions were put together '
             "[damaged-manifest]")), "a manifest that is two")


@scenario
def a_template_of_ones_own_knows_what_it_was_made_from(site):
    """copy, list, diff in both directions, git apply, adopt; and one that was copied by hand."""
    equal(site.gen("templates", "copy", "odoo.conf", "templates/ufw.sh"), (0, "templates/odoo.conf\ntemplates/ufw.sh\n", ""), "copy")

    def origins():
        lines = [line.split("\t") for line in site.gen("list")[1].splitlines()]
        return {fields[0]: fields[4] for fields in lines if fields[4] != "built-in"}

    equal(origins(), {"odoo.conf": "copy", "superadmin.conf": "copy", "ufw.sh": "copy"}, "as they were")
    equal(site.gen("templates", "diff"), (0, "", ""), "no difference")
    status, _, errors = site.gen("templates", "copy", "odoo.conf")
    equal((status, errors), (73, (
        "error: templates/odoo.conf already exists [file-exists]\n"
        "  help: change that one; `gen templates diff` compares it with the built-in one\n")), "copy again")
    built_in = site.read("templates/ufw.sh")
    site.write("templates/ufw.sh", built_in + "# ours\n")
    site.write("templates/extra.txt", "{#\nformat: text\n#}\nhello\n")
    equal(origins() | {"odoo.conf": "", "superadmin.conf": ""}, {
        "odoo.conf": "", "superadmin.conf": "", "ufw.sh": "override", "extra.txt": "own"}, "changed")
    status, changes, errors = site.gen("templates", "diff", "ufw.sh")
    equal((status, errors, changes.splitlines()[-1]), (1, "", "+# ours"), "what is ours")
    equal(site.gen("templates", "diff", "--upstream"), (0, "", ""), "nothing has changed since")
    # As if an older gen had brought along another template.
    head = built_in.splitlines(keepends=True)[4]
    site.write("templates/.base/ufw.sh", built_in.replace(head, "", 1))
    site.write("templates/ufw.sh", built_in.replace(head, "", 1) + "# ours\n")
    equal(origins()["ufw.sh"], "override-outdated", "the built-in one has changed")
    status, _, errors = site.gen("templates", "diff", "ufw.sh")
    equal((status, errors), (
        1, "templates/ufw.sh is older than the built-in one: gen templates diff --upstream ufw.sh\n"), "what is ours, and what is missing")
    status, upstream, _ = site.gen("templates", "diff", "--upstream", "templates/ufw.sh")
    equal((status, [line for line in upstream.splitlines() if line[:1] == "+"][1:]), (1, ["+" + head[:-1]]), "what is new")
    subprocess.run(["git", "apply"], cwd=site.folder, input=upstream, text=True, check=True, env={
        **os.environ, "GIT_CEILING_DIRECTORIES": str(site.folder.parent)})
    equal(site.gen("templates", "adopt", "ufw.sh"), (0, "templates/.base/ufw.sh\n", ""), "taken over")
    equal((origins()["ufw.sh"], site.read("templates/ufw.sh")), ("override", built_in + "# ours\n"), "both changes")
    # A template that a newer gen does not have.
    site.write("templates/gone.txt", "{#\nformat: text\n#}\nhello\n")
    site.write("templates/.base/gone.txt", "{#\nformat: text\n#}\n")
    equal(origins()["gone.txt"], "override-removed", "there is no built-in one any more")
    assert "out/.base" not in "".join(site.build()) and not (site.folder / "out/.base").exists()
    for arguments, message in (
            (("copy", "odo.conf"), "there is no built-in template odo.conf, did you mean odoo.conf?"),
            (("diff", "extra.txt"), "you have no template that takes the place of extra.txt"),
            (("adopt", "uw.sh"), "you have no template that takes the place of uw.sh, did you mean ufw.sh?")):
        status, printed, errors = site.gen("templates", *arguments)
        equal((status, printed, errors.splitlines()[0]), (64, "", f"error: {message} [no-template]"), " ".join(arguments))


@scenario
def the_recipe_for_git_is_safe(site):
    """gen build && git add --all out: with nothing to do, with a build that fails, and with a path that goes."""

    def git(*arguments):
        return subprocess.run(
            ["git", "-c", "user.name=o", "-c", "user.email=o@example.net", *arguments], cwd=site.folder, check=True, capture_output=True,
            text=True, env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}).stdout

    def recipe():
        return subprocess.run(
            ["sh", "-c", '"$0" build && git add --all out', site.program], cwd=site.folder, check=False, capture_output=True).returncode

    git("init", "--quiet")
    site.write("templates/extra.txt", "{#\nformat: text\n#}\nhello\n")
    equal(recipe(), 0, "the first build")
    git("commit", "--quiet", "--message", "all")
    equal((recipe(), git("diff", "--cached", "--name-only")), (0, ""), "nothing to do")
    site.edit("site.yaml", "16GiB", "16gigs")
    equal((recipe(), git("diff", "--cached", "--name-only")), (65, ""), "a build that fails")
    site.write("site.yaml", SITE)
    (site.folder / "templates/extra.txt").unlink()
    equal((recipe(), git("diff", "--cached", "--name-status").split()), (
        0, ["M", "out/SHA256SUMS", "D", "out/extra.txt", "M", "out/manifest.json"]), "a path that goes")


@scenario
def forges_fold_what_nobody_reads(site):
    """.gitattributes marks the manifest and the checksums as generated, and no other file of the output."""
    shutil.rmtree(site.folder)
    site.folder.mkdir()
    settings = ["contact=ops@example.net", "server.ipv4=203.0.113.10", "server.cpu_cores=4", "server.memory=16GiB",
                "domains.superadmin=admin.example.com", "domains.tenants=shops.example.net"]
    status, _, errors = site.gen("init", *[word for setting in settings for word in ("--set", setting)])
    equal(status, 0, errors)
    site.write("site.yaml", SITE)
    paths = site.build()
    subprocess.run(["git", "init", "--quiet"], cwd=site.folder, check=True, capture_output=True)
    for attribute in ("linguist-generated", "gitlab-generated"):
        told = subprocess.run(
            ["git", "check-attr", attribute, "--", *paths], cwd=site.folder, check=True, capture_output=True, text=True).stdout
        folded = [line.split(": ")[0] for line in told.splitlines() if line.endswith(": set")]
        equal((len(told.splitlines()), folded), (len(paths), ["out/SHA256SUMS", "out/manifest.json"]), attribute)


def main():
    """Runs every scenario in a separate folder."""
    # A shell that started this in the background ignores Ctrl-C, and so would all that is started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gen", type=pathlib.Path)
    options.add_argument("--only", action="append", default=[], metavar="WORD")
    arguments = options.parse_args()
    failures, count = 0, 0
    for function in SCENARIOS:
        if arguments.only and not any(word in function.__name__ for word in arguments.only):
            continue
        count += 1
        with tempfile.TemporaryDirectory(prefix="everyday-") as name:
            try:
                folder = pathlib.Path(name) / "site"
                folder.mkdir()
                function(Site(folder, arguments.gen.resolve()))
            except AssertionError as error:
                failures += 1
                print(f"FAILED {function.__name__}: {error}", file=sys.stderr)
    print(f"{count} scenarios, {failures} failed")
    sys.exit(1 if failures or not count else 0)


main()
