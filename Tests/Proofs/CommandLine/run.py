#!/usr/bin/env python3
"""Runs gen as its users do, and looks at what it prints, writes and returns.

usage: run.py GEN
"""

import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile

GEN = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[3]
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
SCENARIOS = []


def scenario(function):
    """Marks a function that gets a new folder with a valid site.yaml."""
    SCENARIOS.append(function)
    return function


def gen(folder, *arguments, stdin=None, env=None):
    """Runs gen in a folder."""
    return subprocess.run(
        [GEN, *arguments], cwd=folder, input=stdin, capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "NO_COLOR": "1", **(env or {})})


def on_terminal(folder, *arguments, env):
    """What gen prints on a terminal."""
    master, slave = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen([GEN, *arguments], cwd=folder, stdin=slave, stdout=slave, stderr=slave, env={**kept, **env}) as child:
        os.close(slave)
        printed = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # What Linux says when the other end is closed.
                break
            if not part:
                break
            printed += part
        child.wait(timeout=300)
    os.close(master)
    return printed.decode("utf-8")


def equal(actual, wanted, what):
    """Fails with both values."""
    if actual != wanted:
        raise AssertionError(f"{what}\n   found: {actual!r}\nexpected: {wanted!r}")


def edit(folder, old, new):
    """Changes site.yaml."""
    path = folder / "site.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def files(folder):
    """Every file below a folder with its bytes, mode and time."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*")) if path.is_file()
    }


def contents(folder):
    """Every file below a folder with its bytes."""
    return {path: content for path, (content, _, _) in files(folder).items()}


@scenario
def a_build_prints_what_it_wrote_and_then_nothing(folder):
    """The first build writes all, the second touches nothing."""
    first = gen(folder, "build")
    equal((first.returncode, first.stderr), (0, ""), "the first build")
    made = files(folder / "out")
    equal(sorted(first.stdout.splitlines()), sorted(f"out/{path}" for path in made), "one line a file")
    second = gen(folder, "build")
    equal((second.returncode, second.stdout, second.stderr), (0, "", ""), "the second build")
    equal(files(folder / "out"), made, "nothing is touched")
    equal(gen(folder, "check").returncode, 0, "check after a build")
    equal(gen(folder, "diff").returncode, 0, "diff after a build")


@scenario
def check_tells_the_drifts_apart(folder):
    """stale, edited, missing and orphan, each with its word, then the command that corrects it."""
    gen(folder, "build")
    (folder / "templates").mkdir()
    (folder / "templates" / "extra.txt").write_text("{#\nformat: text\n#}\nhello\n", encoding="utf-8")
    gen(folder, "build")
    (folder / "templates" / "extra.txt").unlink()
    edit(folder, "16GiB", "32GiB")
    with (folder / "out" / "ufw.sh").open("a", encoding="utf-8") as file:
        file.write("# by hand\n")
    (folder / "out" / "odoo-start").unlink()
    before = files(folder)
    found = gen(folder, "check")
    equal(found.returncode, 1, "the status")
    lines = found.stdout.splitlines()
    for line in ["stale out/docker-compose.yml", "edited out/ufw.sh", "missing out/odoo-start", "orphan out/extra.txt"]:
        assert line in lines, (line, lines)
    equal(found.stderr.splitlines()[-1], "gen build --force", "the command that mends it")
    equal(files(folder), before, "check writes nothing")


@scenario
def a_hand_edit_is_never_overwritten(folder):
    """The build names the file, exits with 73 and writes nothing; --force overwrites it."""
    gen(folder, "build")
    compose = folder / "out" / "docker-compose.yml"
    compose.write_text(compose.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    edit(folder, "16GiB", "32GiB")
    before = files(folder)
    refused = gen(folder, "build")
    equal((refused.returncode, refused.stdout), (73, ""), "the refusal")
    assert "docker-compose.yml" in refused.stderr and "--force" in refused.stderr, refused.stderr
    equal(files(folder), before, "nothing is written")
    forced = gen(folder, "build", "--force")
    equal(forced.returncode, 0, forced.stderr)
    assert "# by hand" not in compose.read_text(encoding="utf-8")
    equal(gen(folder, "check").returncode, 0, "current again")


def repository(folder):
    """Commits a built site, and changes it."""
    gen(folder, "build")
    for arguments in (["init", "--quiet"], ["add", "--all"],
                      ["-c", "user.name=gen", "-c", "user.email=gen@example.net", "commit", "--quiet", "--message", "site"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    edit(folder, "cpu_cores: 4", "cpu_cores: 6")


@scenario
def a_base_is_a_revision_or_a_folder(folder):
    """--base takes what git knows, a folder with a site, built or not, and an output folder: each says the same."""
    repository(folder)
    with tempfile.TemporaryDirectory() as other:
        base = pathlib.Path(other) / "base"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(base)], cwd=folder, check=True, capture_output=True)
        texts = {name: gen(folder, "diff", "--base", str(name)) for name in ("HEAD", base, base / "out")}
        shutil.rmtree(base / "out")
        texts["unbuilt"] = gen(folder, "diff", "--base", str(base))
        for name, diff in texts.items():
            equal((diff.returncode, diff.stderr), (1, ""), f"diff --base {name}")
            assert "server.cpu_cores 4 \u2192 6" in diff.stdout, (name, diff.stdout)
            equal(diff.stdout, texts["HEAD"].stdout, f"what --base {name} says")
        (base / "site.yaml").write_text("version: 1\nnam: x\n", encoding="utf-8")
        refused = gen(folder, "diff", "--base", str(base))
        equal((refused.returncode, refused.stdout), (65, ""), "a base that gen refuses")
        assert f'{base}:site.yaml:2:1: error: unknown key "nam"' in refused.stderr, refused.stderr


@scenario
def a_base_that_is_none(folder):
    """A revision that does not exist, or looks like an option or a command, is refused, and git runs nothing of it."""
    repository(folder)
    for name in ("nobody", "--output=stolen", "-x", "HEAD:site.yaml", "ext::sh -c touch% stolen", "", "HEAD\nx", "@{upstream}"):
        refused = gen(folder, "diff", f"--base={name}")
        equal((refused.returncode, refused.stdout), (66 if name else 64, ""), f"--base={name}")
        assert refused.stderr.startswith("error: ") or "usage" in refused.stderr.lower(), (name, refused.stderr)
        assert not (folder / "stolen").exists(), name
    shutil.rmtree(folder / ".git")
    equal(gen(folder, "diff", "--base", "HEAD").returncode, 66, "no repository")


@scenario
def a_diff_is_paged_on_a_terminal(folder):
    """On a terminal the diff goes through PAGER, with colours; in a pipe it does not, and not with an empty PAGER either."""
    gen(folder, "build")
    edit(folder, "cpu_cores: 4", "cpu_cores: 6")
    plain = gen(folder, "diff", env={"PAGER": "sed s/^/paged:/"})
    assert "paged:" not in plain.stdout and "\x1b" not in plain.stdout, plain.stdout
    for pager, is_paged in (("sed s/^/paged:/", True), ("", False), ("cat", False)):
        shown = on_terminal(folder, "diff", env={"PAGER": pager, "TERM": "xterm"})
        equal("paged:" in shown, is_paged, f"PAGER={pager!r}")
        assert "server.cpu_cores" in shown and "\x1b[" in shown, shown


@scenario
def git_applies_the_diff(folder):
    """git applies the output of diff --unified, and then everything is current."""
    gen(folder, "build")
    edit(folder, "cpu_cores: 4", "cpu_cores: 2")
    edit(folder, "shops.example.net", "stores.example.net")
    diff = gen(folder, "diff", "--unified")
    equal(diff.returncode, 1, "the status")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    applied = subprocess.run(["git", "apply", "-"], cwd=folder, input=diff.stdout, text=True, capture_output=True, check=False)
    equal((applied.returncode, applied.stderr), (0, ""), "git apply")
    equal(gen(folder, "diff").returncode, 0, "no difference is left")
    equal(gen(folder, "check").returncode, 0, "current")


@scenario
def each_mistake_gives_one_finding(folder):
    """A key that is missing, one that is misspelt, a bad value: one line each, with file, line and column."""
    good = (folder / "site.yaml").read_text(encoding="utf-8")
    cases = [
        ("contact: ops@example.net\n", "", 'site.yaml:1:1: error: the key "contact" is missing [missing-key]'),
        ("cpu_cores", "cpu_core", 'site.yaml:6:3: error: server: unknown key "cpu_core", did you mean "cpu_cores"? [unknown-key]'),
        ("16GiB", "16gigs", 'site.yaml:7:11: error: server.memory: "16gigs" is not a size [size-format]'),
    ]
    for old, new, expected in cases:
        (folder / "site.yaml").write_text(good.replace(old, new), encoding="utf-8")
        found = gen(folder, "build")
        equal((found.returncode, found.stdout), (65, ""), expected)
        equal([line for line in found.stderr.splitlines() if ": error: " in line], [expected], "the finding")
        assert not (folder / "out").exists(), "nothing is written"
    (folder / "site.yaml").write_text(
        good.replace("contact: ops@example.net\n", "").replace("cpu_cores", "cpu_core").replace("16GiB", "16gigs"), encoding="utf-8")
    found = json.loads(gen(folder, "validate", "--format", "json").stdout)["findings"]
    equal([finding["id"] for finding in found], ["missing-key", "unknown-key", "size-format"], "all at once, by place")


@scenario
def a_site_comes_from_anywhere(folder):
    """By path, and from standard input; the output folder is beside it or where -o says."""
    (folder / "sites").mkdir()
    shutil.move(folder / "site.yaml", folder / "sites" / "a.yml")
    equal(gen(folder, "build", "sites/a.yml").returncode, 0, "by path")
    assert (folder / "sites" / "out" / "odoo.conf").is_file()
    text = (folder / "sites" / "a.yml").read_text(encoding="utf-8")
    equal(gen(folder, "build", "-", "-o", "elsewhere", stdin=text).returncode, 0, "from standard input")
    equal((folder / "elsewhere" / "odoo.conf").read_bytes(), (folder / "sites" / "out" / "odoo.conf").read_bytes(), "the same")
    equal(gen(folder, "build").returncode, 66, "no site.yaml here")


@scenario
def commands_that_print(folder):
    """list, print, show and schema."""
    gen(folder, "build")
    listed = [line.split("\t") for line in gen(folder, "list").stdout.splitlines()]
    paths = {path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*") if path.is_file()}
    equal({line[0] for line in listed}, paths - {"manifest.json", "SHA256SUMS"}, "list names every artifact")
    assert ["backup.sh", "0755", "sh", "templates/backup.sh", "built-in"] in listed, listed
    equal(gen(folder, "print", "odoo.conf").stdout.encode(), (folder / "out" / "odoo.conf").read_bytes(), "print")
    wrong = gen(folder, "print", "odoo.con")
    equal(wrong.returncode, 64, "an artifact that is not there")
    assert "did you mean odoo.conf?" in wrong.stderr, wrong.stderr
    show = gen(folder, "show", "odoo.tenants.workers").stdout.splitlines()
    equal(show[0], "odoo.tenants.workers = 9  (2 × server.cpu_cores + 1; site.yaml:6)", "show explains")
    why = gen(folder, "show", "postgres.tenants.shm_mib", "--why")
    tree = """\
