#!/usr/bin/env python3
"""Reads every import in Sources/ and keeps the arrows between the modules pointing one way."""

import pathlib
import re
import sys

# What each module may import of our own; nothing else may appear.
ALLOWED = {
    "Diagnostics": set(),
    "Digest": set(),
    "JSON": set(),
    "TextTypes": {"Diagnostics"},
    "Document": {"Diagnostics", "TextTypes"},
    "Model": {"Diagnostics", "TextTypes"},
    "Schema": {"Diagnostics", "Document", "Model", "TextTypes"},
    "YAML": {"CLibYAML", "Diagnostics", "Document"},
    "Template": {"Diagnostics", "Digest", "Model", "TextTypes"},
    "Deployment": {"Diagnostics", "Document", "Model", "Schema", "TextTypes"},
    "CompileTemplates": {"Deployment", "Diagnostics", "Model", "Schema", "Template", "TemplateBytes"},
    "BuiltInPrograms": set(),
    "Output": {"Diagnostics", "Digest", "JSON", "TextTypes"},
    "Compiler": {
        "BuiltInPrograms", "Deployment", "Diagnostics", "Digest", "Document", "JSON", "Model", "Output", "Schema",
        "Template", "TemplateBytes", "TextTypes", "YAML"},
    "Lineage": {"Compiler", "Deployment", "Diagnostics", "JSON", "Model", "Schema", "Template"},
    "Secrets": {"Compiler", "Deployment", "Diagnostics", "JSON", "Model", "Output", "Schema", "TextTypes"},
    "ReferencePages": {
        "Compiler", "Deployment", "Diagnostics", "JSON", "Lineage", "Model", "Output", "Schema", "Template",
        "TemplateBytes", "TextTypes"},
    "Host": {"Diagnostics", "Output", "Secrets", "TextTypes"},
    "GenCLI": {
        "Compiler", "Diagnostics", "Host", "JSON", "Lineage", "Model", "Output", "ReferencePages", "Secrets",
        "Template", "TextTypes"},
    "gen": {"GenCLI"},
}
# What a module may import from outside.
OUTSIDE = {
    "Template": {"Synchronization"},
    "CompileTemplates": {"Glibc", "Musl", "Darwin"},
    "Host": {"SystemPackage", "Glibc", "Musl", "Darwin"},
    "GenCLI": {"ArgumentParser"},
}
IMPORT = re.compile(r"^\s*(?:@\w+ )?(?:public |internal |package )?import (?:struct |enum |func )?(\w+)", re.MULTILINE)


def main():
    """Compares each file with the tables above."""
    root = pathlib.Path(__file__).resolve().parent.parent / "Sources"
    wrong, count = [], 0
    for module, allowed in ALLOWED.items():
        for path in sorted((root / module).rglob("*.swift")):
            for name in IMPORT.findall(path.read_text(encoding="utf-8")):
                count += 1
                if name not in allowed | OUTSIDE.get(module, set()):
                    wrong.append(f"{path.relative_to(root.parent)} imports {name}")
    known = set(ALLOWED) | {"CLibYAML", "TemplateBytes"}
    wrong += [f"Sources/{path.name} is no module of the table" for path in root.iterdir() if path.name not in known]
    if wrong or count == 0:
        sys.exit("\n".join(wrong or ["no import was found"]))
    print(f"{count} imports, each where it may be")


main()
