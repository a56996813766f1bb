"""deploy.sh with real git and a stub of the engine: preflight, first start, other revisions, and back again."""

import fcntl
import hashlib
import ipaddress
import json
import os
import pathlib
import shutil
import socket
import tempfile

import isolation
from isolation import inside, isolated, must
from operator_server import SIGNALS, Server
from proof import equal, expect

PROGRAMS = ["dash", "flock", "env", "git", "nginx", "openssl", "sha256sum", "ss", "curl", "ip", *isolation.PROGRAMS]
# Without a source and with one.
SITES = ["minimal", "full"]
# A login page: a file with the tenant's name says that it is missing.
CURL = """#!/bin/sh
printf 'curl %s\\n' "$*" >>"$STUB_FOLDER/journal"
name=${*##*Host: }
[ ! -e "$STUB_FOLDER/dead/${name%%.*}" ]
"""
# git as root on a machine that knows no name for it.
SETTINGS = {"GIT_CONFIG_NOSYSTEM": "1", "HOME": "/srv", "GIT_CONFIG_GLOBAL": "/dev/null"}


def check(out, site, model):
    """Checks how one site is deployed."""
    yield from isolated(__file__, out, site, model)


def prove(out, site, model):
    """Everything, on one server."""
    os.environ.update(SETTINGS)
    server = Server(out, site, model)
    for part in (usage, preflight, first_start, here, links, networks, revisions, plans, images, offered, updates, stopped, sampled, submodules, locked):
        yield from part(server)


def changing(server):
    """The command lines that change something."""
    reading = ("info", "compose config", "compose ps", "compose exec -T", "network inspect", "image inspect", "dns/check-dns.sh", "drift.sh")
    return [line for line in server.journal() if not line.startswith(reading)]


def usage(server):
    """A wrong command line and a dry run change nothing."""
    before = server.tree()
    for arguments in (["--force"], ["a", "b"], ["-x"], ["a..b"], ["a b"], ["--update"], ["--update", "A", "v1"], ["--here", "v1"]):
        ended = server.run("deploy.sh", *arguments)
        yield equal((ended.returncode, server.journal()), (64, []), f"{arguments} is a wrong command line")
    yield equal(server.run("deploy.sh", user=65534).returncode, 77, "only root may")
    ended = server.run("deploy.sh", "--dry-run", "--here")
    yield expect(ended.returncode == 0 and "docker compose build" in ended.stdout, "a dry run tells the steps", ended.stdout + ended.stderr)
    yield equal((changing(server), server.changed(before)), ([], []), "and changes nothing")


def preflight(server):
    """All missing requirements are reported at once, and nothing is started or stopped."""
    secret = server.secrets / server.model["secrets"]["files"][0]["name"]
    other = server.secrets / server.model["secrets"]["files"][1]["name"]
    key = pathlib.Path(server.model["tls"]["tenants"]["key"])
    conf = server.out / "odoo.conf"
    saved = {path: path.read_bytes() for path in (secret, other, key, conf)}
    secret.unlink()
    other.write_bytes(b"")
    key.unlink()
    conf.write_bytes(saved[conf] + b"# by hand\n")
    server.secrets.chmod(0o755)
    ended = server.run("deploy.sh", "--here", fail="compose config*")
    told = (secret.name, other.name, str(key), "SHA256SUMS", "the mode 755", "does not accept docker-compose.yml", "6 problems")
    yield expect(ended.returncode == 78 and all(word in ended.stderr for word in told), "all mistakes are reported at once", ended.stderr)
    yield equal(changing(server), [], "and nothing is run")
    for path, content in saved.items():
        path.write_bytes(content)
    server.secrets.chmod(0o700)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", server.model["odoo"]["tenants"]["port"]))
        taken.listen()
        ended = server.run("deploy.sh", "--here")
        yield equal(ended.returncode, 0, "a port that our own container holds is no problem")
        ended = server.run("deploy.sh", "--here", fail="compose ps*")
        port = f"port {server.model['odoo']['tenants']['port']} is taken"
        yield expect(ended.returncode == 78 and port in ended.stderr, "one that somebody else holds is", ended.stderr)
    waiting = server.state / "confirm-nginx/waiting"
    waiting.parent.mkdir()
    waiting.touch()
    ended = server.run("deploy.sh", "--here")
    yield equal((ended.returncode, "waits for its confirmation" in ended.stderr, changing(server)), (78, True, []), "a change of nginx that waits for its confirmation")
    shutil.rmtree(waiting.parent)
    ended = server.run("deploy.sh", "--here", broken="dns/check-dns.sh")
    yield expect(ended.returncode == 0 and "warning: DNS" in ended.stderr, "DNS that does not answer yet is a warning", ended.stderr)


