#!/usr/bin/env python3
"""Makes the mistakes that newcomers make in site.yaml, one at a time, and compares what gen says.

usage: run.py GEN [--record] [--only WORD...]

A case of `mistakes.cases` is a change of the site below: `old` is a part of it, and `new` stands in its place. `says` is the exit status of
`gen validate` and everything that it prints. Each is refused or warned about, has a place, and says what to write instead; what a case
expects is read by people before it is recorded.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parents[1] / "Shared"))

import case_file  # pylint: disable=wrong-import-position

CASES = HERE / "mistakes.cases"
SITE = """\
version: 1
name: stockshop
contact: ops@example.net
alerts:
  webhook: https://hooks.example.net/alerts
server:
  ipv4: 203.0.113.10
  cpu_cores: 4
  memory: 16GiB
  os: debian-12
domains:
  superadmin: superadmin.example.com
  tenants: shops.example.net
odoo:
  version: "18.0"
  image: odoo:18.0-20250930
  tenants:
    workers: 6
  superadmin:
    allow_from: [192.0.2.0/24]
postgres:
  version: 16
  image: postgres:16.4
tls:
  dns_provider: cloudflare
backup:
  repository: rest:https://backup.example.net:8000/stockshop
  append_only: true
  keep:
    daily: 14
"""
# Characters that a case file cannot have, or that nobody would see in it.
CHARACTERS = {"«TAB»": "\t", "«NBSP»": "\u00a0", "«ZWSP»": "\u200b"}
LEAST = 175


def shown(text):
    """A text with names for characters that nobody would see."""
    for name, character in CHARACTERS.items():
        text = text.replace(character, name)
    return text


def written(text):
    """A text of a case with its names replaced by the characters."""
    for name, character in CHARACTERS.items():
        text = text.replace(name, character)
    return text


def validate(gen, site):
    """The exit status of gen, and what it prints."""
    done = subprocess.run(
        [gen, "validate", "-"], input=site.encode(), capture_output=True, check=False, timeout=120, env={**os.environ, "NO_COLOR": "1"})
    return done.returncode, done.stderr.decode()


def judge(gen, texts):
    """What gen says of a mistake, and what is wrong with that."""
    old, new = written(texts["old"]), written(texts.get("new", ""))
    if SITE.count(old) != 1:
        return "", f"the site has {SITE.count(old)} times {old!r}"
    status, said = validate(gen, SITE.replace(old, new))
    text = shown(f"{status}\n{said}")
    findings = re.findall(r"^(?!  )(.*?): (error|warning): .*\[([a-z0-9-]+)\]$", said, re.MULTILINE)
    if status not in (0, 65) or not findings:
        return text, f"it ends with {status}, and says {said!r}"
    if (status == 65) != any(severity == "error" for _, severity, _ in findings):
        return text, f"it ends with {status}: {findings}"
    if placeless := [finding for finding in findings if not re.fullmatch(r"<stdin>:\d+:\d+", finding[0])]:
        return text, f"without a place: {placeless}"
    return text, None


def main():
    """Returns the exit status: 0 when each mistake is told as it was recorded."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=lambda path: pathlib.Path(path).resolve(), help="the gen program to judge")
    parser.add_argument("--record", action="store_true", help="write the expected messages anew")
    parser.add_argument("--only", action="extend", nargs="+", default=[], metavar="WORD", help="only cases with one of these words in their name")
    options = parser.parse_args()
    file = case_file.read(CASES, ["old"], ["new", "says"])
    failures = [f"the site itself is not accepted: {said}" for status, said in [validate(options.gen, SITE)] if status or said]
    chosen = [case for case in file.cases if not options.only or any(word in case.name for word in options.only)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = dict(zip((case.name for case in chosen), pool.map(lambda case: judge(options.gen, case.texts), chosen)))
    recorded = []
    for case in file.cases:
        says, failure = answers.get(case.name, (case.texts.get("says", ""), None))
        recorded.append((case.name, {**{part: text for part, text in case.texts.items() if part != "says"}, "says": says}))
        if failure:
            failures.append(f"{case.name}: {failure}")
        elif not options.record and case.texts.get("says") != says:
            failures.append(f"{case.name}: it says\n{says}")
    if options.record:
        case_file.record(CASES, file, recorded)
    kinds = collections.Counter(case.name.split(":")[0] for case in file.cases)
    if len(file.cases) < LEAST:
        failures.append(f"{len(file.cases)} mistakes are fewer than {LEAST}")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"mistakes {len(answers)} ({', '.join(f'{kind} {count}' for kind, count in kinds.items())}), failures {len(failures)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
