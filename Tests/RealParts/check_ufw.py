"""ufw itself runs the emitted script, and the kernel's rules are read back."""

import ipaddress
import os
import pathlib
import re
import shutil
import socket
import tempfile

import isolation
from isolation import inside, isolated, must, private_copy, private_folder
from proof import equal, expect, run

PROGRAMS = ["ufw", "iptables-save", "ip6tables-save", "ss", *isolation.PROGRAMS]

# ufw is slow. What it makes of the rules is proven for every site; what the script makes of ufw's own state, for these.
THOROUGH = ["full", "minimal", "cdn"]


def check(out, site, model):
    """Checks what the firewall allows for one site."""
    yield from isolated(__file__, out, site, model)


def rules_of(model):
    """The rules wanted, as (action, protocol, port, source or None), sorted."""
    return sorted(
        (rule["action"], rule["protocol"], rule["port"], rule.get("from") or "") for rule in model["firewall"]["rules"]
    )


def kernel_rules(save):
    """The rules in ufw's chains in the kernel, in the same form; `save` is iptables-save or ip6tables-save."""
    found = set()
    for line in must(save).splitlines():
        match = re.match(r"-A ufw6?-user-input (?:-s (\S+) )?-p (tcp|udp) -m \2 --dport (\d+) (.*)", line)
        if match:
            source, protocol, port, rest = match.groups()
            limited = "limit" in rest or "recent" in rest
            found.add(("limit" if limited else "allow", protocol, int(port), source or ""))
    return found


def wanted_rules(model, version):
    """The rules that the kernel should have for one version of IP."""
    wanted = set()
    for action, protocol, port, source in rules_of(model):
        network = ipaddress.ip_network(source) if source else None
        if network is None or network.version == version:
            everyone = network is None or network.prefixlen == 0
            wanted.add((action, protocol, port, "" if everyone else str(network)))
    return wanted


def state():
    """The rules of ufw and of the kernel, in a form for comparing two runs."""
    saved = [re.sub(r"\[\d+:\d+\]|^#.*$", "", must(save), flags=re.MULTILINE) for save in ("iptables-save", "ip6tables-save")]
    return [must("ufw", "status", "verbose"), must("ufw", "show", "added"), *saved]


def sandbox():
    """Copies of all files that ufw writes to, as in a fresh installation."""
    private_folder("/run")
    for path in ("/etc/ufw", "/etc/default", "/etc/systemd", "/lib/ufw", "/var/lib/ufw"):
        if os.path.isdir(path):
            private_copy(path)
    for name in ("user.rules", "user6.rules"):
        shutil.copyfile(f"/usr/share/ufw/iptables/{name}", f"/etc/ufw/{name}")
    must("sed", "-i", "s/^ENABLED=.*/ENABLED=no/", "/etc/ufw/ufw.conf")
    must("sed", "-i", "s/^IPV6=.*/IPV6=no/", "/etc/default/ufw")


def apply(out, *arguments, script="ufw.sh", shell="dash"):
    """Runs the script."""
    return run(shell, out / script, *arguments)


def prove(out, site, model):
    """Everything about one site's firewall."""
    sandbox()
    port = model["server"]["ssh"]["port"]
    ended = apply(out)
    yield expect(
        ended.returncode == 1 and "nothing listens" in ended.stdout, "no SSH server, no firewall", ended.stdout
    )
    yield equal(must("ufw", "status").strip(), "Status: inactive", "a script that stops has changed nothing")
    listener = socket.create_server(("127.0.0.1", port))
    parts = [refused, dry_run, applied]
    parts += [repeated, changed, by_hand] if site.parent.name in THOROUGH else []
    parts += [found] if site.parent.name == "full" else []
    for part in parts:
        yield from part(out, model)
    listener.close()


def refused(out, _model):
    """A wrong argument changes nothing."""
    ended = apply(out, "--dryrun")
    yield equal(ended.returncode, 64, "an unknown option ends with 64")
    yield equal(must("ufw", "status").strip(), "Status: inactive", "and changes nothing")


def dry_run(out, model):
    """A dry run prints everything and does nothing."""
    before = state()
    ended = apply(out, "--dry-run")
    lines = ended.stdout.splitlines()
    yield equal(ended.returncode, 0, "a dry run ends with 0")
    yield equal(state(), before, "a dry run changes nothing")
    ufw = [line for line in lines if line.startswith("ufw ")]
    yield expect(f"to any port {model['server']['ssh']['port']} " in ufw[0], "SSH comes first", ended.stdout)
    yield equal(lines[-1], "ufw --force enable", "enabling comes last")
    yield equal(len(ufw), len(model["firewall"]["rules"]) + 3, "one line for each rule, two defaults, one to enable")


def applied(out, model):
    """The kernel allows what the site says, and nothing else."""
    ended = apply(out)
    yield expect(ended.returncode == 0, "the script ends with 0", ended.stdout)
    yield equal(kernel_rules("iptables-save"), wanted_rules(model, 4), "the IPv4 rules in the kernel")
    yield equal(kernel_rules("ip6tables-save"), wanted_rules(model, 6), "the IPv6 rules in the kernel")
    status = must("ufw", "status", "verbose")
    yield expect("Status: active" in status, "the firewall is on", status)
    yield expect("Default: deny (incoming), allow (outgoing)" in status, "incoming is denied, outgoing allowed", status)
    for save in ("iptables-save", "ip6tables-save"):
        chains = must(save)
        yield expect(
            ":INPUT DROP" in chains and ":OUTPUT ACCEPT" in chains, f"{save}: the policies are in force", chains
        )
    for rule in model["firewall"]["rules"]:
        yield expect(rule["comment"] in status, f"the comment {rule['comment']!r} is shown", status)
    yield equal(checked(out), (0, []), "--check finds all of it")


