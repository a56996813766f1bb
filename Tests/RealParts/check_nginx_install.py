"""install.sh installs the sites in a running nginx, or restores the former state: whatever fails, whenever it is killed."""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import certificates
import isolation
import odoo_stub
from host_state import State, workers
from isolation import inside, isolated
from proof import equal, expect, run
from variants import variant
from web import ask
from web_server import Web, fresh_host

PROGRAMS = ["nginx", "openssl", "pgrep", "setpriv", *isolation.PROGRAMS]
SITES = ["minimal"]
# Stands in for nginx: waits at `nginx -t`, so that there is time to be killed, then is nginx.
SLOW = """#!/bin/sh
if [ "$1" = -t ]; then : >{mark}; sleep 5; fi
exec {nginx} "$@"
"""


def check(out, site, model):
    """Proves what the script does to one host."""
    yield from isolated(__file__, out, site, model)


def prove(out, source, model):
    """Everything about one host, from its first run on."""
    fresh_host(model)
    certificates.authority()
    odoo_stub.listen_for(model)
    with tempfile.TemporaryDirectory() as name:
        host = Host(out, source, model, pathlib.Path(name))
        for part in (usage, bare, half, whole, again, refused, occupied, foreign, taken, named, former, beside, killed, stopped, started, narrow):
            yield from part(host)


class Host:
    """A host, the site for it, and another version of that site."""

    def __init__(self, out, source, model, folder):
        self.out, self.source, self.model, self.folder = out, source, model, folder
        self.own = pathlib.Path(f"/etc/nginx/gen-{model['name']}")
        self.web = Web(model)

    def install(self, out=None, *options):
        """Runs the script."""
        return run((out or self.out) / "nginx/install.sh", *options)

    def other(self, added):
        """A version of the site that has a directive more in the tenants' site, and a file more, first and last by name."""
        out = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        shutil.copytree(self.out, out, dirs_exist_ok=True)
        site = out / "nginx/sites-available/tenants.conf"
        site.write_text(site.read_text(encoding="utf-8") + added, encoding="utf-8")
        for name in ("conf.d/aaa.conf", "snippets/zzz.conf"):
            (out / "nginx" / name).write_text("# one more\n", encoding="ascii")
        return out

    def links(self, *sites):
        """The names of the links that enable sites of this one."""
        monitoring = self.model["monitoring"]
        own = ["monitoring"] if monitoring["is_on"] else []
        own += ["measurements"] if monitoring["is_remote"] and "superadmin" in sites else []
        return sorted(["gen.conf", *(f"gen-{self.model['name']}-{site}.conf" for site in {*sites, *own})])

    def serves(self, what):
        """Whether a tenant is served."""
        answer = ask(self.web.server, self.web.tenant())
        return expect(answer.status == 200 and answer.echo, what, answer)

    def issue(self, side):
        """Makes one certificate of the site."""
        plan = self.model["tls"][side]
        certificates.issue(plan["certificate"], plan["key"], plan["names"])


def enabled():
    """The enabled sites."""
    return sorted(path.name for path in pathlib.Path("/etc/nginx/sites-enabled").iterdir())


def usage(host):
    """Wrong usage and dry runs change nothing."""
    before = State()
    yield equal(host.install(None, "--force").returncode, 64, "an unknown option is refused")
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        copy = shutil.copytree(host.out, pathlib.Path(name, "out"))
        tried = run("setpriv", "--reuid=65534", "--clear-groups", "sh", copy / "nginx/install.sh")
    yield expect(tried.returncode == 77 and "root" in tried.stdout, "so is who may not", tried.stdout)
    planned = host.install(None, "--dry-run")
    wanted = ("copy conf.d/odoo.conf", f"enable gen-{host.model['name']}-default.conf", "disable default\n", "nginx -t")
    yield expect(
        planned.returncode == 0 and all(text in planned.stdout for text in wanted), "--dry-run", planned.stdout
    )
    yield before.unchanged("none of them changes anything")
    yield equal(list(pathlib.Path("/var/lib").iterdir()), [pathlib.Path("/var/lib/nginx")], "nor leaves anything behind")


def bare(host):
    """Without a certificate: nginx is started, port 80 answers, nothing else does, and the missing certificates are reported."""
    tried = host.install()
    yield expect(tried.returncode == 0 and "is not enabled until its certificate exists" in tried.stdout, "the first run, without certificates", tried.stdout)
    yield equal(enabled(), host.links("default"), "Debian's own site makes way")
    yield equal(ask(host.web.server, host.web.superadmin, port=80).status, 308, "port 80 answers")


