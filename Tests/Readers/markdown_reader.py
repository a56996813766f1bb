"""Markdown, as cmark-gfm and markdown-it show it: the page of a harmless word, with the value in the word's place."""

import functools
import html.parser
import subprocess

from markdown_it import MarkdownIt

from case import Wrong

HARMLESS = "Zq7"
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
    command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough"]
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
        found = Page(program(case.output)).seen
        if found != wanted:
            return Wrong(f"{program.__name__}: {found}")
    return case.value


@functools.cache
def harmless(program, template):
    """The page with a word that means nothing."""
    return Page(program(template.replace("@@", HARMLESS))).seen