postgres.tenants.shm_mib = 256  (memory / 16, from 64 to 1024)
└─ postgres.tenants.memory = 4GiB  (server.memory / 4)
   └─ server.memory = 16GiB  (site.yaml:7)
"""
    equal((why.returncode, why.stdout, why.stderr), (0, tree, ""), "show tells every step")
    other = gen(folder, "show", "--why", "postgres.tenants.shm_mb")
    equal((other.returncode, "did you mean postgres.tenants.shm_mib?" in other.stderr), (64, True), "of what there is")
    equal(gen(folder, "show", "--why", "--format", "json").returncode, 64, "a tree is no JSON")
    model = json.loads(gen(folder, "show", "--format", "json").stdout)
    equal(model["odoo"]["tenants"]["workers"], 9, "show as JSON")
    equal(json.loads(gen(folder, "show", "odoo.tenants.port", "--format", "json").stdout), 18069, "one value as JSON")
    import yaml  # pylint: disable=import-outside-toplevel
    equal(yaml.safe_load(gen(folder, "show", "--format", "yaml").stdout), model, "show as YAML says the same")
    schema = json.loads(gen(folder, "schema").stdout)
    for option, title in (("--reference", "# Settings of site.yaml"), ("--model", "# What templates see"), ("--versions", "# Versions")):
        assert gen(folder, "schema", option).stdout.startswith(title + "\n")
    equal(gen(folder, "schema", "--reference", "--versions").returncode, 64, "one page at a time")
    assert "server" in schema["required"] and schema["properties"]["server"]["required"] == ["ipv4", "cpu_cores", "memory"]


@scenario
def the_model_is_described(folder):
    """Every model value of a site is on the page for templates."""
    named = set(re.findall(r"^\| `(\S+)` \|", gen(folder, "schema", "--model").stdout, re.MULTILINE))
    shown = [line.partition(" = ")[0] for line in gen(folder, "show").stdout.splitlines()]
    paths = {re.sub(r"\[\d+\]", "[]", path).removesuffix("[]") for path in shown}
    assert len(paths) > 150, paths
    equal(sorted(paths - named), [], "what is shown and not described")


@scenario
def findings_are_explained(folder):
    """By the name in brackets, with an example if there is one; without a name, all of them."""
    wrong = gen(folder, "print", "odoo.con")
    assert wrong.stderr.splitlines()[0].endswith(" [no-artifact]"), wrong.stderr
    explained = gen(folder, "docs", "[no-artifact]").stdout
    equal(explained, "no-artifact\n\nThis site has no artifact with that path. `gen list` shows all of them.\n", "what it means")
    equal(gen(folder, "docs", "no-artifact").stdout, explained, "without brackets")
    example = gen(folder, "docs", "header-mode").stdout
    assert example.endswith("\n\nTaken:\n\n    {#\n    format: text\n    mode: 0755\n    #}\n"), example
    assert gen(folder, "docs", "--findings").stdout.startswith("# Findings\n")
    unknown = gen(folder, "docs", "no-artefact")
    equal(unknown.returncode, 64, "a name that there is not")
    equal(unknown.stderr.splitlines()[0], "error: there is no setting and no finding no-artefact, did you mean no-artifact? [no-topic]", "the nearest")


ANSWERS = {
    "name": "shop", "contact": "ops@example.org", "server.ipv4": "198.51.100.7", "server.cpu_cores": "4", "server.memory": "8GiB",
    "domains.superadmin": "admin.example.com", "domains.tenants": "shops.example.net", "tls.dns_provider": "cloudflare",
    "backup.repository": "sftp:backup@host:/srv/restic",
}


@scenario
def a_new_site_builds(folder):
    """init writes a site that compiles once its placeholders are replaced, and overwrites nothing."""
    made = gen(folder, "init", "new")
    files = [f"new/{name}" for name in (".gitattributes", ".gitignore", "custom_addons/README.md", "site.schema.json", "site.yaml")]
    equal(sorted(made.stdout.splitlines()), files, "the files")
    assert "1. cd new\n  2. replace each <placeholder> in site.yaml" in made.stderr, made.stderr
    refused = gen(folder, "build", "new/site.yaml")
    equal((refused.returncode, refused.stderr.count("[placeholder]"), (folder / "new/out").exists()), (65, 9, False), "placeholders are refused")
    assert (
        'new/site.yaml:9:11: error: server.memory: "<its memory, such as 16GiB>" stands for a value of your own [placeholder]' in refused.stderr
    ), refused.stderr
    before = contents(folder / "new")
    again = gen(folder, "init", "new")
    equal((again.returncode, again.stdout, contents(folder / "new")), (0, "", before), "a second time makes nothing")
    settings = [f"--set={key}={value}" for key, value in ANSWERS.items()]
    filled = gen(folder, "init", "filled", *settings, "--set", "odoo.tenants.workers=3")
    equal(filled.returncode, 0, filled.stderr)
    written = (folder / "filled/site.yaml").read_text("utf-8")
    for line in ('  memory: 8GiB\n', '  version: "18.0"\n  image: odoo:18.0-', "  tenants:\n    workers: 3\n", "postgres:\n  version: 16\n"):
        assert line in written, written
    built = gen(folder, "build", "filled/site.yaml")
    equal((built.returncode, "error" in built.stderr), (0, False), "it builds")
    equal(gen(folder, "init", "filled", "--set", "name=x").returncode, 73, "--set does not change a site.yaml that is there")


@scenario
def a_new_site_in_a_repository_keeps_what_is_there(folder):
    """The lines that are missing in a file that is there are told, and a mistake in --set writes nothing."""
    place = folder / "repository"
    place.mkdir()
    (place / ".gitignore").write_text("/build\n/.env\n", "utf-8")
    made = gen(place, "init")
    equal((made.returncode, ".gitignore" in made.stdout.splitlines()), (0, False), made.stderr)
    assert ".gitignore is there already: add to it\n    /secrets/\nNext:\n" in made.stderr, made.stderr
    for arguments, status, said in (
        (["nam=x"], 65, 'site.yaml:23:1: error: unknown key "nam" [unknown-key]'),
        (["server.memory=lots"], 65, 'error: server.memory: "lots" is not a size [size-format]'),
        (["name"], 64, "Error: '--set name' is not KEY=VALUE, such as --set server.memory=16GiB."),
        (["version.x=1"], 64, "has no room in site.yaml"), (["server=1"], 64, "has no room in site.yaml"), ([".x=1"], 64, "has no room in site.yaml"),
    ):
        refused = gen(folder, "init", "wrong", *(f"--set={text}" for text in arguments))
        equal((refused.returncode, (folder / "wrong").exists()), (status, False), refused.stderr)
        assert said in refused.stderr, refused.stderr


@scenario
def a_new_site_is_asked_for_on_a_terminal(folder):
    """Each question is asked until its answer is one; an empty answer leaves the placeholder."""
    master, slave = pty.openpty()
    words = [*ANSWERS.values()]
    lines = [words[0], words[1], "256.1.1.1", *words[2:-1], ""]
    with subprocess.Popen([GEN, "init", "asked"], cwd=folder, stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        os.write(master, "".join(f"{line}\n" for line in lines).encode())
        printed, said = child.communicate(timeout=300)
    os.close(slave)
    os.close(master)
    equal((child.returncode, len(printed.splitlines())), (0, 5), said)
    equal(said.count("server.ipv4: the server's public address: "), 2, said)
    written = (folder / "asked/site.yaml").read_text("utf-8")
    assert "  ipv4: 198.51.100.7\n" in written and "  repository: <a restic repository" in written, written


@scenario
def a_command_that_does_not_exist_is_told_with_the_nearest(folder):
    """A word that is no command, of gen or of a command with commands of its own."""
    for words, said in (
        (["biuld"], "'gen' has no command 'biuld'. Did you mean 'gen build'?"), (["BUILD"], "Did you mean 'gen build'?"),
        (["secrets", "rotte"], "'gen secrets' has no command 'rotte'. Did you mean 'gen secrets rotate'?"),
        (["frobnicate"], "'gen' has no command 'frobnicate'. The commands are build, check, "),
    ):
        refused = gen(folder, *words)
        equal((refused.returncode, said in refused.stderr), (64, True), refused.stderr)
    equal(gen(folder, "version").stdout, gen(folder, "--version").stdout, "both say the version")
    (folder / "site.yaml").rename(folder / "site.yml")
    refused = gen(folder, "build")
    equal(refused.returncode, 66, refused.stderr)
    assert "help: site.yml is there: name it, or rename it to site.yaml" in refused.stderr, refused.stderr


@scenario
def templates_are_exported_overridden_and_added(folder):
    """The user's template replaces the built-in one; an error in it is reported at its line."""
    equal(gen(folder, "templates", "export", "mine").returncode, 0, "export")
    equal(contents(folder / "mine"), contents(ROOT / "templates"), "the built-in templates are those of the folder")
    equal(gen(folder, "templates", "export", "mine").returncode, 73, "export over files")
    (folder / "templates").mkdir()
    (folder / "templates" / "hello.md").write_text("{#\nformat: markdown\n#}\n# {{ name }}\n", encoding="utf-8")
    gen(folder, "build")
    equal((folder / "out" / "hello.md").read_text(encoding="utf-8"), "# stockshop\n", "an added template")
    (folder / "templates" / "hello.md").write_text("{#\nformat: markdown\n#}\n{% if false %}{{ server.memry }}{% endif %}\n", encoding="utf-8")
    wrong = gen(folder, "build")
    equal(wrong.returncode, 65, "a mistake in a branch that is not taken")
    assert "templates/hello.md:4:25: error: a server has no field `memry`, did you mean `memory`? [unknown-field]" in wrong.stderr, wrong.stderr


