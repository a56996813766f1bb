"""Dockerfiles, taken apart by dockerfile-parse; their commands run by the shells."""

import dataclasses
import io
import json

import shell_reader
from case import Wrong
from dockerfile_parse import DockerfileParser


def read(cases, folder):
    """What each command says, or what the instruction holds."""
    found = {case.label: instruction(case) for case in cases}
    commands = [
        dataclasses.replace(case, output=f"{found[case.label]}\n")
        for case in cases
        if case.question == "command" and not isinstance(found[case.label], Wrong)
    ]
    said = shell_reader.read(commands, folder)
    found.update({case.label: text for case, text in zip(commands, said, strict=True)})
    return [found[case.label] for case in cases]


def instruction(case):
    """The arguments of the one instruction behind FROM; of a list, the one with the value."""
    parser = DockerfileParser(fileobj=io.BytesIO(f"FROM x\n{case.output}".encode()))
    try:
        structure = [item for item in parser.structure if item["instruction"] != "COMMENT"]
        if [item["instruction"] for item in structure] != ["FROM", case.output.split()[0]]:
            return Wrong(f"it reads {structure}")
        arguments = structure[1]["value"]
        return json.loads(arguments)[2] if case.question == "list" else arguments
    except Exception as error:  # pylint: disable=broad-exception-caught
        return Wrong(f"dockerfile-parse: {type(error).__name__}: {error}")
