"""HTML, as html5lib (the standard's algorithm) and Python's html.parser read it."""

import html.parser

import html5lib
from case import Wrong


class Text(html.parser.HTMLParser):
    """The places of a page that the contexts ask for, by the other parser."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.found = [], {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            self.found[f"{tag}/@{name}"] = value

    def handle_endtag(self, tag):
        while self.tags and self.tags.pop() != tag:
            pass

    def handle_data(self, data):
        if self.tags:
            self.found[self.tags[-1]] = self.found.get(self.tags[-1], "") + data


def read(cases, _folder):
    """The value where both find it, and where the page has no other elements than the template."""
    return list(map(shown, cases))


def shown(case):
    """What is in the place of one case."""
    page, wanted = elements(case.output), elements(case.context.template.replace("@@", "Zq7"))
    if [name for name, _, _ in page] != [name for name, _, _ in wanted]:
        return Wrong(f"html5lib: {page}")
    tag, _, attribute = case.question.partition("/@")
    for name, text, attributes in page:
        if name == tag:
            found = attributes.get(attribute) if attribute else text
            other = Text(case.output).found.get(case.question)
            return found if found == other else Wrong(f"{found!r} / {other!r}")
    return Wrong("the element is not there")


def elements(text):
    """The elements and comments of a page, each with its own text and its attributes."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    return [
        (item.tag, (item.text or "") + "".join(child.tail or "" for child in item), dict(item.attrib)) for item in tree.iter()
    ]
