"""prepare-host.sh on servers of every kind: what it makes, that it makes it once, and that it can be broken off anywhere.

The package manager and the init system are stand-ins; gpg, jq, mkswap and apt's own readers are real, and so are the names
of Debian's packages.
"""

import hashlib
import json
import os
import pathlib
import platform
import re
import shutil
import stat
import tempfile

import isolation
from isolation import inside, isolated, must, private_folder
from proof import equal, expect, run
from server_box import Server
from variants import variant

PROGRAMS = ["gpg", "jq", "mkswap", "findmnt", "apt-get", *isolation.PROGRAMS]
SITES = ["minimal"]

SYSTEMS = {
    "debian-12": ("debian", "bookworm"),
    "debian-13": ("debian", "trixie"),
    "ubuntu-22.04": ("ubuntu", "jammy"),
    "ubuntu-24.04": ("ubuntu", "noble"),
    "ubuntu-26.04": ("ubuntu", "resolute"),
}
PROVIDERS = ["cloudflare", "digitalocean", "route53", "google", "ovh", "linode", "rfc2136"]
# Those whose plugin Debian 13 does not have; gen refuses them there.
NOT_ON_DEBIAN_13 = {"digitalocean", "ovh", "linode"}
DOCKER = ["docker-ce", "docker-ce-cli", "containerd.io", "docker-buildx-plugin", "docker-compose-plugin"]
KEY = "9DC858229FC7DD38854AE2D88D81803C0EBFCD88"
# A relay for mail is installed where the site has one.
ODOO = {"mail": {"host": "smtp.example.net", "from": "a@example.net"}}
RELAY = ["postfix", "libsasl2-modules", "postfwd", "msmtp"]
SWAP = "swap-shop"
# Calls that change something.
CHANGING = re.compile(r"^(apt-get|curl|dd|mkswap|mv|swapon|chown|dpkg --configure|systemctl|timedatectl set)\b")


def check(_out, site, _model):
    """Proves it on each operating system, and that Debian has the packages."""
    for system in SYSTEMS:
        settings = {"os": system, "swap": "32MiB", "timezone": "Europe/Oslo"}
        with variant(site, name="shop", server=settings, odoo=ODOO) as (out, model):
            yield from isolated(__file__, out, site, model)
    yield from packages(site)


def packages(site):
    """Every package that the script installs from the system's archive exists, on this machine's system."""
    release = platform.freedesktop_os_release()
    system = f"{release['ID']}-{release.get('VERSION_ID')}"
    if system not in SYSTEMS:
        system = "debian-12"
    wanted = set()
    for provider in PROVIDERS:
        if system == "debian-13" and provider in NOT_ON_DEBIAN_13:
            continue
        with variant(site, tls={"dns_provider": provider}, server={"os": system}, odoo=ODOO) as (out, _):
            text = "\n".join(path.read_text(encoding="utf-8") for path in out.glob("ops/lib/host-*.sh"))
            plugin = re.search(r'^site_dns_package="(.*?)"', (out / "ops/site.sh").read_text(encoding="utf-8"), re.MULTILINE)[1]
        calls = re.findall(r"^[^#\n]*\bneed ([a-z0-9][a-z0-9 .+-]*)", text, re.MULTILINE)
        found = {word for call in calls for word in call.split()} | {plugin}
        yield expect(f"python3-certbot-dns-{provider}" in found, f"the plugin for {provider} is installed", found)
        wanted |= found
    debian = sorted(wanted - set(DOCKER))
    ended = run("apt-get", "--simulate", "--no-install-recommends", "install", *debian)
    yield expect(ended.returncode == 0, "apt knows every package by its name", ended.stdout)


