"""The real named, on a free port of the loopback."""

import contextlib
import shutil
import socket
import subprocess
import time

from proof import program_of

ZONE = 'zone "{name}" {{ type primary; file "{file}"; {options} }};\n'
CONFIGURATION = """options {{
  directory "{folder}";
  listen-on port {port} {{ 127.0.0.1; }};
  listen-on-v6 {{ none; }};
  recursion no;
  pid-file none;
  session-keyfile none;
}};
controls {{ }};
{zones}"""


@contextlib.contextmanager
def served(folder, zones, port=None, key=None):
    """Runs named with zones, by name, whose files are in the folder; gives its port. Whoever has the key, which is a name, an
    algorithm and a secret, may read zones as a whole and change them."""
    port = port or free_port()
    options = keys = ""
    if key:
        options = f"allow-update {{ key {key[0]}; }}; allow-transfer {{ key {key[0]}; }};"
        keys = f'key {key[0]} {{ algorithm {key[1]}; secret "{key[2]}"; }};\n'
    lines = keys + "".join(ZONE.format(name=name, file=file, options=options) for name, file in zones.items())
    (folder / "named.conf").write_text(CONFIGURATION.format(folder=folder, port=port, zones=lines), encoding="utf-8")
    # A copy: where AppArmor confines named, it may read its own folders only.
    program = shutil.copy(program_of("named"), folder / "named")
    with open(folder / "log", "wb") as log:
        named = subprocess.Popen(  # pylint: disable=consider-using-with
            [program, "-g", "-n", "1", "-c", folder / "named.conf"], stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        wait(port, named, folder / "log")
        yield port
    finally:
        named.terminate()
        named.wait(20)


def free_port():
    """A port of the loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait(port, named, log):
    """Waits until named answers."""
    for _ in range(100):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        if named.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"named does not answer:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
