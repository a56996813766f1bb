"""drift.sh finds each kind of difference between a server and the folder, with the real nginx, ufw, nft, git and compose; what the engine says is
made up here, and true in engine/topics/impact.py."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

import certificates
import isolation
import jsonschema
import odoo_stub
from check_ufw import sandbox
from isolation import inside, isolated, must
from proof import equal, expect, program_of, run
from web_server import fresh_host

PROGRAMS = ["ufw", "nginx", "nft", "git", "jq", "docker-compose", "ps", "unshare", *isolation.PROGRAMS]
SITES = ["minimal"]
SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs/schemas/scripts/drift.json"
# What the engine knows is in files; compose itself reads docker-compose.yml.
DOCKER = """#!/bin/sh
printf '%s\\n' "$*" >>{stub}/calls
case "$*" in
  "compose config "*) shift; exec {compose} "$@" ;;
  "ps --all "*) [ -e {stub}/containers.json ] && printf 'some\\n' ;;
  "inspect "*) cat {stub}/containers.json ;;
  *gen.contents*) cat {stub}/contents ;;
  "image inspect "*) cat {stub}/image ;;
  "network inspect "*) cat "{stub}/networks/$3" ;;
  "ps --format "*) ;;
  *) printf 'unknown: %s\\n' "$*" >&2; exit 125 ;;