@scenario
def what_is_in_the_way_is_told_by_check_and_diff(folder):
    """If build refuses, with --force or without, check and diff say so too, and suggest nothing that fails."""
    gen(folder, "build")
    (folder / "elsewhere").mkdir()
    shutil.rmtree(folder / "out" / "nginx")
    (folder / "out" / "nginx").symlink_to("../elsewhere")
    (folder / "out" / "ufw.sh").unlink()
    (folder / "out" / "ufw.sh").mkdir()
    (folder / "out" / "ufw.sh" / "mine").write_text("mine\n", encoding="utf-8")
    forced = gen(folder, "build", "--force")
    equal(forced.returncode, 73, "the build refuses")
    link = "error: out/nginx is a symbolic link, which gen does not follow [link-in-output]\n  help: remove the link\n"
    inner = "error: out/ufw.sh is a folder, but a file belongs there [not-a-file]\n  help: move the folder away\n"
    equal(forced.stderr, link + inner, "what the build says")
    check = gen(folder, "check")
    equal((check.returncode, check.stderr), (1, forced.stderr), "check says the same, and offers no command")
    diff = gen(folder, "diff")
    equal((diff.returncode, diff.stdout, diff.stderr), (1, "", forced.stderr), "diff shows no file that cannot be written")


@scenario
def a_link_in_the_place_of_a_file_is_no_new_file(folder):
    """diff says what is there; check offers --force, which removes the link."""
    gen(folder, "build")
    (folder / "out" / "ufw.sh").unlink()
    (folder / "out" / "ufw.sh").symlink_to("odoo.conf")
    diff = gen(folder, "diff")
    equal((diff.returncode, diff.stdout), (1, ""), "no difference that git would apply to a link")
    assert diff.stderr.startswith("error: out/ufw.sh was edited since gen wrote it [edited-file]\n"), diff.stderr
    check = gen(folder, "check")
    equal((check.stdout, check.stderr.splitlines()[2:]), (
        "edited out/ufw.sh\n", ["  note: --force would replace it as a whole", "gen build --force"]), "what check offers")
    equal(gen(folder, "build", "--force").returncode, 0, "and that works")
    equal(gen(folder, "check").returncode, 0, "current")


