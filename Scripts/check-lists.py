#!/usr/bin/env python3
"""Checks that lists in the sources that mirror a folder have each of its files once, and nothing else."""

import collections
import dataclasses
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


@dataclasses.dataclass(frozen=True)
class Mirror:
    """A list, and the folder that it mirrors."""

    what: str
    # The files with the list, patterns for the list in them, and for one of its entries.
    lists: str
    section: str
    entry: str
    # The contents of the folder: paths, or declarations in these files.
    folder: str
    files: str
    declaration: str = ""

    def listed(self):
        """The entries of the list, in their order."""
        texts = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob(self.lists))]
        sections = [part for text in texts for part in re.findall(self.section, text, re.DOTALL)]
        return [name for part in sections for name in re.findall(self.entry, part, re.MULTILINE)]

    def there(self):
        """The contents of the folder."""
        folder = ROOT / self.folder
        paths = sorted(folder.glob(self.files))
        if self.declaration:
            return {name for path in paths for name in re.findall(self.declaration, path.read_text(encoding="utf-8"))}
        return {path.relative_to(folder).as_posix() for path in paths if path.is_file() or not self.files.endswith("*")}

    def faults(self):
        """Names that are in only one of the two, or listed twice."""
        listed, there = collections.Counter(self.listed()), self.there()
        if not there:
            yield f"{self.what}: there are none in {self.folder}"
        for name in sorted(there - set(listed)):
            yield f"{self.what}: {name} is in {self.folder}, but not listed in {self.lists}"
        for name in sorted(set(listed) - there):
            yield f"{self.what}: {name} is listed in {self.lists}, but not in {self.folder}"
        for name in sorted(name for name, count in listed.items() if count > 1):
            yield f"{self.what}: {name} is listed twice in {self.lists}"


TYPES = r"(\w+)\.self\b"
MIRRORS = (
    Mirror("rules", "Sources/Deployment/Rules/Rule.swift", r".*", TYPES,
           "Sources/Deployment/Rules", "*.swift", r"\benum (\w+): Rule\b"),
    Mirror("commands", "Sources/GenCLI/Gen.swift", r"subcommands: \[(.*?)\]", TYPES,
           "Sources/GenCLI", "*.swift", r"\bextension Gen \{\n  struct (\w+): ParsableCommand\b"),
    Mirror("commands about secrets", "Sources/GenCLI/Secrets.swift", r"subcommands: \[(.*?)\]", TYPES,
           "Sources/GenCLI", "Secrets.swift", r"\bstruct (?!Secrets\b)(\w+): ParsableCommand\b"),
    # One of them reads two formats.
    Mirror("formats", "Sources/Template/Formats/Format.swift", r".*", r"case \.(?!compose\b)\w+: visitor\.visit\((\w+)\(",
           "Sources/Template/Formats", "**/*.swift", r"\bstruct (\w+): OutputFormat\b"),
    Mirror("areas of findings", "Sources/Diagnostics/Catalogue/FindingArea.swift", r"static let all = \[(.*?)\]", r"\w+",
           "Sources/Diagnostics/Catalogue", "FindingArea+*.swift", r"static let (\w+) = FindingArea\("),
    Mirror("templates", "Sources/TemplateBytes/TemplateBytes.c", r".*", r'#embed "\.\./\.\./templates/(.+?)"', "templates", "**/*"),
    Mirror("names of templates", "Sources/TemplateBytes/TemplateBytes.c", r".*", r'^    \{"(.+?)", \w+, sizeof', "templates", "**/*"),
    Mirror("pipelines", "Sources/TemplateBytes/Pipelines.c", r".*", r'#embed "\.\./\.\./pipelines/(.+?)"', "pipelines", "**/*"),
    Mirror("unit tests", "Package.swift", r".*", r'\.testTarget\(\s*name: "(\w+)"', "Tests/Unit", "*Tests"),
)


def main():
    """Compares each list with its folder."""
    wrong = [fault for mirror in MIRRORS for fault in mirror.faults()]
    if wrong:
        sys.exit("\n".join(wrong))
    print("lists that match their folders: " + ", ".join(f"{mirror.what} {len(mirror.there())}" for mirror in MIRRORS))


main()
