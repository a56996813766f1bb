#!/usr/bin/env python3
"""Writes the manual pages, from what gen says of itself: its help, and the schema of site.yaml.

usage: manual.py GEN FOLDER

Makes gen.1, a page for each command (gen-build.1), and gen-site.yaml.5. The date of the pages is SOURCE_DATE_EPOCH.
"""

import datetime
import json
import os
import pathlib
import re
import subprocess
import sys


def ask(gen, *arguments):
    """What gen prints."""
    return subprocess.run([gen, *arguments], check=True, capture_output=True, text=True).stdout


def plain(text):
    """A text as roff prints it: nothing in it is a request, and no hyphen becomes another sign."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)
    return re.sub(r"`([^`\n]+)`", r"\\fB\1\\fR", text)


class Page:
    """One manual page."""

    def __init__(self, name, section, version, summary):
        """Begins with the name and what it is."""
        self.name = f"{name}.{section}"
        day = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
        self.lines = [
            f'.TH "{plain(name.upper())}" "{section}" "{day:%Y-%m-%d}" "gen {version}" "gen"', ".nh", ".ad l",
            ".SH NAME", f"{plain(name)} \\- {plain(summary)}"]

    def section(self, title):
        """Begins a section."""
        self.lines.append(f".SH {title}")

    def paragraphs(self, text):
        """Paragraphs that blank lines separate; lines of commands stay lines."""
        for index, paragraph in enumerate(text.strip().split("\n\n")):
            if index:
                self.lines.append(".PP")
            lines = paragraph.split("\n")
            if len(lines) > 1 and all(line.startswith("gen ") for line in lines):
                self.lines += [".nf", *map(plain, lines), ".fi"]
            else:
                self.lines.append(plain(" ".join(lines)))

    def entry(self, head, text):
        """A term and what it means."""
        self.lines += [".TP", head, plain(text.replace("\n", " "))]

    def write(self, folder):
        """Puts it into a folder."""
        (folder / self.name).write_text("\n".join(self.lines) + "\n", encoding="utf-8")


def is_shown(argument):
    """Whether the help has it, and it belongs to one command rather than to all."""
    return argument["shouldDisplay"] and argument.get("valueName") not in ("help", "version")


def flag(name):
    """An option's name with its hyphens."""
    return ("-" if name["kind"] == "short" else "--") + name["name"]


def heading(argument):
    """How an argument is written."""
    value = f"\\fI{plain(argument['valueName'])}\\fR"
    if argument["kind"] == "positional":
        return value
    names = ", ".join(f"\\fB{plain(flag(name))}\\fR" for name in argument["names"])
    return names if argument["kind"] == "flag" else f"{names} {value}"


def synopsis(line, command):
    """The command with its arguments."""
    parts = [f"\\fB{plain(line)}\\fR"]
    arguments = [argument for argument in command.get("arguments", []) if is_shown(argument)]
    if any(argument["kind"] != "positional" for argument in arguments):
        parts.append("[\\fIoption\\fR]...")
    for argument in arguments:
        if argument["kind"] == "positional":
            text = heading(argument) + ("..." if argument["isRepeating"] else "")
            parts.append(f"[{text}]" if argument["isOptional"] else text)
    if commands(command):
        parts.append("\\fIcommand\\fR")
    return " ".join(parts)


def commands(command):
    """The commands of a command that are documented."""
    return [one for one in command.get("subcommands", []) if one["shouldDisplay"] and one["commandName"] != "help"]


def options(page, command):
    """An entry for each argument."""
    for argument in filter(is_shown, command.get("arguments", [])):
        default = argument.get("defaultValue")
        text = argument.get("abstract", "")
        if default and "default" not in text and "(" not in default:
            text += f" The default is {default}."
        page.entry(heading(argument), text)


