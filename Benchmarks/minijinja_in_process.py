"""Renders templates with MiniJinja again and again in one process, and prints the processor time and the bytes.

usage: minijinja_in_process.py ROUNDS TEMPLATES MODEL    the built-in templates that make one artifact
       minijinja_in_process.py ROUNDS TEXT COUNT         one template, which goes through a list of COUNT networks
"""

import json
import pathlib
import re
import sys
import time

import minijinja
from artifact_functions import functions

rounds = int(sys.argv[1])
options = {"undefined_behavior": "strict", "trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True,
           "auto_escape_callback": lambda name: False}
if sys.argv[3].isdigit():
    model = {"odoo": {"superadmin": {"allow_from": [f"10.{n >> 8}.{n & 255}.0/24" for n in range(int(sys.argv[3]))]}}}
    environment = minijinja.Environment(templates={"stress": sys.argv[2]}, **options)
    names = ["stress"]
else:
    folder = pathlib.Path(sys.argv[2])
    model = json.loads(pathlib.Path(sys.argv[3]).read_text(encoding="utf-8"))
    environment = minijinja.Environment(loader=lambda name: (folder / name).read_text(encoding="utf-8"),
                                        globals=functions(folder), **options)
    names = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith("_") for part in path.relative_to(folder).parts):
            header = dict(re.findall(r"^(when|each): (.*)$", path.read_text(encoding="utf-8").split("#}", 1)[0], re.MULTILINE))
            if "each" not in header and ("when" not in header or environment.eval_expr(header["when"], **model)):
                names.append(path.relative_to(folder).as_posix())


count = 0
start = time.process_time()
for _ in range(rounds):
    for name in names:
        count += len(environment.render_template(name, **model).encode("utf-8"))
print(time.process_time() - start, count)
