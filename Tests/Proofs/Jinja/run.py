#!/usr/bin/env python3
"""Checks the expected outputs in Cases/jinja.txt of TemplateTests against the real Jinja2; with --record, writes them.

A case is `=== NAME`, the template, `---`, and the output; the line feed before a marker belongs to neither. A template
can include the files under `+++ PATH` at the end of the file, and refer to those that make artifacts.
"""
import json
import pathlib
import sys

import jinja2

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "Shared"))
CASES = HERE.parents[1] / "Unit" / "TemplateTests" / "Cases"

from jinja_artifacts import Artifacts


def read(path):
    cases, files, part = [], {}, None
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        if line.startswith("=== "):
            part = []
            cases.append([line[4:], part, []])
        elif line.startswith("+++ "):
            part = files.setdefault(line[4:], [])
        elif line == "---":
            part = cases[-1][2]
        else:
            part.append(line)
    return [(name, "\n".join(t), "\n".join(o)) for name, t, o in cases], {k: "\n".join(v) for k, v in files.items()}


def main():
    path = CASES / "jinja.txt"
    cases, files = read(path)
    data = json.loads((CASES / "model.json").read_text(encoding="utf-8"))
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(files), trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined, autoescape=False)
    Artifacts(environment, files.__getitem__, list(files), data)
    outputs, wrong = [], 0
    for name, template, expected in cases:
        output = environment.from_string(template).render(**data)
        outputs.append(output)
        if output != expected:
            wrong += 1
            if "--record" not in sys.argv:
                print(f"{name}: Jinja2 {jinja2.__version__} has {output!r}, the table {expected!r}", file=sys.stderr)
    if "--record" in sys.argv:
        text = "".join(f"=== {n}\n{t}\n---\n{o}\n" for (n, t, _), o in zip(cases, outputs))
        text += "".join(f"+++ {n}\n{t}\n" for n, t in files.items())
        path.write_text(text, encoding="utf-8")
        return 0
    if len({name for name, _, _ in cases}) != len(cases):
        print("two cases have one name", file=sys.stderr)
        return 1
    print(f"{len(cases)} cases, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