def repeated(out, _model):
    """Running it again changes nothing, under every shell."""
    before = state()
    for shell in ("dash", "bash"):
        ended = apply(out, shell=shell)
        yield expect(ended.returncode == 0, f"a second run under {shell} ends with 0", ended.stdout)
        yield equal(state(), before, f"a second run under {shell} changes nothing")


def changed(out, model):
    """Rules of an earlier version are removed, and no others; a changed action is changed in place."""
    before = state()
    text = (out / "ops/site.sh").read_text(encoding="utf-8")
    wanted = re.search(r"^site_firewall_rules\(\) \{.*?\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)[1].splitlines()
    extra = [
        'entry allow tcp 9 198.51.100.128/25 "gone tomorrow"',
        'entry limit udp 9 any "gone as well"',
        'entry allow tcp 9 2001:db8:9::/48 "and this"',
    ]
    flipped = (
        wanted[-1].replace("entry allow", "entry limit")
        if "entry allow" in wanted[-1]
        else wanted[-1].replace("entry limit", "entry allow")
    )
    with tempfile.TemporaryDirectory() as name:
        earlier = pathlib.Path(name) / "out"
        shutil.copytree(out, earlier)
        (earlier / "ops/site.sh").write_text(text.replace(wanted[-1], "\n".join([flipped, *extra])), encoding="utf-8")
        ended = apply(earlier)
    yield expect(ended.returncode == 0, "an earlier version of the site is applied", ended.stdout)
    yield expect(len(kernel_rules("iptables-save")) == len(wanted_rules(model, 4)) + 2, "its rules are in the kernel")
    planned = apply(out, "--dry-run").stdout
    yield equal(planned.count("ufw --force delete "), 3, "a dry run names the rules that would go")
    ended = apply(out)
    yield expect(ended.returncode == 0, "the site is applied again", ended.stdout)
    yield equal(sorted(state()[1].splitlines()), sorted(before[1].splitlines()), "what was added is gone, and no more")
    yield equal(kernel_rules("iptables-save"), wanted_rules(model, 4), "the IPv4 rules in the kernel after a change")
    yield equal(kernel_rules("ip6tables-save"), wanted_rules(model, 6), "the IPv6 rules in the kernel after a change")


def checked(out):
    """The exit status and the output of --check, on a server without containers; check_bypass has some."""
    with tempfile.TemporaryDirectory() as folder:
        docker = pathlib.Path(folder, "docker")
        docker.write_text("#!/bin/sh\n", encoding="utf-8")
        docker.chmod(0o755)
        ended = run("dash", out / "ufw.sh", "--check", env={"PATH": f"{folder}:{os.environ['PATH']}"})
    return ended.returncode, ended.stdout.splitlines()


def found(out, model):
    """Each deviation is one line of --check, and another run corrects it."""
    name = model["name"]
    https = next(line for line in must("ufw", "show", "added").splitlines() if "443" in line and name in line)
    words = https.removeprefix("ufw ").split(" comment ")[0].split()
    missing = "missing: " + https.split()[1] + " " + https.split(" comment '")[1].rstrip("'")
    denied = ["deny", *words[1:]]
    old = f"{name}: tcp/7777 from any: old"
    batches = [
        {
            missing: ["ufw", "--force", "delete", *words],
            f"no longer in site.yaml: {old}": ["ufw", "allow", "7777/tcp", "comment", old],
            "the default policies are not: deny incoming, allow outgoing": ["ufw", "default", "allow", "incoming"],
            "the firewall will not start at the next boot: systemctl enable ufw": ["systemctl", "disable", "ufw"],
        },
        {missing: ["ufw", *denied, "comment", missing.split(" ", 2)[2]], "the firewall is not active": ["ufw", "disable"]},
    ]
    for wrongs in batches:
        before = state()
        for wrong in wrongs.values():
            must(*wrong)
        after = state()
        yield equal(checked(out), (1, list(wrongs)), "--check has one line for each thing that is wrong")
        yield equal(state(), after, "and changes nothing")
        ended = apply(out)
        yield expect(ended.returncode == 0, "the script puts it right", ended.stdout)
        yield equal((checked(out), sorted(state()[1])), ((0, []), sorted(before[1])), "--check finds nothing any more")
    must("sed", "-i", "s/^IPV6=.*/IPV6=no/", "/etc/default/ufw")
    said = "IPv6 is not filtered: IPV6=yes is missing in /etc/default/ufw"
    yield expect(said in checked(out)[1], "--check sees that IPv6 is not filtered", checked(out))


def by_hand(out, _model):
    """Rules that somebody made by hand stay, whatever their comment."""
    own = [
        ["allow", "10001/tcp"],
        ["allow", "10002/tcp", "comment", "by hand"],
        ["deny", "from", "192.0.2.66"],
        ["allow", "10003/udp", "comment", "see stockshop: not ours"],
    ]
    for rule in own:
        must("ufw", *rule)
    before = state()
    ended = apply(out)
    yield expect(ended.returncode == 0, "the script runs beside rules made by hand", ended.stdout)
    yield equal(state(), before, "rules made by hand stay")


if __name__ == "__main__":
    inside(prove)
