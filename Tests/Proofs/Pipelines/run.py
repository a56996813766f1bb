#!/usr/bin/env python3
"""Runs the pipelines that `gen init --ci` writes, as a forge would.

usage: run.py GEN

GitHub's workflow is run by act, which evaluates its expressions and runs its steps with bash. GitLab's job is run by the shell of its image.
Both talk to a stand-in of the forge's API on the loopback interface, which keeps comments as the forge does. pre-commit is run itself. The
files are also validated against the schemas of the forges.
"""

import contextlib
import hashlib
import html
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[3]
FORGES = ROOT / ".build/realparts/forges/bin"
if pathlib.Path(sys.prefix) != FORGES.parent:
    os.execv(FORGES / "python", [str(FORGES / "python"), *sys.argv])

import yaml

GEN = pathlib.Path(sys.argv[1]).resolve()
SITE = """\
version: 1
name: stockshop
contact: ops@example.net
server: {ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}
domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
odoo: {image: "odoo:18.0-20260105", superadmin: {allow_from: [192.0.2.0/24]}}
tls: {dns_provider: cloudflare}
backup: {repository: /srv/backup, copies: ["rest:https://b.example/"], append_only: true}
alerts: {webhook: "https://hooks.example.net/alerts"}
"""
TOKEN = "a-token-that-no-log-shows"
GITHUB_MARK = GITLAB_MARK = "<!-- gen diff site.yaml -->"
SCENARIOS = []


def scenario(function):
    """Marks a function that gets a new folder."""
    SCENARIOS.append(function)
    return function


def equal(actual, wanted, what):
    """Fails with both values."""
    if actual != wanted:
        raise AssertionError(f"{what}\n   found: {actual!r}\nexpected: {wanted!r}")


class Forge(http.server.ThreadingHTTPServer):
    """Keeps the comments of one pull request, and what was asked."""

    def __init__(self, comments=(), *, fails=False):
        """Listens on a port of its own."""
        super().__init__(("127.0.0.1", 0), Answer)
        self.comments, self.fails = list(comments), fails
        self.asked, self.downloads = [], {}

    @property
    def address(self):
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def changes(self):
        """The requests that change something."""
        return [line for line in self.asked if not line.startswith("GET ")]


class Answer(http.server.BaseHTTPRequestHandler):
    """One request, to GitHub's API or to GitLab's."""

    server: "Forge"

    def log_message(self, *_):
        """Prints nothing."""

    def reply(self, value, status=200):
        """Answers with JSON, or with bytes."""
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def answer(self):
        """Lists, adds or changes comments."""
        forge = self.server
        url = urllib.parse.urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if url.path in forge.downloads:
            return self.reply(forge.downloads[url.path])
        forge.asked.append(f"{self.command} {self.path}")
        if TOKEN not in (self.headers.get("Authorization") or "", self.headers.get("PRIVATE-TOKEN") or "") and \
                self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self.reply({"message": "Bad credentials"}, 401)
        if forge.fails:
            return self.reply({"message": "out of order"}, 500)
        if url.path == "/user":
            return self.reply({"id": 4711})
        query = urllib.parse.parse_qs(url.query)
        is_list = re.fullmatch(r"/repos/o/site/issues/7/comments|/projects/12/merge_requests/7/notes", url.path)
        match = re.fullmatch(r"/repos/o/site/issues/comments/(\d+)|/projects/12/merge_requests/7/notes/(\d+)", url.path)
        if is_list and self.command == "GET":
            size, page = int(query["per_page"][0]), int(query["page"][0])
            return self.reply(forge.comments[(page - 1) * size: page * size])
        text = json.loads(body)["body"] if body else ""
        if len(text) > 65536:
            return self.reply({"message": "body is too long"}, 422)
        if is_list and self.command == "POST":
            forge.comments.append(comment(len(forge.comments) + 1, text))
            return self.reply(forge.comments[-1], 201)
        if match and self.command == ("PATCH" if match[1] else "PUT"):
            found = [one for one in forge.comments if one["id"] == int(match[1] or match[2])]
            if found:
                found[0]["body"] = text
                return self.reply(found[0])
        return self.reply({"message": "Not Found"}, 404)

    do_GET = do_POST = do_PATCH = do_PUT = answer