esac
"""
SECRET = "never-to-be-seen"


def check(out, site, model):
    """Proves it on one host."""
    yield from isolated(__file__, out, site, model, timeout=600)


def prove(out, site, model):
    """A server that is as it should be, then with one difference after the other."""
    os.environ.update({"GIT_CONFIG_NOSYSTEM": "1", "HOME": "/srv", "GIT_CONFIG_GLOBAL": "/dev/null"})
    fresh_host(model)
    sandbox()
    certificates.authority()
    certificates.issue_all(model)
    odoo_stub.listen_for(model)
    with socket.create_server(("127.0.0.1", model["server"]["ssh"]["port"])):
        yield from all_of(Host(out, site, model))


def all_of(host):
    """One difference after the other."""
    for part in (usage, nothing, of_containers, of_nginx, of_firewall, of_certificates, of_files, of_code, of_secrets, of_crontab, unseen, planned):
        yield from part(host)


class Host:
    """A server on which one revision is deployed."""

    def __init__(self, out, site, model):
        self.model, self.name = model, model["name"]
        isolation.private_folder("/srv")
        self.folder = pathlib.Path("/srv/site")
        self.out = self.folder / "out"
        self.stub = pathlib.Path("/srv/stub")
        self.state = pathlib.Path("/var/lib") / self.name
        self.nginx = pathlib.Path(f"/etc/nginx/gen-{self.name}")
        self.addon = self.folder / "custom_addons/shop/models.py"
        for path in (self.stub / "networks", self.addon.parent):
            path.mkdir(parents=True)
        shutil.copytree(out, self.out)
        shutil.copyfile(site, self.folder / "site.yaml")
        self.addon.write_text("x = 1\n", encoding="ascii")
        self.secrets = (self.out / model["secrets"]["host_directory"]).resolve()
        self.secrets.mkdir(mode=0o700)
        for secret in model["secrets"]["files"]:
            (self.secrets / secret["name"]).write_text(SECRET, encoding="ascii")
        self.stand_in("docker", DOCKER.format(stub=self.stub, compose=program_of("docker-compose")))
        self.stand_in("systemctl", "#!/bin/sh\n")
        # Postfix is proven elsewhere.
        relay = self.out / "mail/install.sh"
        if relay.exists():
            relay.write_text("#!/bin/sh\n", encoding="ascii")
        self.sum_up()
        os.environ["PATH"] = f"{self.stub}/bin:{os.environ['PATH']}"
        git = ["git", "-C", self.folder, "-c", "user.name=t", "-c", "user.email=t@example.net"]
        must("git", "init", "--quiet", self.folder)
        (self.folder / ".gitignore").write_text("/secrets/\n", encoding="ascii")
        must(*git, "add", "--all")
        must(*git, "commit", "--quiet", "--message", "one")
        self.deploy()

    def stand_in(self, name, text):
        """Puts a program before the real one of its name."""
        path = self.stub / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def sum_up(self):
        """SHA256SUMS, after something was changed on purpose."""
        names = [line[66:] for line in (self.out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
        sums = subprocess.run(["sha256sum", *names], cwd=self.out, capture_output=True, text=True, check=True).stdout
        (self.out / "SHA256SUMS").write_text(sums, encoding="utf-8")

    def deploy(self):
        """What a deployment leaves: the real scripts, and the containers that compose would make."""
        for script in ("egress.sh", "ufw.sh", "nginx/install.sh"):
            must(self.out / script)
        must("install", "-m", "0644", self.out / "backup.crontab", f"/etc/cron.d/{self.name}-backup")
        for plan in (self.model["tls"]["tenants"], self.model["tls"]["superadmin"]):
            self.renewal(plan).parent.mkdir(parents=True, exist_ok=True)
        must("install", "-D", self.out / "tls/reload-nginx.sh", f"/etc/letsencrypt/renewal-hooks/deploy/{self.name}-reload-nginx")
        shown = run("sh", "-euc", '. ops/lib/begin.sh; . ops/lib/renewal.sh; p() { printf "%s\\n" "$@"; }; with_certificate superadmin p; echo; with_certificate tenants p', cwd=self.out, env=os.environ | {"out": "."})
        for block in shown.stdout.split("\n\n"):
            name, _list, *options = block.split("\n")
            pairs = [f"{key.removeprefix('--').replace('-', '_')} = {value}\n" for key, value in zip(options[::2], options[1::2])]
            pathlib.Path("/etc/letsencrypt/renewal", f"{name}.conf").write_text("".join(pairs), encoding="utf-8")
        shutil.copyfile(self.out / "SHA256SUMS", self.state / "deployed-sums")
        (self.state / "deployed").write_text(must("git", "-C", self.folder, "rev-parse", "HEAD"), encoding="ascii")
        code = run("sh", "-euc", ". ops/lib/begin.sh; . ops/lib/code.sh; code_here", cwd=self.out, env=os.environ | {"out": "."})
        (self.state / "running").write_text(code.stdout, encoding="ascii")
        (self.stub / "image").write_text("sha256:1\n", encoding="ascii")
        config = self.config()
        (self.stub / "contents").write_text(next(s["build"]["labels"]["gen.contents"] for s in config["services"].values() if "build" in s) + "\n")
        for network in self.model["networks"]:
            (self.stub / "networks" / f"{self.name}_{network['name']}").write_text(f"{network['subnet']} {network['bridge']}\n", encoding="ascii")
        hashes = dict(line.split() for line in self.compose("config", "--hash", "*").splitlines())
        self.containers = [self.container(name, service, hashes[name]) for name, service in config["services"].items()]
        self.tell()

    def compose(self, *words):
        """What the real compose prints of docker-compose.yml."""
        return must("docker-compose", *words, cwd=self.out, stderr=subprocess.DEVNULL)

    def config(self):
        """docker-compose.yml as compose reads it."""
        return json.loads(self.compose("config", "--format", "json"))

    def container(self, name, service, digest):
        """What the engine knows of a container that compose has made for a service."""
        labels = {"project": self.name, "service": name, "config-hash": digest, "image": "sha256:1", "oneoff": "False"}
        mounts = [{"Type": volume["type"], "Destination": volume["target"], "Source": volume["source"]} for volume in service.get("volumes", [])]
        mounts += [{"Type": "bind", "Destination": f"/run/secrets/{secret['source']}", "Source": "x"} for secret in service["secrets"]]
        # As of an image that has a volume.
        mounts.append({"Type": "volume", "Name": "0" * 64, "Destination": "/mnt/extra", "Source": "x"})
        return {
            "Name": f"/{self.name}-{name}-1",
            "Config": {
                "Image": service["image"], "Env": ["PATH=/bin"] + [f"{key}={value}" for key, value in service["environment"].items()],
                "Labels": {f"com.docker.compose.{key}": value for key, value in labels.items()},
            },
            "HostConfig": {
                "Memory": int(service["mem_limit"]), "MemorySwap": int(service["memswap_limit"]), "NanoCpus": round(service["cpus"] * 1e9),
                "PidsLimit": service["pids_limit"], "RestartPolicy": {"Name": "unless-stopped"},
            },
            "State": {"Status": "running", "Running": True, "Paused": False},
            "Mounts": mounts,
            "NetworkSettings": {"Networks": {f"{self.name}_{network}": {} for network in service["networks"]}},
        }  # fmt: skip

    def tell(self, *changes):
        """What the stand-in for the engine says from now on."""
        containers = json.loads(json.dumps(self.containers))
        for change in changes:
            change(containers)
        (self.stub / "containers.json").write_text(json.dumps(containers), encoding="utf-8")

    def renewal(self, plan):
        """certbot's file about a certificate."""
        return pathlib.Path("/etc/letsencrypt/renewal", f"{plan['name']}.conf")

    def drift(self, *words):
        """Runs the script."""
        return run(self.out / "drift.sh", *words, cwd="/", stderr=subprocess.PIPE)