def first_start(server):
    """The superadmin's database is created once, with a password that is printed once, before the service runs."""
    server.clear()
    (server.superadmin / server.database).write_text("", encoding="ascii")
    for pattern in ("*compose run* -i *", "*odoo shell*", "*--set=from=*"):
        ended = server.run("deploy.sh", "--here", fail=pattern)
        yield equal((ended.returncode, ended.stdout), (1, ""), f"{pattern} fails: no password")
        empty = (server.superadmin / server.database).read_text(encoding="ascii")
        yield equal(empty, "", f"{pattern} fails: the database is still empty, and Odoo refuses it")
    ended = server.run("deploy.sh", "--here")
    password = ended.stdout.rstrip("\n")
    yield expect(ended.returncode == 0 and len(password) == 24 and password.isalnum(), "its password is printed, and nothing else", ended.stdout)
    yield expect(f'password = "{password}"' in server.read_in(), "Odoo reads it from standard input")
    yield expect(password not in "\n".join(server.journal()) + ended.stderr, "no command line and no message has it")
    lines = server.journal()
    made = max(number for number, line in enumerate(lines) if "--set=from=" in line)
    started = min(number for number, line in enumerate(lines) if line.startswith("compose up") and " odoo_superadmin" in line)
    yield expect(made < started, "it is made before the service starts", lines)
    yield equal([path.name for path in server.superadmin.iterdir()], [server.database], "nothing else is left")
    ended = server.run("deploy.sh", "--here")
    yield equal((ended.returncode, ended.stdout), (0, ""), "the second deployment prints none")


def here(server):
    """What is checked out, without a repository; the modes that containers need; and each step's failure."""
    server.clear()
    conf = server.out / "odoo.conf"
    conf.chmod(0o600)
    ended = server.run("deploy.sh", "--here")
    yield equal((ended.returncode, conf.stat().st_mode & 0o777), (0, 0o644), "the files can be read by the containers' users")
    yield equal(server.secrets.stat().st_mode & 0o777, 0o700, "the secrets cannot be read by anybody else")
    steps = [line for line in changing(server) if line.startswith(("egress", "compose build", "compose up", "compose down", "mail/", "nginx/", "smoke-test"))]
    kinds = [" ".join(line.split()[:2]) if line.startswith("compose") else line for line in steps]
    relay = ["mail/install.sh"] if server.model["odoo"].get("mail", {}).get("has_relay") else []
    wanted = ["compose build", "egress.sh", *relay, "compose up", "compose up", "compose up", "nginx/install.sh", "smoke-test.sh"]
    yield equal(kinds, wanted, "build, what keeps the containers in, the relay for mail, databases, Odoo, nginx, test")
    label = f"image prune --force --filter label=gen.site={server.name}"
    yield expect(label in server.journal() and "builder prune --force --filter until=168h" in server.journal(), "what nothing needs any more is removed", server.journal())
    recreated = [line for line in server.journal() if "--force-recreate" in line]
    yield equal(len(recreated), 1, "both instances read the modules of this revision")
    modules = server.out / server.model["odoo"]["addons"][0]["host_path"]
    for path, count, what in ((server.folder / "notes", 0, "a file that no container reads recreates nothing"), (modules / "new.py", 1, "new code does")):
        path.write_text("x", encoding="ascii")
        ended = server.run("deploy.sh", "--here")
        recreated = [line for line in server.journal() if "--force-recreate" in line]
        yield equal((ended.returncode, len(recreated)), (0, count), what)
        path.unlink()
    ended = server.run("deploy.sh", "--here", "--test-tenant")
    yield equal((ended.returncode, "smoke-test.sh --with-tenant" in server.journal()), (0, True), "a tenant is made for the test when asked")
    for broken in ("egress.sh", *relay, "nginx/install.sh", "smoke-test.sh"):
        ended = server.run("deploy.sh", "--here", broken=broken)
        yield equal(ended.returncode, 1, f"{broken} fails: so does the deployment")
    if server.model["monitoring"]["is_on"]:
        ended = server.run("deploy.sh", "--here", broken="monitoring/install.sh")
        said = "the monitoring could not be set up: the site is deployed all the same" in ended.stderr
        yield equal((ended.returncode, said), (0, True), "monitoring/install.sh fails: the deployment does not, and says so")
        yield expect("smoke-test.sh" in server.journal(), "and is tested to its end")