def says(text, setting):
    """Whether a comment speaks of a setting; in Markdown some characters are written as references."""
    return setting in html.unescape(text)


def comment(number, text, login="github-actions[bot]", author=4711):
    """A comment, with what both forges say of it."""
    return {"id": number, "body": text, "user": {"login": login}, "author": {"id": author}}


@contextlib.contextmanager
def serving(forge):
    """Answers requests as long as it is used."""
    thread = threading.Thread(target=forge.serve_forever, daemon=True)
    thread.start()
    try:
        yield forge
    finally:
        forge.shutdown()
        forge.server_close()
        thread.join()


def run(folder, *command, env=None, check=True):
    """Runs a program there, without this machine's configuration."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=120, stdin=subprocess.DEVNULL, env=env or environment(folder))
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def environment(folder, **others):
    """What a program finds: gen in the PATH, and nothing of the user's."""
    programs = folder.parent / "programs"
    programs.mkdir(exist_ok=True)
    if not (programs / "gen").exists():
        # It also keeps what it printed: act can lose the last lines of a step.
        kept, page = folder.parent / "printed", folder.parent / "page"
        (programs / "gen").write_text(
            f"#!/bin/sh\n'{GEN}' \"$@\" >'{page}'\nstatus=$?\ntee -a '{kept}' <'{page}'\nexit $status\n", encoding="utf-8")
        (programs / "gen").chmod(0o755)
    (folder.parent / "home").mkdir(exist_ok=True)
    return {
        "HOME": str(folder.parent / "home"), "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
        "GIT_AUTHOR_NAME": "o", "GIT_AUTHOR_EMAIL": "o@example.net", "GIT_COMMITTER_NAME": "o", "GIT_COMMITTER_EMAIL": "o@example.net", **others}


def repository(folder, forge, edits, *, builds=True):
    """A repository with a pipeline, and in it a pull request; what is checked out is its merge with the base."""
    site = folder / "site"
    site.mkdir()
    run(site, "git", "init", "--quiet", "--initial-branch=main")
    run(site, "git", "remote", "add", "origin", "https://github.com/o/site.git")
    (site / "site.yaml").write_text(SITE, encoding="utf-8")
    run(site, "gen", "init", "--ci", forge)
    run(site, "gen", "build")
    run(site, "git", "add", "--all")
    run(site, "git", "commit", "--quiet", "--message=the site")
    change(site, edits, builds=builds)
    return site


def change(site, edits, *, builds=True):
    """Another pull request from main, with its merge checked out."""
    run(site, "git", "checkout", "--quiet", "-f", "-B", "change", "main")
    text = (site / "site.yaml").read_text(encoding="utf-8")
    for old, new in edits.items():
        if old not in text:
            raise AssertionError(f"site.yaml has no {old!r}")
        text = text.replace(old, new)
    (site / "site.yaml").write_text(text, encoding="utf-8")
    if builds:
        run(site, "gen", "build")
    run(site, "git", "commit", "--quiet", "--all", "--allow-empty", "--message=a change")
    run(site, "git", "checkout", "--quiet", "--detach", "main")
    run(site, "git", "merge", "--quiet", "--no-ff", "--message=merge", "change")


def printed(site):
    """What gen has printed on standard output in all runs."""
    return (site.parent / "printed").read_text(encoding="utf-8")


def act(site, forge, *, head="o/site", event="pull_request", **settings):
    """Runs GitHub's workflow; returns the exit status and the log."""
    payload = {
        "number": 7, "repository": {"full_name": "o/site", "default_branch": "main"},
        "pull_request": {
            "number": 7, "head": {"ref": "change", "sha": "1" * 40, "repo": {"full_name": head}}, "base": {"ref": "main", "sha": "2" * 40}}}
    (site.parent / "event.json").write_text(json.dumps(payload if event == "pull_request" else {"ref": "refs/heads/main"}), encoding="utf-8")
    done = run(
        site, FORGES / "act", event, "-P", "ubuntu-24.04=-self-hosted", "-e", site.parent / "event.json", "--no-cache-server",
        "--env", f"GITHUB_API_URL={forge.address}", "-s", f"GITHUB_TOKEN={TOKEN}", check=False, env=environment(site, **settings))
    log = done.stdout + done.stderr
    if TOKEN in log:
        raise AssertionError(f"the token is in the log: {log}")
    return done.returncode, log