@contextlib.contextmanager
def kept(*paths):
    """Files as they are, afterwards again."""
    saved = {path: (path.read_bytes(), path.stat().st_mode) if path.exists() else None for path in map(pathlib.Path, paths)}
    try:
        yield
    finally:
        for path, before in saved.items():
            if before is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(before[0])
                path.chmod(before[1])


def found(host, *wanted):
    """Whether drift.sh finds these (kind, part, a piece of the subject, a piece of the message, whether it is lost), and nothing else."""
    ended = host.drift("--format", "json")
    document = json.loads(ended.stdout) if ended.stdout else {"findings": []}
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    findings = [(f["kind"], f["part"], f["subject"], f["message"], f["is_lost"]) for f in document["findings"]]
    matches = len(findings) == len(wanted) and all(
        any(f[:2] == w[:2] and w[2] in f[2] and w[3] in f[3] and f[4] == (len(w) > 4) for f in findings) for w in wanted
    )
    return expect(matches and ended.returncode == (1 if wanted else 0) and SECRET not in ended.stdout, f"it finds {wanted or 'nothing'}", f"{ended.returncode} {ended.stderr}\n" + "\n".join(map(str, findings)))


def tree():
    """Everything that it could have written."""
    listed = run("find", "/etc", "/srv", "/var", "/run", "-xdev", "!", "-path", "*/calls", "-printf", "%p %C@ %s\n").stdout
    return {line for line in listed.splitlines() if not line.startswith(("/run/ufw.lock", "/srv/stub "))}


def usage(host):
    """Wrong usage, help, and who may not."""
    for words in (["--json"], ["--format", "xml"], ["x"]):
        yield equal(host.drift(*words).returncode, 64, f"{words} is a wrong command line")
    ended = host.drift("--help")
    yield expect(ended.returncode == 0 and "--format json" in ended.stdout, "--help", ended.stdout)
    ended = run("setpriv", "--reuid=65534", "--clear-groups", "sh", host.out / "drift.sh")
    yield equal(ended.returncode, 77, "only root can look")


