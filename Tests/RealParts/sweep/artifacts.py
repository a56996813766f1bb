"""What gen wrote: every file's structure, read by the reader of its template's format."""

import collections
import functools
import json
import pathlib
import re
import stat

import leaves
import structure_config
import structure_text
from leaves import Unreadable
from structure_shell import shell
from structure_text import digest

TEMPLATES = pathlib.Path(__file__).resolve().parents[3] / "templates"
READERS = {
    "nginx": structure_config.nginx,
    "sh": shell,
    "yaml.compose": structure_config.compose,
    "ini.odoo": structure_config.odoo,
    "crontab": structure_text.crontab,
    "zone": structure_text.zone,
    "dotenv": structure_text.environment,
    "dockerfile": structure_config.dockerfile,
    "markdown": structure_text.markdown,
    "text": structure_text.plain,
    # The pages that nginx shows hold no value of a site.
    "html": structure_text.plain,
    "postfix": structure_text.postfix,
    "yaml": structure_config.plain_yaml,
    "json": structure_config.manifest,
}
# Files whose format is no template's: what gen says of its output, and plain text that a program reads.
NAMED = {
    "manifest.json": structure_config.manifest,
    "SHA256SUMS": structure_text.sums,
    "requirements.txt": structure_text.requirements,
    "dns/octodns/requirements.txt": structure_text.requirements,
    "vault/vault-secrets@.service": structure_text.constant,
}


@functools.cache
def templates():
    """Each template's path and format, and a pattern of the paths that its artifacts have."""
    found = []
    for path in sorted(TEMPLATES.rglob("*")):
        if path.is_dir() or any(part.startswith("_") for part in path.relative_to(TEMPLATES).parts):
            continue
        header = path.read_text(encoding="utf-8").split("#}", 1)[0]
        name = str(path.relative_to(TEMPLATES))
        own = re.search(r"^path: (.*)$", header, re.MULTILINE)
        pattern = "[^/]+".join(map(re.escape, re.split(r"\{\{.*?\}\}", own[1] if own else name)))
        found.append((name, re.search(r"^format: (.*)$", header, re.MULTILINE)[1], re.compile(pattern)))
    return found


def origin(path):
    """The template of an artifact and the reader of its format. One that has the path itself comes before those whose paths are values."""
    if path in NAMED:
        return path, NAMED[path]
    for name, form, pattern in sorted(templates(), key=lambda template: template[0] != path):
        if pattern.fullmatch(path):
            return name, READERS[form]
    raise Unreadable(f"{path}: no template has such an artifact")


class Own:
    """What a setting is allowed to bring into a structure, and is a text to it: a key that the operator chose, or a trusted
    fragment, which is structure of its own. `key` and `fragment` are what was written; None for any other setting."""

    def __init__(self, key=None, fragment=None):
        self.key = key
        self.fragment = fragment

    def readings(self, text, reader):
        """A structure with the operator's own taken out, once for each place where it may stand."""
        if self.key is not None:
            # As it is, too: another artifact of the same template may have the same key for a reason of its own.
            return [text, text.replace(f"('option', {self.key!r}, ", "('option', own, ")]
        if self.fragment is None or reader is not structure_config.nginx:
            return [text]
        # The fragment has to be complete on its own: a reader that refuses it alone is reported.
        inside = repr(structure_config.nginx(self.fragment.encode() + b"\n"))[1:-1].rstrip(",")
        if not inside:
            raise Unreadable(f"nothing to crossplane: {self.fragment!r}")
        places = [index for index in range(len(text)) if text.startswith(inside, index)]
        return [text[:index] + "own" + text[index + len(inside):] for index in places] or [text]


class Output:
    """An output folder in memory: paths, modes and bytes."""

    def __init__(self, folder):
        self.files = {}
        for path in sorted(folder.rglob("*")):
            if not path.is_dir():
                information = path.lstat()
                if not stat.S_ISREG(information.st_mode):
                    raise Unreadable(f"{path}: not a file")
                self.files[str(path.relative_to(folder))] = (stat.S_IMODE(information.st_mode), path.read_bytes())

    def by_template(self):
        """The files of each template: its mode, its check sum and its bytes."""
        found = collections.defaultdict(list)
        for path, (mode, content) in self.files.items():
            found[origin(path)[0]].append((mode, digest(content), path, content))
        return found

    @functools.cached_property
    def groups(self):
        """The same, computed once."""
        return self.by_template()

    def structures(self, template, own):
        """The structures of a template's files, as a multiset: their names may order them in another way. Each is a set of
        readings: where the operator's own structure stands is not known."""
        found = sorted((mode, repr(read(path, content)), path) for mode, _, path, content in self.groups[template])
        return [{(mode, reading) for reading in own.readings(text, origin(path)[1])} for mode, text, path in found]

    @functools.cached_property
    def decisions(self):
        """What the settings decide: which parts there are, how many of each, and all that is true or false."""
        return repr(read("manifest.json", self.files["manifest.json"][1]))

    @functools.cached_property
    def reasons(self):
        """How the host's numbers came about, in gen's own words: with another size it may be another way."""
        figures = json.loads(self.files["manifest.json"][1])["settings"]["capacity"]["figures"]
        return {figure["reason"] for figure in figures}


def strays(output, other, third):
    """Where a text has changed that the value is no part of, for it is the same with two other values. The three have the
    same structure. Yields the template and the text."""
    for template in output.groups.keys() & other.groups.keys() & third.groups.keys():
        three = [one.groups[template] for one in (output, other, third)]
        # One file each: where there are more, a name may have changed their order.
        if any(len(files) != 1 for files in three) or three[0][0][1] == three[1][0][1]:
            continue
        found, one, another = (read(path, content) for ((_, _, path, content),) in three)
        for text in leaves.strays(one, another, found):
            if text not in output.reasons:
                yield template, text


@functools.lru_cache(maxsize=2048)
def read(path, content):
    """The structure of one file."""
    reader = origin(path)[1]
    try:
        return reader(content)
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}: {error}") from error
    except Unreadable as error:
        raise Unreadable(f"{path}: {error}") from error


def differences(output, own, other, others_own):
    """Each template whose artifacts have another structure in the two folders, and how many were compared."""
    found, compared = [], 0
    for template in sorted(output.groups.keys() | other.groups.keys()):
        mine, theirs = output.groups.get(template, []), other.groups.get(template, [])
        if [file[:2] for file in mine] == [file[:2] for file in theirs]:
            continue
        compared += max(len(mine), len(theirs))
        if len(mine) != len(theirs) or not all(
                left & right
                for left, right in zip(output.structures(template, own), other.structures(template, others_own))):
            found.append(template)
    return found, compared
