"""Has gen's own engine put values into templates."""

import json
import subprocess

from case import LABEL, Case


def place(program, contexts, values):
    """For each context, the cases that were written and the ids of the refusals."""
    requests = [
        {"format": context.format, "template": context.source, "values": list(filter(context.askable, values))}
        for context in contexts
    ]
    done = subprocess.run([program], input=json.dumps(requests).encode(), stdout=subprocess.PIPE, check=True)
    number = 0
    for context, request, answers in zip(contexts, requests, json.loads(done.stdout), strict=True):
        cases, refusals = [], []
        for value, answer in zip(request["values"], answers, strict=True):
            output = answer.get("output")
            if output is None:
                refusals.append(answer["refusal"])
                continue
            number += 1
            label = f"label{number:05}"
            cases.append(Case(context, value, output.replace(LABEL, label), label))
        yield context, cases, refusals
