#!/usr/bin/env python3
"""Checks every import in Sources/ against the allowed dependencies between modules, and that no module calls what it must not."""

import pathlib
import re
import sys

# The modules of ours that each module may import, and no others.
ALLOWED = {
    "Diagnostics": set(),
    "Digest": set(),
    "JSON": set(),
    "TextTypes": {"Diagnostics"},
    "Document": {"Diagnostics", "TextTypes"},
    "Model": {"Diagnostics", "TextTypes"},
    "Schema": {"Diagnostics", "Document", "Model", "TextTypes"},
    "YAML": {"CLibYAML", "Diagnostics", "Document", "TextTypes"},
    "Template": {"Diagnostics", "Digest", "Model", "TextTypes"},
    "Deployment": {"Diagnostics", "Document", "Model", "Schema", "TextTypes"},
    "CompileTemplates": {"Deployment", "Diagnostics", "Model", "Schema", "Template", "TemplateBytes"},
    "BuiltInPrograms": set(),
    "Output": {"Diagnostics", "Digest", "JSON", "TextTypes"},
    "Compiler": {
        "BuiltInPrograms", "Deployment", "Diagnostics", "Digest", "Document", "JSON", "Model", "Output", "Schema",
        "Template", "TemplateBytes", "TextTypes", "YAML"},
    "Lineage": {"Compiler", "Deployment", "Diagnostics", "JSON", "Model", "Schema", "Template", "TextTypes"},
    "Review": {
        "Compiler", "Deployment", "Diagnostics", "Digest", "Document", "JSON", "Lineage", "Model", "Output", "Schema",
        "Template", "TextTypes"},
    "Secrets": {"Compiler", "Deployment", "Diagnostics", "Output", "Schema", "TextTypes"},
    "ReferencePages": {
        "Compiler", "Deployment", "Diagnostics", "JSON", "Lineage", "Model", "Output", "Schema", "Template",
        "TemplateBytes", "TextTypes"},
    "Importing": {
        "Compiler", "Deployment", "Diagnostics", "Document", "JSON", "Output", "ReferencePages", "Template", "TextTypes", "YAML"},
    "Reports": {"Diagnostics", "Digest", "JSON"},
    "Host": {"Diagnostics", "Output", "Secrets", "TextTypes"},
    "GenCLI": {
        "Compiler", "Deployment", "Diagnostics", "Host", "Importing", "JSON", "Lineage", "Model", "Output", "ReferencePages",
        "Reports", "Review", "Secrets", "Template", "TextTypes"},
    "gen": {"GenCLI"},
}
# The modules from outside that a module may import.
OUTSIDE = {
    "Template": {"Synchronization"},
    "CompileTemplates": {"Glibc", "Musl", "Darwin"},
    "Host": {"SystemPackage", "Glibc", "Musl", "Darwin"},
    "GenCLI": {"ArgumentParser"},
}
# Functions that a module must not call, each with the reason.
REFUSED = {"Deployment": {"observe": "a plan derives, so that it is known what a value was made from"}}
IMPORT = re.compile(r"^\s*(?:@\w+ )?(?:public |internal |package )?import (?:struct |enum |func )?(\w+)", re.MULTILINE)


def main():
    """Compares each file with the tables above."""
    root = pathlib.Path(__file__).resolve().parent.parent / "Sources"
    wrong, count = [], 0
    for module, allowed in ALLOWED.items():
        for path in sorted((root / module).rglob("*.swift")):
            text = path.read_text(encoding="utf-8")
            wrong += [
                f"{path.relative_to(root.parent)} calls {name}: {reason}"
                for name, reason in REFUSED.get(module, {}).items() if re.search(rf"\b{name}\b *[({{]", text)]
            for name in IMPORT.findall(text):
                count += 1
                if name not in allowed | OUTSIDE.get(module, set()):
                    wrong.append(f"{path.relative_to(root.parent)} imports {name}")
    known = set(ALLOWED) | {"CLibYAML", "TemplateBytes"}
    wrong += [f"Sources/{path.name} is not a module of the table" for path in root.iterdir() if path.name not in known]
    if wrong or count == 0:
        sys.exit("\n".join(wrong or ["no import was found"]))
    print(f"{count} imports, all of them allowed")


main()
