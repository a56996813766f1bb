"""Folders of templates that somebody has prepared."""

import os

from project import TEMPLATE


def template(name):
    """A template of the user's with a name."""

    def prepare(project):
        path = os.path.join(os.fsencode(project.folder), b"templates", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(TEMPLATE.encode())

    prepare.__name__ = f"template {name!r}"
    return prepare


def template_path(path):
    """A template with its own path."""

    def prepare(project):
        project.put({"templates/own": TEMPLATE.replace("format: text", f"format: text\npath: {path}")})

    prepare.__name__ = f"template path {path!r}"
    return prepare


def template_link(project):
    """A template is a link to the outside."""
    (project.folder / "templates/own.txt").symlink_to("../beside/file")


def template_link_inside(project):
    """A template is a link to another one."""
    (project.folder / "templates/own.txt").symlink_to("notes/deep/note.txt")


def template_folder_link(project):
    """A folder of templates is a link to the outside."""
    (project.folder / "templates/own").symlink_to("../beside")


def template_pipe(project):
    """A template is a pipe, and reading it would never end."""
    os.mkfifo(project.folder / "templates/own.txt")


TEMPLATES = [
    template(b"..a/x.txt"),
    template(b"a b.txt"),
    template(b"a\\b.txt"),
    template(b"a\nb.txt"),
    template(b"\xff.txt"),
    template("é.txt".encode()),
    template(b"Odoo.conf"),
    template(b".git/config"),
    template(b"manifest.json"),
    template(b"SHA256SUMS"),
    template(b"odoo.conf/x.txt"),
    template(b"a" * 250),
    template_path("../beside/file"),
    template_path("/etc/made"),
    template_path("a/../../beside/file"),
    template_path("./a"),
    template_path("a//b"),
    template_path("a/"),
    template_path("ODOO.conf"),
    template_path("dns"),
    template_path(".gen-0123456789abcdef"),
    template_path("manifest.json"),
    template_path("mine.txt"),
    template_link,
    template_link_inside,
    template_folder_link,
    template_pipe,
]