def half(host):
    """With one certificate: its site is served, the other one is not enabled."""
    host.issue("superadmin")
    tried = host.install()
    yield expect(tried.returncode == 0, "the superadmin's certificate is there", tried.stdout)
    yield equal(enabled(), host.links("default", "superadmin"), "its site is on")
    yield equal(ask(host.web.server, host.web.superadmin).status, 200, "and is served")


def whole(host):
    """With both."""
    host.issue("tenants")
    tried = host.install()
    yield expect(tried.returncode == 0 and "is not enabled until" not in tried.stdout, "both certificates are there", tried.stdout)
    yield host.serves("a tenant is served")


def again(host):
    """Run again: nothing is changed, and nginx is not even reloaded."""
    before = State()
    tried = host.install()
    yield equal((tried.returncode, tried.stdout), (0, "nothing to change\n"), "a further run")
    yield before.unchanged("changes nothing")
    yield equal([path.name for path in pathlib.Path(f"/var/lib/{host.model['name']}").iterdir()], ["known"], "nothing is left but the list of what was installed")


def refused(host):
    """A configuration that nginx rejects is rolled back completely."""
    before = State()
    tried = host.install(host.other("no_such_directive;\n"))
    yield expect(tried.returncode == 1 and "no_such_directive" in tried.stdout, "a fault is reported", tried.stdout)
    yield before.unchanged("everything is as it was before")
    yield host.serves("a tenant is still served")
    other = pathlib.Path("/etc/nginx/conf.d/somebody.conf")
    other.write_text("no_such_directive;\n", encoding="ascii")
    tried = host.install()
    other.unlink()
    yield expect(tried.returncode == 1 and "nothing was changed" in tried.stdout, "so is somebody else's", tried.stdout)
    yield before.unchanged("it is left to them")


def occupied(host):
    """A configuration that passes nginx's test and fails at the reload, such as a taken port, is rolled back as well."""
    before = State()
    with socket.create_server(("0.0.0.0", 8443)):
        tried = host.install(host.other("server { listen 8443; }\n"))
    yield expect(tried.returncode == 1 and "error.log" in tried.stdout, "a port is somebody else's", tried.stdout)
    yield before.unchanged("everything is as it was before the reload")
    yield host.serves("a tenant is served all the same")


def foreign(host):
    """Somebody else's default server is reported, and not touched."""
    site = pathlib.Path("/etc/nginx/sites-enabled/default")
    site.write_text("server { listen 80 default_server; }\n", encoding="ascii")
    before = State()
    tried = host.install(host.other(""))
    yield expect(tried.returncode == 1 and "duplicate default server" in tried.stdout, "two of them", tried.stdout)
    yield before.unchanged("somebody else's site is left alone")
    site.unlink()


def taken(host):
    """A file or a folder that has one of our names and is somebody else's stops the script, and stays."""
    for name in ("conf.d/gen.conf", f"conf.d/gen-{host.model['name']}.conf", f"sites-enabled/gen-{host.model['name']}-tenants.conf"):
        path = pathlib.Path("/etc/nginx", name)
        to = os.readlink(path)
        path.unlink()
        path.write_text("# Made by hand.\n", encoding="ascii")
        before = State()
        tried = host.install(host.other(""))
        yield expect(tried.returncode == 1 and f"{path} is not gen's" in tried.stdout, f"{name} is made by hand", tried.stdout)
        yield before.unchanged("it stays, and everything else")
        path.unlink()
        path.symlink_to(to)
    mark = host.own / ".gen"
    former = mark.read_text(encoding="utf-8")
    for content in ("shop in /srv/elsewhere\n", None):
        mark.unlink()
        if content:
            mark.write_text(content, encoding="utf-8")
        before = State()
        tried = host.install(host.other(""))
        wanted = "that of shop in /srv/elsewhere" if content else "is not this site's"
        yield expect(tried.returncode == 1 and wanted in tried.stdout, f"the folder is marked {content!r}", tried.stdout)
        yield before.unchanged("nothing is changed")
        mark.write_text(former, encoding="utf-8")
    # A file of the names that gen had before is anybody's.
    path = pathlib.Path("/etc/nginx/conf.d/odoo.conf")
    path.write_text("# Another Odoo, made by hand.\n", encoding="ascii")
    yield equal(host.install().returncode, 0, "a conf.d/odoo.conf made by hand is in nobody's way")
    yield equal(path.read_text(encoding="ascii"), "# Another Odoo, made by hand.\n", "and stays")
    path.unlink()