def prove(out, _site, model):
    """Everything about one operating system."""
    system = model["server"]["os"]
    with tempfile.TemporaryDirectory() as name:
        # In memory, as what the layers of a server have to be in.
        folder = private_folder(name)
        key, other = made_keys(folder / "keys")
        copy = folder / "out"
        shutil.copytree(out, copy)
        script = (copy / "prepare-host.sh").read_text(encoding="utf-8")
        yield expect(script.count(KEY) == 1, "the script has Docker's fingerprint", script)
        (copy / "prepare-host.sh").write_text(script.replace(KEY, key[0]), encoding="utf-8")
        (folder / "box").mkdir()
        server = Server(folder / "box")
        parts = [usage, dry_run, prepared, refused_keys, refused_servers]
        parts += [settings_of_others, journal, power_failures] if system == "debian-12" else []
        for part in parts:
            server.reset(system)
            (server.shared / "key").write_text(key[1], encoding="utf-8")
            yield from part(server, copy, model, other)
        server.close()
        # A gpg agent may still use it; it ends with the namespace.
        must("umount", "--lazy", name)


def made_keys(folder):
    """Two keys, each as its fingerprint and its text."""
    folder.mkdir(mode=0o700)
    gpg = ["gpg", "--batch", "--quiet", "--homedir", folder, "--passphrase", ""]
    made = []
    for owner in ("ours@example.net", "other@example.net"):
        must(*gpg, "--quick-generate-key", owner, "ed25519", "sign")
        listed = must(*gpg, "--with-colons", "--list-keys", owner)
        made.append((re.search(r"^fpr:+([0-9A-F]+):", listed, re.MULTILINE)[1], must(*gpg, "--armor", "--export", owner)))
    run("gpgconf", "--homedir", folder, "--kill", "all")
    return made


def changes(server):
    """The changes of the last run."""
    return [call for call in server.calls if CHANGING.match(call)]


def usage(server, out, _model, _other):
    """A wrong argument."""
    before = server.state()
    yield equal(server.run(out, "--dryrun").returncode, 64, "an unknown option ends with 64")
    yield equal(server.state(), before, "and changes nothing")


def dry_run(server, out, _model, _other):
    """A dry run names each step and does none."""
    before = server.state()
    ended = server.run(out, "--dry-run")
    yield equal((ended.returncode, server.state()), (0, before), "a dry run ends with 0 and changes nothing")
    yield equal(changes(server), [], "and calls nothing that would")
    for step in ("nginx", "fetch https://download.docker.com/", "docker-ce", "/etc/docker/daemon.json", f"swapon /{SWAP}",
                 "set-timezone Europe/Oslo", "52security-upgrades", "install -d -m 0755 /opt/shop"):
        yield expect(step in ended.stdout, f"a dry run names {step}", ended.stdout)


