"""The rules that keep the containers in: nftables and systemd take them, and they are applied to packets from networks like Docker's."""

import ipaddress
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import isolation
from isolation import inside, isolated, must, private_copy, private_folder
from proof import equal, expect, run

PROGRAMS = ["nft", "jq", "systemctl", "systemd-analyze", "nsenter", "dash", "busybox", *isolation.PROGRAMS]
# With IPv6, with the longest names, with a network more, and with exceptions.
SITES = ["minimal", "full", "ipv6", "long-names", "provision"]
ALWAYS = SITES
UNITS = pathlib.Path("/etc/systemd/system")
RESOLVED = pathlib.Path("/run/systemd/resolve/resolv.conf")
# systemd does not run here: its commands are written down, except for the links, which its own program makes.
SYSTEMCTL = '#!/bin/sh\nprintf "%s\\n" "$*" >>/run/systemctl\ncase $* in *enable*) SYSTEMD_OFFLINE=1 exec /bin/systemctl "$@" ;; esac\n'
METADATA = "169.254.169.254"
RESOLVER = "10.255.0.53"
INTERNET = "198.51.100.77"
# Tries each target, all at the same time; prints those that were reached.
TRY = """
import concurrent.futures, json, socket, sys
def reached(target):
    address, port, protocol = target
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    kind = socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM
    try:
        with socket.socket(family, kind) as asked:
            asked.settimeout(3)
            asked.connect((address, port))
            if protocol == "udp":
                asked.send(b"?")
                asked.recv(9)
        return True
    except OSError:
        return False
targets = json.loads(sys.argv[1])
with concurrent.futures.ThreadPoolExecutor(64) as pool:
    print(json.dumps([target for target, yes in zip(targets, pool.map(reached, targets)) if yes]))
"""
# Answers on every address of its namespace.
SERVE = """
import json, select, socket, sys
targets = json.loads(sys.argv[1])
kept = [socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=999) for port in {port for _, port, kind in targets if kind == "tcp"}]
asked = []
for address, port, kind in targets:
    if kind == "udp":
        asked.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        asked[-1].bind((address, port))
print("ready", flush=True)
while True:
    for one in select.select(asked, [], [])[0]:
        one.sendto(b"!", one.recvfrom(9)[1])
"""


def check(out, site, model):
    """Checks what one site's containers can reach."""
    yield from isolated(__file__, out, site, model)


def prove(out, site, model):
    """Everything about one site's rules."""
    for path in ("/run", "/opt"):
        private_folder(path)
    private_copy("/etc")
    for path in ("/run/programs", "/run/systemd/system", "/run/systemd/resolve", "/etc/docker"):
        pathlib.Path(path).mkdir(parents=True, exist_ok=True)
    program = pathlib.Path("/run/programs/systemctl")
    program.write_text(SYSTEMCTL, encoding="utf-8")
    program.chmod(0o755)
    os.environ["PATH"] = f"/run/programs:{os.environ['PATH']}"
    resolve(f"nameserver {RESOLVER}\n")
    parts = [refused, dry_run, applied]
    parts += [resolvers, found, units] if site.parent.name == "minimal" else []
    for part in [*parts, packets]:
        yield from part(out, model)


def resolve(text, resolved=None, daemon=None):
    """The resolvers of this machine, and those of Docker."""
    for path, content in ((pathlib.Path("/etc/resolv.conf"), text), (RESOLVED, resolved), (pathlib.Path("/etc/docker/daemon.json"), daemon)):
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_text(content, encoding="utf-8")


def egress(out, *arguments, shell=("dash",), **options):
    """Runs the script, and forgets earlier calls of systemctl."""
    pathlib.Path("/run/systemctl").unlink(missing_ok=True)
    return run(*shell, out / "egress.sh", *arguments, **options)


def told():
    """The calls of systemctl that change something."""
    log = pathlib.Path("/run/systemctl")
    return [line for line in log.read_text(encoding="utf-8").splitlines() if "is-enabled" not in line] if log.exists() else []


def state():
    """The kernel's rules and systemd's units."""
    return must("nft", "--stateless", "list", "ruleset"), must("find", UNITS, "-name", "*egress*", "-printf", "%p %l %s %T@\n")