def program(command, version):
    """gen.1."""
    page = Page("gen", 1, version, "compile one site.yaml into everything that runs an Odoo SaaS")
    page.section("SYNOPSIS")
    page.lines.append(synopsis("gen", command))
    page.section("DESCRIPTION")
    page.paragraphs(command["discussion"])
    page.section("COMMANDS")
    for one in commands(command):
        page.entry(f"\\fBgen\\-{plain(one['commandName'])}\\fR(1)", one["abstract"])
    page.section("OPTIONS")
    page.entry("\\fB\\-\\-version\\fR", "Print the version.")
    page.entry("\\fB\\-h\\fR, \\fB\\-\\-help\\fR", "Print help, also behind each command.")
    page.section("SEE ALSO")
    page.lines.append(", ".join(["\\fBgen\\-site.yaml\\fR(5)", "\\fBgit\\fR(1)"]))
    return page


def command_page(command, version):
    """The page of a command, with the commands that belong to it."""
    name = f"gen-{command['commandName']}"
    line = f"gen {command['commandName']}"
    summary = command["abstract"].rstrip(".")
    page = Page(name, 1, version, summary[0].lower() + summary[1:])
    own = commands(command)
    page.section("SYNOPSIS")
    for index, (text, one) in enumerate([(f"{line} {one['commandName']}", one) for one in own] or [(line, command)]):
        page.lines += ([".br"] if index else []) + [synopsis(text, one)]
    page.section("DESCRIPTION")
    page.paragraphs(f"{command['abstract']}\n\n{command.get('discussion', '')}")
    for one in own:
        page.section(f'"{plain(line)} {plain(one["commandName"])}"'.upper())
        page.paragraphs(f"{one['abstract']}\n\n{one.get('discussion', '')}")
        options(page, one)
    if any(map(is_shown, command.get("arguments", []))):
        page.section("OPTIONS")
        options(page, command)
    page.section("EXIT STATUS")
    page.lines.append("As in \\fBgen\\fR(1).")
    page.section("SEE ALSO")
    page.lines.append("\\fBgen\\fR(1), \\fBgen\\-site.yaml\\fR(5)")
    return page


def values(schema):
    """What a setting can be, in words; empty where its description says enough."""
    if "enum" in schema:
        return "One of " + ", ".join(str(value) for value in schema["enum"] if isinstance(value, str)) + "."
    if schema.get("type") == "boolean":
        return "true or false."
    if schema.get("type") == "integer":
        limits = [f"{word} {schema[key]}" for key, word in (("minimum", "at least"), ("maximum", "at most")) if key in schema]
        return "A whole number" + (", " if limits else "") + " and ".join(limits) + "."
    if "examples" in schema:
        example = str(schema["examples"][0])
        return "" if "\n" in example else f"Such as {example}."
    return ""


def fields(page, schema, prefix):
    """An entry for each key of a mapping, and for those below it."""
    for key, value in schema.get("properties", {}).items():
        path = prefix + key
        text = " ".join(part for part in (value.get("description", ""), values(value)) if part)
        page.entry(f"\\fB{plain(path)}\\fR", text)
        for inner, suffix in [(value, ".")] + [(one, ".") for one in value.get("anyOf", [])] + [(value.get("items", {}), "[].")]:
            fields(page, inner, path + suffix)


def settings(schema, version):
    """gen-site.yaml.5."""
    page = Page("gen-site.yaml", 5, version, "the settings of a site")
    page.section("DESCRIPTION")
    page.paragraphs(
        "site.yaml is what gen compiles. Every key, what it decides, and what it can be; those without a default and without the "
        "word Required are absent if they are not written. A key that begins with x- is ignored.")
    page.section("SETTINGS")
    properties = schema["properties"]
    single = {key: value for key, value in properties.items() if "properties" not in value}
    fields(page, {"properties": single}, "")
    for key in (key for key in properties if key not in single):
        page.lines.append(f".SS {plain(key)}")
        fields(page, {"properties": {key: properties[key]}}, "")
    page.section("SEE ALSO")
    page.lines.append("\\fBgen\\fR(1), \\fBgen\\-schema\\fR(1)")
    return page


def main():
    """Writes every page, and prints their names."""
    if len(sys.argv) != 3:
        sys.exit(__doc__.split("\n\n")[1])
    gen, folder = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    version = ask(gen, "--version").strip()
    command = json.loads(ask(gen, "--experimental-dump-help"))["command"]
    pages = [program(command, version), *(command_page(one, version) for one in commands(command))]
    for page in [*pages, settings(json.loads(ask(gen, "schema")), version)]:
        page.write(folder)
        print(page.name)


main()
