"""The secrets from Vault at boot: its agent's configuration, the unit that comes before Docker, and the scripts around them.

Vault itself is not to be had here. A stand-in reads agent.json as the agent does, renders the templates, which are of two
forms only, and answers or not. systemd's own programs read the unit.
"""

import json
import os
import pathlib
import re
import stat

import isolation
from isolation import inside, isolated, private_copy, private_folder
from proof import equal, expect, run

PROGRAMS = ["systemctl", "systemd-analyze", "dash", "busybox", *isolation.PROGRAMS]
SITES = ["vault"]

# The agent, as far as its configuration goes: it proves who it is by two files, and writes each file by a rename, or none.
AGENT = r"""#!/usr/bin/env python3
import json, os, pathlib, re, sys, time

state = pathlib.Path("/run/vault")
answers = int((state / "silent").read_text())
(state / "silent").write_text(str(max(answers - 1, 0)))
if answers:
    time.sleep(30)
program, level, config = sys.argv[1:]
assert program == "agent" and level == "-log-level=warn" and os.environ["VAULT_ADDR"] == "https://vault.example"
settings = json.loads(pathlib.Path(config.removeprefix("-config=")).read_text())
assert settings["exit_after_auth"] is True
(method,) = settings["auto_auth"]["method"]
assert method["type"] == "approle" and method["exit_on_err"] is True
for file, text in (("role_id_file_path", "role"), ("secret_id_file_path", "secret")):
    assert pathlib.Path(method["config"][file]).read_text() == text
secret = json.loads((state / "secret").read_text())
made = {}
for template in settings["template"]:
    value = re.fullmatch(r'\{\{ with secret "secret/data/(\S+)" \}\}\{\{ \.Data\.data\.(\w+) \}\}\{\{ end \}\}\n', template["contents"])
    version = re.fullmatch(r'\{\{ with secret "secret/data/(\S+)" \}\}\{\{ \.Data\.metadata\.version \}\}\{\{ end \}\}\n', template["contents"])
    assert (value or version)[1] == "kept"
    if value and value[2] not in secret:
        assert template["error_on_missing_key"] is True
        sys.exit(1)
    made[template["destination"]] = (secret[value[2]] if value else "7") + "\n", template["perms"]
for path, (text, mode) in made.items():
    assert pathlib.Path(path).parent.is_dir()
    new = pathlib.Path(path + ".tmp")
    new.write_text(text)
    new.chmod(int(mode, 8))
    new.rename(path)
"""
FOLDER = pathlib.Path("/etc/vault-secrets/kept")
UNIT = pathlib.Path("/etc/systemd/system/vault-secrets@.service")
INSTANCE = "vault-secrets@kept.service"


def check(out, site, model):
    """Checks it on a server of its own."""
    yield from isolated(__file__, out, site, model)


def prove(out, _site, model):
    """The agent's configuration, the renderer, the installation."""
    for path in ("/run", "/opt"):
        private_folder(path)
    private_copy("/etc")
    programs = pathlib.Path("/run/programs")
    programs.mkdir()
    os.environ["PATH"] = f"{programs}:{os.environ['PATH']}"
    os.environ["VAULT_ADDR"] = "https://vault.example"
    write(programs / "vault", AGENT, 0o755)
    secret = {file["name"]: f"value of {file['name']} $x'\"" for file in model["secrets"]["files"]}
    pathlib.Path("/run/vault").mkdir()
    answer(secret)
    FOLDER.mkdir(parents=True)
    write(FOLDER / "role-id", "role", 0o600)
    write(FOLDER / "secret-id", "secret", 0o600)
    directory = pathlib.Path(model["server"]["directory"], model["secrets"]["directory"])
    yield from rendered(out, directory, secret)
    yield from refused(out, programs)
    yield from installed(out, programs)


def write(path, text, mode):
    """Writes a file with a mode."""
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def answer(secret, silent=0):
    """The contents of Vault, and how many times it does not answer first."""
    write(pathlib.Path("/run/vault/secret"), json.dumps(secret), 0o600)
    write(pathlib.Path("/run/vault/silent"), str(silent), 0o600)


def render(out, *arguments, shell=("dash",)):
    """Runs render.sh, with short time limits."""
    return run(*shell, out / "vault/render.sh", *arguments, env=os.environ | {"RENDER_LIMIT": "1", "RENDER_PAUSE": "0"})


def contents(directory):
    """The files of the secrets."""
    return {path.name: path.read_text(encoding="utf-8") for path in directory.iterdir()} if directory.is_dir() else {}


def rendered(out, directory, secret):
    """The files are those that fetch-secrets.sh would make; the behaviour without an answer from Vault depends on them."""
    wanted = {name: f"{value}\n" for name, value in secret.items()}
    for shell in (["dash"], ["busybox", "sh"]):
        run("rm", "-rf", directory)
        answer(secret)
        ended = render(out, "--once", shell=shell)
        yield expect(ended.returncode == 0, f"{shell[0]}: the secrets are made", ended.stdout)
        yield equal(contents(directory), wanted, f"{shell[0]}: each is a file of one line")
        yield equal(stat.S_IMODE(directory.stat().st_mode), 0o700, f"{shell[0]}: the folder keeps others out")
        yield equal({stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()}, {0o444}, f"{shell[0]}: containers can read them")
    answer(secret, silent=99)
    ended = render(out)
    yield equal((ended.returncode, contents(directory)), (0, wanted), "without an answer, the files of the last time are used")
    yield expect("the files of the last time are used" in ended.stdout, "and the script says so", ended.stdout)
    yield equal(render(out, "--once").returncode, 1, "--once says that there was no answer")
    (directory / next(iter(secret))).unlink()
    answer(secret, silent=5)
    ended = render(out)
    yield equal((ended.returncode, contents(directory)), (0, wanted), "while one is missing, it waits for an answer")
    answer({name: value for name, value in secret.items() if name != next(iter(secret))})
    yield equal((render(out, "--once").returncode, contents(directory)), (1, wanted), "a field that is missing in Vault changes nothing")
    answer(secret)
    yield equal(render(out, "--twice").returncode, 64, "an unknown option ends with 64")