def nothing(host):
    """A server that is as it was deployed: nothing is found, and nothing written, even where nothing can be."""
    before = tree()
    ended = host.drift()
    yield equal((ended.returncode, ended.stdout, ended.stderr), (0, "0 changed there, 0 never applied, 0 foreign; a deployment would lose 0.\n", ""), "nothing is found")
    yield found(host)
    yield equal(sorted(before ^ tree()), [], "nothing is written")
    # ufw itself wants its lock in /run.
    script = 'while read -r _ _ _ _ place _; do case ${place} in /proc* | /sys* | /dev* | /run | /srv) ;; *) mount -o remount,bind,ro "${place}" ;; esac; done </proc/self/mountinfo; exec "$0"'
    ended = run("unshare", "--mount", "--propagation", "private", "bash", "-c", script, host.out / "drift.sh")
    yield equal(ended.returncode, 0, f"on a file system that is read-only it finds nothing either {ended.stdout}")


def of_containers(host):
    """Containers that were changed, are missing, stopped, older, or nobody's."""
    odoo = next(c for c in host.containers if c["Config"]["Labels"]["com.docker.compose.service"] == "odoo")
    name = f"{host.name}-intruder-1"

    def put(service, path, value):
        def change(containers):
            place = next(c for c in containers if c["Config"]["Labels"]["com.docker.compose.service"] == service)
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = value
        return change

    label = "com.docker.compose."
    foreign = {"Name": "/curious", "Config": {"Image": "x", "Env": [], "Labels": {}}, "HostConfig": {}, "State": {"Running": True}, "Mounts": [], "NetworkSettings": {"Networks": {f"{host.name}_tenants_web": {}}}}
    orphan = json.loads(json.dumps(odoo))
    orphan["Name"], orphan["Config"]["Labels"][label + "service"] = f"/{name}", "intruder"
    changed_key = next(text.partition("=")[0] for text in odoo["Config"]["Env"][1:])
    without = [text for text in odoo["Config"]["Env"] if not text.startswith(changed_key + "=")] + [f"{changed_key}=another"]
    first = [
        (put("odoo", ["HostConfig", "Memory"], 1 << 30), ("changed", "containers", "odoo", "changed after it was created: mem_limit", True)),
        (put("db", ["State"], {"Status": "exited", "Running": False, "Paused": False}), ("changed", "containers", "db", "it is stopped")),
        (put("db_superadmin", ["State", "Paused"], True), ("changed", "containers", "db_superadmin", "it is paused")),
        (put("odoo_superadmin", ["Config", "Labels", label + "config-hash"], "0"), ("unapplied", "containers", "odoo_superadmin", "another version of its configuration")),
        (lambda containers: containers.append(orphan), ("foreign", "containers", name, "no service of docker-compose.yml", True)),
    ]
    second = [
        (put("odoo", ["HostConfig", "NanoCpus"], 1), ("changed", "containers", "odoo", "changed after it was created: cpus, network elsewhere", True)),
        (put("odoo", ["NetworkSettings", "Networks", "elsewhere"], {}), None),
        (put("odoo_superadmin", ["Config", "Labels", label + "image"], "sha256:2"), ("unapplied", "containers", "odoo_superadmin", "another version of its image")),
        (lambda containers: containers.append(foreign), ("foreign", "containers", "curious", f"{host.name}_tenants_web")),
        (lambda containers: containers.pop(0), ("changed", "containers", "db", "it has no container")),
    ]
    for cases in (first, second):
        host.tell(*[change for change, _ in cases])
        yield found(host, *[wanted for _, wanted in cases if wanted])

    def older(containers):
        put("odoo", ["Config", "Labels", label + "config-hash"], "0")(containers)
        put("odoo", ["Config", "Env"], without)(containers)
        put("odoo", ["Mounts"], odoo["Mounts"][1:])(containers)

    host.tell(older)
    yield found(host, ("unapplied", "containers", "odoo", f"(environment {changed_key}, mounts)"))
    network = host.stub / "networks" / f"{host.name}_tenants_web"
    with kept(network):
        network.write_text("172.18.0.0/16 x\n", encoding="ascii")
        ended = host.drift()
        yield expect("never applied: containers: " + network.name in ended.stdout, "a network that was made otherwise is found", ended.stdout)
        yield expect("another" not in ended.stdout.replace("another version", ""), "the values of variables are not shown", ended.stdout)
    host.tell()


