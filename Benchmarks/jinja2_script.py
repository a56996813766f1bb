"""Renders every template with Jinja2 and writes it: what a team writes that has no gen.

usage: jinja2_script.py TEMPLATES MODEL OUT
"""

import json
import pathlib
import re
import sys

import jinja2
from artifact_functions import functions

templates, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[3])
model = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(templates), undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    keep_trailing_newline=True)
environment.globals.update(functions(templates))
for path in sorted(templates.rglob("*")):
    if not path.is_file() or path.name.startswith("_"):
        continue
    name = path.relative_to(templates).as_posix()
    header = dict(re.findall(r"^(when|each): (.*)$", path.read_text(encoding="utf-8").split("#}", 1)[0], re.MULTILINE))
    if "each" in header or ("when" in header and not environment.compile_expression(header["when"])(**model)):
        continue
    target = out / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(environment.get_template(name).render(model), encoding="utf-8")