def named(host):
    """A name of the site that another file serves stops the script; a name beside it does not."""
    other = pathlib.Path("/etc/nginx/sites-enabled/another")
    domain = host.model["domains"]["tenants"]
    for names in (host.web.superadmin, f"a.invalid {domain.upper()}", f'"t7.{domain}"', f"*.{domain}", f".{domain}"):
        other.write_text(f"server {{\n    listen 81; # server_name x\n    server_name\n        {names};\n}}\n", encoding="ascii")
        before = State()
        tried = host.install(host.other(""))
        yield expect(tried.returncode == 1 and f"{other} serves " in tried.stdout, f"{names} is served elsewhere", tried.stdout)
        yield before.unchanged("nothing is changed")
    other.write_text(f"server {{ listen 81; server_name a.b.{domain} x{domain} shop.invalid ~^{domain}$; }}\n", encoding="ascii")
    yield equal(host.install().returncode, 0, "other names are nobody's business")
    other.unlink()


def former(host):
    """What former versions of gen installed under names of anybody's makes way."""
    etc = pathlib.Path("/etc/nginx")
    old = [("conf.d/odoo.conf", "# Shared by every site: where Odoo listens, who the client is.\nupstream odoo { server 127.0.0.1:1; }\n")]
    old.append(("sites-available/default.conf", "# Requests for another name get no answer.\nserver { listen 80 default_server; }\n"))
    for name, text in old:
        (etc / name).write_text(text, encoding="ascii")
    (etc / "sites-enabled/default.conf").symlink_to("../sites-available/default.conf")
    tried = host.install()
    yield equal(tried.returncode, 0, f"an earlier installation is replaced: {tried.stdout}")
    left = [name for name in ("conf.d/odoo.conf", "sites-enabled/default.conf") if (etc / name).exists()]
    yield equal(left, [], "nginx no longer reads its files")
    (etc / "sites-available/default.conf").unlink()
    yield host.serves("a tenant is served")


def beside(host):
    """Two sites of gen on one host: each is served by its own Odoo, and neither script touches the other's files."""
    changes = {
        "name": "second", "domains": {"superadmin": "hq.second.example", "tenants": "shops.second.example"},
        "odoo": {"tenants": {"port": 38069, "websocket_port": 38072}, "superadmin": {"port": 38070, "websocket_port": 38073}},
        "nginx": {"trusted_proxies": ["127.0.0.0/8"]},
    }  # fmt: skip
    with variant(host.source, **changes) as (out, model):
        certificates.issue_all(model)
        odoo_stub.listen_for(model)
        own = {path: path.read_bytes() for path in host.own.rglob("*") if path.is_file()}
        tried = host.install(out)
        yield equal(tried.returncode, 0, f"a second site is installed: {tried.stdout}")
        yield equal({path: path.read_bytes() for path in own}, own, "the first one's files stay")
        again = host.install()
        yield equal((again.returncode, again.stdout), (0, "nothing to change\n"), "the first one's script has nothing to do")
        yield host.serves("a tenant of the first is served")
        for domain, port in ((f"t1.{model['domains']['tenants']}", 38069), (model["domains"]["superadmin"], 38070)):
            answer = ask(host.web.server, domain)
            yield expect(answer.status == 200 and answer.echo, f"{domain} is served by the second's Odoo on {port}", answer)
        yield equal(ask(host.web.server, host.web.superadmin, port=80).status, 308, "port 80 answers for both")
        answer = ask("127.0.0.1", "127.0.0.1", "/web/health/second", port=80)
        yield equal((answer.echo or {}).get("port"), 38069, "a load balancer learns of the second's Odoo")
        yield equal(ask("127.0.0.1", "127.0.0.1", f"/web/health/{host.model['name']}", port=80).status, None, "not of the first, which has none")
        clash = dict(changes, name="third")
        with variant(host.source, **clash) as (third, _):
            before = State()
            tried = host.install(third)
            yield expect(tried.returncode == 1 and " serves " in tried.stdout, "a third one with the names of the second is refused", tried.stdout)
            yield before.unchanged("nothing is changed")
        for link in [*pathlib.Path("/etc/nginx/sites-enabled").glob("gen-second-*"), pathlib.Path("/etc/nginx/conf.d/gen-second.conf")]:
            link.unlink()
        shutil.rmtree("/etc/nginx/gen-second")
        yield equal(host.install().returncode, 0, "without it, the first one goes on")
    run("nginx", "-s", "reload")


