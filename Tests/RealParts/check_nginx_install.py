"""install.sh installs the sites in a running nginx, or restores the former state: whatever fails, whenever it is killed."""

import os
import pathlib
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


def prove(out, _site, model):
    """Everything about one host, from its first run on."""
    fresh_host(model)
    certificates.authority()
    odoo_stub.listen_for(model)
    with tempfile.TemporaryDirectory() as name:
        host = Host(out, model, pathlib.Path(name))
        for part in (usage, bare, half, whole, again, refused, occupied, foreign, killed, stopped, started):
            yield from part(host)


class Host:
    """A host, the site for it, and another version of that site."""

    def __init__(self, out, model, folder):
        self.out, self.model, self.folder = out, model, folder
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
    wanted = ("copy conf.d/odoo.conf", "enable default.conf", "disable default\n", "nginx -t")
    yield expect(
        planned.returncode == 0 and all(text in planned.stdout for text in wanted), "--dry-run", planned.stdout
    )
    yield before.unchanged("none of them changes anything")
    yield equal(list(pathlib.Path("/var/lib").iterdir()), [pathlib.Path("/var/lib/nginx")], "nor leaves anything behind")


def bare(host):
    """Without a certificate: nginx is started, port 80 answers, nothing else does, and the missing certificates are reported."""
    tried = host.install()
    yield expect(tried.returncode == 0 and "is not enabled until its certificate exists" in tried.stdout, "the first run, without certificates", tried.stdout)
    yield equal(enabled(), ["default.conf"], "Debian's own site makes way")
    yield equal(ask(host.web.server, host.web.superadmin, port=80).status, 308, "port 80 answers")


def half(host):
    """With one certificate: its site is served, the other one is not enabled."""
    host.issue("superadmin")
    tried = host.install()
    yield expect(tried.returncode == 0, "the superadmin's certificate is there", tried.stdout)
    yield equal(enabled(), ["default.conf", "superadmin.conf"], "its site is on")
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
    yield equal([path.name for path in pathlib.Path(f"/var/lib/{host.model['name']}").iterdir()], [], "nothing is left")


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
        yield expect(set(left) <= {"/etc/nginx/conf.d/aaa.conf", "/etc/nginx/snippets/zzz.conf"}, "as it was", left)
        for name in left:
            pathlib.Path(name).unlink()
    process = begin(other, host.folder / "mark")
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    tried = host.install(other)
    yield equal(tried.returncode, 0, f"the other version after a kill: {tried.stdout}")
    text = pathlib.Path("/etc/nginx/sites-available/tenants.conf").read_text(encoding="utf-8")
    yield expect("# another version" in text, "it is there whole", text)
    for name in ("conf.d/aaa.conf", "snippets/zzz.conf"):
        pathlib.Path("/etc/nginx", name).unlink()
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


if __name__ == "__main__":
    inside(prove)
