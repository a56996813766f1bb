#!/usr/bin/env python3
"""Runs the commands of every page of docs/, each page in the folder of a site that is built, committed and pushed, or in an empty one.

usage: run.py GEN [--only PAGE]... [--keep FOLDER]

A page is read from top to bottom, as a reader would follow it. The words after the language of a block of code say what becomes of it:

  sh                  its commands are run, in the folder where the block before has ended; each has to end with 0
  sh elsewhere        needs a server, or what only the reader has: dash and bash read it, nothing is run
  console             each line that begins with `$ ` is run, and its output has to have the lines below it, in their order; … stands for anything
  console exit=65     the same, if the last of its commands has to end with 65
  yaml site.yaml      its keys replace those of the file, as the text around it tells the reader to write
  jinja PATH, …       it is the whole of this file

The text before a file names it, as no reader sees these words. A block in any other language, or without a file, is only read.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "Scripts/docs"))

import pages

# These begin with nothing.
EMPTY = {"tutorial", "staging"}
SITE = """
gen init shop --set name=shop --set contact=ops@example.net --set server.ipv4=203.0.113.10 --set server.cpu_cores=4 --set server.memory=16GiB \
  --set domains.superadmin=superadmin.example.com --set domains.tenants=shops.example.net --set tls.dns_provider=cloudflare \
  --set backup.repository=sftp:backup@backup.example.net:/srv/shop
