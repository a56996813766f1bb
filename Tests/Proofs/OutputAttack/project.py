"""A project to attack: a site that can be changed, the user's own files, and neighbours that must not be touched."""

import json
import os
import pathlib
import shutil
import stat
import subprocess

SITE = """\
version: 1
name: stockshop
contact: {contact}
server: {{ipv4: 203.0.113.10, cpu_cores: {cores}, memory: 16GiB}}
domains: {{superadmin: superadmin.example.com, tenants: shops.example.net}}
odoo: {{image: "odoo:18.0-20260105", superadmin: {{allow_from: [192.0.2.0/24]}}}}
tls: {{dns_provider: cloudflare}}
backup: {{repository: /srv/backup, copies: ["rest:https://b.example/"], append_only: true}}
alerts: {{webhook: "https://alarms.example/hook"}}
{more}"""
# Between the two, files change, come and go, and so do folders.
OLD = SITE.format(contact="ops@example.net", cores=4, more="dns: {zones: [example.net], nameservers: [ns1.example.org]}\n")
NEW = SITE.format(contact="admin@example.net", cores=8, more="")
TEMPLATE = "{#\nformat: text\n#}\nA note.\n"
# Files that the user may keep beside the artifacts, before there are any, and later; and files beside the project.
OWN_FIRST = {"out/nginx/mine.conf": "mine too"}
OWN = {"out/mine.txt": "mine", **OWN_FIRST}
NEIGHBOURS = {"beside/file": "a neighbour", "beside/folder/file": "another", "site.yaml.orig": "an old copy"}
# The statuses that the documentation names.
STATUSES = {0, 65, 66, 70, 73, 74}


class Broken(Exception):
    """Something was lost, incomplete or touched."""


class Project:
    """A folder with a site, its output and everything around."""

    def __init__(self, gen, folder):
        self.gen = gen
        self.folder = pathlib.Path(folder)
        self.out = self.folder / "out"

    def write(self, site, template):
        """Puts the input in place."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "site.yaml").write_text(site, encoding="utf-8")
        note = self.folder / "templates" / "notes" / "deep" / "note.txt"
        if template:
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(TEMPLATE, encoding="utf-8")
        else:
            shutil.rmtree(self.folder / "templates", ignore_errors=True)

    def old(self):
        """Makes the site the old one."""
        self.write(OLD, template=False)

    def new(self):
        """Makes the site the new one."""
        self.write(NEW, template=True)

    def put(self, files):
        """Writes files of the user's own."""
        for path, text in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text, encoding="utf-8")

    def command(self, *before, arguments=("build",)):
        """A command line that builds."""
        return [*before, self.gen, *arguments, "site.yaml"]

    def build(self, *before, arguments=("build",), **options):
        """Builds, under another program if one is given."""
        environment = {"PATH": os.environ["PATH"], "NO_COLOR": "1"}
        return subprocess.run(
            self.command(*before, arguments=arguments),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env=environment,
            **options,
        )

    def must_build(self):
        """Builds without obstacles."""
        done = self.build()
        if done.returncode != 0:
            raise Broken(f"the next build ends with {done.returncode}: {done.stderr}")

    def artifacts(self):
        """What gen has written."""
        found = tree(self.out)
        return {path: entry for path, entry in found.items() if f"out/{path}" not in OWN}

    def around(self):
        """Everything but the output, and the user's files in it."""
        around = {path: entry for path, entry in tree(self.folder).items() if path != "out" and not path.startswith("out/")}
        return around | {path: tree(self.folder).get(path) for path in OWN}

    def copy(self, folder):
        """The same project elsewhere."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Project(self.gen, folder)


def tree(folder):
    """Every name below a folder: its kind, its mode, and its bytes or its target."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        kind = stat.S_IFMT(status.st_mode)
        content = None
        if stat.S_ISLNK(kind):
            content = os.readlink(path)
        elif stat.S_ISREG(kind):
            content = path.read_bytes()
        found[path.relative_to(folder).as_posix()] = (kind, stat.S_IMODE(status.st_mode), content)
    return found


def is_temporary(path):
    """Whether it is an unfinished file of a build."""
    return path.rpartition("/")[2].startswith(".gen-")


class Judge:
    """Knows what may be in the output folder, and says what should not be."""

    def __init__(self, gen, folder):
        self.trees = {}
        for name in ("old", "new"):
            project = Project(gen, pathlib.Path(folder) / f"judge-{name}")
            getattr(project, name)()
            project.must_build()
            project.put(OWN)
            self.trees[name] = project.artifacts()

    def whole(self, project, around):
        """Every file is an old one or a new one, and nothing else was touched."""
        for path, entry in project.artifacts().items():
            if not stat.S_ISREG(entry[0]) or is_temporary(path):
                continue
            if path == "manifest.json":
                # While files are written, it names what was and what is to be.
                json.loads(entry[2])
            elif entry not in (self.trees["old"].get(path), self.trees["new"].get(path)):
                raise Broken(f"out/{path} is neither the old one nor the new one")
        if project.around() != around:
            raise Broken("something beside the artifacts was touched")

    def complete(self, project, name):
        """The output is exactly one of the two."""
        if project.artifacts() != self.trees[name]:
            odd = sorted(set(project.artifacts().items()) ^ set(self.trees[name].items()))
            raise Broken(f"the output is not the {name} one: {[item[0] for item in odd][:6]}")

    def recovers(self, project, around):
        """The files of an interrupted build are complete, and the next build finishes it."""
        self.whole(project, around)
        project.must_build()
        self.complete(project, "new")
        if project.around() != around:
            raise Broken("the next build touched something beside the artifacts")
