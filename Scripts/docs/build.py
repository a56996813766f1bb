#!/usr/bin/env python3
"""Makes the documentation as a site from the pages of docs/, with the DocC of the Swift toolchain; needs no network.

usage: build.py FOLDER

The pages stay as forges show them. A catalogue for DocC is made of them in FOLDER/gen.docc, in which only the links are other ones, and from that the site
in FOLDER/site. A warning of DocC is an error.
"""

import pathlib
import re
import shutil
import subprocess
import sys

import pages

# The name of the home page in the site.
HOME_NAME = "gen"


def name_of(path):
    """The name of a page in the catalogue, which has no folders."""
    return HOME_NAME if path == pages.HOME else path.stem


def anchor(heading):
    """The name by which DocC links to a heading."""
    return re.sub(r"[^\w\-]", "", re.sub(r"\s", "-", heading))


class Catalogue:
    """What DocC reads, made of the pages."""

    def __init__(self, folder):
        self.folder = folder
        self.texts = {path.resolve(): path.read_text(encoding="utf-8") for path in pages.sources()}
        names = sorted(map(name_of, self.texts))
        if len(set(names)) != len(names):
            sys.exit(f"build.py: two pages have one name: {names}")

    def write(self):
        """Writes all pages and pictures."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for path, text in self.texts.items():
            (self.folder / f"{name_of(path)}.md").write_text(self.converted(path, text), encoding="utf-8")
        for picture in sorted(pages.DOCS.rglob("*.svg")):
            shutil.copyfile(picture, self.folder / picture.name)

    def converted(self, path, text):
        """A page with DocC's links. In DocC two backticks name a symbol, and @ begins a directive."""
        converted = []
        for line in pages.lines(text):
            # What follows the language of a block is for the tests.
            shown = re.sub(r"^( *```[\w.]+) .*$", r"\1", line.text) if line.is_code else line.text
            if not line.is_code:
                shown = pages.linked(shown, lambda match: self.link(path, match))
                shown = pages.CODE.sub(single, shown).replace("<br>", "; ")
                shown = re.sub(r"^( *)@", r"\1\\@", shown)
            converted.append(shown)
        if path == pages.HOME:
            converted[1:1] = ["", "@Metadata {", "  @TechnologyRoot", "}"]
        return topics("\n".join(converted))

    def link(self, path, match):
        """One link or picture, as DocC writes it."""
        image, text, target = match.group("image", "text", "target")
        if re.match(r"[a-z]+:", target):
            return match.group(0)
        file, _, fragment = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        if image:
            return f"![{text}]({found.name})"
        if found in self.texts:
            heading = pages.slugs(self.texts[found])[fragment] if fragment else ""
            return f"[{text}](doc:{name_of(found)}{'#' if heading else ''}{anchor(heading)})"
        # A file of the repository that is no page.
        return text if text.startswith("`") else f"`{text}`"


def single(match):
    """Code between one backtick; one inside of it, which DocC would take for the mark of a symbol, is shown as a quote."""
    return "`" + match.group("inner").strip().replace("`", "'") + "`"


def topics(text):
    """The lists under `Topics` name pages, which DocC shows with their titles and first sentences."""
    head, mark, tail = text.partition("\n## Topics\n")
    return head + mark + re.sub(r"^- \[[^\]]*\]\((doc:[^)#]+)\).*$", r"- <\1>", tail, flags=re.MULTILINE)


def docc():
    """The program of the toolchain that `swift` belongs to."""
    swift = shutil.which("swift")
    beside = pathlib.Path(swift).resolve().parent / "docc" if swift else None
    found = beside if beside and beside.exists() else shutil.which("docc")
    if found is None:
        sys.exit("build.py: no program docc beside swift: install a Swift toolchain")
    return found


def main():
    """Makes the site."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    catalogue, site = folder / "gen.docc", folder / "site"
    Catalogue(catalogue).write()
    shutil.rmtree(site, ignore_errors=True)
    made = subprocess.run(
        [docc(), "convert", catalogue, "--output-dir", site, "--fallback-display-name", "gen", "--fallback-bundle-identifier", "gen",
         "--warnings-as-errors", "--transform-for-static-hosting"],
        check=False)  # fmt: skip
    if made.returncode != 0:
        sys.exit(made.returncode)
    print(site / "documentation" / HOME_NAME / "index.html")


if __name__ == "__main__":
    main()