cd shop
git init --quiet --initial-branch=main
gen build
git add --all
git commit --quiet --message "A site"
git init --quiet --bare ../forge.git
git remote add origin ../forge.git
git push --quiet --set-upstream origin main
"""
# Its blocks are templates, and Tests/Proofs/TemplateErrors builds each of them.
TESTED_ELSEWHERE = {"template-errors"}
# What a page tells the reader to open in a pager, or to install, is no command of a test.
READ = {"less": "cat"}
# Prints the folder in which the commands have ended, after everything else.
WHERE = "\ncd_status=$?\npwd >\"$PAGES_WHERE\"\nexit $cd_status\n"
SHELLS = ("dash", "bash")
SHELL_LANGUAGES = ("sh", "bash", "console")


class Block:
    """A block of code of a page."""

    def __init__(self, page, number, mark, text, above):
        self.page, self.number, self.text, self.above = page, number, text, above
        self.language, _, self.purpose = mark.partition(" ")

    @property
    def place(self):
        """Where it is."""
        return f"{self.page.relative_to(ROOT)}:{self.number}"


def blocks(page):
    """The blocks of a page."""
    mark, number, inside, above = None, 0, [], ""
    for line in pages.lines(page.read_text(encoding="utf-8")):
        if mark is None and line.is_code:
            mark, number, inside = line.text.lstrip().removeprefix("```"), line.number, []
        elif mark is not None and line.is_code and line.text.strip() == "```":
            yield Block(page, number, mark, "".join(f"{text}\n" for text in inside), above)
            mark, above = None, ""
        elif mark is not None:
            inside.append(line.text)
        else:
            above += f"{line.text}\n"


class Reader:
    """Somebody who follows one page."""

    def __init__(self, gen, folder):
        self.folder, self.here = folder, folder / "work"
        self.faults, self.count = [], 0
        programs = folder / "programs"
        for path in (self.here, programs):
            path.mkdir(parents=True)
        (programs / "gen").symlink_to(gen.resolve())
        for name, other in READ.items():
            (programs / name).symlink_to(shutil.which(other))
        self.environment = {
            "PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(folder), "LC_ALL": "C.UTF-8", "PAGES_WHERE": str(folder / "where"),
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Reader", "GIT_AUTHOR_EMAIL": "reader@example.net",
            "GIT_COMMITTER_NAME": "Reader", "GIT_COMMITTER_EMAIL": "reader@example.net",
        }  # fmt: skip

    def fault(self, block, what, detail=""):
        """Notes what is wrong with a block."""
        self.faults.append(f"{block.place}: {what}" + "".join(f"\n    {line}" for line in detail.splitlines()))

    def execute(self, script):
        """Runs a script where the one before has ended; returns its status and all that it printed."""
        where = pathlib.Path(self.environment["PAGES_WHERE"])
        ended = subprocess.run(
            ["dash", "-e", "-c", f"set -e\n{script}{WHERE}"], cwd=self.here, env=self.environment, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)  # fmt: skip
        if where.exists():
            self.here = pathlib.Path(where.read_text(encoding="utf-8").rstrip("\n"))
            where.unlink()
        return ended.returncode, ended.stdout

    def follow(self, block):
        """Does what one block says."""
        self.count += 1
        if block.language not in SHELL_LANGUAGES and block.purpose and block.purpose not in block.above:
            self.fault(block, f"the text above does not name {block.purpose}")
        if (block.language, block.purpose) == ("sh", ""):
            status, output = self.execute(block.text)
            if status != 0:
                self.fault(block, f"ends with {status}", output)
        elif (block.language, block.purpose) == ("sh", "elsewhere"):
            self.parse(block)
        elif block.language == "console":
            self.compare(block)
        elif (block.language, block.purpose) == ("yaml", "site.yaml"):
            site = self.here / "site.yaml"
            site.write_text(replaced(site.read_text(encoding="utf-8"), block.text), encoding="utf-8")
        elif block.purpose and block.language not in SHELL_LANGUAGES:
            file = self.here / block.purpose
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif is_command(block):
            self.fault(block, f"nobody knows what to do with `{block.language} {block.purpose}`")
        else:
            self.count -= 1

    def parse(self, block):
        """Shells read what is not run here."""
        for shell in SHELLS:
            ended = subprocess.run([shell, "-n"], input=block.text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
            if ended.returncode != 0 or ended.stdout:
                self.fault(block, f"{shell} cannot read it", ended.stdout)

    def compare(self, block):
        """Runs the commands of a transcript, and looks for each line below them in their output."""
        wanted = int(block.purpose.removeprefix("exit=") or "0")
        parts = re.split(r"^\$ (.*)\n", block.text, flags=re.MULTILINE)
        commands = list(zip(parts[1::2], parts[2::2]))
        for index, (command, shown) in enumerate(commands):
            status, output = self.execute(f"set +e\n{command}")
            if index == len(commands) - 1 and status != wanted:
                self.fault(block, f"`{command}` ends with {status}, not with {wanted}", output)
            missing = lacking(shown, output)
            if missing is not None:
                self.fault(block, f"`{command}` does not print: {missing}", output)


def lacking(shown, output):
    """The first line of a transcript that an output does not have after those before it."""
    printed = iter(output.splitlines())
    for line in filter(lambda line: line.strip() not in ("", "…"), shown.splitlines()):
        pattern = re.sub(r"(?:\\ )+", " +", ".*".join(map(re.escape, line.strip().split("…"))))
        if not any(re.fullmatch(pattern, text.strip()) for text in printed):
            return line
    return None


def replaced(site, text):
    """A site.yaml in which the top-level keys of a text replace those of the same name; the others stay."""
    def sections(content):
        return dict(re.findall(r"^(\w+:)(.*\n(?:(?:[ #-].*)?\n)*)", content, re.MULTILINE))

    new = sections(text)
    head = site[: re.search(r"^\w+:", site, re.MULTILINE).start()]
    return head + "".join(key + rest for key, rest in (sections(site) | new).items())


def guides():
    """The pages with commands, among them the tutorial and all how-to pages."""
    found = [page for page in pages.sources() if page.stem not in TESTED_ELSEWHERE]
    return [page for page in found if page.parent.name == "how-to" or any(map(is_command, blocks(page)))]


def is_command(block):
    """Whether a block is of commands, or is a file that the reader writes."""
    return block.language in SHELL_LANGUAGES or bool(block.purpose)


def arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path, help="the gen program to judge")
    parser.add_argument("--only", action="append", metavar="PAGE", help="this page alone, such as staging")
    parser.add_argument("--keep", type=pathlib.Path, help="work in this folder, and leave it there")
    return parser.parse_args()


def main():
    """Returns the exit status: 0 if every page can be followed."""
    options = arguments()
    sys.dont_write_bytecode = True
    chosen = [page for page in guides() if not options.only or page.stem in options.only]
    if not chosen or len(guides()) < 11:
        sys.exit("run.py: there are no such pages")
    faults = []
    with tempfile.TemporaryDirectory(prefix="pages-") as temporary:
        for page in chosen:
            reader = Reader(options.gen, (options.keep or pathlib.Path(temporary)).resolve() / page.stem)
            status, output = reader.execute("true" if page.stem in EMPTY else SITE)
            if status != 0:
                sys.exit(f"run.py: no site for {page.name}:\n{output}")
            for block in blocks(page):
                if not reader.faults:
                    reader.follow(block)
            print(f"{page.relative_to(ROOT)}: {reader.count} blocks", flush=True)
            if reader.count == 0:
                faults.append(f"{page.relative_to(ROOT)}: has no commands")
            faults += reader.faults
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