def refused(out, _model):
    """A wrong argument, and a user who is not root."""
    yield equal(egress(out, "--dryrun").returncode, 64, "an unknown option ends with 64")
    copy = pathlib.Path("/run/out")
    shutil.copytree(out, copy)
    ended = run("dash", copy / "egress.sh", user=65534)
    yield expect(ended.returncode == 77 and "must be run as root" in ended.stdout, "only root may", ended.stdout)
    yield equal(state(), ("", ""), "and nothing is changed")


def dry_run(out, model):
    """A dry run prints everything and does nothing."""
    ended = egress(out, "--dry-run")
    unit = f"{model['name']}-egress.service"
    for said in (f"table inet {model['name']}-egress", f"write {UNITS}/{unit}", f"systemctl --quiet enable {unit}"):
        yield expect(ended.returncode == 0 and said in ended.stdout, f"a dry run says: {said}", ended.stdout)
    yield equal((state(), told()), (("", ""), []), "a dry run changes nothing")


def table(model):
    """The kernel's rules, by kind."""
    listed = json.loads(must("nft", "--json", "list", "table", "inet", f"{model['name']}-egress"))["nftables"]
    return {kind: [item[kind] for item in listed if kind in item] for kind in ("set", "chain", "rule")}


def granted(model):
    """The exceptions in the kernel, as (address or range, port, protocol)."""
    exceptions = set()
    for rule in table(model)["rule"]:
        if rule["chain"] == "allowed":
            whom, port, verdict = rule["expr"]
            if verdict != {"accept": None}:
                raise RuntimeError(rule)
            to = whom["match"]["right"]
            to = f"{to['prefix']['addr']}/{to['prefix']['len']}" if isinstance(to, dict) else f"{to}/32"
            exceptions.add((to, port["match"]["right"], port["match"]["left"]["payload"]["protocol"]))
    return exceptions


def applied(out, model):
    """The kernel has what the site says, systemd too, and a second run finds nothing to do."""
    ended = egress(out)
    yield equal((ended.returncode, ended.stdout), (0, ""), "the script ends with 0")
    kernel = table(model)
    sets = {item["name"]: item for item in kernel["set"]}
    for name, is_internal in (("with_way_out", False), ("internal", True)):
        wanted = sorted(network["bridge"] for network in model["networks"] if network["is_internal"] == is_internal)
        yield equal(sorted(sets[name]["elem"]), wanted, f"the networks that are {name}")
    ranges = sorted(f"{item['prefix']['addr']}/{item['prefix']['len']}" for item in sets["private"]["elem"])
    yield equal(ranges, sorted(model["firewall"]["private_ranges"]), "the private ranges")
    rules = {(rule["to"], rule["port"], rule["protocol"]) for rule in model["firewall"]["egress"]}
    rules |= {(f"{RESOLVER}/32", 53, "udp"), (f"{RESOLVER}/32", 53, "tcp")}
    yield equal(granted(model), rules, "what is granted")
    hooks = {chain["hook"]: (chain["type"], chain["prio"], chain["policy"]) for chain in kernel["chain"] if "hook" in chain}
    yield equal(hooks, {"input": ("filter", -10, "accept"), "forward": ("filter", -10, "accept")}, "it looks at what comes in and what goes through")
    name = f"{model['name']}-egress"
    enabled = [f"--quiet enable {name}.service", f"--quiet enable {name}.path"]
    yield equal(told(), ["daemon-reload", *enabled, f"start {name}.path"], "systemd gets the commands")
    before = state()
    for shell in (["dash"], ["bash"], ["busybox", "sh"]):
        ended = egress(out, shell=shell)
        yield equal((ended.returncode, ended.stdout, state()), (0, "", before), f"a second run under {shell[0]} changes nothing")
        yield equal(told(), [f"start {name}.path"], f"nor does it change anything of systemd's, under {shell[0]}")
    yield equal(checked(out), (0, []), "--check finds all of it")


def checked(out):
    """How --check ends, and its lines."""
    ended = egress(out, "--check")
    return ended.returncode, ended.stdout.splitlines()


