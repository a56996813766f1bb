"""Real Jinja2 renders every template to the same bytes as gen: what gen calls a subset of Jinja2 is one.

Only for sites whose values need no quoting anywhere: Jinja2 knows nothing of what a file is for.
"""

import pathlib
import sys

from proof import equal, expect

PROGRAMS = []
SITES = ["minimal", "cdn", "given-certificates", "ipv6", "large", "odoo16", "provision", "small", "zones"]
ALWAYS = SITES
TEMPLATES = pathlib.Path(__file__).resolve().parent.parent.parent / "templates"
sys.path.insert(0, str(TEMPLATES.parent / "Tests" / "Shared"))
# What gen writes without a template.
OWN = {"manifest.json", "SHA256SUMS"}


def check(out, _site, model):
    """Proves that both render the same files, with the same bytes and modes."""
    import jinja2  # pylint: disable=import-outside-toplevel
    from jinja_artifacts import Artifacts  # pylint: disable=import-outside-toplevel

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    names = [path.relative_to(TEMPLATES).as_posix() for path in sorted(TEMPLATES.rglob("*")) if path.is_file()]
    artifacts = Artifacts(environment, lambda name: (TEMPLATES / name).read_text(encoding="utf-8"), names, model)
    rendered = {}
    for path in sorted(TEMPLATES.rglob("*")):
        name = path.relative_to(TEMPLATES)
        if path.is_file() and not any(part.startswith("_") for part in name.parts):
            rendered |= {path: (text, mode) for path, mode, text in artifacts.made(name.as_posix())}
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    yield equal(sorted(files - OWN), sorted(rendered), "the same files")
    for name, (text, mode) in rendered.items():
        path = out / name
        if not path.is_file():
            continue
        yield from same(name, path.read_bytes(), text.encode("utf-8"))
        yield equal(path.stat().st_mode & 0o777, mode, f"the mode of {name}")


def same(name, ours, theirs):
    """Compares two files, and shows the first line that differs."""
    if ours == theirs:
        yield expect(True, f"the bytes of {name}")
        return
    pairs = zip(ours.split(b"\n") + [b""], theirs.split(b"\n") + [b""])
    number, (mine, other) = next(
        ((number, pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1]), (0, (b"", b""))
    )
    yield expect(False, f"the bytes of {name}", f"line {number}\n   gen: {mine!r}\nJinja2: {other!r}")
