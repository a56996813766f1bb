#!/usr/bin/env python3
"""Looks for dead links: in the pages of the repository, as a forge shows them, and in the site that build.py has made of those in docs/.

usage: links.py [SITE]
"""

import json
import pathlib
import sys

import pages

# Pages beside docs/ that people read in a forge.
OTHERS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "templates/README.md"]


def in_repository():
    """Each link of a page leads to a file, and to a heading in it."""
    count = 0
    for path in [*(pages.ROOT / name for name in OTHERS), *pages.sources()]:
        for number, target in pages.links(path.read_text(encoding="utf-8")):
            count += 1
            if target.startswith(("https://", "mailto:")):
                continue
            file, _, fragment = target.partition("#")
            found = (path.parent / file).resolve() if file else path
            place = f"{path.relative_to(pages.ROOT)}:{number}"
            if not found.exists():
                yield f"{place}: there is no {target}"
            elif not found.is_relative_to(pages.ROOT):
                yield f"{place}: {target} is outside of the repository"
            elif fragment and fragment not in pages.slugs(found.read_text(encoding="utf-8")):
                yield f"{place}: {file or 'this page'} has no heading #{fragment}"
    print(f"{count} links of pages")


def members(value, name):
    """The values of all members of this name in a document."""
    if isinstance(value, dict):
        if isinstance(value.get(name), str):
            yield value[name]
        for inner in value.values():
            yield from members(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from members(inner, name)


class Site:
    """What DocC has made."""

    def __init__(self, folder):
        self.folder = folder
        self.documents = {f"/{path.relative_to(folder / 'data').with_suffix('')}": json.loads(path.read_text(encoding="utf-8"))
                          for path in sorted((folder / "data").rglob("*.json"))}  # fmt: skip
        self.anchors = {url: set(members(document.get("primaryContentSections"), "anchor")) for url, document in self.documents.items()}

    def faults(self):
        """Each reference of a page leads to a page with a file of its own, a heading, a picture, or another site."""
        count = 0
        for page, document in self.documents.items():
            used = set(members({name: part for name, part in document.items() if name != "references"}, "identifier"))
            references = document.get("references", {})
            for identifier in sorted(used & references.keys()):
                count += 1
                yield from self.fault(page, references[identifier])
            for identifier in sorted(used - references.keys()):
                if identifier.startswith("doc:") and identifier != document["identifier"]["url"]:
                    yield f"{page}: {identifier} is not resolved"
        print(f"{count} links of {len(self.documents)} pages of the site")
        if len(self.documents) < len(pages.sources()):
            yield f"the site has {len(self.documents)} pages, docs/ has {len(pages.sources())}"

    def fault(self, page, reference):
        """What is wrong with one reference."""
        if reference["type"] == "image":
            for variant in reference["variants"]:
                if not (self.folder / variant["url"].lstrip("/")).is_file():
                    yield f"{page}: there is no picture {variant['url']}"
            return
        url, _, fragment = reference["url"].partition("#")
        if reference["type"] == "link":
            if not url.startswith("https://"):
                yield f"{page}: {reference['url']} is no address of another site"
        elif url not in self.documents or not (self.folder / url.lstrip("/") / "index.html").is_file():
            yield f"{page}: there is no page {url}"
        elif fragment and fragment not in self.anchors[url]:
            yield f"{page}: {url} has no heading #{fragment}"


def main():
    """Returns the exit status: 0 if no link is dead."""
    if len(sys.argv) > 2:
        sys.exit(__doc__)
    faults = list(in_repository())
    if len(sys.argv) == 2:
        faults += Site(pathlib.Path(sys.argv[1])).faults()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