def prepared(server, out, model, _other):
    """A new server, and the same one again."""
    ended = server.run(out)
    yield expect(ended.returncode == 0, "the script ends with 0", ended.stdout)
    _, there, swaps = server.state()
    for package in ["nginx", "certbot", "ufw", "nftables", "restic", "jq", "systemd-timesyncd", "unattended-upgrades", *RELAY, *DOCKER]:
        yield expect(there.get(package) == "installed\n", f"{package} is installed", there)
    before = server.calls.index("debconf-set-selections ") < next(index for index, call in enumerate(server.calls) if "postfix" in call and call.startswith("apt-get"))
    selections = (server.shared / "selections").read_text().splitlines()
    yield expect(before and selections[0] == "postfix postfix/main_mailer_type select No configuration",
                 "Postfix is installed without a configuration, and so does not listen", server.calls)
    yield equal(selections[1:], ["msmtp msmtp/apparmor boolean false"], "msmtp may read the password of its account")
    yield from archive(server, *SYSTEMS[model["server"]["os"]])
    upgrades = must("chroot", server.root, "/usr/bin/apt-config", "dump")
    for line in ('APT::Periodic::Unattended-Upgrade "1";', 'APT::Periodic::Update-Package-Lists "1";'):
        yield expect(line in upgrades.splitlines(), f"apt itself reads {line}", upgrades)
    yield equal(stat.S_IMODE((server.root / "etc/apt/keyrings/docker.asc").stat().st_mode), 0o644, "apt's user can read the key")
    swap = server.root / SWAP
    yield equal((stat.S_IMODE(swap.stat().st_mode), swap.stat().st_size), (0o600, 32 << 20), "the swap file")
    yield expect(swap.read_bytes()[4086:4096] == b"SWAPSPACE2" and swap.stat().st_blocks * 512 >= 32 << 20, "it is swap space without holes")
    yield expect(f"/{SWAP} file " in swaps, "it is in use", swaps)
    table = must("findmnt", "--noheadings", "--tab-file", server.root / "etc/fstab", "--output", "SOURCE,FSTYPE")
    yield equal([line.split() for line in table.splitlines()], [["/dev/vda1", "ext4"], [f"/{SWAP}", "swap"]], "fstab has it, and what it had")
    yield equal(server.root.joinpath("etc/localtime").readlink(), pathlib.Path("/usr/share/zoneinfo/Europe/Oslo"), "the time zone")
    yield expect("systemctl restart cron" in server.calls, "cron learns of it", server.calls)
    settings = json.loads(server.read("etc/docker/daemon.json"))
    yield expect("live-restore" not in settings and settings["ip"] == "127.0.0.1", "the engine's settings", settings)
    journal = server.read(f"etc/systemd/journald.conf.d/50-{model['name']}.conf")
    yield expect("SystemMaxUse=" in journal and "Storage=persistent" in journal, "the journal keeps logs, and has a size", journal)
    yield expect("systemctl restart docker" not in server.calls, "the engine begins with them", server.calls)
    yield expect(not any("usermod" in call or "docker:" in call for call in server.calls), "nobody is added to the group docker")
    yield equal(list((server.root / "opt/shop").iterdir()), [], "git can clone into the folder")
    yield from repeated(server, out)


def archive(server, family, codename):
    """apt itself reads the source, and accepts nothing that another key has signed."""
    source = server.read("etc/apt/sources.list.d/docker.sources")
    url = f"https://download.docker.com/linux/{family}"
    yield expect(source.count(url) == 1, "the source is Docker's", source)
    # The same archive, as far as apt has to know it, in a folder.
    folder = server.shared / "archive/dists" / codename
    architecture = must("dpkg", "--print-architecture").strip()
    index = folder / f"stable/binary-{architecture}/Packages"
    index.parent.mkdir(parents=True)
    index.write_text("", encoding="utf-8")
    release = f"Suite: {codename}\nComponents: stable\nArchitectures: {architecture}\nDate: Thu, 01 Jan 2026 00:00:00 UTC\n"
    release += f"SHA256:\n {hashlib.sha256(b'').hexdigest()} 0 stable/binary-{architecture}/Packages\n"
    (folder / "Release").write_text(release, encoding="utf-8")
    file = "etc/apt/sources.list.d/docker.sources"
    server.write(file, source.replace(url, "file:/mnt/archive"))
    update = ["chroot", server.root, "/usr/bin/apt-get", "-o", "Dir::Etc::sourcelist=/dev/null", "update"]
    for owner, good in (("ours@example.net", True), ("other@example.net", False)):
        home = server.folder.parent / "keys"
        signed = must("gpg", "--batch", "--quiet", "--homedir", home, "--local-user", owner, "--clear-sign", "--output", "-", folder / "Release")
        (folder / "InRelease").write_text(signed, encoding="utf-8")
        ended = run(*update)
        clean = ended.returncode == 0 and "W:" not in ended.stdout
        yield expect(clean == good, f"apt {'takes' if good else 'refuses'} what {owner} has signed", ended.stdout)
    server.write(file, source)