def networks(server):
    """Networks that differ are recreated, with everything stopped; the others stay."""
    server.clear(["t1"])
    folder = server.stub / "networks"
    folder.mkdir()
    for network in server.model["networks"]:
        (folder / f"{server.name}_{network['name']}").write_text(f"{network['subnet']} {network['bridge']}\n", encoding="ascii")
    ended = server.run("deploy.sh", "--here")
    yield equal((ended.returncode, "compose down" in server.journal()), (0, False), "networks that are as they should be stay")
    database = folder / f"{server.name}_tenants_database"
    for text in (f"172.18.0.0/16 {server.model['networks'][2]['bridge']}", f"{server.model['networks'][2]['subnet']} ", "172.18.0.0/16 "):
        database.write_text(text + "\n", encoding="ascii")
        ended = server.run("deploy.sh", "--dry-run", "--here")
        yield expect("docker compose down" in ended.stdout, f"a dry run says that everything will be stopped for {text}", ended.stdout)
        ended = server.run("deploy.sh", "--here")
        lines = [line for line in server.journal() if line.startswith(("egress", "compose down", "compose up"))]
        kinds = [" ".join(line.split()[:2]) for line in lines]
        yield equal((ended.returncode, kinds), (0, ["egress.sh", "compose down", "compose up", "compose up"]), f"a network made with {text} is made anew")
        yield expect(f"{database.name}\n" in ended.stderr.replace(" ", "\n"), "it is named", ended.stderr)
    network = ipaddress.ip_network(server.model["networks"][0]["subnet"])
    must("ip", "link", "add", server.model["networks"][0]["bridge"], "type", "bridge")
    must("ip", "link", "set", server.model["networks"][0]["bridge"], "up")
    for what, others in (("the same addresses", network), ("some of them", f"{network[1]}/32"), ("a larger network", network.supernet(4))):
        must("ip", "route", "add", others, "dev", server.model["networks"][0]["bridge"])
        ended = server.run("deploy.sh", "--here")
        yield equal(ended.returncode, 0, f"{what} are its own {ended.stderr[-500:]}")
        (folder / f"{server.name}_tenants_web").rename(folder / "away")
        ended = server.run("deploy.sh", "--here")
        told = f"server.networks.subnets\n{server.name}_tenants_web, {network}: " in ended.stderr
        yield equal((ended.returncode, told, changing(server)), (78, True, []), f"{what} are another program's: nothing is started")
        (folder / "away").rename(folder / f"{server.name}_tenants_web")
        must("ip", "route", "delete", others, "dev", server.model["networks"][0]["bridge"])
    must("ip", "link", "delete", server.model["networks"][0]["bridge"])
    shutil.rmtree(folder)