@scenario
def check_and_diff_refuse_a_folder_of_somebody(folder):
    """A folder that build refuses is not compared either."""
    (folder / "home").mkdir()
    (folder / "home" / "letters").write_text("dear\n", encoding="utf-8")
    build = gen(folder, "build", "-o", "home")
    for command in ["check", "diff"]:
        found = gen(folder, command, "-o", "home")
        equal((found.returncode, found.stdout, found.stderr), (73, "", build.stderr), command)


@scenario
def an_own_file_is_mounted_and_its_label_changes(folder):
    """A user's compose template refers to a user's file: the label follows the file, the mount its path."""
    (folder / "templates").mkdir()
    compose = (ROOT / "templates" / "docker-compose.yml").read_text(encoding="utf-8")
    assert 'digest("' in compose, compose
    (folder / "templates" / "docker-compose.yml").write_text(
        compose.replace('digest("', 'digest("own.txt", "'), encoding="utf-8")
    own = folder / "templates" / "own.txt"

    def labels(text):
        own.write_text(f"{{#\nformat: text\n#}}\n{text}\n", encoding="utf-8")
        equal(gen(folder, "build").stderr, "", "the build")
        made = (folder / "out" / "docker-compose.yml").read_text(encoding="utf-8")
        return [line for line in made.splitlines() if "gen.configuration:" in line]

    first, again, other = labels("one"), labels("one"), labels("two")
    equal(len(first), 4, "a label for each service")
    equal(first, again, "the same file has the same label")
    equal(set(first) & set(other), set(), "another file has another label")


@scenario
def a_moved_file_is_followed(folder):
    """`path:` in a header moves an artifact, and its mounts follow."""
    (folder / "templates").mkdir()
    text = (ROOT / "templates" / "Dockerfile.odoo").read_text(encoding="utf-8")
    (folder / "templates" / "Dockerfile.odoo").write_text(
        text.replace("format: dockerfile", "format: dockerfile\npath: image/Dockerfile", 1), encoding="utf-8")
    equal(gen(folder, "build").returncode, 0, "the build")
    assert (folder / "out" / "image" / "Dockerfile").is_file()
    made = (folder / "out" / "docker-compose.yml").read_text(encoding="utf-8")
    assert "dockerfile: image/Dockerfile\n" in made, made


@scenario
def artifacts_with_one_path_are_reported_with_their_places(folder):
    """Two templates with the same path, and a path that is impossible on some systems, each with file, line and column."""
    (folder / "templates").mkdir()
    (folder / "templates" / "a.txt").write_text("{#\nformat: text\npath: odoo.conf\n#}\n", encoding="utf-8")
    (folder / "templates" / "ö.txt").write_text("{# format: text #}\n", encoding="utf-8")
    found = gen(folder, "build")
    equal(found.returncode, 65, "the status")
    (folder / "templates" / "ö.txt").unlink()
    clash = gen(folder, "build")
    assert found.stderr.startswith(
        "templates/ö.txt:1:1: error: the template's path has a backslash, or a character that is not printable ASCII"), found.stderr
    assert clash.stderr.startswith(
        "templates/a.txt:3:7: error: the artifact `odoo.conf` has the same path as another one, apart from upper and lower case"
        " [artifact-clash]\n    path: odoo.conf\n          ^~~~~~~~~\n"), clash.stderr
    assert "  note: templates/odoo.conf:" in clash.stderr, clash.stderr


