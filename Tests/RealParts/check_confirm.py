"""A change of the firewall or of nginx goes back by itself unless a new connection confirms it: the real ufw, nginx and sshd, and an
operator on another machine, who is really locked out."""

import contextlib
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
from check_ufw import sandbox
from check_ufw import state as firewall
from host_state import State
from isolation import inside, isolated, must
from proof import equal, expect, program_of, run
from web import ask
from web_server import Web, fresh_host

PROGRAMS = ["ufw", "nginx", "sshd", "ssh", "ssh-keygen", "nsenter", "setpriv", "pgrep", *isolation.PROGRAMS]
SITES = ["minimal"]
OPERATOR = "operator"
HOST, AWAY = "198.51.100.1", "198.51.100.2"
# The shortest time that the scripts take.
SHORT = "3"
# Longer than any test needs, where the end of the time is not what is tested.
LONG = "300"
# Where the changed nginx answers, and the former one does not.
EXTRA = 8099
SSHD = """HostKey /etc/ssh/proof_key
AuthorizedKeysFile /etc/ssh/proof_authorized
StrictModes no
UsePAM no
PermitRootLogin yes
PidFile none
SetEnv PATH={path}
"""


def check(out, site, model):
    """Proves it on one host."""
    yield from isolated(__file__, out, site, model, timeout=600)


def prove(out, _site, model):
    """The firewall, then nginx."""
    fresh_host(model)
    sandbox()
    certificates.authority()
    certificates.issue_all(model)
    odoo_stub.listen_for(model)
    with tempfile.TemporaryDirectory() as name, Host(out, model, pathlib.Path(name)) as host:
        for part in (usage, locked_out, confirmed, killed, hung_up, by_systemd, unchanged, nginx_back, nginx_stays, nginx_killed, nginx_refused):
            yield from part(host)


class Host:
    """The server with its sshd, and the operator's machine on a wire."""

    def __init__(self, out, model, folder):
        self.out, self.model, self.folder = folder / "site", model, folder
        # Two rules do: ufw takes its time for each.
        shutil.copytree(out, self.out)
        values = self.out / "ops/site.sh"
        text = re.sub(r"(^site_firewall_rules\(\) .*\n(?:  entry .*\n){2})(?:  entry .*\n)*", r"\1", values.read_text(encoding="utf-8"), flags=re.MULTILINE)
        values.write_text(text, encoding="utf-8")
        self.port = model["server"]["ssh"]["port"]
        self.web = Web(model)
        self.daemon = None
        self.state = pathlib.Path("/var/lib") / model["name"]

    def __enter__(self):
        for words in (
            ("netns", "add", OPERATOR), ("link", "add", "host", "type", "veth", "peer", "name", "away", "netns", OPERATOR),
            ("address", "add", f"{HOST}/24", "dev", "host"), ("link", "set", "host", "up"),
            ("-n", OPERATOR, "address", "add", f"{AWAY}/24", "dev", "away"), ("-n", OPERATOR, "link", "set", "away", "up"),
        ):  # fmt: skip
            must("ip", *words)
        pathlib.Path("/run/sshd").mkdir()
        for key in ("/etc/ssh/proof_key", self.folder / "key"):
            must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
        shutil.copyfile(self.folder / "key.pub", "/etc/ssh/proof_authorized")
        pathlib.Path("/etc/ssh/proof_config").write_text(SSHD.format(path=os.environ["PATH"]), encoding="utf-8")
        command = [program_of("sshd"), "-D", "-e", "-f", "/etc/ssh/proof_config", "-p", str(self.port)]
        with open(self.folder / "sshd.log", "wb") as log:
            self.daemon = subprocess.Popen(command, stdout=log, stderr=log)
        until(lambda: self.reaches(), "sshd answers")
        return self

    def __exit__(self, *_):
        self.daemon.terminate()
        self.daemon.wait(30)

    def reaches(self):
        """Whether the operator's machine gets a new connection to sshd."""
        script = f"import socket; socket.create_connection(({HOST!r}, {self.port}), 2)"
        return run("nsenter", f"--net=/run/netns/{OPERATOR}", "python3", "-c", script).returncode == 0

    def ssh(self, *command, options=(), here=False):
        """The command line of ssh from the operator's machine, or from this one to itself."""
        away = [] if here else ["nsenter", f"--net=/run/netns/{OPERATOR}"]
        quiet = ["-q", "-F", "none", "-i", self.folder / "key", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]
        words = [*away, "ssh", *quiet, "-p", self.port, *options, f"root@{'127.0.0.1' if here else HOST}", *command]
        return [str(word) for word in words]

    def begin(self, *command, options=()):
        """Runs a command on the server through ssh, and lets it run."""
        return subprocess.Popen(
            self.ssh(*command, options=options), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )

    def is_at(self, part, step):
        """Whether a change has come to a step."""
        return (self.state / f"confirm-{part}" / step).exists()

    def awaits(self, part, step):
        """Waits until it has, and until nothing of the guard is left if it is the last one."""
        until(lambda: self.is_at(part, step), f"the change of the {part} is {step}")
        if step in ("undone", "confirmed"):
            until(lambda: run("pgrep", "-f", "[-]-guard$").returncode == 1, "the guard ends")

    def with_rule(self, name, change):
        """A version of the site whose firewall differs."""
        out = self.folder / name
        shutil.copytree(self.out, out)
        path = out / "ops/site.sh"
        before = path.read_text(encoding="utf-8")
        path.write_text(change(before), encoding="utf-8")
        if path.read_text(encoding="utf-8") == before:
            raise RuntimeError("the rules are the same")
        return out

    @property
    def opened(self):
        """A version that opens a port."""
        marker = "site_firewall_rules() { # server.ssh, firewall\n"
        return lambda text: text.replace(marker, marker + '  entry allow tcp 7777 any "one more"\n')

    def with_nginx(self, name, added):
        """A version of the site whose nginx differs."""
        out = self.folder / name
        shutil.copytree(self.out, out)
        site = out / "nginx/sites-available/tenants.conf"
        site.write_text(site.read_text(encoding="utf-8") + added, encoding="utf-8")
        return out


