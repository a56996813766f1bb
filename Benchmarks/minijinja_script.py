"""The same work as jinja2_script.py with MiniJinja.

usage: minijinja_script.py TEMPLATES MODEL OUT
"""

import json
import pathlib
import re
import sys

import minijinja
from artifact_functions import functions

templates, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[3])
model = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
environment = minijinja.Environment(
    loader=lambda name: (templates / name).read_text(encoding="utf-8"), undefined_behavior="strict", trim_blocks=True,
    lstrip_blocks=True, keep_trailing_newline=True, auto_escape_callback=lambda name: False, globals=functions(templates))
for path in sorted(templates.rglob("*")):
    if not path.is_file() or path.name.startswith("_"):
        continue
    name = path.relative_to(templates).as_posix()
    header = dict(re.findall(r"^(when|each): (.*)$", path.read_text(encoding="utf-8").split("#}", 1)[0], re.MULTILINE))
    if "each" in header or ("when" in header and not environment.eval_expr(header["when"], **model)):
        continue
    target = out / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(environment.render_template(name, **model), encoding="utf-8")
