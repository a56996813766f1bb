#!/usr/bin/env python3
"""Gives gen the traps of YAML, and compares what it reads with what other readers do.

usage: run.py GEN [--record]

Each trap is read with the right value, or refused at a place. Where PyYAML (YAML 1.1) and ruamel.yaml (YAML 1.2) agree, gen
must agree with them, or the table says why not. --record writes the messages of the refusals anew.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import resource
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
TOOLS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", HERE.parents[2] / ".build" / "realparts"))
sys.path += [str(HERE.parents[1] / "Shared"), str(TOOLS / "python")]
MESSAGES = HERE / "messages.cases"
MEMORY = 256 << 20

# pylint: disable=wrong-import-position
import case_file
import ruamel.yaml
import yaml
from traps import LINES, REFUSED, TRAPS


def gen(program, trap, *arguments):
    """Runs gen with the trap at its standard input; it may take a second of the processor, and so much memory."""

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (1, 2))

    return subprocess.run(
        [program, *arguments, "-"],
        input=trap.source,
        capture_output=True,
        check=False,
        timeout=60,
        preexec_fn=limit,
        env={"NO_COLOR": "1"},
    )


def lookup(document, path):
    """The value at a path."""
    for step in path:
        document = document[step]
    return document


def judge(program, trap):
    """What gen prints for a refusal, and what is wrong."""
    done = gen(program, trap, "show", "--format", "json")
    said = done.stderr.decode("utf-8", "backslashreplace")
    if trap.value is REFUSED:
        if done.returncode != 65:
            return said, f"it ends with {done.returncode}, not with 65: {said[-300:]}"
        lines = said.splitlines()
        # A file that is too large is not read, and has no places.
        if not any(
            line.startswith(("<stdin>:", "error: standard input is")) and line.endswith(f"[{trap.finding}]") for line in lines
        ):
            return said, f"no place with [{trap.finding}]: {said[:300]}"
        return said, None
    if done.returncode != 0:
        return said, f"it is refused: {said[:400]}"
    found = lookup(json.loads(done.stdout), LINES[trap.setting][2])
    if found != trap.value or isinstance(found, bool) != isinstance(trap.value, bool):
        return said, f"it is read as {found!r}, not as {trap.value!r}"
    return said, None


def others(trap):
    """What the other readers find for the setting; an exception's name where they refuse the file."""
    found = []
    for read in (lambda text: yaml.load(text, yaml.CSafeLoader), lambda text: ruamel.yaml.YAML(typ="safe", pure=True).load(text)):
        try:
            found.append(lookup(read(trap.source.decode()), LINES[trap.setting][1]))
        except Exception as error:  # pylint: disable=broad-exception-caught
            found.append(f"{type(error).__name__}")
    return found


def compare(trap):
    """Whether the other readers agree with each other, and what is wrong about ours."""
    if trap.value is REFUSED or len(trap.source) > 100_000:
        return None, None
    found = others(trap)
    agree = repr(found[0]) == repr(found[1])
    same = all(repr(value) == repr(trap.value) for value in found)
    if same == trap.own and trap.setting != "memory":
        return agree, f"other readers find {found}, and the table says {'own' if trap.own else 'the same'}"
    return agree, None


def brief(text):
    """A message that is not longer than a screen: the first lines, and none longer than 200 characters."""
    lines = [line if len(line) <= 200 else f"{line[:180]}… {len(line)} characters" for line in text.splitlines()]
    more = [f"… {len(lines)} lines"] if len(lines) > 24 else []
    return "".join(f"{line}\n" for line in [*lines[:24], *more])


def main():
    """Returns the exit status: 0 when each trap is read or refused as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=lambda path: pathlib.Path(path).resolve(), help="the gen program to judge")
    parser.add_argument("--record", action="store_true", help="write the expected messages anew")
    options = parser.parse_args()
    doubled = [name for name, count in collections.Counter(trap.name for trap in TRAPS).items() if count > 1]
    if doubled:
        sys.exit(f"run.py: these traps have one name: {doubled}")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda trap: judge(options.gen, trap), TRAPS))
    messages = {trap.name: brief(said) for trap, (said, _) in zip(TRAPS, results) if said}
    file = case_file.read(MESSAGES, ["error"])
    if options.record:
        case_file.record(MESSAGES, file, [(name, {"error": text}) for name, text in messages.items()])
    expected = {case.name: case.texts["error"] for case in case_file.read(MESSAGES).cases}
    failures, disagreements = [f"{name}: no trap has this message" for name in expected if name not in messages], 0
    for trap, (said, failure) in zip(TRAPS, results):
        if not failure and expected.get(trap.name) != messages.get(trap.name):
            failure = f"it says\n{brief(said)}"
        agree, other = compare(trap)
        disagreements += agree is False
        failures += [f"{trap.name}: {text}" for text in (failure, other) if text]
    for failure in failures[:40]:
        print(f"FAILED {failure}")
    refused = sum(trap.value is REFUSED for trap in TRAPS)
    print(
        f"YAML traps {len(TRAPS)}: accepted {len(TRAPS) - refused}, refused {refused}, read otherwise elsewhere "
        f"{sum(trap.own for trap in TRAPS)}, other readers disagree {disagreements}, failures {len(failures)}"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