def resolvers(out, model):
    """The resolvers that Docker asks from within a container's network are allowed, and nothing else."""
    cases = [
        ("nameserver 10.0.0.2\nnameserver 10.0.0.3\noptions ndots:1\n", None, None, {"10.0.0.2", "10.0.0.3"}),
        ("nameserver 127.0.0.53\n", "nameserver 169.254.169.254\nsearch a.example\n", None, {"169.254.169.254"}),
        ("nameserver 127.0.0.1\n", None, None, set()),
        ("nameserver 2001:db8::53\nnameserver fe80::1%eth0\nnameserver 10.0.0.2", None, None, {"10.0.0.2"}),
        ("# nameserver 10.0.0.9\n; nameserver 10.0.0.8\nnameserver 10.0.0.256\nnameserver 10.0.0\nnameserver x\nnameserver 1.2.3.4;drop\n", None, None, set()),
        ("nameserver 10.0.0.2\n", None, '{"dns": ["10.9.9.9", "2001:db8::1"], "ip": "127.0.0.1"}', {"10.0.0.2", "10.9.9.9"}),
        ("nameserver 10.0.0.2\n", None, '{"dns": "x"', {"10.0.0.2"}),
        (None, None, None, set()),
    ]  # fmt: skip
    own = {(rule["to"], rule["port"], rule["protocol"]) for rule in model["firewall"]["egress"]}
    for text, resolved, daemon, addresses in cases:
        resolve(text, resolved, daemon)
        before = granted(model) - own
        wanted = {(f"{address}/32", 53, protocol) for address in addresses for protocol in ("udp", "tcp")}
        lines = [] if wanted == before else ["other rules are in force than these, or the resolvers have changed"]
        yield equal(checked(out), (int(bool(lines)), lines), f"--check sees whether the resolvers have changed: {text!r}")
        ended = egress(out, "--load")
        yield equal((ended.returncode, granted(model) - own), (0, wanted), f"the resolvers of {text!r}, {resolved!r}, {daemon!r}")
    resolve(f"nameserver {RESOLVER}\n")
    egress(out, "--load")


def found(out, model):
    """Each deviation is one line of --check, and another run corrects it."""
    name = f"{model['name']}-egress"
    links = {
        "service": UNITS / f"docker.service.requires/{name}.service",
        "path": UNITS / f"multi-user.target.wants/{name}.path",
    }
    other = "other rules are in force than these, or the resolvers have changed"
    wrongs: list[tuple[list, str]] = [
        (["nft", "delete", "table", "inet", name], "no rules are in force: the containers can reach this machine and its networks"),
        (["nft", "flush", "ruleset"], "no rules are in force: the containers can reach this machine and its networks"),
        (["nft", "insert", "rule", "inet", name, "input", "accept"], other),
        (["nft", "add", "element", "inet", name, "private", "{ 8.8.8.8 }"], other),
        (["nft", "delete", "element", "inet", name, "private", "{ 10.0.0.0/8 }"], other),
        (["nft", "add", "rule", "inet", name, "allowed", "tcp dport 22 accept"], other),
        (["rm", UNITS / f"{name}.service"], f"{UNITS}/{name}.service is missing, or differs"),
        (["sed", "-i", "s/Before=/After=/", UNITS / f"{name}.service"], f"{UNITS}/{name}.service is missing, or differs"),
        (["rm", links["service"]], f"{name}.service is not enabled: the rules will not be in force after the next boot"),
        (["rm", links["path"]], f"{name}.path is not enabled: the rules will not be in force after the next boot"),
    ]
    for wrong, line in wrongs:
        must(*wrong)
        after = state()
        status, lines = checked(out)
        yield expect(status == 1 and line in lines and len(lines) <= 2, f"--check says what is wrong after {' '.join(map(str, wrong))}", lines)
        yield equal(state(), after, "and changes nothing")
        ended = egress(out)
        yield equal((ended.returncode, checked(out)), (0, (0, [])), "another run puts it right")