def repeated(server, out):
    """The same server again, then with the repository in its place, then with secrets that others can read."""
    before = server.state()
    again = server.run(out)
    yield equal((again.returncode, again.stdout), (0, ""), "a second run has nothing to do")
    yield equal((server.state(), changes(server)), (before, []), "and does nothing")
    (server.root / "opt/shop/out").mkdir()
    server.run(out)
    secrets = server.root / "opt/shop/secrets"
    yield equal(stat.S_IMODE(secrets.stat().st_mode), 0o700, "the folder of the secrets is closed to others")
    secrets.chmod(0o755)
    server.run(out)
    yield equal(stat.S_IMODE(secrets.stat().st_mode), 0o700, "and is closed again")


def refused_keys(server, out, _model, other):
    """Another key than Docker's, or one beside it, is never trusted."""
    own = (server.shared / "key").read_text(encoding="utf-8")
    bundle = must("gpg", "--batch", "--quiet", "--homedir", server.folder.parent / "keys", "--armor", "--export")
    for name, key in {"another key": other[1], "one more key": bundle, "a page": "<html></html>", "nothing": ""}.items():
        (server.shared / "key").write_text(key, encoding="utf-8")
        ended = server.run(out)
        yield expect(ended.returncode == 1 and "it is not trusted" in ended.stdout, f"{name} in place of Docker's is refused", ended.stdout)
        traces = [path for path in ("etc/apt/keyrings/docker.asc", "etc/apt/sources.list.d/docker.sources") if (server.root / path).exists()]
        yield equal(traces, [], f"{name}: neither key nor source is there")
        yield expect("docker-ce" not in server.state()[1], f"{name}: nothing is installed from there")
    server.write("etc/apt/keyrings/docker.asc", other[1])
    (server.shared / "key").write_text(own, encoding="utf-8")
    ended = server.run(out)
    yield expect(ended.returncode == 78 and "find out where it came from" in ended.stdout, "another key that is already there is reported", ended.stdout)


def refused_servers(server, out, model, _other):
    """Conflicts are reported before anything is changed."""
    system = model["server"]["os"]

    def refused(what, said):
        before = server.state()
        ended = server.run(out)
        yield expect(ended.returncode == 78 and said in ended.stdout, f"{what} is refused", ended.stdout)
        yield equal((server.state(), changes(server)), (before, []), f"{what}: nothing is changed")

    server.reset("debian-11")
    yield from refused("another operating system", f"this is debian-11, but the site is made for {system}")
    server.reset(system, ["docker.io"])
    yield from refused("Docker of the system", "the package docker.io conflicts with")
    server.reset(system, ["exim4-daemon-light"])
    yield from refused("another mail server", "would replace the package exim4-daemon-light")
    server.reset(system)
    server.write("etc/apt/sources.list.d/mine.list", "deb [signed-by=/x.gpg] https://download.docker.com/linux/debian bookworm stable\n")
    yield from refused("another source of Docker", "mine.list names Docker's archive already")
    for text in ('{"ip": "0.0.0.0"}', '{"log-opts": {"max-size": "1g"}}', "{", "[]"):
        server.reset(system)
        server.write("etc/docker/daemon.json", text)
        yield from refused(f"daemon.json with {text}", "cannot be read, or contradicts")


