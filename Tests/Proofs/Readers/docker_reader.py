"""Labels and variables of a Dockerfile, as the real Docker engine reads them; it runs in namespaces of its own."""

import json
import os
import subprocess

from case import Wrong

# An image of nothing but labels and variables needs neither a network nor containers.
ISOLATED = """set -eu
folder=$1
ip link set lo up
export DOCKER_HOST="unix://$folder/socket" DOCKER_BUILDKIT=0 DOCKER_CONFIG="$folder"
dockerd --data-root "$folder/data" --exec-root "$folder/exec" --pidfile "$folder/pid" --host "$DOCKER_HOST" \\
  --iptables=false --bridge=none --storage-driver vfs >"$folder/log" 2>&1 &
engine=$!
for _ in $(seq 100); do
  docker version >/dev/null 2>&1 && break
  sleep 0.2
done
status=0
docker build --quiet --tag readers "$folder/context" >"$folder/said" 2>&1 || status=$?
[ "$status" -ne 0 ] || docker inspect readers >"$folder/image"
kill "$engine"
wait "$engine" || :
exit "$status"
"""


# A line of a Dockerfile has at most 65,535 bytes.
LONGEST = 50_000


def instructions(cases):
    """As many words in one instruction as a line can have, because each instruction takes a second."""
    for name in ("LABEL", "ENV"):
        words = [case.output.removeprefix(f"{name} ").removesuffix("\n") for case in cases if case.question == name]
        line = name
        for word in words:
            if len(line) + len(word) > LONGEST:
                yield line
                line = name
            line += f" {word}"
        yield line


def read(cases, folder):
    """What the image's labels and variables are."""
    context = folder / "context"
    context.mkdir()
    (context / "Dockerfile").write_bytes("\n".join(["FROM scratch", *instructions(cases), ""]).encode())
    privilege = [] if os.geteuid() == 0 else ["sudo", "-n"]
    done = subprocess.run([*privilege, "unshare", "--net", "--mount", "sh", "-c", ISOLATED, "sh", folder], check=False)
    if done.returncode != 0:
        return [Wrong(f"docker: {(folder / 'said').read_text(encoding='utf-8')[-500:]}")] * len(cases)
    [image] = json.loads((folder / "image").read_text(encoding="utf-8"))
    found = {
        "LABEL": image["Config"]["Labels"],
        "ENV": dict(variable.split("=", 1) for variable in image["Config"]["Env"] if not variable.startswith("PATH=")),
    }
    if sum(map(len, found.values())) != len(cases):
        return [Wrong("there are other labels or variables")] * len(cases)
    return [found[case.question].get(case.label, Wrong("it is missing")) for case in cases]