def of_nginx(host):
    """Files of nginx that were changed, removed, added or not loaded, or are older than the folder."""
    site, errors = host.nginx / "sites-available/tenants.conf", host.nginx / "errors/404.html"
    with kept(site):
        site.write_text(site.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
        site.chmod(0o644)
        time.sleep(2.1)
        ended = host.drift()
        yield expect(f"changed there: nginx: {site}: it is not what gen made; a deployment replaces it (lost)\n" in ended.stdout, "a file that was changed is one line", ended.stdout)
        yield expect("the running nginx has not loaded its files" in ended.stdout, "nginx has not loaded it", ended.stdout)
    must("nginx", "-s", "reload")
    with kept(errors):
        errors.unlink()
        lines = host.drift().stdout
        yield expect(f"changed there: nginx: {errors}: it was removed; a deployment puts it back\n" in lines, "a file that was removed is found", lines)
    yield from settles(host)
    source = host.out / "nginx/errors/404.html"
    with kept(source, host.out / "SHA256SUMS", host.state / "deployed-sums"):
        source.write_text(source.read_text(encoding="utf-8") + "<!-- newer -->\n", encoding="utf-8")
        host.sum_up()
        yield found(host, ("unapplied", "nginx", str(errors), "an earlier version of nginx/errors/404.html"), ("unapplied", "files", "", "was deployed, and this is"))
    extra = host.nginx / "snippets/extra.conf"
    link = pathlib.Path(f"/etc/nginx/conf.d/gen-{host.name}.conf")
    to = os.readlink(link)
    extra.write_text("# by hand\n", encoding="ascii")
    link.unlink()
    link.write_text("# by hand\n", encoding="ascii")
    lines = host.drift().stdout
    yield expect(f"foreign: nginx: {extra}: gen did not make it" in lines, "a file that gen did not make is found", lines)
    yield expect(f"foreign: nginx: {link}: " in lines and "a deployment stops there" in lines, "a file in the place of a link is found", lines)
    extra.unlink()
    link.unlink()
    link.symlink_to(to)
    must("nginx", "-s", "reload")
    yield from settles(host)
    os.kill(int(pathlib.Path("/run/nginx.pid").read_text()), signal.SIGQUIT)
    while pathlib.Path("/run/nginx.pid").exists():
        time.sleep(0.05)
    yield found(host, ("changed", "nginx", "nginx", "it does not run"))
    must(host.out / "nginx/install.sh")
    yield found(host)


def settles(host):
    """Waits until former workers are gone and files are older than the present ones, and says that nothing is found then."""
    for _ in range(6):
        time.sleep(0.5)
        must("nginx", "-s", "reload")
        time.sleep(0.5)
        if host.drift().returncode == 0:
            break
    yield found(host)


def of_firewall(host):
    """Rules that were removed, are missing, no longer wanted, or made by hand."""
    https = next(line for line in must("ufw", "show", "added").splitlines() if "443" in line and host.name in line)
    words = https.removeprefix("ufw ").split(" comment ")[0].split()
    comment = https.split(" comment '")[1].rstrip("'")
    must("ufw", "--force", "delete", *words)
    must("ufw", "allow", "7777/tcp", "comment", "by hand")
    yield found(host, ("changed", "firewall", comment, "this rule was removed"), ("foreign", "firewall", "allow 7777/tcp", "by hand"))
    must(host.out / "ufw.sh")
    must("ufw", "--force", "delete", "allow", "7777/tcp")
    values = host.out / "ops/site.sh"
    marker = "site_firewall_rules() { # server.ssh, firewall\n"
    with kept(values, host.out / "SHA256SUMS", host.state / "deployed-sums"):
        values.write_text(values.read_text(encoding="utf-8").replace(marker, marker + '  entry allow tcp 7778 any "new"\n'), encoding="utf-8")
        host.sum_up()
        shutil.copyfile(host.out / "SHA256SUMS", host.state / "deployed-sums")
        yield found(host, ("unapplied", "firewall", "tcp/7778", "this rule is missing"))
        must(host.out / "ufw.sh")
    must("nft", "delete", "table", "inet", f"{host.name}-egress")
    yield found(host, ("unapplied", "firewall", "tcp/7778", "no longer in site.yaml"), ("changed", "egress", "egress.sh", "no rules are in force"))
    must(host.out / "ufw.sh")
    must(host.out / "egress.sh")


def of_certificates(host):
    """A certificate for other names, another authority, a hook that was changed."""
    plan = host.model["tls"]["tenants"]
    certificate, key, hook = pathlib.Path(plan["certificate"]), pathlib.Path(plan["key"]), pathlib.Path(f"/etc/letsencrypt/renewal-hooks/deploy/{host.name}-reload-nginx")
    renewal = host.renewal(plan)
    with kept(certificate, key, renewal, hook):
        certificates.issue(certificate, key, plan["names"][:1])
        renewal.write_text(renewal.read_text(encoding="utf-8").replace("server = https://", "server = https://staging."), encoding="utf-8")
        hook.write_text("#!/bin/sh\n", encoding="ascii")
        others = [("unapplied", "certificates", str(certificate), f"is not for {name}") for name in plan["names"][1:]]
        yield found(host, *others, ("unapplied", "certificates", str(renewal), "server = https://staging."), ("changed", "certificates", str(hook), "it is not what gen made"))
    with kept(renewal, key):
        renewal.unlink()
        key.unlink()
        yield found(host, ("changed", "certificates", str(renewal), "nothing renews"), ("changed", "certificates", str(key), "it is missing"), *disabled(host))


def disabled(host):
    """What is found as well when a site has no certificate: it is still enabled."""
    return [("unapplied", "nginx", f"gen-{host.name}-tenants.conf", "it is enabled, and has no certificate")]


def of_files(host):
    """The folder itself: a file that is not what was built, one more, one less, or never deployed."""
    config, override = host.out / "odoo.conf", host.out / "docker-compose.override.yml"
    with kept(config, override):
        config.write_text("[options]\n", encoding="ascii")
        override.write_text("services: {}\n", encoding="ascii")
        yield found(host, ("changed", "files", "odoo.conf", "not what gen made", True), ("foreign", "files", "docker-compose.override.yml", "gen did not make it"))
    sums = host.state / "deployed-sums"
    with kept(config, sums):
        config.unlink()
        sums.unlink()
        yield found(host, ("changed", "files", "odoo.conf", "it is missing"), ("unapplied", "files", "", "no deployment of this folder has ended well"))


def of_code(host):
    """The repository: an add-on that was changed or added, another commit, and code that Odoo does not run yet."""
    added = host.addon.with_name("more.py")
    with kept(host.addon, added, host.state / "deployed"):
        host.addon.write_text("x = 2\n", encoding="ascii")
        added.write_text("y\n", encoding="ascii")
        (host.state / "deployed").write_text("0" * 40 + "\n", encoding="ascii")
        yield found(
            host,
            ("changed", "code", "custom_addons/shop/models.py", "not as in the commit", True),
            ("foreign", "code", "custom_addons/shop/more.py", "git does not know it"),
            ("unapplied", "code", "", "was deployed"),
            ("changed", "code", "odoo", "Odoo runs other code"),
        )


def of_secrets(host):
    """A secret that is missing or empty; what they are is never shown."""
    one, two = (host.secrets / secret["name"] for secret in host.model["secrets"]["files"][:2])
    with kept(one, two):
        one.unlink()
        two.write_text("", encoding="ascii")
        yield found(host, *[("changed", "secrets", secret.name, "missing or empty") for secret in (one, two)])


def of_crontab(host):
    """The schedule: missing, changed, older, and one that somebody else made."""
    installed, other = pathlib.Path(f"/etc/cron.d/{host.name}-backup"), pathlib.Path("/etc/cron.d/other")
    with kept(installed, other):
        installed.write_text("# by hand\n", encoding="ascii")
        other.write_text(f"* * * * * root {host.out}/update.sh\n", encoding="ascii")
        yield found(host, ("changed", "crontab", str(installed), "it is not what gen made"), ("foreign", "crontab", str(other), "runs something of this folder"))
        installed.unlink()
        other.unlink()
        yield found(host, ("unapplied", "crontab", str(installed), "nothing makes backups"))
    with kept(host.out / "backup.crontab", host.out / "SHA256SUMS", host.state / "deployed-sums"):
        source = host.out / "backup.crontab"
        source.write_text(source.read_text(encoding="utf-8") + "# newer\n", encoding="utf-8")
        host.sum_up()
        shutil.copyfile(host.out / "SHA256SUMS", host.state / "deployed-sums")
        yield found(host, ("unapplied", "crontab", str(installed), "an earlier version"))
    yield found(host)


def unseen(host):
    """What cannot be looked at is said, with a status of its own."""
    with kept(host.stub / "bin/docker"):
        host.stand_in("docker", "#!/bin/sh\nexit 1\n")
        ended = host.drift()
        yield expect(ended.returncode == 2 and "could not be looked at: containers: " in ended.stdout, "an engine that does not answer", ended.stdout)
    aside = host.folder / ".git"
    aside.rename(host.folder / "aside")
    ended = host.drift("--format", "json")
    (host.folder / "aside").rename(aside)
    parts = [entry["part"] for entry in json.loads(ended.stdout)["unknown"]]
    yield equal((ended.returncode, parts), (2, ["code"]), "a folder without git")


def planned(host):
    """The plan has the words of docs/plan.md."""
    ended = host.drift("--plan")
    here = must("sh", "-c", f"sha256sum <{host.out}/SHA256SUMS | cut -c 1-16").strip()
    head = f"plan 1\nbase {here}\ntarget {here}\n\n"
    yield equal((ended.returncode, ended.stdout), (0, head + "nothing to apply\n"), "nothing to apply")
    services = [c["Config"]["Labels"]["com.docker.compose.service"] for c in host.containers]
    compose = host.out / "docker-compose.yml"
    page = host.out / "nginx/errors/404.html"
    with kept(compose, page, host.out / "SHA256SUMS"):
        text = compose.read_text(encoding="utf-8")
        before, after = text.split("\n  odoo:\n", 1)
        compose.write_text(before + "\n  odoo:\n" + after.replace("pids_limit: ", "pids_limit: 1", 1), encoding="utf-8")
        page.write_text("x\n", encoding="ascii")
        host.sum_up()
        ended = host.drift("--plan", "v2")
    target = next(line for line in ended.stdout.splitlines() if line.startswith("target ")).split()[1]
    lines = [line.partition("  #")[0] for line in ended.stdout.splitlines()[4:]]
    wanted = [f"./deploy.sh --base {here} --target {target} v2"]
    wanted += [f"  {'recreate' if name == 'odoo' else 'keep'} {name}" for name in services] + ["  reload nginx"]
    yield equal(lines, wanted, "a limit of one service and a page of nginx: one is recreated, nginx is reloaded")
    with kept(f"/etc/cron.d/{host.name}-backup"):
        pathlib.Path(f"/etc/cron.d/{host.name}-backup").unlink()
        must("ufw", "--force", "disable")
        lines = host.drift("--plan").stdout.splitlines()[4:]
        must(host.out / "ufw.sh")
    wanted = ["./ufw.sh --confirm 60", "  change firewall", "./schedule.sh", "  change crontab"]
    yield equal(lines, wanted, "what deploy.sh does not do has commands of its own")


if __name__ == "__main__":
    inside(prove)
