#!/usr/bin/env python3
"""Proves docs/template-errors.md: every refused example is refused as the page says, and every rewrite is taken.

usage: run.py GEN [--record]

The page is made from examples.cases and the catalogue of findings; --record writes it anew. Every id that the sources of
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
sys.path.insert(0, str(HERE.parents[1] / "Shared"))

import case_file

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
  superadmin: {{allow_from: [192.0.2.0/24]}}
nginx:
  snippets:
    tenants: |-
      {snippet}
tls: {{dns_provider: cloudflare}}
backup: {{repository: /srv/backup, copies: ["rest:https://b.example/"], append_only: true}}
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
    """A text in which `«a×300»` means 300 times `a`."""
    return REPETITION.sub(lambda match: match[1] * int(match[2]), text)


def shortened(text):
    """The same as people want to read it."""
    return REPETITION.sub(r"\1…", text)


@dataclasses.dataclass
class Example:
    """One id with what is refused and what is taken."""

    chapter: str
    id: str
    # Its parts, as the head of examples.cases describes them.
    texts: dict

    @property
    def format(self):
        """What the header says, or `template` or `part` for a whole file, and perhaps the name of the file."""
        return self.texts["format"]

    def template(self, kind, shown=False):
        """The template that is `refused`, or the one that is `taken`."""
        text = self.texts.get(kind) or self.texts["refused"]
        if "s.value" in text or "s.key" in text:
            text = f"{LOOP[0]}\n{text}{LOOP[1]}\n"
        if shown:
            return shortened(text)
        return repeated(text)

    def source(self, kind):
        """The bytes of the template's file."""
        text = self.template(kind)
        if self.id in ESCAPED:
            # The escapes of a line are bytes, but for those of Unicode.
            text = re.sub(r"\\ufeff", "\ufeff", text)
            data = re.sub(rb"\\x(..)|\\r", lambda match: bytes([int(match[1], 16)]) if match[1] else b"\r", text.encode())
        else:
            data = text.encode()
        return data if self.format.split()[0] in ("template", "part") else f"{{#\nformat: {self.format}\n#}}\n".encode() + data

    def site(self, kind):
        """site.yaml, with the value and the directives that matter."""
        end = " taken" if kind == "taken" else ""
        note = repeated(self.texts.get(f"value{end}") or self.texts.get("value") or "a note")
        snippet = self.texts.get(f"snippet{end}") or self.texts.get("snippet") or "a on;"
        return SITE.format(note=note if note[:1] == '"' else json.dumps(note, ensure_ascii=False), snippet=snippet)

    def changed(self, kind):
        """What to write in site.yaml for this, where it matters."""
        end = " taken" if kind == "taken" else ""
        settings = (("value", "odoo.tenants.settings.x_note"), ("snippet", "nginx.snippets.tenants"))
        return [f"# {setting}\n{shortened(self.texts[name + end])}" for name, setting in settings if name + end in self.texts]


def read():
    """The examples, in their order; a chapter goes on until another begins."""
    file = case_file.read(
        HERE / "examples.cases", ["format", "refused"],
        ["chapter", "remark", "taken", "value", "value taken", "snippet", "snippet taken"])
    examples, chapter = [], ""
    for case in file.cases:
        chapter = case.texts.get("chapter", chapter)
        examples.append(Example(chapter, case.name, case.texts))
    return examples


def unreachable():
    """The ids that no template of the examples' kind can show, and why."""
    return {case.name: case.texts["reason"] for case in case_file.read(HERE / "unreachable.cases", ["reason"]).cases}


def catalogue(program):
    """The text on each finding, by its id, as gen explains it."""
    page = subprocess.run([program, "docs", "--findings"], capture_output=True, check=True, encoding="utf-8").stdout
    return dict(re.findall(r"^### `(.+?)`\n\n(.+?)\n(?=\n#|\Z)", page, re.DOTALL | re.MULTILINE))


