"""A server to prepare: a copy of this machine that forgets, in which what reaches outside is played by stand-ins.

Everything that a script writes lands in a layer of its own in memory. The stand-ins write down how they are called, and
one of them can be the moment at which the power fails.
"""

import hashlib
import pathlib
import shutil
import subprocess

from isolation import must

# What the stand-ins share.
HEAD = """#!/bin/dash
printf '%s\\n' "{name} $*" >>/mnt/calls
"""
# A moment at which the power can fail, and does at the given one.
MOMENT = """read -r count </mnt/count
read -r fuse </mnt/fuse
count=$((count + 1))
printf '%s\\n' "$count" >/mnt/count
[ "$count" != "$fuse" ] || kill -9 0
"""
# Programs that are real. Each changes something: before each of them the power can fail.
CHANGING = ["chmod", "chown", "dd", "install", "mkdir", "mkswap", "mv", "rm"]

STAND_INS = {
    # A package is half installed before it is installed.
    "apt-get": """
moment() {
""" + MOMENT + """}
while [ "$#" -gt 0 ] && [ "$1" != install ]; do shift; done
[ "$#" -gt 0 ] || exit 0
for package in "$@"; do
  case $package in install | -*) continue ;; esac
  printf 'half-configured\\n' >"/mnt/packages/$package"
  moment
  printf 'installed\\n' >"/mnt/packages/$package"
  case $package in
    cron) touch /run/crond.pid ;;
    docker-ce) touch /run/docker.pid ;;
  esac
done
""",
    "dpkg-query": """
for package in "$@"; do :; done
[ -f "/mnt/packages/$package" ] && read -r state <"/mnt/packages/$package" && printf '%s' "$state"
""",
    "dpkg": """
case $1 in
  --audit) grep -rl half /mnt/packages || : ;;
  --configure) for package in /mnt/packages/*; do printf 'installed\\n' >"$package"; done ;;
esac
""",
    "debconf-set-selections": """
cat >>/mnt/selections
""",
    "curl": """
while [ "$1" != --output ]; do shift; done
cp /mnt/key "$2"
""",
    "systemctl": """
case "$*" in
  "restart docker") touch /run/docker.pid ;;
  "restart cron") touch /run/crond.pid ;;
esac
""",
    "timedatectl": """
case $1 in
  show) property=${2#--property=}; cat "/mnt/$property" ;;
  set-timezone) ln -sfn "/usr/share/zoneinfo/$2" /etc/localtime; printf '%s\\n' "$2" >/mnt/Timezone ;;
  set-ntp) printf 'yes\\n' >/mnt/NTP ;;
esac
""",
    "swapon": """printf '%s file %s 0 -2\\n' "$1" "$(($(stat -c %s "$1") / 1024 - 4))" >>/proc/swaps
""",
    "dockerd": """
[ "$1 $2" = "--validate --config-file" ] && /usr/bin/jq . "$3" >/dev/null
""",
}
# Those of them that only tell.
READING = ["dpkg-query"]


def digest(path):
    """The check sum of a file, but for the identity that mkswap makes up for it."""
    content = path.read_bytes()
    if content[4086:4096] == b"SWAPSPACE2":
        content = content[:1036] + content[1052:]
    return hashlib.sha256(content).hexdigest()