@scenario
def a_broken_template_stops_only_what_needs_it(folder):
    """list, show and print compile no more than they need."""
    gen(folder, "build")
    (folder / "templates").mkdir()
    (folder / "templates" / "ufw.sh").write_text("{#\nformat: sh\nmode: 0755\n#}\n{{ nobody }}\n", encoding="utf-8")
    equal(gen(folder, "build").returncode, 65, "build")
    equal(gen(folder, "print", "ufw.sh").returncode, 65, "print of the broken one")
    for path in ["odoo.conf", "docker-compose.yml"]:
        equal(gen(folder, "print", path).stdout, (folder / "out" / path).read_text(encoding="utf-8"), f"print {path}")
    assert "ufw.sh\t0755\tsh\ttemplates/ufw.sh\toverride\n" in gen(folder, "list").stdout
    equal(gen(folder, "show", "name").stdout.split(" ")[:3], ["name", "=", "stockshop"], "show")
    (folder / "templates" / "ufw.sh").write_text("{#\nformat: sh\nwhen: nobody\n#}\n", encoding="utf-8")
    equal(gen(folder, "list").returncode, 65, "list with a broken header")


@scenario
def values_cannot_leave_their_place(folder):
    """A comment with everything in it stays a comment and one word of a shell script."""
    hostile = 'x"; rm -rf / $(id) `id` \\ # {{ name }} %n'
    edit(folder, "tls:", "firewall: {allow: [{port: 9100, comment: " + json.dumps(hostile) + "}]}\ntls:")
    equal(gen(folder, "build").returncode, 0, "it builds")
    program = """. "$1"; entry() { [ "$3" != 9100 ] || printf '%s' "$5"; }; site_firewall_rules"""
    read = subprocess.run(["sh", "-c", program, "sh", folder / "out/ops/site.sh"], capture_output=True, text=True, check=False)
    equal((read.returncode, read.stdout), (0, hostile), "a shell reads it back")


@scenario
def a_password_in_the_site_is_refused_unseen(folder):
    """Wherever it is written, in a valid file or not, no command repeats it, and nothing is written."""
    word = "hunter2"
    before = (folder / "site.yaml").read_text(encoding="utf-8")
    mistakes = [
        f"smtp_password: {word}", f"odoo: {{mail: {{host: a.example.net, password: {word}}}}}", f"password: |\n  {word}\n  {word}",
        f"backup: {{notify: 'https://me:{word}@example.net/'}}", f"source: {{repository: 'https://me:{word}@example.net/a.git'}}",
        f"backup: {{repository: 'rest:https://me:{word}@example.net/'}}", f"password: \"{word}", f"password: {word}: x",
        f"odoo: {{tenants: {{settings: {{admin_passwd: {word}}}}}}}", f"odoo: {{tenants: {{settings: {{db_password: \"{word}\\n\"}}}}}}",
        f"postgres: {{settings: {{password: {word}}}}}", f"token: [{word}", f"x: {{secret: {word}, secret: {word}}}",
    ]
    commands = [["build"], ["check"], ["diff"], ["validate"], ["validate", "--format", "json"], ["show"], ["show", "--format", "json"],
                ["print", "odoo.conf"], ["list"]]
    for mistake in mistakes:
        key = mistake.split(":")[0]
        kept = [line for line in before.splitlines() if not line.startswith(f"{key}:")]
        (folder / "site.yaml").write_text("\n".join([*kept, mistake, ""]), encoding="utf-8")
        for command in commands:
            result = gen(folder, *command)
            equal(result.returncode, 65, f"{mistake!r}: gen {' '.join(command)}")
            assert word not in result.stdout + result.stderr, (mistake, command, result.stdout, result.stderr)
        assert not (folder / "out").exists(), mistake


@scenario
def what_is_trusted_can_be_listed(folder):
    """Nothing at first; then each place of each fragment. It cannot affect the text around it."""
    equal(gen(folder, "validate", "--list-trusted").stdout, "", "nothing is trusted")
    edit(folder, "tls:", "nginx: {snippets: {tenants: \"a b;\\nc d;\\n\"}}\ntls:")
    listed = gen(folder, "validate", "--list-trusted")
    equal(listed.returncode, 0, "the status")
    gen(folder, "build")
    site = (folder / "out/nginx/sites-available/tenants.conf").read_text(encoding="utf-8").splitlines()
    first = site.index("a b;") + 1
    equal(listed.stdout.partition(", used by ")[0],
          f"out/nginx/sites-available/tenants.conf:{first}-{first + 1}: nginx from nginx.snippets.tenants (site.yaml:10:29)", "the list")
    edit(folder, "c d;", "c d; } server { e f;")
    refused = gen(folder, "validate", "--list-trusted")
    equal((refused.returncode, refused.stdout), (65, ""), "a fragment that reaches around its place")
    assert "closes a block that it did not open, in line 2 of it [fragment-leaves-place]" in refused.stderr, refused.stderr


@scenario
def a_closed_pipe_and_a_full_disk(folder):
    """A closed pipe is not an error; a full standard output is."""
    pipe = subprocess.run(f"'{GEN}' show | head -1", cwd=folder, shell=True, capture_output=True, text=True, check=False)
    equal((pipe.returncode, pipe.stderr), (0, ""), "a closed pipe")
    if pathlib.Path("/dev/full").exists():
        full = subprocess.run(f"'{GEN}' show > /dev/full", cwd=folder, shell=True, capture_output=True, text=True, check=False)
        equal(full.returncode, 74, "a full disk")


@scenario
def usage(folder):
    """Version, help, completions, and wrong arguments."""
    equal(gen(folder, "--version").returncode, 0, "--version")
    for command in ["build", "check", "diff", "validate", "list", "print", "show", "schema", "templates", "init", "docs"]:
        helped = gen(folder, command, "--help")
        equal(helped.returncode, 0, f"{command} --help")
        assert command in helped.stdout, helped.stdout
    for shell in ["bash", "zsh", "fish"]:
        equal(gen(folder, "--generate-completion-script", shell).returncode, 0, shell)
        script = gen(folder, "completion", shell)
        equal((script.returncode, script.stderr, "build" in script.stdout), (0, "", True), shell)
    for arguments in [["bild"], ["completion", "tcsh"], ["build", "--frce"], ["build", "a.yaml", "b.yaml"], ["print"]]:
        equal(gen(folder, *arguments).returncode, 64, " ".join(arguments))