def known(ids):
    """The ids that the sources of templates report. Names of one word mean other things there too, but for one."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "Sources/Template").rglob("*.swift")))
    members = set(re.findall(r"\.([a-z]\w*)", text))
    return {name for name in ids if "-" in name and re.sub("-(.)", lambda match: match[1].upper(), name) in members} | {"unfinished"}


def build(program, example, kind, folder):
    """Runs gen over an example."""
    templates = folder / "templates"
    templates.mkdir(parents=True)
    (templates / "_part").write_text("{{ name }}\n", encoding="utf-8")
    if example.format == "part":
        (templates / "_part").write_bytes(example.source(kind))
        (templates / "example").write_text('{# format: text #}\n{% include "_part" %}\n', encoding="utf-8")
    else:
        (templates / (example.format.partition(" as ")[2] or "example")).write_bytes(example.source(kind))
    (folder / "site.yaml").write_text(example.site(kind), encoding="utf-8")
    return subprocess.run([program, "build", "site.yaml"], cwd=folder, capture_output=True, check=False, env={"NO_COLOR": "1"})


def message(said, name):
    """The finding with an id that concerns the example, without the output before and after it."""
    findings = re.split(r"\n(?=\S)", said.decode("utf-8", "replace").rstrip("\n"))
    mine = [finding for finding in findings if "templates/" in finding or "[artifact-" in finding]
    errors = [finding for finding in mine if re.match(r"(?:\S+ )?error: ", finding)]
    matching = [finding for finding in errors if finding.split("\n")[0].endswith(f"[{name}]")]
    return matching[0] if (matching and matching[0] == errors[0]) or (matching and "[fragment" in matching[0]) else None


def prove(program, example, folder):
    """The message for the refused template; raises where it is another one, or the rewrite is not taken."""
    refused = build(program, example, "refused", folder / "refused")
    found = message(refused.stderr, example.id)
    if refused.returncode != 65 or found is None:
        raise ValueError(
            f"it is not refused as [{example.id}]: {refused.returncode} {refused.stderr.decode('utf-8', 'replace')[:700]}"
        )
    taken = build(program, example, "taken", folder / "taken")
    if taken.returncode != 0:
        raise ValueError(f"the rewrite is not taken: {taken.stderr.decode('utf-8', 'replace')[:700]}")
    return found


def section(example, found, text):
    """A section of the page."""
    form = "jinja" if example.format.split()[0] in ("template", "part", "text") else example.format.split(".")[0]
    parts = [f"### `{example.id}`", "", text, "", example.texts.get("remark", "").rstrip("\n"), ""]
    for kind, label in (("refused", "Refused:"), ("taken", "Taken:")):
        parts.append(label if kind in example.texts or example.changed(kind) else "")
        parts.append("")
        for text in example.changed(kind):
            parts += ["```yaml", text, "```", ""]
        if kind in example.texts:
            parts += [f"```{form}", example.template(kind, shown=True).rstrip("\n"), "```", ""]
        if kind == "refused":
            parts += ["```text", "\n".join(cut(line) for line in found.split("\n")), "```", ""]
    return "\n".join(parts)


def cut(line):
    """A line that fits the page."""
    return line if len(line) <= 160 else f"{line[:150]}…"


def page(proved, texts):
    """The whole page."""
    text, chapter = INTRODUCTION, None
    for example, found in proved:
        if example.chapter != chapter:
            chapter = example.chapter
            text += f"\n## {chapter}\n"
        text += f"\n{section(example, found, texts[example.id])}"
    text += "\n## Without an example\n\n" + "".join(f"- `{name}`: {why}.\n" for name, why in sorted(unreachable().items()))
    return re.sub(r"\n{3,}", "\n\n", text)


def main():
    """Returns the exit status: 0 when the page is true."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=lambda path: pathlib.Path(path).resolve(), help="the gen program")
    parser.add_argument("--record", action="store_true", help="write the page anew")
    options = parser.parse_args()
    examples, failures, proved = read(), [], []
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
