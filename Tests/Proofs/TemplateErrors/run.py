#!/usr/bin/env python3
"""Proves docs/template-errors.md: every refused example is refused as the page says, and every rewrite is taken.

usage: run.py GEN [--record]

The page is made from examples.txt and the catalogue of findings; --record writes it anew. Every id that the sources of
templates report is on it.
"""

import argparse
import dataclasses
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PAGE = ROOT / "docs" / "template-errors.md"
SITE = """\
version: 1
name: stockshop
contact: ops@example.net
server: {{ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}}
domains: {{superadmin: superadmin.example.com, tenants: shops.example.net}}
odoo:
  image: odoo:18.0-20260105
  tenants:
    settings:
      x_note: {note}
nginx:
  snippets:
    tenants: |-
      {snippet}
tls: {{dns_provider: cloudflare}}
backup: {{repository: /srv/backup}}
"""
INTRODUCTION = """\
# What a template can get wrong

Every message about a template, or about a value that has no safe form where a template puts it, ends in a name in brackets,
such as `[hole-in-command]`. Names stay as they are from version to version. Below, for each: why it is refused, a template
that is, what gen says, and a template that is taken. The tests run all of them. The first three lines of most, which say
`format:`, are left out here.

`s.value` is the text of an option of odoo.conf, which may hold anything; where the value matters, site.yaml is shown too.
"""
LOOP = ("{% for s in odoo.tenants.settings %}", "{% endfor %}")
# Examples that cannot be shown as they are: their lines are written with escapes.
ESCAPED = {"template-bom", "template-control", "template-encoding", "template-line-end"}


REPETITION = re.compile("«(.*?)×(.*?)»")


def repeated(text):
    """A text in which `«a×300»` stands for 300 times `a`."""
    return REPETITION.sub(lambda match: match[1] * int(match[2]), text)


def shortened(text):
    """The same as people want to read it."""
    return REPETITION.sub(r"\1…", text)


@dataclasses.dataclass
class Example:
    """One id with what is refused and what is taken."""

    group: str
    id: str
    format: str
    # What is to be said about the example itself.
    remark: str = ""
    lines: dict = dataclasses.field(default_factory=dict)

    def template(self, mark, shown=False):
        """The refused template (`-`) or the one that is taken (`+`)."""
        lines = self.lines.get(mark) or self.lines["-"]
        if any("s.value" in line or "s.key" in line for line in lines):
            lines = [LOOP[0], *lines, LOOP[1]]
        text = "".join(f"{line}\n" for line in lines)
        if shown:
            return shortened(text)
        return repeated(text)

    def source(self, mark):
        """The bytes of the template's file."""
        text = self.template(mark)
        if self.id in ESCAPED:
            # The escapes of a line are bytes, but for those of Unicode.
            text = re.sub(r"\\ufeff", "\ufeff", text)
            data = re.sub(rb"\\x(..)|\\r", lambda match: bytes([int(match[1], 16)]) if match[1] else b"\r", text.encode())
        else:
            data = text.encode()
        return data if self.format.split()[0] in ("template", "part") else f"{{#\nformat: {self.format}\n#}}\n".encode() + data

    def site(self, mark):
        """site.yaml, with the value and the directives that matter."""
        end = "+" if mark == "+" else ""
        note = (self.lines.get(f"~{end}") or self.lines.get("~") or ["a note"])[0]
        note = repeated(note)
        snippet = (self.lines.get(f"^{end}") or self.lines.get("^") or ["a on;"])[0]
        return SITE.format(note=note if note[:1] == '"' else json.dumps(note, ensure_ascii=False), snippet=snippet)

    def changed(self, mark):
        """What to write in site.yaml for this, where it matters."""
        end = "+" if mark == "+" else ""
        shown = []
        for key, setting in (("~", "odoo.tenants.settings.x_note"), ("^", "nginx.snippets.tenants")):
            lines = self.lines.get(f"{key}{end}")
            if lines:
                value = shortened(lines[0])
                shown.append(f"# {setting}\n{value}")
        return shown


def read(path):
    """The examples, in their order."""
    examples, group = [], ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# "):
            group = line[2:]
        elif line.startswith("@ "):
            name, _, form = line[2:].partition(" | ")
            examples.append(Example(group, name, form))
        elif re.match(r"(?:[-~^]|[~^]?\+)(?: |$)", line):
            mark, _, text = line.partition(" ")
            examples[-1].lines.setdefault(mark, []).append(text)
        elif line:
            examples[-1].remark += f"{line}\n"
    return examples


