"""The README of the output folder: it names what is there, and nothing that is not."""

import re

from proof import equal, expect

# What tells about the others, and is told of in a sentence of its own.
BESIDE = {"README.md", "manifest.json", "SHA256SUMS"}


def check(out, site, model):  # pylint: disable=unused-argument
    """Everything about one site's README.md."""
    text = (out / "README.md").read_text(encoding="utf-8")
    rows = [line for line in text.split("\n") if line.startswith("| `")]
    table = text[: text.index("## Secrets")]
    named = {path.rstrip("/") for row in rows if row in table for path in re.findall(r"`([^`]+)`", row.split("|")[1])}
    also = {"requirements.txt"} if "`requirements.txt`" in table else set()
    there = {path.name for path in out.iterdir()} - BESIDE
    yield equal(named | also, there, "the table names every file and folder that is there")
    secrets = {secret["name"] for secret in model["secrets"]["files"]}
    listed = {row.split("`")[1] for row in rows if row not in table}
    yield equal(listed, secrets, "the second table names every secret")
    yield expect("{{" not in text and "{%" not in text and not re.search(r"[ \t]\n", text), "it is made of whole lines")
    for row in rows:
        yield equal(row.count(" | "), 2, f"a row has three cells: {row}")
