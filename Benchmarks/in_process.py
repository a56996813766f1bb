#!/usr/bin/env python3
"""Measures rendering inside of one process against MiniJinja, and many sites in one process.

usage: in_process.py GEN TOOLS

Every figure is processor time. gen escapes, notes provenance and checks each output a second time; MiniJinja does none of these.
A row that misses its aim says so.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

GEN, TOOLS = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
BUILT = ROOT / ".build" / "in-process"
ITEMS = 10_000
# What one item of the list is in each format.
LOOPS = {
    "text": "{{ network }} is a network\n",
    "sh": 'allow -- "{{ network }}" {{ network }}\n',
    "nginx": "allow {{ network }};\n",
    "yaml": "- {{ network }}\n",
    "yaml.compose": "- {{ network }}\n",
    "markdown": "- the network {{ network }} of many\n",
    "html": "<p>{{ network }}</p>\n",
    "postfix": "{{ network }} permit\n",
    "dotenv": "NETWORK={{ network }}\n",
    "crontab": "# {{ network }}\n",
    "zone": "; {{ network }}\n",
    "ini.odoo": "; {{ network }}\n",
    "dockerfile": "# {{ network }}\n",
}


def figures(command):
    """The numbers that a command prints."""
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        sys.exit(f"in_process.py: {command[:3]} ended with {ended.returncode}\n{ended.stdout}{ended.stderr}")
    return [float(number) for number in ended.stdout.split()]


def ratio(name, ours, theirs, aim):
    """A row: megabytes a second of both."""
    speeds = [numbers[1] / numbers[0] / 1e6 for numbers in (ours, theirs)]
    missed = "" if speeds[0] >= aim * speeds[1] else f"  MISSES its aim of {aim:.1f}"
    print(f"{name:24} {speeds[0]:8.1f} MB/s {speeds[1]:8.1f} MB/s {speeds[0] / speeds[1]:8.2f}{missed}")


def main():
    """Builds the program, and prints the rows."""
    subprocess.run(["swift", "build", "-c", "release", "--package-path", HERE / "InProcess", "--scratch-path", BUILT], check=True)
    program = BUILT / "release" / "in-process"
    python = TOOLS / "bin" / "python"
    print(f"\n{'rendering in process':24} {'gen':>13} {'MiniJinja':>13} {'ratio':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run(["cp", ROOT / "site.yaml", folder], check=True)
        model = folder / "model.json"
        model.write_bytes(subprocess.run([GEN, "show", "--format", "json"], cwd=folder, check=True, capture_output=True).stdout)
        json.loads(model.read_text(encoding="utf-8"))
        script = HERE / "minijinja_in_process.py"
        ratio("built-in templates", figures([program, "built-ins", "100"]),
              figures([python, script, "20", ROOT / "templates", model]), 0.5)
        for form, line in LOOPS.items():
            text = "{% for network in odoo.superadmin.allow_from %}\n" + line + "{% endfor %}\n"
            ratio(f"loop of {ITEMS} in {form}", figures([program, "loops", "20", form, text, str(ITEMS)]),
                  figures([python, script, "20", text, str(ITEMS)]), 0.5)
    seconds, _, early, late = figures([program, "sites", "1000"])
    print(f"\n1000 sites in one process: {seconds:.2f} s" + ("" if seconds <= 3 else "  MISSES its aim of 3 s")
          + f"; memory {early:.0f} MiB after a tenth, {late:.0f} MiB at the end" + ("" if late <= 1.1 * early else "  NOT FLAT"))


main()