@scenario
def secrets_are_made_once_and_never_printed(folder):
    """Passwords are made, checked, listed and rotated; none of them is ever printed."""
    equal(gen(folder, "secrets", "check").returncode, 1, "check before")
    made = gen(folder, "secrets", "init")
    paths = made.stdout.splitlines()
    equal((made.returncode, made.stderr, len(paths)), (0, "", 9), "init")
    first = {path: (folder / path).read_text(encoding="ascii") for path in paths}
    equal((folder / "secrets").stat().st_mode & 0o777, 0o700, "the folder's mode")
    equal({(folder / path).stat().st_mode & 0o777 for path in paths}, {0o444}, "the files' modes")
    equal(len(set(first.values())), 9, "passwords that differ")
    again = gen(folder, "secrets", "init")
    equal((again.returncode, again.stdout, again.stderr), (0, "", ""), "init again")
    equal({path: (folder / path).read_text(encoding="ascii") for path in paths}, first, "nothing was replaced")
    equal(gen(folder, "secrets", "check").returncode, 0, "check")
    listed = gen(folder, "secrets", "list").stdout.splitlines()
    equal([line.split("\t")[0] for line in listed], [path.removeprefix("secrets/") for path in paths], "list")
    rotated = gen(folder, "secrets", "rotate", "db_odoo_password")
    equal((folder / "secrets/db_odoo_password.former").read_text(encoding="ascii"), first["secrets/db_odoo_password"], "the former one")
    unfinished = gen(folder, "secrets", "rotate", "db_odoo_password")
    equal((rotated.returncode, unfinished.returncode), (0, 73), "rotate, and rotate again")
    unknown = gen(folder, "secrets", "rotate", "db_odo_password")
    equal((unknown.returncode, "did you mean db_odoo_password?" in unknown.stderr), (64, True), "a misspelled name")
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    status = subprocess.run(["git", "status", "--short", "--untracked-files=all"], cwd=folder, capture_output=True, text=True, check=True)
    equal("secrets/" in status.stdout, False, "git does not see them")
    values = [*first.values(), (folder / "secrets/db_odoo_password").read_text(encoding="ascii")]
    said = [done.stdout + done.stderr for done in (made, again, rotated, unfinished, unknown, gen(folder, "secrets", "check"))]
    equal([value for value in values if any(value.strip() in text for text in said)], [], "values that were printed")


@scenario
def secrets_of_a_dotenv_file_stand_beside_what_is_there(folder):
    """A .env file keeps its own lines, is 0600, and out/fetch-secrets.sh makes the files from it."""
    edit(folder, "tls:", "secrets: {provider: dotenv}\ntls:")
    (folder / ".env").write_text("# mine\nMINE=x\n", encoding="ascii")
    closed = gen(folder, "secrets", "init")
    equal((closed.returncode, closed.stderr), (
        73, "error: .env is open to other users of this machine [secret-mode]\n  help: chmod 0600 .env\n"), "a file that is open")
    equal((folder / ".env").read_text(encoding="ascii"), "# mine\nMINE=x\n", "nothing is written into it")
    (folder / ".env").chmod(0o600)
    made = gen(folder, "secrets", "init")
    equal((made.returncode, made.stdout.splitlines()[0]), (0, ".env: DB_POSTGRES_PASSWORD"), "init")
    equal((folder / ".env").read_text(encoding="ascii").splitlines()[:2], ["# mine", "MINE=x"], "the user's lines")
    equal((folder / ".env").stat().st_mode & 0o777, 0o600, "the file's mode")
    equal(gen(folder, "secrets", "check").returncode, 0, "check")
    equal(gen(folder, "build").returncode, 0, "build")
    fetched = subprocess.run(["sh", folder / "out/fetch-secrets.sh"], capture_output=True, text=True, check=False)
    equal((fetched.returncode, fetched.stderr), (0, ""), "fetch-secrets.sh")
    line = next(line for line in (folder / ".env").read_text(encoding="ascii").splitlines() if line.startswith("DB_ODOO_PASSWORD="))
    equal((folder / "secrets/db_odoo_password").read_text(encoding="ascii"), line.split("'")[1] + "\n", "the file's value")
    equal(gen(folder, "secrets", "rotate", "db_odoo_password").stdout.splitlines()[1], "  ./fetch-secrets.sh", "rotate")
    text = (folder / ".env").read_text(encoding="ascii")
    equal(line.replace("=", "_FORMER=", 1) in text.splitlines() and line not in text.splitlines(), True, "the former value")
    equal(gen(folder, "secrets", "rotate", "db_odoo_password").returncode, 73, "rotate again")
    (folder / ".env").chmod(0o644)
    opened = gen(folder, "secrets", "check")
    equal((opened.returncode, "chmod 0600 .env" in opened.stderr), (1, True), "a file that is open")


@scenario
def secrets_go_into_no_folder_that_is_open(folder):
    """A folder that others can read, own or replace is refused before a password is made, and check says so later."""
    place = folder / "secrets"
    place.mkdir()
    cases = [
        (lambda: place.chmod(0o755), "secrets is open to other users of this machine [secret-mode]", "chmod 0700 secrets"),
        (lambda: place.chmod(0o710), "secrets is open to other users of this machine [secret-mode]", "chmod 0700 secrets"),
    ]
    if os.geteuid() == 0:
        cases += [
            (lambda: os.chown(place, 65534, 65534),
             "secrets belongs to another user, who can read and change its contents [secret-owner]", "chown 0 secrets"),
            (lambda: os.chown(folder, 65534, 0),
             f"{folder.resolve()}, on the way to secrets, belongs to another user, who can replace the secrets [secret-parent]",
             f"chown 0 {folder.resolve()}"),
            (lambda: shutil.chown(folder, 0, 4) or folder.chmod(0o770),
             f"{folder.resolve()}, on the way to secrets, a group can write to it, and replace the secrets [secret-parent]",
             f"chmod g-w {folder.resolve()}"),
        ]
    cases.append(
        (lambda: folder.chmod(0o777),
         f"{folder.resolve()}, on the way to secrets, every user can write to it, and replace the secrets [secret-parent]",
         f"chmod o-w {folder.resolve()}"))

    def close():
        if os.geteuid() == 0:
            os.chown(place, 0, 0)
            os.chown(folder, 0, 0)
        place.chmod(0o700)
        folder.chmod(0o755)

    for open_up, message, remedy in cases:
        close()
        open_up()
        made = gen(folder, "secrets", "init")
        equal((made.returncode, made.stdout, made.stderr), (73, "", f"error: {message}\n  help: {remedy}\n"), message)
        equal(list(place.iterdir()), [], "nothing is written")
    close()
    equal(gen(folder, "secrets", "init").returncode, 0, "init into a folder that is closed")
    for open_up, message, _ in cases:
        close()
        open_up()
        checked = gen(folder, "secrets", "check")
        equal((checked.returncode, message in checked.stderr), (1, True), f"check: {message}")
        equal(gen(folder, "secrets", "rotate", "db_odoo_password").returncode, 73, f"rotate: {message}")
    close()
    place.rename(folder / "kept")
    place.symlink_to("kept")
    linked = gen(folder, "secrets", "check")
    wanted = "error: secrets is a symbolic link, which somebody could change [secret-link]\n"
    equal((linked.returncode, wanted in linked.stderr), (1, True), "a link")
    equal(gen(folder, "secrets", "rotate", "db_odoo_password").returncode, 73, "rotate behind a link")


