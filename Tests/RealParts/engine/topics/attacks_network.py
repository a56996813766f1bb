"""Out of the containers' networks: the host, its private networks, the cloud's metadata, other containers, one another.

Each attack is tried without egress.sh's rules first, where it succeeds; with them it fails, and goes on failing when Docker and
ufw have been restarted, reloaded and reset; for Docker, recovery.py has that."""

import contextlib
import json
import re
import socket

from browser import Browser
from isolation import must
from listeners import INTERNET, NAME
from proof import equal, expect
from world import BEHIND, HOST, METADATA, NEIGHBOUR, RESOLVER, SHARED

NEEDS_ODOO = True
# Which services meet, and on what: who shares a network reaches the other's ports there.
PAIRS = {("odoo", "db"), ("odoo_superadmin", "db_superadmin")}
# Tries each target, all at the same time; prints those that were reached.
TRY = """
import concurrent.futures, json, socket, sys

def reached(target):
    address, port, protocol = target
    try:
        if protocol == "tcp":
            socket.create_connection((address, port), 5).close()
        else:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
                asked.settimeout(5)
                asked.connect((address, port))
                asked.send(bytes.fromhex("0001010000010000000000000161076578616d706c650000010001"))
                asked.recv(512)
        return True
    except OSError:
        return False

targets = json.load(open("/dev/stdin")) if len(sys.argv) < 2 else json.loads(sys.argv[1])
with concurrent.futures.ThreadPoolExecutor(64) as pool:
    found = pool.map(reached, targets)
    print(json.dumps([target for target, yes in zip(targets, found) if yes]))
"""
RESOLVE = "import json, socket, sys; print(json.dumps(socket.gethostbyname(sys.argv[1])))"
# The addresses of IPv6 that a container has, but for the loopback's.
IPV6 = "import json; print(json.dumps([line.split()[5] for line in open('/proc/net/if_inet6') if line.split()[5] != 'lo']))"


def prepare(scene):
    """What deploy.sh does before anything is started."""
    ended = scene.site.run("./egress.sh")
    if ended.returncode != 0:
        raise RuntimeError(ended.stdout)


def gateway(model, name):
    """The host's own address in a network."""
    return next(network["gateway"] for network in model["networks"] if network["name"] == name)


def kept(scene, stranger):
    """Targets that no container may reach, by name."""
    model = scene.site.model
    return {
        "the metadata of a cloud": (METADATA, 80, "tcp"),
        "a neighbour in the private network": (NEIGHBOUR, 80, "tcp"),
        "a resolver that is not the host's": (NEIGHBOUR, 53, "udp"),
        "another port of the resolver": (RESOLVER, 80, "tcp"),
        "a private network behind it": (BEHIND, 443, "tcp"),
        "an address that is shared": (SHARED, 443, "tcp"),
        "SSH on the host's private address": (HOST, 22, "tcp"),
        "SSH on the host's public address": (model["server"]["ipv4"], 22, "tcp"),
        "SSH on the gateway": (gateway(model, "tenants_web"), 22, "tcp"),
        "nginx on the gateway": (gateway(model, "tenants_web"), 443, "tcp"),
        "SSH on the other instance's gateway": (gateway(model, "superadmin_web"), 22, "tcp"),
        "SSH on the database's gateway": (gateway(model, "tenants_database"), 22, "tcp"),
        "the gateway of other containers": ("172.31.250.1", 22, "tcp"),
        "a container of somebody else": stranger,
    }


def granted(scene):
    """Targets that Odoo may reach."""
    public = scene.site.model["server"]["ipv4"]
    return {
        "the Internet": (INTERNET, 443, "tcp"),
        "the resolver": (RESOLVER, 53, "udp"),
        "the resolver over TCP": (RESOLVER, 53, "tcp"),
        "nginx under the public address": (public, 443, "tcp"),
        "nginx without TLS": (public, 80, "tcp"),
        "what site.yaml allows": (NEIGHBOUR, 587, "tcp"),
        "the mail relay": (gateway(scene.site.model, "tenants_web"), 25, "tcp"),
    }


def reached(site, service, targets):
    """The names of the targets that a service's container reaches."""
    found = site.python(service, TRY, json.dumps(list(targets.values())))
    return {name for name, target in targets.items() if list(target) in found}


