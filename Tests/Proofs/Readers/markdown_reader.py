"""Markdown, as cmark-gfm and markdown-it show it: the page of a harmless word, with the value in the word's place."""

import functools
import html.parser
import subprocess
import urllib.parse

from case import Wrong
from markdown_it import MarkdownIt

HARMLESS = "Zq7"
# What GitHub turns on; the filter of tags would hide what comes out as one.
EXTENSIONS = ["table", "strikethrough", "autolink", "tasklist", "footnotes"]
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class Page(html.parser.HTMLParser):
    """What a browser sees: elements, comments and texts in their order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.seen = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append(("element", tag, tuple(attrs)))

    def handle_endtag(self, tag):
        self.seen.append(("end", tag))

    def handle_data(self, data):
        if self.seen and self.seen[-1][0] == "text":
            data = self.seen.pop()[1] + data
        self.seen.append(("text", data))

    def handle_comment(self, data):
        self.seen.append(("comment", data))

    def handle_decl(self, decl):
        self.seen.append(("declaration", decl))

    def handle_pi(self, data):
        self.seen.append(("instruction", data))


def cmark(text):
    """GitHub's own program."""
    command = ["cmark-gfm", "--unsafe", *(word for name in EXTENSIONS for word in ("-e", name))]
    return subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()


def markdown_it(text):
    """The parser of many editors and sites."""
    return PARSER.render(text)


def read(cases, _folder):
    """The value where the page is as it should be."""
    return list(map(shown, cases))


def shown(case):
    """The value where both programs show the same page with it."""
    for program in (cmark, markdown_it):
        wanted = [
            tuple(part.replace(HARMLESS, case.value) if isinstance(part, str) else part for part in item)
            for item in harmless(program, case.context.template)
        ]
        found = plain(Page(program(case.output)).seen)
        if found != wanted:
            return Wrong(f"{program.__name__}: {found}")
    return case.value


@functools.cache
def harmless(program, template):
    """The page with a word that means nothing."""
    return plain(Page(program(template.replace("@@", HARMLESS))).seen)


def plain(seen):
    """A page in which an address that was made a link of, to itself, is the text that it is."""
    items = []
    for item in seen:
        if item == ("end", "a") and len(items) > 1 and is_own_link(*items[-2:]):
            text = items.pop()[1]
            items.pop()
            item = ("text", text)
        if item[0] == "text" and items and items[-1][0] == "text":
            item = ("text", items.pop()[1] + item[1])
        items.append(item)
    return items


def is_own_link(element, text):
    """Whether a link leads to what its text says."""
    if element[:2] != ("element", "a") or text[0] != "text" or [name for name, _ in element[2]] != ["href"]:
        return False
    return urllib.parse.unquote(element[2][0][1]) in (text[1], f"http://{text[1]}", f"mailto:{text[1]}")