def until(condition, what):
    """Waits for something that comes, however slow the machine is."""
    deadline = time.monotonic() + 120
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.05)


def rules():
    """The firewall as files and as the kernel has it."""
    files = {name: (pathlib.Path(name).stat().st_mode, pathlib.Path(name).read_bytes()) for name in ("/etc/default/ufw", "/etc/ufw/ufw.conf", "/etc/ufw/user.rules", "/etc/ufw/user6.rules")}
    return firewall(), files


def answers(port):
    """Whether something listens on a port of this machine."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 2):
        return True
    return False


def usage(host):
    """Wrong times are refused; nothing waits at first."""
    for script in ("ufw.sh", "nginx/install.sh"):
        for words in (["--confirm"], ["--confirm", "2"], ["--confirm", "060"], ["--confirm", "1m"], ["--confirm", "10000"]):
            yield equal(run(host.out / script, *words).returncode, 64, f"{script} {words} is a wrong command line")
        ended = run(host.out / script, "--confirmed")
        yield expect(ended.returncode == 1 and "no change waits" in ended.stdout, f"{script}: nothing waits", ended.stdout)


def locked_out(host):
    """From a firewall that was off: rules that lock the operator out go back."""
    before = rules()
    closed = host.with_rule("closed", lambda text: text.replace(f"tcp {host.port} any ", f"tcp {host.port} 192.0.2.0/24 "))
    process = host.begin(f"{closed}/ufw.sh --confirm {SHORT}")
    host.awaits("firewall", "waiting")
    yield expect(not host.reaches(), "the operator cannot log in any more")
    for words in ([], ["--confirm", SHORT]):
        ended = run(host.out / "ufw.sh", *words)
        yield expect(ended.returncode == 1 and "waits for its confirmation" in ended.stdout, f"a second run {words} is refused meanwhile", ended.stdout)
    said = process.communicate(timeout=120)[0]
    host.awaits("firewall", "undone")
    yield expect(process.returncode == 1 and "everything is as it was before" in said, "nobody has confirmed it", said)
    yield expect(host.reaches(), "the operator can log in again")
    after = rules()
    yield equal(after[1], before[1], "ufw's files are as before")
    yield equal(after[0][:2], before[0][:2], "ufw is off, as before")
    late = host.ssh(f"{closed}/ufw.sh --confirmed")
    yield expect("too late" in run(*late).stdout, "a confirmation is too late")


def confirmed(host):
    """A change that a new connection confirms stays; what proves nothing does not count."""
    must(host.out / "ufw.sh")
    out = host.with_rule("opened", host.opened)
    shared = ["-o", f"ControlPath={host.folder}/shared"]
    old = host.begin("sh", options=[])
    process = host.begin(f"{out}/ufw.sh --confirm {LONG}", options=["-M", *shared])
    host.awaits("firewall", "waiting")
    confirm = f"{out}/ufw.sh --confirmed"
    refusals = {
        "through the same connection": (run(*host.ssh(confirm, options=shared)), "the connection from which the change was made"),
        "from this machine to itself": (run(*host.ssh(confirm, here=True)), "from this machine to itself"),
        "without a connection": (run(out / "ufw.sh", "--confirmed"), "open before the change, or a shell that hangs on none"),
    }
    said = old.communicate(f"{confirm}\n", timeout=120)[0]
    refusals["from a connection that was open before"] = (subprocess.CompletedProcess([], old.returncode, said), "open before the change")
    for what, (ended, reason) in refusals.items():
        yield expect(ended.returncode == 1 and "does not count" in ended.stdout and reason in ended.stdout, f"{what} it does not count, and the reason is told", ended.stdout)
    yield expect(host.is_at("firewall", "waiting"), "it waits all the same")
    ended = run(*host.ssh(confirm))
    yield equal((ended.returncode, ended.stdout), (0, "Confirmed: it stays.\n"), "from a new connection it counts")
    said = process.communicate(timeout=120)[0]
    yield expect(process.returncode == 0 and said.endswith("Confirmed: it stays.\n"), "the first one ends well", said)
    host.awaits("firewall", "confirmed")
    yield expect("7777" in must("ufw", "show", "added"), "the rule stays")
    yield expect("confirmed already" in run(*host.ssh(confirm)).stdout, "twice is once")
    must(host.out / "ufw.sh")


def killed(host):
    """Killed while it waits, while it applies, or stopped with Ctrl-C: everything goes back all the same."""
    before, out = rules(), host.folder / "opened"
    process = subprocess.Popen([out / "ufw.sh", "--confirm", SHORT], stdout=subprocess.PIPE, start_new_session=True)
    host.awaits("firewall", "waiting")
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    yield expect(rules() != before, "killed while it waits, the change is in force")
    host.awaits("firewall", "undone")
    yield equal(rules(), before, "and goes back")
    # The rules one after the other, each as slow as needed.
    slow = host.folder / "slow"
    slow.mkdir()
    (slow / "ufw").write_text(f"#!/bin/sh\ncase $* in *enable*) : >{slow}/mark; sleep 300 ;; *) ;; esac\nexec {program_of('ufw')} \"$@\"\n", encoding="ascii")
    (slow / "ufw").chmod(0o755)
    environment = os.environ | {"PATH": f"{slow}:{os.environ['PATH']}"}
    process = subprocess.Popen([out / "ufw.sh", "--confirm", LONG], env=environment, stdout=subprocess.PIPE, start_new_session=True)
    until((slow / "mark").exists, "the last step")
    yield expect("7777" in must("ufw", "show", "added"), "killed while it applies, some of it is in force")
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    host.awaits("firewall", "undone")
    yield equal(rules(), before, "and goes back at once")
    process = host.begin(f"{out}/ufw.sh --confirm {SHORT}", options=["-tt"])
    host.awaits("firewall", "waiting")
    process.stdin.write("\x03")
    process.stdin.flush()
    process.communicate(timeout=120)
    host.awaits("firewall", "undone")
    yield equal(rules(), before, "stopped with Ctrl-C, it goes back")


def hung_up(host):
    """The connection breaks: the server's process for it is gone, and with it the terminal."""
    before, out = rules(), host.folder / "opened"
    process = host.begin(f"{out}/ufw.sh --confirm {SHORT}", options=["-tt"])
    host.awaits("firewall", "waiting")
    session = must("pgrep", "--parent", str(host.daemon.pid)).split()
    must("kill", "-KILL", *session)
    process.communicate(timeout=120)
    yield expect(rules() != before, "the connection breaks while the change is in force")
    host.awaits("firewall", "undone")
    yield equal(rules(), before, "and goes back")