@contextlib.contextmanager
def surroundings():
    """An SSH server on the host, and a container that somebody else runs in a network of its own."""
    with socket.create_server(("", 22), backlog=1024):
        must("docker", "network", "create", "strangers")
        command = ["docker", "run", "--detach", "--name", "stranger", "--network", "strangers", "--entrypoint", "python3"]
        must(*command, "postgres:17", "-m", "http.server", "8000")
        try:
            address = must("docker", "inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", "stranger")
            yield address.strip(), 8000, "tcp"
        finally:
            must("docker", "rm", "--force", "stranger")
            must("docker", "network", "rm", "strangers")


def address_of(site, service, network):
    """A service's address in a network."""
    template = f'{{{{(index .NetworkSettings.Networks "{site.model["name"]}_{network}").IPAddress}}}}'
    return must("docker", "inspect", "--format", template, site.container(service)).strip()


def held(scene, stranger, when):
    """With the rules: only the allowed targets are reached."""
    site, refused, allowed = scene.site, kept(scene, stranger), granted(scene)
    for service in ("odoo", "odoo_superadmin"):
        yield equal(reached(site, service, refused | allowed), set(allowed), f"{when}: what {service} reaches")
        yield equal(site.python(service, RESOLVE, NAME), INTERNET, f"{when}: {service} finds a name's address")
    for service in ("db", "db_superadmin"):
        yield equal(reached(site, service, refused | allowed), set(), f"{when}: what {service} reaches")
    inner = address_of(site, "odoo", "tenants_web")
    yield expect(not scene.world.reaches(inner, 8069), f"{when}: nobody out there comes in past nginx", inner)
    page = Browser(scene.front, site.model["domains"]["superadmin"]).get("/web/login")[0]
    yield equal(page, 200, f"{when}: a visitor reaches Odoo through nginx")


def attacked(scene, stranger):
    """Without the rules: all targets are reached."""
    site, targets = scene.site, kept(scene, stranger)
    must("nft", "delete", "table", "inet", f"{site.model['name']}-egress")
    # Docker itself keeps its networks apart.
    open_to_all = set(targets) - {"a container of somebody else"}
    yield equal(reached(site, "odoo", targets) & open_to_all, open_to_all, "without the rules Odoo reaches everything")
    yield expect(reached(site, "db", {"": targets["SSH on the database's gateway"]}), "the database's container reaches the host")
    inner = address_of(site, "odoo", "tenants_web")
    yield expect(scene.world.reaches(inner, 8069), "a neighbour of the host reaches Odoo past nginx", inner)
    ended = site.run("./egress.sh", "--check")
    yield expect(ended.returncode == 1 and "no rules are in force" in ended.stdout, "egress.sh --check says so", ended.stdout)
    # As systemd does before it starts Docker.
    must(site.out / "egress.sh", "--load")
    ended = site.run("./egress.sh", "--check")
    yield equal((ended.returncode, ended.stdout), (0, ""), "with them it finds nothing")


def listening(site, service):
    """The ports that a service's container listens on for others."""
    process = str(site.state(service)["Pid"])
    return {int(port) for port in re.findall(r"(?:0\.0\.0\.0|\*|\[::\]):(\d+) ", must("nsenter", "--net", "--target", process, "ss", "-Hltn"))}


def addresses(site, service):
    """Every address that a service's container has."""
    template = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}"
    return must("docker", "inspect", "--format", template, site.container(service)).split()


def matrix(site, pairs):
    """Each container tries every port of each other one, at all its addresses: only the two of a pair reach one another."""
    services = ["db", "db_superadmin", "odoo", "odoo_superadmin"]
    ports = {service: listening(site, service) for service in services}
    yield expect(all(ports.values()), "every container listens on something", ports)
    found = set()
    for source in services:
        targets = {
            (other, address, port): (address, port, "tcp")
            for other in services if other != source for address in addresses(site, other) for port in ports[other]
        }  # fmt: skip
        found |= {(source, other) for other, _, _ in reached(site, source, targets)}
    yield equal(found, pairs | {(second, first) for first, second in pairs}, "which containers reach one another")


def prove(scene):
    """Without the rules, with them, and after changes of ufw."""
    prepare(scene)
    site = scene.site
    yield from matrix(site, PAIRS)
    for service in ("db", "db_superadmin", "odoo", "odoo_superadmin"):
        yield equal(site.python(service, IPV6), [], f"{service} has no address of IPv6")
    with surroundings() as stranger:
        yield from attacked(scene, stranger)
        yield from held(scene, stranger, "with the rules")
        must(site.out / "ufw.sh")
        yield from held(scene, stranger, "beside ufw")
        must("ufw", "reload")
        yield from held(scene, stranger, "after a reload of ufw")
        must("ufw", "--force", "reset")
        yield from held(scene, stranger, "after a reset of ufw")
