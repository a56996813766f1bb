#!/usr/bin/env python3
"""Checks the expected outputs in Cases/jinja.cases of TemplateTests against the real Jinja2; with --record, writes them.

A template can include the files of the last case, and refer to those that make artifacts.
"""
import json
import pathlib
import sys

import jinja2

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "Shared"))
CASES = HERE.parents[1] / "Unit" / "TemplateTests" / "Cases"

import case_file
from jinja_artifacts import Artifacts


def main():
    path = CASES / "jinja.cases"
    table = case_file.read(path)
    *cases, last = table.cases
    files = {name.removeprefix("template "): text for name, text in last.texts.items()}
    data = json.loads((CASES / "model.json").read_text(encoding="utf-8"))
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(files), trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined, autoescape=False)
    Artifacts(environment, files.__getitem__, list(files), data)
    outputs, wrong = {}, 0
    for case in cases:
        template, expected = case.texts["template"], case.texts["output"]
        output = environment.from_string(template).render(**data)
        outputs[case.name] = {"template": template, "output": output}
        if output != expected:
            wrong += 1
            if "--record" not in sys.argv:
                print(f"{path}:{case.line}: {case.name}: Jinja2 {jinja2.__version__} has {output!r}, the table {expected!r}",
                      file=sys.stderr)
    if "--record" in sys.argv:
        case_file.record(path, table, [*outputs.items(), (last.name, last.texts)])
        return 0
    print(f"{len(cases)} cases, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
