"""The README of the output folder: it names all files that exist, no others, and leaves the rest to the run book."""

import re

from proof import equal, expect

# Files that describe the others, and are mentioned in the text.
BESIDE = {"README.md", "manifest.json", "SHA256SUMS"}


def check(out, site, model):  # pylint: disable=unused-argument
    """Everything about one site's README.md."""
    text = (out / "README.md").read_text(encoding="utf-8")
    rows = [line for line in text.split("\n") if line.startswith("| `")]
    named = {path.rstrip("/") for row in rows for path in re.findall(r"`([^`]+)`", row.split("|")[1])}
    also = {"requirements.txt"} if "`requirements.txt`" in text else set()
    there = {path.name for path in out.iterdir()} - BESIDE
    yield equal(named | also, there, "the table names every file and folder that is there")
    for path in re.findall(r"`((?:[\w-]+/)?[\w.-]+\.(?:sh|md))`", text):
        yield expect((out / path).is_file(), f"{path} is there")
    yield expect("[RUNBOOK.md](RUNBOOK.md)" in text, "it leads to the run book")
    yield expect("{{" not in text and "{%" not in text and not re.search(r"[ \t]\n", text), "it is made of whole lines")
    yield expect("docker compose" not in text, "and says nothing twice: commands are the run book's")
    for row in rows:
        yield equal(row.count(" | "), 2, f"a row has three cells: {row}")