def links(server):
    """A folder of modules that is a link to the secrets, into them or around them: they are not made readable, and nothing is started."""
    server.clear()
    modules = server.out / server.model["odoo"]["addons"][0]["host_path"]
    aside = modules.with_name("aside")
    modules.rename(aside)
    inner = server.secrets / "inner"
    inner.mkdir()
    private = server.folder / ".env"
    private.write_text("A='1'\n", encoding="ascii")
    for path, mode in ((server.secrets, 0o700), (inner, 0o700), (private, 0o600)):
        path.chmod(mode)
    for target in (server.secrets, inner, server.folder, server.folder.parent):
        modules.symlink_to(target)
        ended = server.run("deploy.sh", "--here")
        modes = [path.stat().st_mode & 0o777 for path in (server.secrets, inner, private)]
        yield equal((ended.returncode, modes), (78, [0o700, 0o700, 0o600]), f"a link to {target}: nothing of it is opened")
        yield expect(f"leads to {target.resolve()}, where secrets are" in ended.stderr, f"a link to {target} is reported", ended.stderr)
        yield equal(changing(server), [], f"a link to {target}: nothing is run")
        modules.unlink()
    inner.rmdir()
    private.unlink()
    elsewhere = server.folder / "elsewhere"
    aside.rename(elsewhere)
    elsewhere.chmod(0o700)
    modules.symlink_to(elsewhere)
    ended = server.run("deploy.sh", "--here")
    yield equal((ended.returncode, elsewhere.stat().st_mode & 0o777), (0, 0o755), "a link to a folder of modules is followed")
    modules.unlink()
    elsewhere.rename(modules)


def prepare(server):
    """A repository with two revisions, of which the second has a file `broken`; the first one is deployed."""
    server.clear(["t1"])
    marker = (server.out / server.model["odoo"]["addons"][0]["host_path"]).resolve() / "broken"
    if not (server.folder / ".git").exists():
        server.commit("one")
        marker.write_text("x", encoding="ascii")
        server.commit("two")
        marker.unlink()
        server.commit("three")
    return marker


def revisions(server):
    """Another revision is checked out and deployed by its own script; a broken one is rolled back to the former one."""
    marker = prepare(server)
    ended = server.run("deploy.sh", "one")
    first = server.head()
    yield equal((ended.returncode, (server.state / "deployed").read_text().strip()), (0, first), "a tag is deployed, and remembered")
    for stage in ("compose up *odoo_superadmin", "compose build"):
        ended = server.run("deploy.sh", "two", fail=stage, fail_while=marker)
        yield expect(ended.returncode == 1 and "runs again" in ended.stderr, f"{stage} fails: the former revision runs again", ended.stderr)
        yield expect("warning: deploy: two does not run; " in server.told(ended.stderr), f"{stage} fails: people are told", ended.stderr)
        yield equal(server.head(), first, f"{stage} fails: its files are back")
        image = server.model["odoo"]["built_image"]
        yield expect(f"image tag {image}-deployed {image}" in server.journal(), f"{stage} fails: its image is back", server.journal())
        yield equal(server.journal().count("smoke-test.sh"), 1, f"{stage} fails: the former revision was tested")
    (server.secrets / server.model["secrets"]["files"][0]["name"]).rename(server.folder / "aside")
    ended = server.run("deploy.sh", "three")
    yield equal((ended.returncode, server.head(), changing(server)), (78, first, []), "what fails before anything runs only checks out the former")
    (server.folder / "aside").rename(server.secrets / server.model["secrets"]["files"][0]["name"])
    ended = server.run("deploy.sh", "none-such")
    yield expect(ended.returncode != 0 and server.head() == first, "a revision that is not there changes nothing", ended.stderr)
    (server.out / "odoo.conf").write_text("by hand\n", encoding="ascii")
    ended = server.run("deploy.sh", "three")
    yield expect(ended.returncode == 78 and "git status" in ended.stderr, "changes by hand are not thrown away", ended.stderr)
    must("git", "-C", server.folder, "checkout", "--", ".")
    before = server.tree()
    ended = server.run("deploy.sh", "--dry-run", "three")
    yield equal((ended.returncode, changing(server), server.changed(before)), (0, [], []), "a dry run changes nothing")
    ended = server.run("deploy.sh", "three")
    yield equal((ended.returncode, server.head() != first), (0, True), "a good one stays")