def units(out, model):
    """systemd accepts the units, and starts the service before Docker, which does not start without it."""
    name = f"{model['name']}-egress"
    docker = UNITS / "docker.service"
    docker.write_text("[Unit]\nDescription=Docker\n[Service]\nExecStart=/bin/true\n", encoding="utf-8")
    for unit in (UNITS / f"{name}.service", UNITS / f"{name}.path", docker):
        verified = run("systemd-analyze", "--man=no", "verify", unit)
        ours = [line for line in verified.stdout.splitlines() if name in line or "docker" in line]
        yield equal((verified.returncode, ours), (0, []), f"systemd takes {unit.name}")
    link = UNITS / f"docker.service.requires/{name}.service"
    yield expect(link.is_symlink(), "Docker does not start without it")
    # Were the order the other way round as well, systemd would see that it goes in a circle: so the order is there.
    docker.write_text(f"[Unit]\nDescription=Docker\nBefore={name}.service\n[Service]\nExecStart=/bin/true\n", encoding="utf-8")
    verified = run("systemd-analyze", "--man=no", "verify", docker)
    yield expect("ordering cycle" in verified.stdout, "systemd starts it before Docker", verified.stdout)
    docker.unlink()
    text = (UNITS / f"{name}.service").read_text(encoding="utf-8")
    command = re.search(r"^ExecStart=(.*)$", text, re.MULTILINE)[1].split()
    must("nft", "flush", "ruleset")
    must(*command, cwd="/", env={"PATH": "/usr/bin:/bin"})
    yield equal(checked(out), (0, []), "what the unit starts puts the rules in force, in systemd's environment")
    files = re.findall(r"^PathChanged=(.*)$", (UNITS / f"{name}.path").read_text(encoding="utf-8"), re.MULTILINE)
    yield equal(files, ["/etc/resolv.conf", str(RESOLVED)], "and it runs again when one of these files changes")


def wire(name, inner, outer=None):
    """A namespace on a wire to this one; the wire's end here may be part of a bridge."""
    must("ip", "netns", "add", name)
    must("ip", "link", "add", f"{name}-h", "type", "veth", "peer", "name", "eth0", "netns", name)
    if outer:
        must("ip", "link", "set", f"{name}-h", "master", outer)
    must("ip", "link", "set", f"{name}-h", "up")
    for device in ("lo", "eth0"):
        must("ip", "-n", name, "link", "set", device, "up")
    for address in inner:
        must("ip", "-n", name, "address", "add", address, "dev", "eth0", *(["nodad"] if ":" in address else []))


def networks(model):
    """Bridges as Docker makes them, with one container in each; IPv6 is there as well, which Docker's have not."""
    for number, network in enumerate(model["networks"]):
        subnet, bridge = ipaddress.ip_network(network["subnet"]), network["bridge"]
        must("ip", "link", "add", bridge, "type", "bridge")
        must("ip", "address", "add", f"{network['gateway']}/{subnet.prefixlen}", "dev", bridge)
        must("ip", "address", "add", f"fd00:{number + 1}::1/64", "dev", bridge, "nodad")
        must("ip", "link", "set", bridge, "up")
        wire(f"c{number}", [f"{subnet[2]}/{subnet.prefixlen}", f"fd00:{number + 1}::2/64"], bridge)
        must("ip", "-n", f"c{number}", "route", "add", "default", "via", network["gateway"])
        must("ip", "-n", f"c{number}", "-6", "route", "add", "default", "via", f"fd00:{number + 1}::1")