def git(folder, *arguments):
    """Runs git in a folder, without the machine's configuration."""
    return subprocess.run(
        ["git", "-c", "user.name=o", "-c", "user.email=o@example.net", *arguments], cwd=folder, capture_output=True, text=True, check=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}).stdout


@scenario
def git_says_whether_it_keeps_the_secrets(folder):
    """No password is written to a file that git tracks, or would with `git add -A`; git itself is asked, whatever the environment says."""
    home = {"HOME": str(folder / "home"), "XDG_CONFIG_HOME": "", "GIT_DIR": str(folder / "elsewhere"), "GIT_CEILING_DIRECTORIES": str(folder)}
    git(folder, "init", "--quiet")
    edit(folder, "tls:", "secrets: {provider: dotenv}\ntls:")
    refused = gen(folder, "secrets", "init", env=home)
    wanted = ("error: .env is not ignored by git: `git add -A` would add it [secret-not-ignored]\n"
              "  help: add the line /.env to .gitignore\n")
    equal((refused.returncode, refused.stdout, refused.stderr), (73, "", wanted), "init where nothing ignores the file")
    equal((folder / ".env").exists(), False, "no file is made")
    (folder / ".gitignore").write_text("*\n!.env\n", encoding="ascii")
    equal(gen(folder, "secrets", "init", env=home).stderr, wanted, "a later line takes it back")
    (folder / ".gitignore").write_text("/.env\n", encoding="ascii")
    equal(gen(folder, "secrets", "init", env=home).returncode, 0, "init where it is ignored")
    equal(gen(folder, "secrets", "check", env=home).returncode, 0, "check where it is ignored")
    git(folder, "add", "--all")
    equal(".env" in git(folder, "ls-files").splitlines(), False, "git add -A leaves it")
    (folder / ".gitignore").write_text("", encoding="ascii")
    equal(gen(folder, "secrets", "check", env=home).stderr, wanted, "check where it is ignored no more")
    (folder / ".gitignore").write_text("/.env\n", encoding="ascii")
    git(folder, "add", "--force", ".env")
    kept = ("error: .env is tracked by git [secret-in-git]\n"
            "  help: git rm --cached .env; everybody who has the repository has the password: make another one\n")
    checked = gen(folder, "secrets", "check", env=home)
    equal((checked.returncode, checked.stderr), (1, kept), "check where git keeps it")
    equal(gen(folder, "secrets", "rotate", "db_odoo_password", env=home).stderr, kept, "rotate where git keeps it")

    edit(folder, "provider: dotenv", "provider: files")
    (folder / "secrets").mkdir(mode=0o700)
    equal(gen(folder, "secrets", "init", env=home).returncode, 0, "a folder that is there gets a .gitignore of its own")
    git(folder, "add", "--all")
    equal([path for path in git(folder, "ls-files").splitlines() if path.startswith("secrets")], [], "git add -A leaves the folder")
    (folder / "secrets/.gitignore").write_text("!*\n", encoding="ascii")
    opened = gen(folder, "secrets", "check", env=home)
    equal((opened.returncode, "secrets/db_postgres_password and 17 more are not ignored by git" in opened.stderr), (1, True), opened.stderr)
    equal((folder / "secrets/.gitignore").read_text(encoding="ascii"), "!*\n", "nobody's .gitignore is changed")
    git(folder, "add", "--force", "secrets/db_odoo_password")
    equal("secrets/db_odoo_password is tracked by git [secret-in-git]" in gen(folder, "secrets", "check", env=home).stderr, True, "tracked")

    path = {**home, "PATH": "/nowhere:bin:."}
    (folder / "git").write_text("#!/bin/sh\ntouch ran\n", encoding="ascii")
    (folder / "git").chmod(0o755)
    lost = gen(folder, "secrets", "check", env=path)
    equal((lost.returncode, "but git is not installed, so gen cannot find out what it tracks [git-missing]" in lost.stderr), (1, True), "no git")
    equal((folder / "ran").exists(), False, "no git of a relative folder is run")


@scenario
def a_hostile_repository_runs_no_program(folder):
    """Asking git runs no program of a repository's configuration; git refuses another user's repository."""
    git(folder, "init", "--quiet")
    program = folder / "program"
    program.write_text(f"#!/bin/sh\necho ran >>{folder}/ran\n", encoding="ascii")
    program.chmod(0o755)
    (folder / ".gitignore").write_text("/.env\n", encoding="ascii")
    (folder / ".gitattributes").write_text("* filter=bad diff=bad\n", encoding="ascii")
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.editor", "filter.bad.clean",
                "filter.bad.smudge", "filter.bad.process", "diff.bad.textconv", "diff.external", "core.gitProxy",
                "core.alternateRefsCommand", "credential.helper", "pager.ls-files", "pager.check-ignore", "gpg.program", "alias.ls-files", "alias.check-ignore"):
        git(folder, "config", key, str(program))
    git(folder, "config", "core.hooksPath", str(folder))
    for hook in ("post-index-change", "fsmonitor-watchman", "query-watchman"):
        (folder / hook).symlink_to("program")
        (folder / ".git/hooks" / hook).unlink(missing_ok=True)
    (folder / "ran").unlink(missing_ok=True)
    edit(folder, "tls:", "secrets: {provider: dotenv}\ntls:")
    equal(gen(folder, "secrets", "init").returncode, 0, "init")
    equal(gen(folder, "secrets", "check").returncode, 0, "check")
    equal((folder / "ran").exists(), False, "a program of the repository's was run")
    if os.geteuid() == 0:
        os.chown(folder / ".git", 65534, 65534)
        strange = gen(folder, "secrets", "check", env={"HOME": "/nowhere"})
        equal((strange.returncode, "dubious ownership" in strange.stderr), (73, True), strange.stderr)