def digest_of(path):
    """The digits by which a plan names a folder, from its SHA256SUMS."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def plans(server):
    """A plan is followed only if the server is what it begins with, and the revision what it ends with."""
    prepare(server)
    told = server.stub / "drift.json"
    clean = {"here": "a", "deployed": "a", "findings": []}
    target = digest_of(server.out / "SHA256SUMS")
    wrong = "0" * 16
    for words in (["--base", "x"], ["--base", "0" * 15], ["--base", "G" * 16], ["--target", "none"], ["--target"]):
        yield equal(server.run("deploy.sh", *words, "--here").returncode, 64, f"{words} is a wrong command line")
    ended = server.run("deploy.sh", "--base", wrong, "one")
    yield equal((ended.returncode, changing(server)), (78, []), f"nothing is deployed, and the plan begins with something {ended.stderr}")
    ended = server.run("deploy.sh", "--base", "none", "--target", wrong, "one")
    yield expect(ended.returncode == 78 and f"ends with {wrong}, and this revision is {target}" in ended.stderr, "another folder than the reviewed one", ended.stderr)
    yield equal(changing(server), [], "nothing is touched")
    ended = server.run("deploy.sh", "--target", wrong, "--here")
    yield equal((ended.returncode, changing(server)), (78, []), "nor is it where another folder is checked out")
    must("git", "-C", server.folder, "checkout", "--quiet", "--detach", "two")
    ended = server.run("deploy.sh", "--dry-run", "--base", "none", "--target", target, "one")
    yield equal((ended.returncode, changing(server)), (0, []), f"a dry run compares the revision, not what is checked out {ended.stderr}")
    ended = server.run("deploy.sh", "--base", "none", "--target", target, "one")
    yield equal((ended.returncode, digest_of(server.state / "deployed-sums")), (0, target), f"a first deployment begins with none {ended.stderr[-500:]}")
    known = (server.state / "known").read_text(encoding="utf-8")
    yield equal(known, "".join(sorted((server.out / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True))), "what was put here is recorded")
    for base in ("none", wrong):
        ended = server.run("deploy.sh", "--base", base, "three")
        told_to = f"begins with {base}, and {target} is deployed here" in ended.stderr and f"gen diff --base {server.head()} --apply-plan" in ended.stderr
        yield equal((ended.returncode, told_to, changing(server)), (78, True, []), f"the plan begins with {base}: refused, with what to do")
    finding = {"kind": "changed", "part": "containers", "subject": "odoo", "message": "changed: mem_limit"}
    cases = [
        ("somebody has changed a container", finding, 78),
        ("nginx is older than the folder", finding | {"kind": "unapplied", "part": "nginx"}, 78),
        ("somebody else's container is no part of the plan", finding | {"kind": "foreign"}, 0),
        ("nor is the firewall", finding | {"part": "firewall"}, 0),
    ]
    for what, entry, status in cases:
        told.write_text(json.dumps(clean | {"findings": [entry]}), encoding="utf-8")
        ended = server.run("deploy.sh", "--dry-run", "--base", target, "three")
        yield equal((ended.returncode, f"  {entry['part']}: odoo: changed: mem_limit" in ended.stderr), (status, status == 78), f"{what}: {status}")
    told.write_text(json.dumps(clean), encoding="utf-8")
    ended = server.run("deploy.sh", "--base", target, "three")
    yield equal(ended.returncode, 0, f"the server is what the plan begins with: deployed {ended.stderr[-500:]}")
    ended = server.run("deploy.sh", "--here", broken="smoke-test.sh")
    yield equal((ended.returncode, (server.state / "deployed-sums").exists()), (1, False), "a deployment that does not end leaves nothing to begin with")
    ended = server.run("deploy.sh", "--base", target, "one")
    yield expect(ended.returncode == 78 and "did not end" in ended.stderr, "and says so", ended.stderr)
    told.unlink()
    before = server.tree()
    ended = server.run("deploy.sh", "--plan", "two")
    seen = set(ended.stdout.splitlines())
    secret = f"../{server.secrets.resolve().relative_to(server.folder)}/{server.model['secrets']['files'][0]['name']}"
    marker = os.path.relpath((server.out / server.model["odoo"]["addons"][0]["host_path"]).resolve() / "broken", server.out)
    yield expect({secret, marker} <= seen and "drift.sh --plan two" in server.journal(), "the plan of a revision sees its files in the place of this folder", ended.stdout + ended.stderr)
    yield equal((changing(server), server.changed(before)), ([], []), "and changes nothing")
    ended = server.run("deploy.sh", "--plan")
    yield expect(ended.returncode == 0 and marker not in ended.stdout, "without a revision it is of what is checked out", ended.stdout)


def images(server):
    """The image is built only if something that goes into it has changed."""
    prepare(server)
    model = {"services": {"db": {"image": "x"}, "odoo": {"build": {"labels": {"gen.contents": "1"}}}}}
    label = server.stub / "images" / (server.model["odoo"]["built_image"] + ".label")
    label.parent.mkdir()
    (server.stub / "model.json").write_text(json.dumps(model), encoding="utf-8")
    for content, built in (("1", False), ("2", True), (None, True)):
        label.unlink(missing_ok=True)
        if content:
            label.write_text(content, encoding="ascii")
        ended = server.run("deploy.sh", "--here")
        yield equal((ended.returncode, "compose build" in server.journal()), (0, built), f"the image has {content}: {'' if built else 'not '}built")
    shutil.rmtree(label.parent)
    (server.stub / "model.json").unlink()


def offered(server):
    """A tag that only the remote has yet: a dry run finds it there and fetches nothing, the deployment fetches it."""
    prepare(server)
    with tempfile.TemporaryDirectory() as remote:
        must("git", "clone", "--quiet", "--bare", server.folder, remote)
        author = ["-c", "user.name=t", "-c", "user.email=t@example.net"]
        fourth = must("git", "-C", remote, *author, "commit-tree", "three^{tree}", "-p", "three", "-m", "four").strip()
        must("git", "-C", remote, *author, "tag", "--annotate", "--message", "four", "four", fourth)
        here = ["git", "-C", server.folder]
        if "source" in server.model:
            must(*here, "config", f"url.{remote}.insteadOf", server.model["source"]["repository"])
        else:
            must(*here, "remote", "add", "origin", remote)
        before = server.head(), must(*here, "for-each-ref")
        ended = server.run("deploy.sh", "--dry-run", "four")
        yield expect(ended.returncode == 0 and f"four ({fourth})" in ended.stdout, "a dry run tells the remote's commit", ended.stdout + ended.stderr)
        yield equal((changing(server), (server.head(), must(*here, "for-each-ref"))), ([], before), "and fetches nothing")
        yield equal(server.run("deploy.sh", "--dry-run", "none-such").returncode, 78, "nobody has that revision")
        ended = server.run("deploy.sh", "four")
        yield equal((ended.returncode, server.head()), (0, fourth), f"it is fetched and deployed {ended.stderr[-500:]}")


def updates(server):
    """With databases updated, going back is no longer automatic."""
    marker = prepare(server)
    server.run("deploy.sh", "one")
    ended = server.run("deploy.sh", "--update", "sale", "two", fail=f"*odoo -d {server.database} -u *", fail_while=marker)
    back = [line for line in server.journal() if f"--set=to={server.database}" in line]
    yield expect(ended.returncode == 1 and "runs again" in ended.stderr and back, "an update that fails is undone, and the former revision runs", ended.stderr)
    ended = server.run("deploy.sh", "--update", "changed", "two", fail="*odoo -d t1_db -u *", fail_while=marker)
    second = must("git", "-C", server.folder, "rev-parse", "two").strip()
    yield equal((ended.returncode, server.head()), (2, second), "one tenant that cannot be updated does not roll back the others")
    yield expect("as before: t1_db" in ended.stderr, "it is named", ended.stderr)
    yield equal(server.run("update.sh", "--undo").returncode, 0, "the update can be undone")
    server.run("deploy.sh", "one")
    ended = server.run("deploy.sh", "--update", "sale", "two", broken="smoke-test.sh")
    yield expect(ended.returncode == 1 and "update.sh --undo" in ended.stderr, "after an update that went well, people decide", ended.stderr)
    yield equal(server.head(), second, "the revision stays")
    ended = server.run("deploy.sh", "one")
    yield expect(ended.returncode == 78 and "update.sh --undo" in ended.stderr, "older code is not deployed on newer databases", ended.stderr)
    yield equal(server.run("update.sh", "--undo").returncode, 0, "after the undoing")
    yield equal(server.run("deploy.sh", "one").returncode, 0, "it is")


def stopped(server):
    """Interrupted anywhere, it can be run again."""
    prepare(server)
    server.run("deploy.sh", "one")
    for number in (SIGNALS[2], SIGNALS[3]):
        for pattern in ("compose build*", "compose up *--remove-orphans"):
            server.interrupt(number, "deploy.sh", "three", slow=pattern)
            ended = server.run("deploy.sh", "three")
            yield equal(ended.returncode, 0, f"{number.name} during {pattern}: run again, it is deployed")
            server.run("deploy.sh", "one")


def sampled(server):
    """A sample of the tenants is asked before and after; one that was broken before is nobody's fault, and a few are accepted."""
    curl, dead = server.stub / "bin" / "curl", server.stub / "dead"
    curl.write_text(CURL, encoding="ascii")
    curl.chmod(0o755)
    dead.mkdir()
    rollout = server.model["odoo"]["rollout"]
    names = [f"t{number:02}" for number in range(60)] + ["demo"]
    server.clear(names)
    ended = server.run("deploy.sh", "--here")
    asked = [line.partition("Host: ")[2].partition(".")[0] for line in server.journal() if line.startswith("curl ")]
    count = len(set(asked))
    yield equal((ended.returncode, len(asked)), (0, 2 * count), "each is asked before and after")
    yield expect(rollout["sample"] <= count <= rollout["sample"] + 1, "a sample is asked", asked)
    yield equal("demo" in asked, "demo" in rollout["canaries"] or "demo" in asked[: rollout["sample"]], "with the canaries")
    (dead / asked[1]).touch()
    ended = server.run("deploy.sh", "--here")
    yield expect(ended.returncode == 0 and "no longer" not in ended.stderr, "one that was broken before stops nothing", ended.stderr)
    (dead / asked[1]).unlink()
    few = 1 if rollout["tolerance"] * count >= 100 else 0
    ended = server.run("deploy.sh", "--here", breaks=" ".join(sorted(set(asked))[:few]))
    yield equal((ended.returncode, "warning: 1 of" in ended.stderr), (0, few == 1), "a few that are lost are named")
    for path in dead.iterdir():
        path.unlink()
    lost = sorted(set(asked))[: rollout["tolerance"] * count // 100 + 1]
    ended = server.run("deploy.sh", "--here", breaks=" ".join(lost))
    yield expect(ended.returncode == 1 and f"{len(lost)} of {count} tenants that were asked no longer answer: " in ended.stderr, "more are a failure", ended.stderr)
    curl.unlink()
    shutil.rmtree(dead)


def submodules(server):
    """A folder of modules from another repository is checked out with the revision; one that is not there is refused."""
    os.environ.update({"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "protocol.file.allow", "GIT_CONFIG_VALUE_0": "always"})
    prepare(server)
    other = server.folder.parent / "other"
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.net", "-C"]
    must("git", "init", "--quiet", other)
    (other / "module").write_text("x", encoding="ascii")
    must(*git, other, "add", "--all")
    must(*git, other, "commit", "--quiet", "--message", "module")
    must("git", "-C", server.folder, "checkout", "--quiet", "--detach", "three")
    must("git", "-C", server.folder, "submodule", "--quiet", "add", other, "extra")
    server.commit("with-submodule")
    must("git", "-C", server.folder, "submodule", "--quiet", "deinit", "--force", "extra")
    ended = server.run("deploy.sh", "--here")
    yield expect(ended.returncode == 78 and "extra" in ended.stderr and "git submodule update" in ended.stderr, "an empty submodule is refused", ended.stderr)
    server.run("deploy.sh", "three")
    ended = server.run("deploy.sh", "with-submodule")
    yield equal((ended.returncode, (server.folder / "extra/module").exists()), (0, True), f"a revision brings its submodules {ended.stderr[-800:]}")


def locked(server):
    """One at a time; its own children share its lock."""
    with open(f"/run/{server.name}.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = server.run("deploy.sh", "--here")
        yield expect((ended.returncode, server.journal()) == (1, []) and "is running" in ended.stderr, "a second one stops", ended.stderr)


if __name__ == "__main__":
    inside(prove)