def begin(out, slow=None):
    """Starts the script, in a group of its own, with a nginx that takes its time where a mark is given."""
    environment = dict(os.environ)
    if slow:
        folder = slow.parent / "slow"
        folder.mkdir(exist_ok=True)
        (folder / "nginx").write_text(SLOW.format(mark=slow, nginx=shutil.which("nginx")), encoding="ascii")
        (folder / "nginx").chmod(0o755)
        environment["PATH"] = f"{folder}:{environment['PATH']}"
        slow.unlink(missing_ok=True)
    process = subprocess.Popen(  # pylint: disable=consider-using-with
        [out / "nginx/install.sh"], env=environment, start_new_session=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )
    while slow and not slow.exists() and process.poll() is None:
        time.sleep(0.01)
    return process


def killed(host):
    """Killed at any moment, nginx keeps serving; the next run, of either version, has the right result."""
    before, other = State(), host.other("# another version\n")
    marks = [host.folder / "mark", None, None, None, None, None, None]
    for number, mark in enumerate(marks):
        process = begin(other, mark)
        time.sleep(0 if mark else 0.03 * number**2)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        yield host.serves(f"a tenant is served after kill {number}")
        tried = host.install()
        yield equal(tried.returncode, 0, f"the former version after kill {number}: {tried.stdout}")
        if mark:
            yield expect("interrupted" in tried.stdout, "it tells of what it found", tried.stdout)
        left = [name for name in before.changes() if name != "nginx's workers"]
        # The other version's own files are not this one's to know, once they were installed.
        yield expect(set(left) <= {f"{host.own}/conf.d/aaa.conf", f"{host.own}/snippets/zzz.conf"}, "as it was", left)
        for name in left:
            pathlib.Path(name).unlink()
    process = begin(other, host.folder / "mark")
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    tried = host.install(other)
    yield equal(tried.returncode, 0, f"the other version after a kill: {tried.stdout}")
    text = (host.own / "sites-available/tenants.conf").read_text(encoding="utf-8")
    yield expect("# another version" in text, "it is there whole", text)
    for name in ("conf.d/aaa.conf", "snippets/zzz.conf"):
        (host.own / name).unlink()
    yield equal(host.install().returncode, 0, "and back again")


def stopped(host):
    """If it is stopped by a signal, it first restores everything."""
    before = State()
    process = begin(host.other("# another version\n"), host.folder / "mark")
    os.killpg(process.pid, signal.SIGTERM)
    said = process.communicate(timeout=30)[0]
    yield expect(process.returncode == 1 and "interrupted" in said, "told to stop", said)
    yield before.unchanged("everything is as it was before it began")


def started(host):
    """A stopped nginx is started."""
    run("nginx", "-s", "stop")
    for _ in range(50):
        if not workers():
            break
        time.sleep(0.1)
    tried = host.install()
    yield expect(tried.returncode == 0 and "started" in tried.stdout, "it is started", tried.stdout)
    yield host.serves("and serves")


def narrow(host):
    """It says what nginx.conf has to allow for the site's users, as long as it does not."""
    wide = host.other("")
    values = wide / "ops/site.sh"
    text = values.read_text(encoding="utf-8")
    for name, number in (("connections", 3096), ("open_files", 900_000)):
        text = re.sub(rf"^site_nginx_{name}=\d+", f"site_nginx_{name}={number}", text, flags=re.MULTILINE)
    values.write_text(text, encoding="utf-8")
    said = host.install(wide).stdout
    asked = re.findall(r"write (\w+ \d+;) (between|on)", said)
    wanted = [("worker_connections 3096;", "between"), ("worker_rlimit_nofile 900000;", "on")]
    yield equal(asked, wanted, f"it says what to write: {said}")
    yield expect("need 3096" not in host.install().stdout, "and nothing where it is enough")
    main = pathlib.Path("/etc/nginx/nginx.conf")
    allowed = re.sub(r"worker_connections \d+;", wanted[0][0], main.read_text(encoding="utf-8"))
    main.write_text(f"{wanted[1][0]}\n{allowed}", encoding="utf-8")
    tried = host.install(wide)
    yield expect(tried.returncode == 0 and "write worker" not in tried.stdout, "written, it is enough", tried.stdout)


if __name__ == "__main__":
    inside(prove)