def gitlab(site, forge, *, token=TOKEN, request=True, **settings):
    """Runs GitLab's job with the shell of its image; returns the exit status, the log, and the report."""
    job = yaml.safe_load((site / ".gitlab/gen.yml").read_text(encoding="utf-8"))["gen"]
    script = "\n".join([*job["before_script"], *job["script"]])
    variables = {**{name: str(value) for name, value in job["variables"].items()}, "CI_API_V4_URL": forge.address, **settings}
    if request:
        base = run(site, "git", "rev-parse", "main").stdout.strip()
        variables |= {"CI_MERGE_REQUEST_IID": "7", "CI_MERGE_REQUEST_PROJECT_ID": "12", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    if token:
        variables["GEN_COMMENT_TOKEN"] = token
    for name in (job["artifacts"]["reports"]["codequality"], *job["artifacts"]["paths"]):
        (site / name).unlink(missing_ok=True)
    # As the runner does it: https://docs.gitlab.com/runner/shells/
    done = run(site, "busybox", "sh", "-c", f"set -eo pipefail\n{script}", check=False, env=environment(site, **variables))
    log = done.stdout + done.stderr
    if TOKEN in log:
        raise AssertionError(f"the token is in the log: {log}")
    report = site / job["artifacts"]["reports"]["codequality"]
    return done.returncode, log, json.loads(report.read_text(encoding="utf-8")) if report.exists() else None


CORES = {"cpu_cores: 4": "cpu_cores: 8"}
MEMORY = {"memory: 16GiB": "memory: 32GiB"}


@scenario
def the_files_are_what_the_forges_read(folder):
    """Each is valid by the forge's own schema; actions are pinned, and nobody gets more rights than needed."""
    for forge, name, schema in (
        ("github", ".github/workflows/gen.yml", "vendor.github-workflows"), ("gitlab", ".gitlab/gen.yml", "vendor.gitlab-ci"),
        ("gitlab", ".gitlab-ci.yml", "vendor.gitlab-ci"),
    ):
        (folder / forge).mkdir(exist_ok=True)
        if not (folder / forge / name).exists():
            run(folder / forge, "gen", "init", "--ci", forge)
        run(folder, FORGES / "check-jsonschema", "--builtin-schema", schema, folder / forge / name)
    text = (folder / "github/.github/workflows/gen.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    # YAML 1.1 reads the key `on` as true.
    equal(set(workflow[True]), {"pull_request", "push"}, "never with the rights of the base on the code of a fork")
    equal(workflow["permissions"], {}, "no rights to begin with")
    equal(workflow["jobs"]["gen"]["permissions"], {"contents": "read", "pull-requests": "write"}, "the rights of the job")
    used = re.findall(r"uses: (\S+)(.*)", text)
    equal([bool(re.fullmatch(r"actions/\w+@[0-9a-f]{40}", action) and re.fullmatch(r" # v\d+\.\d+\.\d+", version)) for action, version in used],
          [True] * len(used), f"pinned actions: {used}")
    scripts = "".join(step.get("run", "") for step in workflow["jobs"]["gen"]["steps"])
    equal("${{" in scripts, False, "no expression is put into a script")


@scenario
def nothing_is_overwritten(folder):
    """A file that is there stays, with a word on what to merge; --print shows it."""
    for forge, names in (
        ("github", [".github/workflows/gen.yml"]), ("gitlab", [".gitlab-ci.yml", ".gitlab/gen.yml"]),
        ("pre-commit", [".pre-commit-config.yaml"]),
    ):
        site = folder / forge
        site.mkdir()
        (site / "site.yaml").write_text(SITE, encoding="utf-8")
        (site / names[0]).parent.mkdir(parents=True, exist_ok=True)
        (site / names[0]).write_text("mine\n", encoding="ascii")
        refused = run(site, "gen", "init", "--ci", forge, check=False)
        equal((refused.returncode, refused.stdout, refused.stderr), (
            73, "", (f"error: {names[0]} already exists [file-exists]\n"
                     f"  help: merge what `gen init --ci {forge} --print` prints into it\n")), f"{forge}: the refusal")
        equal([path for path in names[1:] if (site / path).exists()], [], "nothing is written")
        printed = run(site, "gen", "init", "--ci", forge, "--print").stdout
        (site / names[0]).unlink()
        equal(run(site, "gen", "init", "--ci", forge).stdout.splitlines(), names, f"{forge}: the paths")
        equal(printed, "".join(f"# {name}\n{(site / name).read_text(encoding='utf-8')}" for name in names), "what is printed")
    equal(run(folder, "gen", "init", "--print", check=False).returncode, 64, "--print alone")


@scenario
def github_keeps_one_comment(folder):
    """The first run makes a comment, the next one changes it; comments of others stay, whatever they begin with."""
    others = [comment(number, "hello", "somebody") for number in range(1, 120)]
    others[3]["body"] = f"{GITHUB_MARK}\nnot from the pipeline"
    others[5] = comment(6, "from another pipeline")
    with serving(Forge([dict(one) for one in others])) as forge:
        site = repository(folder, "github", CORES)
        status, log = act(site, forge)
        equal(status, 0, log)
        equal(forge.changes, ["POST /repos/o/site/issues/7/comments"], "one comment is made")
        assert "::warning file=site.yaml,line=4,col=" in printed(site) and "title=gen%3A interrupts-service::" in printed(site), log
        first = forge.comments[-1]["body"]
        assert first.startswith(f"{GITHUB_MARK}\n") and says(first, "server.cpu_cores") and not says(first, "server.memory"), first
        change(site, MEMORY)
        status, log = act(site, forge)
        equal((status, forge.changes[1:]), (0, ["PATCH /repos/o/site/issues/comments/120"]), f"it is changed\n{log}")
        second = forge.comments[-1]["body"]
        assert second.startswith(f"{GITHUB_MARK}\n") and says(second, "server.memory") and not says(second, "server.cpu_cores"), second
        assert says(log.partition("Summary - ")[2], "server.memory"), log
        change(site, {})
        equal((act(site, forge)[0], forge.changes[2:]), (0, ["PATCH /repos/o/site/issues/comments/120"]), "a change that was taken back")
        equal(forge.comments[:119], others, "the comments of others")


@scenario
def github_says_nothing_where_nothing_changes(folder):
    """A pull request without a change to the site gets no comment; nor has a push one."""
    with serving(Forge()) as forge:
        site = repository(folder, "github", {})
        status, log = act(site, forge)
        equal((status, forge.changes), (0, []), log)
        status, log = act(site, forge, event="push")
        equal((status, len(forge.asked)), (0, 1), log)


@scenario
def github_writes_nothing_for_a_fork(folder):
    """The run of a fork checks and writes its summary; it asks the API for nothing."""
    with serving(Forge()) as forge:
        site = repository(folder, "github", CORES)
        status, log = act(site, forge, head="somebody/site")
        equal((status, forge.asked), (0, []), log)
        assert says(log.partition("Summary - ")[2], "server.cpu_cores"), log


@scenario
def github_annotates_what_is_wrong(folder):
    """A drift fails the run, and the comment is made all the same; a mistake in site.yaml is an annotation, and no command of its own."""
    with serving(Forge()) as forge:
        site = repository(folder, "github", CORES, builds=False)
        status, log = act(site, forge)
        equal((status, len(forge.changes)), (1, 1), log)
        assert "::error file=out/docker-compose.yml,line=" in printed(site) and "title=gen%3A stale-file::" in printed(site), log
        change(site, {"tls: {dns_provider: cloudflare}": "tls: {dns_provider: nobody}\n::add-mask::stockshop"}, builds=False)
        status, log = act(site, forge)
        equal((status, len(forge.changes)), (1, 1), log)
        assert "::error file=site.yaml,line=" in printed(site), log
        equal([line for line in log.splitlines() if re.search(r"\|\s*::add-mask", line) or ("add-mask" in line and "::error" not in line)], [], "commands")


@scenario
def github_looks_for_the_site_where_it_is(folder):
    """With SITE set, a site in a folder of the repository is checked, with paths from the top of the repository."""
    with serving(Forge()) as forge:
        site = repository(folder, "github", {})
        (site / "deploy").mkdir()
        for name in ("site.yaml", "out"):
            run(site, "git", "mv", name, f"deploy/{name}")
        workflow = site / ".github/workflows/gen.yml"
        workflow.write_text(workflow.read_text(encoding="utf-8").replace("SITE: site.yaml", "SITE: deploy/site.yaml"), encoding="utf-8")
        run(site, "git", "commit", "--quiet", "--all", "--message=move")
        text = (site / "deploy/site.yaml").read_text(encoding="utf-8")
        (site / "deploy/site.yaml").write_text(text.replace("cpu_cores: 4", "cpu_cores: 8"), encoding="utf-8")
        run(site, "git", "commit", "--quiet", "--all", "--message=a change")
        status, log = act(site, forge)
        equal((status, len(forge.changes)), (1, 1), log)
        assert "::error file=deploy/out/docker-compose.yml,line=" in printed(site), log
        assert "::warning file=deploy/site.yaml,line=4,col=" in printed(site), log
        assert forge.comments[-1]["body"].startswith("<!-- gen diff deploy/site.yaml -->\n"), forge.comments


@scenario
def github_fails_where_the_api_does(folder):
    """An answer that is an error fails the run."""
    with serving(Forge(fails=True)) as forge:
        site = repository(folder, "github", CORES)
        status, log = act(site, forge)
        equal((status, forge.changes), (1, []), log)


@scenario
def github_fetches_gen(folder):
    """Without a gen in the PATH it comes from GEN_URL, and only with the right digest."""
    with serving(Forge()) as forge:
        forge.downloads["/gen"] = GEN.read_bytes()
        site = repository(folder, "github", CORES)
        (folder / "programs/gen").unlink()
        (folder / "programs/none").touch()
        workflow = site / ".github/workflows/gen.yml"
        text = workflow.read_text(encoding="utf-8")
        path = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
        status, log = act(site, forge, **path)
        equal((status, forge.asked), (1, []), log)
        for digest, wanted in (("0" * 64, 1), (hashlib.sha256(GEN.read_bytes()).hexdigest(), 0)):
            workflow.write_text(text.replace('GEN_URL: ""', f"GEN_URL: {forge.address}/gen").replace(
                'GEN_SHA256: ""', f'GEN_SHA256: "{digest}"'), encoding="utf-8")
            status, log = act(site, forge, **path)
            equal((status, len(forge.changes)), (wanted, 1 - wanted), log)


@scenario
def gitlab_keeps_one_note(folder):
    """The first run makes a note, the next one changes it; notes of others stay, whatever they begin with."""
    others = [comment(number, "hello", author=1) for number in range(1, 101)]
    others[3]["body"] = f"{GITLAB_MARK}\nnot from the pipeline"
    with serving(Forge([dict(one) for one in others])) as forge:
        site = repository(folder, "gitlab", CORES)
        status, log, report = gitlab(site, forge)
        equal((status, {finding["check_name"] for finding in report}), (0, {"interrupts-service"}), log)
        equal(forge.changes, ["POST /projects/12/merge_requests/7/notes"], "one note is made")
        assert forge.comments[-1]["body"].startswith(f"{GITLAB_MARK}\n") and says(forge.comments[-1]["body"], "server.cpu_cores")
        change(site, MEMORY)
        status, log, _ = gitlab(site, forge)
        equal((status, forge.changes[1:]), (0, ["PUT /projects/12/merge_requests/7/notes/101"]), log)
        assert says(forge.comments[-1]["body"], "server.memory") and not says(forge.comments[-1]["body"], "server.cpu_cores")
        equal(forge.comments[:100], others, "the notes of others")


@scenario
def gitlab_reports_what_is_wrong(folder):
    """A drift and a mistake fail the job, each with its report; without a token there is the text alone; the default branch has no note."""
    with serving(Forge()) as forge:
        site = repository(folder, "gitlab", CORES, builds=False)
        status, log, report = gitlab(site, forge, token=None)
        equal((status, forge.asked), (1, []), log)
        equal({finding["check_name"] for finding in report}, {"stale-file", "interrupts-service"}, "the report")
        assert says((site / "gen-diff.md").read_text(encoding="utf-8"), "server.cpu_cores")
        change(site, {"cloudflare": "nobody"}, builds=False)
        status, log, report = gitlab(site, forge)
        equal((status, [finding["location"]["path"] for finding in report], forge.changes), (65, ["site.yaml"], []), log)
        change(site, CORES)
        status, log, report = gitlab(site, forge, request=False, token=None)
        equal((status, report, (site / "gen-diff.md").exists()), (0, [], False), log)
    with serving(Forge(fails=True)) as forge:
        equal(gitlab(site, forge)[0] != 0, True, "an API that fails")


@scenario
def gitlab_fetches_gen(folder):
    """Without a gen in the PATH it comes from GEN_URL, and only with the right digest."""
    with serving(Forge()) as forge:
        forge.downloads["/gen"] = GEN.read_bytes()
        site = repository(folder, "gitlab", CORES)
        path = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
        status, log, _ = gitlab(site, forge, **path)
        equal((status, "set GEN_URL and GEN_SHA256 in this file" in log), (1, True), log)
        for digest, wanted in (("0" * 64, 1), (hashlib.sha256(GEN.read_bytes()).hexdigest(), 0)):
            status, log, _ = gitlab(site, forge, GEN_URL=f"{forge.address}/gen", GEN_SHA256=digest, **path)
            equal((status, len(forge.changes)), (wanted, 1 - wanted), log)


@scenario
def pre_commit_refuses_a_commit(folder):
    """The hook lets a commit pass whose out/ is current, and no other, whatever files are in the commit."""
    site = folder / "site"
    site.mkdir()
    run(site, "git", "init", "--quiet", "--initial-branch=main")
    (site / "site.yaml").write_text(SITE, encoding="utf-8")
    run(site, "gen", "init", "--ci", "pre-commit")
    run(site, "gen", "build")
    env = environment(site, PRE_COMMIT_HOME=str(folder / "pre-commit"))
    run(site, FORGES / "pre-commit", "validate-config", env=env)
    run(site, FORGES / "pre-commit", "install", env=env)

    def commit():
        run(site, "git", "add", "--all", env=env)
        return run(site, "git", "commit", "--message=x", check=False, env=env)

    equal(commit().returncode, 0, "what is current")
    for damage, word in (
        (lambda: (site / "site.yaml").write_text(SITE.replace("cpu_cores: 4", "cpu_cores: 8"), encoding="utf-8"), "stale out/odoo.conf"),
        (lambda: (site / "out/odoo.conf").unlink(), "missing out/odoo.conf"),
        (lambda: (site / "out/odoo.conf").write_text("mine\n", encoding="ascii"), "edited out/odoo.conf"),
    ):
        damage()
        refused = commit()
        equal((refused.returncode, word in refused.stdout + refused.stderr), (1, True), refused.stdout + refused.stderr)
        run(site, "git", "reset", "--quiet", "--hard", env=env)
    (site / "site.yaml").write_text(SITE.replace("cpu_cores: 4", "cpu_cores: 8"), encoding="utf-8")
    run(site, "gen", "build")
    equal(commit().returncode, 0, "after a build")


def main():
    """Runs every scenario in a folder of its own."""
    failures = 0
    for function in SCENARIOS:
        # What a program finds lies beside the folder that it runs in.
        scratch = pathlib.Path(tempfile.mkdtemp())
        folder = scratch / "scenario"
        folder.mkdir()
        try:
            function(folder)
        except AssertionError as error:
            failures += 1
            print(f"FAILED {function.__name__}: {error}", file=sys.stderr)
        finally:
            shutil.rmtree(scratch)
    print(f"{len(SCENARIOS)} scenarios, {failures} failed")
    sys.exit(1 if failures else 0)


main()
