#!/usr/bin/env python3
"""Measures gen against the floor and against other tools, all in one run, and prints ratios to `cp -rT`.

usage: compare.py GEN TOOLS
"""

import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

GEN = pathlib.Path(sys.argv[1]).resolve()
TOOLS = pathlib.Path(sys.argv[2]).resolve()
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
# What each run may take at most, as a multiple of `cp -rT`.
AIMS = {"gen build, writing everything": 3, "gen build, nothing to do": 2, "gen check": 3}
# What Ansible has no function and no loop for is left out: it does less.
NOT_ANSIBLES = re.compile(r"^each: |\b(path|digest)\(\"", re.MULTILINE)
ROUNDS = int(os.environ.get("ROUNDS", "30"))


def seconds(command, before, folder):
    """Runs a command once and measures it; what is done before does not count."""
    before()
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def playbook(folder, model):
    """A playbook that renders the same templates with Ansible's template module."""
    tasks: list[dict] = []
    for path in sorted((ROOT / "templates").rglob("*")):
        name = path.relative_to(ROOT / "templates").as_posix()
        if path.is_file() and not path.name.startswith("_") and (folder / "site" / "out" / name).is_file() and not NOT_ANSIBLES.search(path.read_text(encoding="utf-8")):
            tasks.append({"template": {"src": str(path), "dest": str(folder / "ansible" / name), "lstrip_blocks": True}})
    folders = sorted({str(pathlib.Path(task["template"]["dest"]).parent) for task in tasks})
    made = [{"file": {"path": name, "state": "directory"}} for name in folders]
    # `name` and `environment` mean something to Ansible itself; a variable may still be called so.
    # Where the template module looks for what a template includes.
    (folder / "templates").symlink_to(ROOT / "templates")
    play = [{"hosts": "localhost", "connection": "local", "gather_facts": False, "vars": model | {"ansible_python_interpreter": str(TOOLS / "bin" / "python")},
             "tasks": made + tasks}]
    (folder / "play.json").write_text(json.dumps(play), encoding="utf-8")


def contenders(folder):
    """What is measured: a name, a command, and what to do before each run."""
    site, out, copy = folder / "site", folder / "site" / "out", folder / "copy"
    model = folder / "model.json"
    python = TOOLS / "bin" / "python"

    def without(path):
        return lambda: shutil.rmtree(path, ignore_errors=True)

    def nothing():
        pass

    def changed():
        # Another memory changes most artifacts.
        text = (site / "site.yaml").read_text(encoding="utf-8")
        other = text.replace("16GiB", "24GiB") if "16GiB" in text else text.replace("24GiB", "16GiB")
        (site / "site.yaml").write_text(other, encoding="utf-8")

    return [
        ("cp -rT of the same tree", ["cp", "-rT", ROOT / "out", copy], without(copy), 1),
        ("gen build, writing everything", [GEN, "build"], without(out), 1),
        ("gen build, nothing to do", [GEN, "build"], nothing, 1),
        ("gen build, after a change", [GEN, "build"], changed, 1),
        ("gen check", [GEN, "check"], lambda: subprocess.run([GEN, "build"], cwd=site, check=True, capture_output=True), 1),
        ("Jinja2 script", [python, HERE / "jinja2_script.py", ROOT / "templates", model, folder / "jinja2"], without(folder / "jinja2"), 1),
        ("MiniJinja script", [python, HERE / "minijinja_script.py", ROOT / "templates", model, folder / "minijinja"], without(folder / "minijinja"), 1),
        ("Ansible's template module", [TOOLS / "bin" / "ansible-playbook", "-i", "localhost,", folder / "play.json"], without(folder / "ansible"), 10),
    ]


def main():
    """Interleaves all contenders, round by round, so that a slow moment of the machine hits them all."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "site").mkdir()
        shutil.copy(ROOT / "site.yaml", folder / "site")
        subprocess.run([GEN, "build"], cwd=folder / "site", check=True, capture_output=True)
        model = subprocess.run([GEN, "show", "--format", "json"], cwd=folder / "site", check=True, capture_output=True).stdout
        (folder / "model.json").write_bytes(model)
        playbook(folder, json.loads(model))
        measured = contenders(folder)
        times = {what: [] for what, *_ in measured}
        for turn in range(ROUNDS):
            for what, command, before, every in measured:
                if turn % every == 0:
                    times[what].append(seconds(command, before, folder / "site"))
        floor = statistics.median(times["cp -rT of the same tree"])
        print(f"{'':32} {'median':>10} {'× cp -rT':>10}")
        for what, values in times.items():
            median = statistics.median(values)
            aim = AIMS.get(what)
            missed = f"  MISSES its aim of {aim}" if aim and median > aim * floor else ""
            print(f"{what:32} {median * 1e3:8.2f}ms {median / floor:10.2f}{missed}")
        ours = statistics.median(times["gen build, writing everything"])
        print(f"\nThe Jinja2 script takes {statistics.median(times['Jinja2 script']) / ours:.1f} times as long as gen.")


main()