def by_systemd(host):
    """Where systemd runs, it starts the guard, which no session takes with it; when it ends it at a shutdown, the change goes back before."""
    before, out = rules(), host.folder / "opened"
    pathlib.Path("/run/systemd/system").mkdir(parents=True)
    stand_in = host.folder / "systemd"
    stand_in.mkdir()
    (stand_in / "systemd-run").write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >{stand_in}/said\nwhile [ "$1" != -- ]; do shift; done\nshift\nsetsid "$@" &\n', encoding="ascii")
    (stand_in / "systemctl").write_text("#!/bin/sh\n", encoding="ascii")
    for name in ("systemd-run", "systemctl"):
        (stand_in / name).chmod(0o755)
    environment = os.environ | {"PATH": f"{stand_in}:{os.environ['PATH']}"}
    process = subprocess.Popen([out / "ufw.sh", "--confirm", LONG], env=environment, stdout=subprocess.PIPE, start_new_session=True)
    host.awaits("firewall", "waiting")
    said = (stand_in / "said").read_text(encoding="ascii")
    wanted = f"--quiet --collect --unit={host.model['name']}-confirm-firewall -- {out}/ufw.sh --guard\n"
    yield equal(said, wanted, "systemd is asked for a service")
    must("kill", "-TERM", *must("pgrep", "-f", "[-]-guard$").split())
    host.awaits("firewall", "undone")
    process.communicate(timeout=120)
    yield equal(rules(), before, "when the machine shuts down, it goes back")
    shutil.rmtree("/run/systemd")