def surroundings(model):
    """All hosts that a container might try to reach: those at the end of the wire `world`, and this machine."""
    exceptions = [(str(ipaddress.ip_network(rule["to"])[0]), rule["port"], rule["protocol"]) for rule in model["firewall"]["egress"]]
    own = model["server"]["ipv4"]
    here = {own, *(network["gateway"] for network in model["networks"])}
    neighbours = sorted({address for address, _, _ in exceptions if address not in here} | {"10.255.0.2", RESOLVER, METADATA, INTERNET, "192.168.200.1", "100.127.0.1"})
    wire("world", [f"{address}/32" for address in neighbours] + ["2001:db8:ffff::77/64"])
    must("ip", "address", "add", "10.255.255.1/32", "dev", "world-h")
    must("ip", "address", "add", "2001:db8:ffff::1/64", "dev", "world-h", "nodad")
    for address in neighbours:
        must("ip", "route", "add", address, "dev", "world-h")
    must("ip", "-n", "world", "route", "add", "default", "via", "10.255.255.1", "dev", "eth0", "onlink")
    must("ip", "-n", "world", "-6", "route", "add", "default", "via", "2001:db8:ffff::1")
    must("ip", "address", "add", f"{own}/32", "dev", "lo")
    kept = [(METADATA, 80, "tcp"), ("10.255.0.2", 25, "tcp"), ("10.255.0.2", 53, "udp"), (RESOLVER, 22, "tcp"), ("192.168.200.1", 443, "tcp"),
            ("100.127.0.1", 443, "tcp"), (own, 22, "tcp"), ("10.255.255.1", 22, "tcp"), ("2001:db8:ffff::77", 443, "tcp"),
            ("2001:db8:ffff::1", 22, "tcp")]  # fmt: skip
    kept += [(network["gateway"], port, "tcp") for network in model["networks"] for port in (22, 80, 443)]
    kept += [(f"fd00:{number + 1}::1", 22, "tcp") for number in range(len(model["networks"]))]
    # The same hosts on another port, and with the other protocol.
    kept += [(address, port + 1 if port < 65535 else 1, protocol) for address, port, protocol in exceptions if address not in here]
    kept += [(address, port, {"tcp": "udp", "udp": "tcp"}[protocol]) for address, port, protocol in exceptions if address not in here]
    open_to_all = [*exceptions, (RESOLVER, 53, "udp"), (RESOLVER, 53, "tcp"), (INTERNET, 443, "tcp")]
    return sorted(set(kept) - set(open_to_all)), sorted(set(open_to_all)), neighbours


def packets(out, model):
    """What is sent from each network arrives where it may, and nowhere else; from outside nothing is opened to a container."""
    must("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")
    networks(model)
    kept, allowed, neighbours = surroundings(model)
    here = [target for target in [*kept, *allowed] if target[0] not in [*neighbours, "2001:db8:ffff::77"]]
    there = [target for target in [*kept, *allowed] if target not in here]
    servers = [serve(targets, space) for targets, space in ((here, None), (there, "world"))]
    inner = [(str(ipaddress.ip_network(network["subnet"])[2]), 8069, "tcp") for network in model["networks"]]
    servers += [serve([target], f"c{number}") for number, target in enumerate(inner)]
    for rules in (False, True):
        if rules:
            egress(out, "--load")
        else:
            must("nft", "flush", "ruleset")
        for number, network in enumerate(model["networks"]):
            reached = ask(f"c{number}", [*kept, *allowed])
            wanted = [] if network["is_internal"] else allowed
            wanted = sorted([*kept, *allowed]) if not rules else sorted(wanted)
            yield equal(reached, wanted, f"{'with' if rules else 'without'} the rules, what {network['name']} reaches")
            others = [target for target in inner if target != inner[number]]
            yield equal(ask(f"c{number}", others), [] if rules else sorted(others), f"{'with' if rules else 'without'} them, which containers it reaches")
        yield equal(ask("world", inner), [] if rules else sorted(inner), f"{'with' if rules else 'without'} them, which containers the world reaches")
        yield equal(ask(None, inner), sorted(inner), "this machine reaches all of them")
    for server in servers:
        server.terminate()


def within(space):
    """The beginning of a command that runs in a namespace."""
    return ["nsenter", f"--net=/run/netns/{space}"] if space else []


def serve(targets, space):
    """Starts what answers there."""
    # pylint: disable=consider-using-with
    server = subprocess.Popen([*within(space), sys.executable, "-c", SERVE, json.dumps(targets)], stdout=subprocess.PIPE)
    if not server.stdout.readline():
        raise RuntimeError(f"nothing answers in {space}")
    return server


def ask(space, targets):
    """Which of the targets a namespace reaches."""
    return sorted(tuple(target) for target in json.loads(must(*within(space), sys.executable, "-c", TRY, json.dumps(targets))))


if __name__ == "__main__":
    inside(prove)