def refused(out, programs):
    """install.sh requires all files, unreadable by others."""
    write(programs / "systemctl", '#!/bin/sh\nprintf "%s\\n" "$*" >>/run/systemctl\n', 0o755)
    environment = FOLDER / "environment"

    def attempt(what, said):
        ended = run("dash", out / "vault/install.sh")
        yield expect(ended.returncode == 78 and said in ended.stdout, f"{what} is refused", ended.stdout)
        yield expect(not UNIT.exists() and not (FOLDER / "render.sh").is_symlink(), f"{what}: nothing is installed")

    FOLDER.chmod(0o755)
    yield from attempt("a folder that is open", "/etc/vault-secrets/kept is missing, or others than root can read it")
    FOLDER.chmod(0o700)
    yield from attempt("a file that is missing", "environment is missing or empty")
    write(environment, "VAULT_ADDR=https://vault.example\n", 0o644)
    yield from attempt("a file that is open", "others than root can read /etc/vault-secrets/kept/environment")
    write(environment, "VAULT_SKIP_VERIFY=1\n", 0o600)
    yield from attempt("an environment without an address", "does not set VAULT_ADDR")
    write(environment, "VAULT_ADDR=https://vault.example\n", 0o600)
    (programs / "vault").rename(programs / "elsewhere")
    yield from attempt("a server without the program", "vault is not installed")
    (programs / "elsewhere").rename(programs / "vault")
    yield equal(run("dash", out / "vault/install.sh", "--quietly").returncode, 64, "an unknown option ends with 64")


def installed(out, programs):
    """The unit exists once, systemd accepts it, and it starts before Docker."""
    log = pathlib.Path("/run/systemctl")
    log.write_text("", encoding="utf-8")
    ended = run("dash", out / "vault/install.sh", "--dry-run")
    yield expect(ended.returncode == 0 and f"systemctl start {INSTANCE}" in ended.stdout, "a dry run names the steps", ended.stdout)
    yield expect(not UNIT.exists() and "start" not in log.read_text(encoding="utf-8"), "and does none")
    # systemd does not run here: what it would do is written down, but for the links, which its own program makes.
    program = '#!/bin/sh\nprintf "%s\\n" "$*" >>/run/systemctl\ncase $* in *enable*) exec /bin/systemctl "$@" ;; esac\n'
    write(programs / "systemctl", program, 0o755)
    for again in (False, True):
        log.write_text("", encoding="utf-8")
        ended = run("dash", out / "vault/install.sh")
        yield expect(ended.returncode == 0, "install.sh ends with 0", ended.stdout)
        steps = [line for line in log.read_text(encoding="utf-8").splitlines() if "is-enabled" not in line]
        wanted = [f"start {INSTANCE}"] if again else ["daemon-reload", f"enable {INSTANCE}", f"start {INSTANCE}"]
        yield equal(steps, wanted, "what it tells systemd, " + ("the second time" if again else "the first time"))
    yield equal((UNIT.read_bytes(), stat.S_IMODE(UNIT.stat().st_mode)), ((out / "vault/vault-secrets@.service").read_bytes(), 0o644), "the unit")
    link = pathlib.Path(f"/etc/systemd/system/docker.service.requires/{INSTANCE}")
    yield expect(link.is_symlink(), "Docker does not start without it", run("find", "/etc/systemd/system", "-name", "*vault*").stdout)
    docker = pathlib.Path("/etc/systemd/system/docker.service")
    write(docker, "[Unit]\nDescription=Docker\n[Service]\nExecStart=/bin/true\n", 0o644)
    for unit in (UNIT.with_name(INSTANCE), docker):
        verified = run("systemd-analyze", "--man=no", "verify", unit)
        ours = [line for line in verified.stdout.splitlines() if "vault-secrets" in line or "docker" in line]
        yield equal((verified.returncode, ours), (0, []), f"systemd takes {unit.name}")
    # Were the order the other way round as well, systemd would see that it goes in a circle: so the order is there.
    write(docker, f"[Unit]\nDescription=Docker\nBefore={INSTANCE}\n[Service]\nExecStart=/bin/true\n", 0o644)
    verified = run("systemd-analyze", "--man=no", "verify", docker)
    yield expect(re.search("ordering cycle", verified.stdout), "systemd starts it before Docker", verified.stdout)
    environment = os.environ | {"RENDER_LIMIT": "9"}
    ended = run("dash", FOLDER / "render.sh", "--once", env=environment)
    yield expect(ended.returncode == 0, "what the unit starts finds its configuration", ended.stdout)


if __name__ == "__main__":
    inside(prove)
