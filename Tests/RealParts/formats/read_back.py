"""Reads back what the formats have written for hostile values, with the programs and libraries that read such files.

    FORMATS_DUMP=/tmp/formats.json swift test --filter ReadBackTests
    python3 Tests/RealParts/formats/read_back.py /tmp/formats.json
"""

import collections
import configparser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

import yaml

SHELLS = [[shell] for shell in ("dash", "bash") if shutil.which(shell)]
SHELLS += [["busybox", "sh"]] if shutil.which("busybox") else []


def run_shells(script, folder=None):
    """What each shell prints; one answer when all agree."""
    answers = set()
    for shell in SHELLS:
        with tempfile.TemporaryDirectory() as name:
            (pathlib.Path(name) / "script").write_bytes(script.encode())
            done = subprocess.run(
                [*shell, f"{name}/script"], capture_output=True, cwd=folder or name, stdin=subprocess.DEVNULL, timeout=20,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
            answers.add((done.stdout + done.stderr).decode(errors="backslashreplace"))
    return answers.pop() if len(answers) == 1 else f"shells differ: {answers}"


def read_yaml(output, expression):
    return eval(expression, {"d": yaml.safe_load(output), "list": list})


def read_compose(output, expression):
    value = read_yaml(output, expression)
    rest = value.replace("$$", "")
    return value.replace("$$", "$") if "$" not in rest else f"compose would replace something in {value!r}"


def read_ini(output, _):
    parser = configparser.RawConfigParser()
    with tempfile.NamedTemporaryFile("w", newline="", encoding="utf-8") as file:
        file.write(output)
        file.flush()
        parser.read(file.name, encoding="utf-8")
    return parser["a"]["x"] if dict(parser["a"]) == {"x": parser["a"]["x"]} and parser.sections() == ["a"] else "more"


def read_cron(output, _):
    """Debian's cron and the others differ in what they make of two backslashes."""
    command = output.rstrip("\n").split("root ", 1)[1]
    answers = set()
    for undoubles in (True, False):
        script, index = "", 0
        while index < len(command):
            pair = command[index:index + 2]
            if pair == "\\%" or (undoubles and pair == "\\\\"):
                script += pair[1]
                index += 2
                continue
            if command[index] == "%":
                return "cron cuts the command"
            script += command[index]
            index += 1
        answers.add(run_shells(script + "\n"))
    return answers.pop() if len(answers) == 1 else f"crons differ: {answers}"


def docker_lines(output):
    lines, joined = output.split("\n"), ""
    for line in lines:
        if re.search(r"\\[ \t]*$", line):
            joined += re.sub(r"\\[ \t]*$", "", line)
        else:
            return joined + line
    return joined


def read_run(output, _):
    return run_shells(docker_lines(output).removeprefix("RUN ") + "\n")


def read_list(output, _):
    return json.loads(docker_lines(output).removeprefix("RUN "))[2]


def read_text_record(output, _):
    """The strings of a TXT record, as named has read them and writes them again."""
    zone = "$ORIGIN example.\n@ 60 IN SOA a. b. 1 2 3 4 5\n@ 60 IN NS a.\n" + output
    done = subprocess.run(
        ["named-checkzone", "-q", "-D", "-i", "none", "example", "/dev/stdin"], input=zone.encode(), capture_output=True, timeout=20)
    found = re.search(rb"TXT\s+(\".*)", done.stdout)
    if not found:
        return f"named refuses it: {done.stdout} {done.stderr}"
    text = b""
    for part in re.findall(rb'"((?:[^"\\]|\\.)*)"', found[1]):
        text += re.sub(rb"\\(\d{3}|.)", lambda match: bytes([int(match[1])]) if len(match[1]) == 3 else match[1], part)
    return text.decode()


def read_dotenv(output, _):
    """compose-go's rules: nothing in single quotes; escapes and variables in double quotes; a plain word as it is."""
    value = output.removeprefix("A=").removesuffix("\n")
    if value.startswith("'"):
        return value[1:-1] if "'" not in value[1:-1] else "more"
    if not value.startswith('"'):
        return value if not re.search(r"[\s'\"\\$#]", value) else "a plain value that is read otherwise"
    inner = value[1:-1]
    if re.search(r'(?<!\\)(\\\\)*["$]', inner):
        return "a quote or a variable in the value"
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t", "r": "\r"}.get(match[1], match[1]), inner)


def nginx_tokens(text):
    """ngx_conf_file.c, ngx_conf_read_token: the arguments of the first statement."""
    tokens, index = [], 0
    while index < len(text):
        byte = text[index]
        if byte in " \t\r\n":
            index += 1
        elif byte == "#":
            index = text.index("\n", index)
        elif byte in ";{":
            return tokens
        else:
            quote = byte if byte in "\"'" else ""
            index += len(quote)
            token = ""
            while (text[index] != quote) if quote else (text[index] not in " \t\r\n;{"):
                if text[index] == "\\":
                    pair = text[index:index + 2]
                    token += {"\\\"": '"', "\\'": "'", "\\\\": "\\", "\\t": "\t", "\\r": "\r", "\\n": "\n"}.get(pair, pair)
                    index += 2
                else:
                    token += text[index]
                    index += 1
            index += len(quote)
            if quote and text[index] not in " \t\r\n;{)":
                raise ValueError("text behind a quote")
            if quote and text[index] == ")":
                token += ")"
                index += 1
            tokens.append(token)
    raise ValueError("unfinished")


def read_nginx(output, index):
    arguments = nginx_tokens(output)[1:]
    return arguments[int(index)] if "$" not in "".join(arguments).replace("$b", "") else "a variable"


class Expression(str):
    """A regular expression: it is equal to what it matches, and to nothing near it."""


def read_expression(output, _):
    tokens = nginx_tokens(output)
    pattern = [token for token in tokens if token.startswith(("~^", "^"))][0].removeprefix("~")
    return Expression(pattern)


def matches(found, expected):
    if not isinstance(found, Expression):
        return found == expected
    return bool(re.fullmatch(found, expected)) and not re.fullmatch(found, expected.replace(".", "x") + "x")


def read_files(output, _):
    with tempfile.TemporaryDirectory() as folder:
        answer = run_shells(output, folder)
        return answer if len(os.listdir(folder)) == 1 else f"more files: {os.listdir(folder)}"


READERS = {
    "yaml": read_yaml, "compose": read_compose, "ini": read_ini, "json": lambda output, expression: eval(
        expression, {"d": json.loads(output), "list": list}),
    "sh": lambda output, _: run_shells(output), "cron": read_cron, "run": read_run, "list": read_list, "txt": read_text_record,
    "dotenv": read_dotenv, "nginx": read_nginx, "expression": read_expression, "files": read_files,
}


def main():
    warnings.simplefilter("ignore")
    cases = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    step = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    counts, failures = collections.Counter(), 0
    for index, case in enumerate(cases):
        reader, _, argument = case["reader"].partition(" ")
        # Starting programs is slow: a share of the cases is enough for those.
        if reader in ("sh", "cron", "run", "txt", "files") and index % step:
            continue
        try:
            found = READERS[reader](case["output"], argument)
        except Exception as error:
            found = f"{type(error).__name__}: {error}"
        counts[case["format"], reader] += 1
        if not matches(found, case["expected"]):
            failures += 1
            if failures <= 60:
                print(f"{case['format']} {case['template']!r}: wrote {case['output']!r}, read {found!r}, not {case['expected']!r}")
    for (name, reader), count in sorted(counts.items()):
        print(f"{name} {reader}: {count} values read back")
    print(f"{failures} failures")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main())