class Server:
    """One server; `reset` makes it new."""

    def __init__(self, folder):
        """`folder` has to be empty and in memory, in a separate mount namespace."""
        self.folder = pathlib.Path(folder)
        self.root = self.folder / "root"
        self.layer = self.folder / "layer"
        self.shared = self.folder / "shared"
        for name in ("root", "layer", "work", "shared"):
            (self.folder / name).mkdir()
        self.mounted = False

    def reset(self, system, packages=()):
        """A new server with an operating system, such as debian-12, and some packages."""
        self.close()
        for name in ("layer", "work", "shared"):
            must("rm", "-rf", self.folder / name)
            (self.folder / name).mkdir()
        options = f"lowerdir=/,upperdir={self.layer},workdir={self.folder / 'work'}"
        must("mount", "-t", "overlay", "overlay", "-o", options, self.root)
        (self.shared / "swaps").write_text("Filename Type Size Used Priority\n", encoding="utf-8")
        must("mount", "--bind", self.shared / "swaps", "/proc/swaps")
        for source, target in (("/proc", "proc"), ("/dev", "dev"), (self.shared, "mnt")):
            must("mount", "--rbind", source, self.root / target)
        must("mount", "-t", "tmpfs", "tmpfs", self.root / "run")
        must("mount", "-t", "tmpfs", "tmpfs", self.root / "tmp")
        self.mounted = True
        self.furnish(system, packages)

    def close(self):
        """Takes the server away."""
        if self.mounted:
            must("umount", "--recursive", self.root)
            must("umount", "/proc/swaps")
        self.mounted = False

    def furnish(self, system, packages):
        """What a fresh installation has, and this machine perhaps not."""
        name, version = system.split("-")
        for path in ("etc/docker", "etc/apt/sources.list.d", "etc/apt/keyrings", "etc/os-release", "opt/shop", "snap"):
            must("rm", "-rf", self.root / path)
        (self.root / "etc/apt/sources.list.d").mkdir(parents=True)
        self.write("etc/os-release", f'ID={name}\nVERSION_ID="{version}"\n')
        self.write("etc/fstab", "/dev/vda1 / ext4 defaults 0 1")
        for package in ("packages", "stubs"):
            (self.shared / package).mkdir()
        for package in packages:
            (self.shared / "packages" / package).write_text("installed\n", encoding="utf-8")
        for file, text in {"calls": "", "count": "0\n", "fuse": "0\n", "Timezone": "America/Lima\n", "NTP": "no\n"}.items():
            (self.shared / file).write_text(text, encoding="utf-8")
        for program in CHANGING:
            self.stand_in(program, f'{MOMENT}PATH=/usr/sbin:/usr/bin:/sbin:/bin\nexec {program} "$@"\n')
        for program, text in STAND_INS.items():
            self.stand_in(program, text if program in READING else MOMENT + text)

    def stand_in(self, name, text):
        """Puts a program before the real one of its name."""
        path = self.shared / "stubs" / name
        path.write_text(HEAD.format(name=name) + text, encoding="utf-8")
        path.chmod(0o755)

    def write(self, path, text):
        """Writes a file of the server."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def read(self, path):
        """The text of a file of the server."""
        return (self.root / path).read_text(encoding="utf-8")

    def run(self, out, *arguments, fuse=0):
        """Runs prepare-host.sh of a folder; `fuse` is the number of the call at which everything ends at once. Returns the process, ended."""
        if not (self.shared / "out").exists():
            shutil.copytree(out, self.shared / "out")
        for file, text in {"calls": "", "count": "0\n", "fuse": f"{fuse}\n"}.items():
            (self.shared / file).write_text(text, encoding="utf-8")
        return subprocess.run(
            ["chroot", self.root, "/bin/dash", "/mnt/out/prepare-host.sh", *arguments],
            env={"PATH": "/mnt/stubs:/usr/sbin:/usr/bin:/sbin:/bin"}, start_new_session=True, check=False, timeout=120,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip

    @property
    def calls(self):
        """How the stand-ins were called in the last run."""
        return (self.shared / "calls").read_text(encoding="utf-8").splitlines()

    @property
    def count(self):
        """How many moments the last run had at which the power could fail."""
        return int((self.shared / "count").read_text(encoding="utf-8"))

    def state(self):
        """All that has been written to the server's disk, with modes, and which packages it has."""
        found = {}
        for path in sorted(self.layer.rglob("*")):
            information = path.lstat()
            content = path.readlink() if path.is_symlink() else digest(path) if path.is_file() else ""
            found[str(path.relative_to(self.layer))] = (oct(information.st_mode), information.st_uid, content)
        packages = {path.name: path.read_text(encoding="utf-8") for path in (self.shared / "packages").iterdir()}
        return found, packages, (self.shared / "swaps").read_text(encoding="utf-8")