def unreachable():
    """The ids that no template of the examples' kind can show, and why."""
    lines = (HERE / "unreachable.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines)


def catalogue(program):
    """The text on each finding, by its id, as gen explains it."""
    page = subprocess.run([program, "explain-error"], capture_output=True, check=True, encoding="utf-8").stdout
    return dict(re.findall(r"^### `(.+?)`\n\n(.+?)\n(?=\n#|\Z)", page, re.DOTALL | re.MULTILINE))


def known(ids):
    """The ids that the sources of templates report. Names of one word mean other things there too, but for one."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "Sources/Template").rglob("*.swift")))
    members = set(re.findall(r"\.([a-z]\w*)", text))
    return {name for name in ids if "-" in name and re.sub("-(.)", lambda match: match[1].upper(), name) in members} | {"unfinished"}


def build(program, example, mark, folder):
    """Runs gen over an example."""
    templates = folder / "templates"
    templates.mkdir(parents=True)
    (templates / "_part").write_text("{{ name }}\n", encoding="utf-8")
    if example.format == "part":
        (templates / "_part").write_bytes(example.source(mark))
        (templates / "example").write_text('{# format: text #}\n{% include "_part" %}\n', encoding="utf-8")
    else:
        (templates / (example.format.partition(" as ")[2] or "example")).write_bytes(example.source(mark))
    (folder / "site.yaml").write_text(example.site(mark), encoding="utf-8")
    return subprocess.run([program, "build", "site.yaml"], cwd=folder, capture_output=True, check=False, env={"NO_COLOR": "1"})


def message(said, name):
    """The finding with an id that concerns the example, without what is printed before and behind it."""
    findings = re.split(r"\n(?=\S)", said.decode("utf-8", "replace").rstrip("\n"))
    mine = [finding for finding in findings if "templates/" in finding or "[artifact-" in finding]
    errors = [finding for finding in mine if re.match(r"(?:\S+ )?error: ", finding)]
    matching = [finding for finding in errors if finding.split("\n")[0].endswith(f"[{name}]")]
    return matching[0] if (matching and matching[0] == errors[0]) or (matching and "[fragment" in matching[0]) else None


def prove(program, example, folder):
    """The message for the refused template; raises where it is another one, or the rewrite is not taken."""
    refused = build(program, example, "-", folder / "refused")
    found = message(refused.stderr, example.id)
    if refused.returncode != 65 or found is None:
        raise ValueError(
            f"it is not refused as [{example.id}]: {refused.returncode} {refused.stderr.decode('utf-8', 'replace')[:700]}"
        )
    taken = build(program, example, "+", folder / "taken")
    if taken.returncode != 0:
        raise ValueError(f"the rewrite is not taken: {taken.stderr.decode('utf-8', 'replace')[:700]}")
    return found


def section(example, found, text):
    """A section of the page."""
    form = "jinja" if example.format.split()[0] in ("template", "part", "text") else example.format.split(".")[0]
    parts = [f"### `{example.id}`", "", text, "", example.remark.rstrip("\n"), ""]
    for mark, label in (("-", "Refused:"), ("+", "Taken:")):
        parts.append(label if mark == "-" or example.lines.get("+") or example.changed("+") else "")
        parts.append("")
        for text in example.changed(mark):
            parts += ["```yaml", text, "```", ""]
        if mark == "-" or example.lines.get("+"):
            parts += [f"```{form}", example.template(mark, shown=True).rstrip("\n"), "```", ""]
        if mark == "-":
            parts += ["```text", "\n".join(cut(line) for line in found.split("\n")), "```", ""]
    return "\n".join(parts)


def cut(line):
    """A line that fits the page."""
    return line if len(line) <= 160 else f"{line[:150]}…"


def page(proved, texts):
    """The whole page."""
    text, group = INTRODUCTION, None
    for example, found in proved:
        if example.group != group:
            group = example.group
            text += f"\n## {group}\n"
        text += f"\n{section(example, found, texts[example.id])}"
    text += "\n## Without an example\n\n" + "".join(f"- `{name}`: {why}.\n" for name, why in sorted(unreachable().items()))
    return re.sub(r"\n{3,}", "\n\n", text)


def main():
    """Returns the exit status: 0 when the page is true."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=lambda path: pathlib.Path(path).resolve(), help="the gen program")
    parser.add_argument("--record", action="store_true", help="write the page anew")
    options = parser.parse_args()
    examples, failures, proved = read(HERE / "examples.txt"), [], []
    texts = catalogue(options.gen)
    reported = known(texts)
    with tempfile.TemporaryDirectory() as name:
        for example in examples:
            try:
                found = prove(options.gen, example, pathlib.Path(name) / example.id)
                proved.append((example, found))
            except ValueError as error:
                failures.append(f"{example.id}: {error}")
    shown = [example.id for example in examples]
    ids = {*shown, *unreachable()}
    failures += [f"{name} is in the sources and not on the page" for name in sorted(reported - ids)]
    failures += [f"{name} is on the page and not in the sources" for name in sorted(ids - reported)]
    failures += [f"{name} is on the page twice" for name in sorted({name for name in shown if shown.count(name) > 1})]
    text = page(proved, texts)
    if options.record:
        PAGE.write_text(text, encoding="utf-8")
    elif not failures and text != PAGE.read_text(encoding="utf-8"):
        failures.append("the page is not what gen says now: run.py --record writes it")
    for failure in failures:
        print(f"FAILED {failure}")
    print(
        f"template errors {len(reported)}, examples refused and rewrites taken {len(proved)}, without an example {len(unreachable())}, "
        f"failures {len(failures)}"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
