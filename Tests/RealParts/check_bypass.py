"""Ports that containers publish, beside the firewall: a real Docker engine, the real ufw, and a client on another machine.

Docker's own rules come before those of ufw. So what is published on an address that others reach is open, whatever ufw
says: ufw.sh --check has to name exactly those, and the settings that prepare-host.sh gives the engine make them fewer.
"""

import contextlib
import ipaddress
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time

import isolation
from check_ufw import apply, sandbox
from isolation import inside, isolated, must, private_copy, private_folder
from proof import equal, expect, program_of, run

PROGRAMS = ["dockerd", "docker", "containerd", "busybox", "ufw", "ss", "nsenter", *isolation.PROGRAMS]
SITES = ["minimal", "ipv6"]

CLIENT = "by-client"
CLIENT_ADDRESSES = ["203.0.113.99", "2001:db8:5::99"]
# What listens on the server itself, beside SSH: nginx, Odoo and a database on every address, by mistake.
LISTENING = [80, 443, 8069, 5432]
# How containers publish a port: as ours do, and in each way that others may.
PUBLISHED = {
    "loopback": ["-p", "127.0.0.1:18169:80"],
    "loopback6": ["-p", "[::1]:18170:80"],
    "anywhere": ["-p", "0.0.0.0:18171:80"],
    "anywhere6": ["-p", "[::]:18172:80"],
    "unsaid": ["-p", "18173:80"],
    "network": ["--network", "by-network", "-p", "18174:80"],
    "unpublished": [],
}
# Those that nobody else can reach. Whether it is so for IPv6 anywhere depends on the engine: older ones have no rules of their
# own there, and ufw guards the port.
SAFE = ["loopback", "loopback6", "unsaid"]


def check(out, site, model):
    """Proves it from a second network namespace."""
    yield from isolated(__file__, out, site, model)


def prove(out, _site, model):
    """The firewall alone, then with containers."""
    sandbox()
    private_copy("/etc")
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as things:
        folder = private_folder(name)
        things.callback(must, "umount", "--lazy", name)
        reach(model)
        for port in [model["server"]["ssh"]["port"], *LISTENING]:
            for address in ("0.0.0.0", "::"):
                things.enter_context(listener(address, port))
        ended = apply(out)
        yield expect(ended.returncode == 0, "the firewall is up", ended.stdout)
        yield from open_ports(model, "without Docker")
        status, said = checked(out)
        yield equal((status, said.splitlines()[-1]), (1, "Docker does not say which ports are published"), "without an answer of Docker, --check is not content")
        environment = things.enter_context(engine(folder, daemon_settings(out)))
        yield from published(out, model, environment)


def published(out, model, environment):
    """--check names all ports that bypass the firewall."""
    for name, options in PUBLISHED.items():
        docker(environment, "run", "--detach", "--name", name, *options, "box", "/busybox", "httpd", "-f", "-p", "80")
    ours = ["loopback", "loopback6", "unpublished"]
    for name in PUBLISHED.keys() - set(ours):
        docker(environment, "stop", "--time", "0", name)
    yield from open_ports(model, "with containers on the loopback")
    yield equal(checked(out, environment), (0, ""), "--check finds nothing wrong with them")
    for name, options in PUBLISHED.items():
        docker(environment, "start", name)
        if not options:
            continue
        port = int(options[-1].split(":")[-2])
        answers = wait_for(port)
        yield expect(answers, f"{name}: the container answers on the server itself", port)
        reached = port in reachable(model, [port])
        status, said = checked(out, environment)
        named = f"the container {name} bypasses the firewall" in said
        yield equal((named, status), (name not in SAFE, int(name not in SAFE)), f"{name}: what --check says")
        yield expect(named or not reached, f"{name}: what can be reached is named", said)
        if name == "anywhere":
            # One look may come too early on a busy machine.
            reached = reached or any(port in reachable(model, [port]) for _ in range(20))
            yield expect(reached, "a port that is published everywhere is open in spite of ufw", said)
        if name == "unsaid":
            yield expect(not reached, "one without an address is not, by the engine's settings", said)
        if name not in ours:
            docker(environment, "stop", "--time", "0", name)
    yield from open_ports(model, "after that")


def open_ports(model, when):
    """From outside, the ports that the site opens to the client answer, and no others."""
    for address in CLIENT_ADDRESSES:
        version = ipaddress.ip_address(address).version
        if version == 6 and "ipv6" not in model["server"]:
            continue
        wanted = {
            rule["port"] for rule in model["firewall"]["rules"]
            if rule["protocol"] == "tcp" and admits(rule.get("from"), address)
        }  # fmt: skip
        listening = {int(port) for port in re.findall(r":(\d+) +\S+ *$", must("ss", "-Hltn"), re.MULTILINE)}
        tried = sorted(listening | set(range(1, 65536, 997)) | {2375, 2376, 5433, 18069, 18072})
        yield expect(len(listening) > 4, "there is more that listens", listening)
        yield equal(sorted(reachable(model, tried, version)), sorted(wanted & listening), f"{when}, IPv{version}: what can be reached")


