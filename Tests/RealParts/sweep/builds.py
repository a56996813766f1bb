"""One build: what gen said, and what it wrote; and what a refusal has to look like."""

import dataclasses
import json
import pathlib
import re
import shutil
import subprocess
import unicodedata

from artifacts import Output
from document import document
from settings import Part

FINDING = re.compile(r"([\w./-]+):(\d+):\d+: (error|warning): (.*) \[([a-z0-9-]+)\]")
NOTE = re.compile(r"  note: site\.yaml:(\d+):\d+: (.*)")
# What stands below a finding: an excerpt, a help, a note.
BELOW = ("    ", "  help: ", "  note: ")
# Control characters, marks of direction and the like, lines' and paragraphs' separators.
HIDDEN = {"Cc", "Zl", "Zp"}
# What YAML's reader says of a key, before anybody knows which setting it was to be.
YAML = {"yaml-syntax", "control-character", "empty-key"}
STEERING = set("\u061c\u200b\u200e\u200f\ufeff") | set(map(chr, [*range(0x202A, 0x202F), *range(0x2060, 0x2070)]))


@dataclasses.dataclass
class Build:
    """One run of gen: its exit status, what it said, and the folder that it wrote, if it did."""

    status: int
    answer: str
    said: str
    line: int | None
    output: Output | None


class Workshop:
    """A folder in which one site after the other is built."""

    def __init__(self, gen, folder):
        self.gen = gen
        self.folder = pathlib.Path(folder)
        self.count = 0

    def build(self, tree):
        """Builds a site from nothing."""
        self.count += 1
        out = self.folder / "out"
        text, line = document(tree)
        (self.folder / "site.yaml").write_text(text, encoding="utf-8", newline="")
        ended = subprocess.run(
            [self.gen, "build", "site.yaml"], cwd=self.folder, capture_output=True, close_fds=False, check=False, timeout=10)
        output = None
        if out.exists():
            output = Output(out)
            shutil.rmtree(out)
        return Build(ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8"), line, output)


    def json_faults(self, build):
        """What is wrong with the findings on the site that was built last, as JSON: they are the same, and as safe to show."""
        ended = subprocess.run(
            [self.gen, "validate", "--format", "json", "site.yaml"], cwd=self.folder, capture_output=True, close_fds=False,
            check=False, timeout=10)
        printed = ended.stdout.decode("utf-8")
        raw = raw_characters(printed)
        if raw:
            yield f"raw characters in the findings as JSON: {raw!r}"
        kinds = [
            ((found["place"] or {}).get("file"), (found["place"] or {}).get("line"), found["severity"], found["id"])
            for found in json.loads(printed)["findings"]]
        said = [(found.file, found.line, found.severity, found.identifier) for found in findings(build.said)]
        if ended.returncode != 65 or kinds != said:
            yield f"exit status {ended.returncode}, and as JSON {kinds} for {said}"


def raw_characters(text):
    """The characters of a text for people that could steer a terminal or cannot be seen."""
    return sorted({c for c in text if c != "\n" and (unicodedata.category(c) in HIDDEN or c in STEERING)})


def speech_faults(build):
    """What is wrong with the form of what gen said, whether it refused or warned."""
    raw = raw_characters(build.said)
    if raw:
        yield f"raw characters in what gen says: {raw!r}"
    for line in build.said.split("\n")[:-1]:
        if not FINDING.fullmatch(line) and not line.startswith(BELOW):
            yield f"a line of no form: {line!r}"


def refusal_faults(build, setting, path, value):
    """What is wrong with a refusal: its status, a folder that was written, or no finding at the setting's place."""
    if build.status != 65:
        yield f"exit status {build.status}, not 65"
    if build.output is not None or build.answer:
        yield "the build was refused, and something was written"
    errors = [found for found in findings(build.said) if found.file == "site.yaml" and found.severity == "error"]
    # What is no whole scalar is noticed by YAML where it expected the rest.
    here = [found for found in errors if found.line == build.line or (value.text is None and found.line > build.line)]
    spoken = setting.spoken(path)
    notes = {note for found in errors for note in found.notes}
    # Where many settings take part, the later ones are named in one note.
    is_among = any(f" {spoken} (line {build.line})" in line for line in build.said.splitlines() if line.startswith("  note: so do "))
    if not here and not is_among and not notes & {(build.line, f"{spoken} takes part"), (build.line, "the first one is here")}:
        yield f"no error at line {build.line}"
    elif here and not any(names(found, setting, path, value) for found in here):
        yield f"no error at line {build.line} names {spoken!r}"


@dataclasses.dataclass
class Finding:
    """One finding of gen's, with the lines below it."""

    file: str
    line: int
    severity: str
    message: str
    identifier: str
    below: list

    @property
    def notes(self):
        """The messages about other places, each with its line."""
        return [(int(found[1]), found[2]) for found in map(NOTE.fullmatch, self.below) if found]


def findings(said):
    """What gen said, finding by finding."""
    result = []
    for line in said.split("\n"):
        found = FINDING.fullmatch(line)
        if found:
            result.append(Finding(found[1], int(found[2]), found[3], found[4], found[5], []))
        elif result:
            result[-1].below.append(line)
    return result


def names(found, setting, path, value):
    """Whether a finding is about the setting: it says its path, or that of the mapping it is in, or what was written; or the
    line that it shows has the key."""
    spoken = setting.spoken(path)
    key = path[-1] if path and isinstance(path[-1], str) and setting.part is Part.VALUE else None
    return (
        found.message.startswith((f"{spoken}: ", f"{spoken.rpartition('.')[0]}: "))
        or (setting.part is Part.KEY and found.message.startswith(f"{spoken}.{value.text}: "))
        or value.text is None
        or (setting.part is not Part.VALUE and found.identifier in YAML)
        or (setting.part is Part.OTHER_KEY and not spoken)
        or (bool(value.text) and value.text.lower() in found.message)
        or (key is not None and (key in found.message or f'"{key}": ' in found.below[0])))
