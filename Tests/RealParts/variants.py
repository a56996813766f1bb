"""A site with a few settings changed, built by gen in a folder of its own."""

import contextlib
import json
import os
import pathlib
import subprocess
import tempfile

import yaml
from isolation import must
from proof import run


@contextlib.contextmanager
def variant(site, **changes):
    """Builds a site with some settings replaced, those of a section one by one, and yields the output folder and the model."""
    settings = yaml.safe_load(site.read_text(encoding="utf-8"))
    for section, values in changes.items():
        settings[section] = settings.get(section, {}) | values if isinstance(values, dict) else values
    with tempfile.TemporaryDirectory(prefix="variant-") as folder:
        path = pathlib.Path(folder, "site.yaml")
        # JSON is YAML, with every text in quotes.
        path.write_text(json.dumps(settings), encoding="utf-8")
        must(os.environ["GEN"], "build", path)
        shown = run(os.environ["GEN"], "show", "--format", "json", path, stderr=subprocess.DEVNULL)
        yield pathlib.Path(folder, "out"), json.loads(shown.stdout)