def unchanged(host):
    """What changes nothing needs no confirmation."""
    before = rules()
    ended = run(host.out / "ufw.sh", "--confirm", SHORT)
    yield expect(ended.returncode == 0 and ended.stdout.endswith("Nothing has changed.\n"), "the same rules need no confirmation", ended.stdout)
    host.awaits("firewall", "undone")
    yield equal(rules(), before, "and stay")


def nginx_back(host):
    """nginx is started for the first time, and stopped again; then a change of it goes back, with its files and its workers."""
    before = State()
    out = host.with_nginx("more", f"server {{ listen 127.0.0.1:{EXTRA}; return 204; }}\n")
    process = host.begin(f"{host.out}/nginx/install.sh --confirm {SHORT}")
    host.awaits("nginx", "waiting")
    yield equal(ask(host.web.server, host.web.superadmin, port=80).status, 308, "nginx runs while it waits")
    said = process.communicate(timeout=120)[0]
    host.awaits("nginx", "undone")
    yield expect(not answers(80) and not pathlib.Path("/run/nginx.pid").exists(), "nginx is off again, as before")
    left = [path for path in before.changes() if not path.endswith("-former")]
    yield equal((process.returncode, left), (1, []), f"everything is as before {said}")
    must(host.out / "nginx/install.sh")
    before = State()
    process = host.begin(f"{out}/nginx/install.sh --confirm {SHORT}")
    host.awaits("nginx", "waiting")
    yield expect(answers(EXTRA), "nginx serves the new configuration while it waits")
    for words in ([], ["--confirm", SHORT]):
        ended = run(host.out / "nginx/install.sh", *words)
        yield expect(ended.returncode == 1 and "waits for its confirmation" in ended.stdout, f"a second run {words} is refused meanwhile", ended.stdout)
    said = process.communicate(timeout=120)[0]
    host.awaits("nginx", "undone")
    yield equal((process.returncode, [name for name in before.changes() if name.startswith("/")]), (1, []), f"its files are as before {said}")
    until(lambda: not answers(EXTRA), "nginx has taken the former configuration")
    yield equal(run(host.out / "nginx/install.sh").stdout, "nothing to change\n", "nothing is left to do")


def nginx_stays(host):
    """A new connection confirms it."""
    out = host.folder / "more"
    process = host.begin(f"{out}/nginx/install.sh --confirm {LONG}")
    host.awaits("nginx", "waiting")
    ended = run(out / "nginx/install.sh", "--confirmed")
    yield expect(ended.returncode == 1 and "does not count" in ended.stdout, "without a connection it does not count", ended.stdout)
    ended = run(*host.ssh(f"{out}/nginx/install.sh --confirmed"))
    said = process.communicate(timeout=120)[0]
    yield equal((ended.returncode, process.returncode), (0, 0), f"from a new one it does {ended.stdout} {said}")
    host.awaits("nginx", "confirmed")
    yield expect(answers(EXTRA), "it stays")
    yield equal(run(out / "nginx/install.sh").stdout, "nothing to change\n", "the next run has nothing to do")
    must(host.out / "nginx/install.sh")


def nginx_killed(host):
    """Killed before nginx has taken it, or while it waits."""
    before, out = State(), host.folder / "more"
    slow = host.folder / "slow-nginx"
    slow.mkdir()
    (slow / "nginx").write_text(f"#!/bin/sh\nif [ \"$1\" = -t ]; then : >{slow}/mark; sleep 300; fi\nexec {program_of('nginx')} \"$@\"\n", encoding="ascii")
    (slow / "nginx").chmod(0o755)
    environment = os.environ | {"PATH": f"{slow}:{os.environ['PATH']}"}
    process = subprocess.Popen([out / "nginx/install.sh", "--confirm", LONG], env=environment, stdout=subprocess.PIPE, start_new_session=True)
    until((slow / "mark").exists, "the test of the configuration")
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    host.awaits("nginx", "undone")
    yield equal([name for name in before.changes() if name.startswith("/")], [], "killed before nginx has taken it, it goes back at once")
    process = subprocess.Popen([out / "nginx/install.sh", "--confirm", SHORT], stdout=subprocess.PIPE, start_new_session=True)
    host.awaits("nginx", "waiting")
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    host.awaits("nginx", "undone")
    yield equal([name for name in before.changes() if name.startswith("/")], [], "killed while it waits, it goes back")


def nginx_refused(host):
    """A configuration that nginx rejects is taken back at once, and nothing waits."""
    before, out = State(), host.with_nginx("wrong", "no_such_directive;\n")
    ended = run(out / "nginx/install.sh", "--confirm", LONG)
    yield expect(ended.returncode == 1 and "no_such_directive" in ended.stdout, "nginx rejects it", ended.stdout)
    host.awaits("nginx", "undone")
    yield before.unchanged("everything is as it was before")

if __name__ == "__main__":
    inside(prove)
