#!/usr/bin/env python3
"""Holds the reader of case files to the cases in Cases/form.cases of TemplateTests, as that target holds Swift's to them.

A case has a file, in which `␍`, `␛` and `␀` are a carriage return, an escape and a byte that is not UTF-8; and what is read,
or what is wrong with it, or what recording the cases of another file makes of it.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "Shared"))

import case_file

CASES = HERE.parents[1] / "Unit" / "TemplateTests" / "Cases" / "form.cases"


def source(text):
    """The bytes of a file."""
    data = text.encode("utf-8")
    for sign, byte in (("␍", b"\r"), ("␛", b"\x1b"), ("␀", b"\x80")):
        data = data.replace(sign.encode("utf-8"), byte)
    return data


def dump(data):
    """What is read: each case and part with its lines, a line feed as a sign."""
    text = ""
    for case in case_file.CaseFile(data).cases:
        text += f"{case.first}..<{case.end} {case.name}\n"
        for name, part in case.parts.items():
            text += f"  {part.first}..<{part.end} {name} = [{part.text}]\n".replace("\n", "⏎").removesuffix("⏎") + "\n"
    return text


def outcome(texts):
    """What comes of a case, by the name of its part."""
    data = source(texts["file"])
    try:
        if "record" not in texts:
            return {"read": dump(data)}
        wanted = [(case.name, case.texts) for case in case_file.CaseFile(source(texts["record"])).cases]
        recorded = case_file.CaseFile(data).recorded(wanted)
        read = {case.name: case.texts for case in case_file.CaseFile(recorded).cases}
        if read != dict(wanted):
            return {"recorded": f"{recorded.decode()}, which is read as {read}"}
        return {"recorded": recorded.decode()}
    except case_file.Fault as fault:
        return {"fault": str(fault)}


def main():
    """Returns the exit status: 0 when each case comes out as it is written."""
    file = case_file.read(CASES, ["file"], ["read", "fault", "record", "recorded"])
    failures = []
    for case in file.cases:
        found = outcome(case.texts)
        if found != {name: text for name, text in case.texts.items() if name not in ("file", "record")}:
            failures.append(f"{CASES}:{case.line}: {case.name}: {found}")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"cases of case files {len(file.cases)}, failures {len(failures)}")
    return 1 if failures or len(file.cases) < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