def admits(network, address):
    """Whether a rule is for an address."""
    address = ipaddress.ip_address(address)
    return network is None or address in ipaddress.ip_network(network)


def reach(model):
    """A second machine, on a wire to the server."""
    must("ip", "netns", "add", CLIENT)
    must("ip", "link", "add", "by-server", "type", "veth", "peer", "name", "by-wire", "netns", CLIENT)
    inner = ["ip", "-n", CLIENT]
    must("ip", "link", "set", "by-server", "up")
    must(*inner, "link", "set", "by-wire", "up")
    for command, device, addresses in (
        (["ip"], "by-server", [model["server"]["ipv4"], model["server"].get("ipv6")]),
        (inner, "by-wire", CLIENT_ADDRESSES),
    ):
        for address in filter(None, addresses):
            # nodad: the address can be used at once.
            length, options = ("32", ["nodad"]) if ":" in address else ("24", [])
            must(*command, "address", "add", f"{address}/{length}", "dev", device, *options)


def reachable(model, ports, version=None):
    """The ports of the server that answer the client, over one version of IP or both."""
    addresses = [model["server"]["ipv4"], model["server"].get("ipv6")]
    wanted = [address for address in filter(None, addresses) if version in (None, 6 if ":" in address else 4)]
    script = pathlib.Path(__file__).with_name("port_scan.py")
    command = ["nsenter", f"--net=/run/netns/{CLIENT}", "python3", "-B", script, ",".join(wanted), ",".join(map(str, ports))]
    return {int(port) for port in must(*command).split()}


@contextlib.contextmanager
def listener(address, port):
    """Something that listens."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if ":" in address:
            server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        server.bind((address, port))
        server.listen(64)
        yield


def wait_for(port):
    """Whether a published port answers on the server itself, over either version of IP."""
    for _ in range(50):
        for address in ("127.0.0.1", "::1"):
            with contextlib.suppress(OSError):
                socket.create_connection((address, port), 1).close()
                return True
        time.sleep(0.1)
    return False


def daemon_settings(out):
    """The engine's settings, as prepare-host.sh writes them on a new server."""
    script = (out / "ops/lib/host-docker.sh").read_text(encoding="utf-8")
    settings = json.loads(re.search(r"^wanted_daemon_settings\(\) \{\n  cat <<'FILE'\n(.*?)^FILE$", script, re.MULTILINE | re.DOTALL)[1])
    return json.dumps(settings | {"ip": "127.0.0.1"})


@contextlib.contextmanager
def engine(folder, settings):
    """A Docker engine of this namespace, with an image that contains only busybox. Yields the environment of its clients."""
    (folder / "daemon.json").write_text(settings, encoding="utf-8")
    command = ["dockerd", "--config-file", folder / "daemon.json", "--data-root", folder / "data", "--exec-root", folder / "exec",
               "--pidfile", folder / "pid", "--host", f"unix://{folder}/socket"]  # fmt: skip
    environment = {"PATH": os.environ["PATH"], "DOCKER_HOST": f"unix://{folder}/socket", "HOME": str(folder)}
    with open(folder / "log", "wb") as log:
        daemon = subprocess.Popen(list(map(str, command)), stdout=log, stderr=log)  # pylint: disable=consider-using-with
    try:
        for _ in range(150):
            if daemon.poll() is None and run("docker", "info", env=environment).returncode == 0:
                break
            time.sleep(0.2)
        else:
            raise RuntimeError((folder / "log").read_text(encoding="utf-8", errors="replace")[-3000:])
        root = folder / "image"
        root.mkdir()
        shutil.copy(program_of("busybox"), root / "busybox")
        must("tar", "--create", "--file", folder / "image.tar", "--directory", root, ".")
        docker(environment, "import", folder / "image.tar", "box")
        docker(environment, "network", "create", "by-network")
        yield environment
    finally:
        for container in run("docker", "ps", "--all", "--quiet", env=environment).stdout.split():
            run("docker", "rm", "--force", container, env=environment)
        daemon.terminate()
        daemon.wait(30)


def docker(environment, *arguments):
    """A client's command that has to succeed."""
    ended = run("docker", *arguments, env=environment)
    if ended.returncode != 0:
        raise RuntimeError(f"docker {' '.join(map(str, arguments))}:\n{ended.stdout}")


def checked(out, environment=None):
    """How ufw.sh --check ends, and what it says."""
    ended = run("dash", out / "ufw.sh", "--check", env=environment or os.environ)
    return ended.returncode, ended.stdout


if __name__ == "__main__":
    inside(prove)