@scenario
def a_folder_that_is_not_ours_gets_no_files(folder):
    """Without a manifest, a folder with files that no build makes is refused, even with --force."""
    other = folder / "other"
    (other / "inner").mkdir(parents=True)
    for name in ("a", "b", "c", ".gitignore"):
        (other / name).write_text("mine\n", encoding="ascii")
    before = files(folder)
    wanted = ("error: {} is not an output folder: it has no manifest, and contains files that no build makes: {} [foreign-folder]\n"
              "  help: name an empty folder with --output; if a build made this one, restore its manifest.json\n")
    for arguments in (["build"], ["build", "--force"]):
        refused = gen(folder, *arguments, "-o", "other")
        equal((refused.returncode, refused.stdout, refused.stderr), (73, "", wanted.format("other", "a, b, c and 1 more")), "the refusal")
    for place in ("/", "/etc", ".", "/proc", "/usr/bin"):
        refused = gen(folder, "build", "-o", place)
        equal((refused.returncode, "[foreign-folder]" in refused.stderr), (73, True), f"{place}: {refused.stderr}")
    (other / "manifest.json").write_text('{"name": "an app"}\n', encoding="ascii")
    equal(gen(folder, "build", "--force", "-o", "other").returncode, 73, "another program's manifest")
    (other / "manifest.json").unlink()
    equal(files(folder), before, "nothing is written")
    kept = folder / "kept"
    kept.mkdir()
    (kept / ".gitkeep").touch()
    equal(gen(folder, "build", "-o", "kept").returncode, 0, "a folder that git keeps")
    (kept / "manifest.json").unlink()
    equal(gen(folder, "build", "-o", "kept").returncode, 0, "a folder that holds what a build makes, and nothing else")
    (kept / "notes").touch()
    equal(gen(folder, "build", "-o", "kept").returncode, 0, "what is added to a folder of ours")


@scenario
def what_is_no_file_is_not_waited_for(folder):
    """A pipe, a device or a folder as a site is refused at once; the output of a command is read."""
    os.mkfifo(folder / "pipe.yaml")
    (folder / "zero.yaml").symlink_to("/dev/zero")
    (folder / "null.yaml").symlink_to("/dev/null")
    (folder / "kernel.yaml").symlink_to("/proc/kcore")
    for name, status, message in (
        ("pipe.yaml", 66, "pipe.yaml is not a regular file [missing-input]"),
        ("zero.yaml", 66, "zero.yaml is not a regular file [missing-input]"),
        ("null.yaml", 66, "null.yaml is not a regular file [missing-input]"),
        ("./", 66, "./ is a folder [missing-input]"),
    ):
        for command in (["validate"], ["build"], ["secrets", "check"]):
            refused = gen(folder, *command, name)
            equal((refused.returncode, message in refused.stderr), (status, True), f"{command} {name}: {refused.stderr}")
    equal(gen(folder, "validate", "kernel.yaml").returncode in (65, 66, 74), True, "a file of the kernel's")
    text = (folder / "site.yaml").read_text(encoding="utf-8")
    equal(gen(folder, "validate", "-", stdin=text).returncode, 0, "standard input")
    shell = subprocess.run(["bash", "-c", '"$0" validate <(cat site.yaml)', GEN], cwd=folder, capture_output=True, text=True, check=False)
    equal((shell.returncode, shell.stderr), (0, ""), "the output of a command")
    (folder / "templates").mkdir()
    os.mkfifo(folder / "templates/x.txt")
    refused = gen(folder, "validate")
    equal((refused.returncode, "templates/x.txt is not a regular file" in refused.stderr), (65, True), refused.stderr)
    (folder / "templates/x.txt").unlink()
    edit(folder, "tls:", "secrets: {provider: dotenv}\ntls:")
    os.mkfifo(folder / ".env", 0o600)
    for verb in ("init", "check"):
        refused = gen(folder, "secrets", verb)
        equal((refused.returncode, ".env is not a regular file" in refused.stderr), (73, True), f"{verb}: {refused.stderr}")


@scenario
def a_template_that_leads_out_is_not_read(folder):
    """A link out of the folder of templates is refused, and nothing of its target is shown."""
    (folder / "private").write_text("a line that nobody should see {{ nothing }}\n", encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "hidden").mkdir()
    (folder / "hidden/private").symlink_to("../private")
    (folder / "templates/.away").symlink_to("../hidden")
    for target in ("../private", str(folder / "private"), ".away/private", "/etc/passwd", "/proc/self/environ"):
        link = folder / "templates/x.txt"
        link.symlink_to(target)
        refused = gen(folder, "build")
        equal((refused.returncode, refused.stdout, refused.stderr), (
            65, "", ("error: templates/x.txt is a symbolic link to a file outside this folder [templates-folder]\n"
                     "  help: put the file itself there\n")), target)
        link.unlink()
    (folder / "templates/_part").write_text("{{ name }}\n", encoding="utf-8")
    (folder / "templates/real.txt").write_text("{#\nformat: text\n#}\nhello\n", encoding="utf-8")
    (folder / "templates/x.txt").symlink_to("real.txt")
    equal(gen(folder, "print", "x.txt").stdout, "hello\n", "a link to another template")


@scenario
def a_flood_of_findings_ends_with_a_count(folder):
    """Of one kind a hundred are shown, and then the total, as text and as JSON."""
    edit(folder, "tls:", "firewall: {allow: [" + ", ".join(f"{{port: {70000 + number}}}" for number in range(2500)) + "]}\ntls:")
    shown = gen(folder, "validate")
    equal(shown.returncode, 65, "the status")
    equal(shown.stderr.count("[out-of-range]"), 100, "as many are shown")
    last = "error: 2400 more errors are not shown, of 2500 in all: 2400 of out-of-range [more-findings]"
    equal(shown.stderr.splitlines()[-2:], [last, "  help: correct those that are shown, then run the command again"], "the end")
    told = json.loads(gen(folder, "validate", "--format", "json").stdout)["findings"]
    equal((len(told), told[-1]["id"], told[-1]["message"]), (101, "more-findings", last[7:-16]), "as JSON")


@scenario
def secrets_that_others_give_are_asked_for(folder):
    """The mail server's password cannot be generated, and Vault is left to its own programs."""
    mail = "{host: smtp.example.net, port: 587, security: starttls, user: odoo, from: no-reply@example.net}"
    edit(folder, 'odoo: {', f'odoo: {{mail: {mail}, ')
    made = gen(folder, "secrets", "init")
    equal((made.returncode, made.stderr), (
        0, ("warning: secrets/smtp_password is missing, and cannot be generated: the account on the mail server [given-secret]\n"
            "  help: write the password that you were given into it\n")), "init")
    equal(gen(folder, "secrets", "rotate", "smtp_password").returncode, 65, "rotate")
    edit(folder, "tls:", "secrets: {provider: vault}\ntls:")
    shutil.rmtree(folder / "secrets")
    vault = gen(folder, "secrets", "init")
    equal((vault.returncode, "vault kv patch -mount=secret stockshop NAME=-" in vault.stderr), (65, True), "Vault")


def main():
    """Runs every scenario in a separate folder."""
    failures = 0
    for function in SCENARIOS:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "site.yaml").write_text(SITE, encoding="utf-8")
            try:
                function(folder)
            except AssertionError as error:
                failures += 1
                print(f"FAILED {function.__name__}: {error}", file=sys.stderr)
    print(f"{len(SCENARIOS)} scenarios, {failures} failed")
    sys.exit(1 if failures else 0)


main()