def settings_of_others(server, out, _model, _other):
    """Existing settings of the engine stay, and ours are added; a running engine applies them."""
    server.write("etc/docker/daemon.json", '{"registry-mirrors": ["https://mirror.example"], "log-opts": {"tag": "x"}}')
    server.write("etc/group", "root:x:0:\ndocker:x:999:alice\n")
    server.stand_in("getent", 'exec /usr/bin/getent "$@"\n')
    ended = server.run(out)
    settings = json.loads(server.read("etc/docker/daemon.json"))
    yield expect(ended.returncode == 0 and "these users are as good as root: alice" in ended.stdout, "members of the group docker are named", ended.stdout)
    yield equal(settings["registry-mirrors"], ["https://mirror.example"], "a setting of somebody stays")
    yield equal(settings["log-opts"], {"tag": "x", "max-file": "5", "max-size": "10m"}, "one beside ours as well")
    yield equal(settings["ip"], "127.0.0.1", "ours are there, on a server without containers")
    # Somebody's engine, whose containers publish ports.
    key = (server.shared / "key").read_text(encoding="utf-8")
    server.reset("debian-12", DOCKER)
    (server.shared / "key").write_text(key, encoding="utf-8")
    server.write("etc/docker/daemon.json", '{"ip": "0.0.0.0", "live-restore": true}')
    server.write("run/docker.pid", "1\n")
    ended = server.run(out)
    settings = json.loads(server.read("etc/docker/daemon.json"))
    yield equal((ended.returncode, settings["ip"], settings["log-driver"]), (0, "0.0.0.0", "json-file"), f"ports keep their address: {ended.stdout}")
    yield expect("sets live-restore" in ended.stdout, "what kills databases at a shutdown is reported", ended.stdout)
    engine = [call for call in server.calls if "docker" in call and call.startswith(("systemctl", "dockerd"))]
    yield equal(engine, ["dockerd --validate --config-file /etc/docker/daemon.json", "systemctl restart docker"],
                "a running engine checks them, then takes them over")
    yield from of_storage(server, out)


def of_storage(server, out):
    """What restic runs for a kind of storage is installed."""
    values = out / "ops/site.sh"
    text = values.read_text(encoding="utf-8")
    for repository, package in (("rclone:remote:backup", "rclone"), ("sftp:backup@host.example:/srv/restic", "openssh-client")):
        values.write_text(re.sub(r'^site_backup_repository=.*$', f'site_backup_repository="{repository}"', text, flags=re.MULTILINE), encoding="utf-8")
        server.reset("debian-12")
        ended = server.run(out, "--dry-run")
        yield expect(re.search(rf"apt-get .*install.* {package}\b", ended.stdout), f"{repository} brings {package}", ended.stdout)
    values.write_text(text, encoding="utf-8")


def journal(server, out, model, _other):
    """A running journal reads its settings once."""
    socket = server.root / "run/systemd/journal/socket"
    socket.parent.mkdir(parents=True)
    socket.touch()
    os.utime(socket, (1, 1))
    restart = "systemctl restart systemd-journald"
    server.run(out)
    yield equal(server.calls.count(restart), 1, "it is restarted")
    server.run(out)
    yield expect(restart not in server.calls, "and not again", server.calls)
    path = server.root / f"etc/systemd/journald.conf.d/50-{model['name']}.conf"
    path.write_text("[Journal]\n", encoding="ascii")
    server.run(out)
    yield equal((server.calls.count(restart), "SystemMaxUse=" in path.read_text(encoding="ascii")), (1, True), "unless the settings are others")


def power_failures(server, out, model, _other):
    """Wherever the power fails, the next run leads to the same state as a single run."""
    key = (server.shared / "key").read_text(encoding="utf-8")
    server.run(out)
    wanted, moments = server.state(), server.count
    yield expect(moments > 30, "there are many moments", moments)
    wrong, died = [], 0
    for moment in range(1, moments + 1):
        server.reset(model["server"]["os"])
        (server.shared / "key").write_text(key, encoding="utf-8")
        died += server.run(out, fuse=moment).returncode != 0
        ended = server.run(out)
        if ended.returncode != 0 or server.state() != wanted:
            wrong.append((moment, ended.returncode, ended.stdout[-500:], differences(server.state(), wanted)))
    yield equal(died, moments, "each was the end of a run")
    yield equal(wrong[:3], [], f"a run that is broken off at any of {moments} moments is finished by the next")


def differences(found, wanted):
    """The differences between two states, by name."""
    return [key for mine, other in zip(found[:2], wanted[:2]) for key in sorted(mine.keys() | other.keys()) if mine.get(key) != other.get(key)]


if __name__ == "__main__":
    inside(prove)
