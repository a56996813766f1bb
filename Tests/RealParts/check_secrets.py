"""fetch-secrets.sh and .env.example: from where the operator keeps the secrets to the files that containers read."""

import re
import stat

from proof import equal, expect
from sandbox import SHELLS, Sandbox

PROGRAMS = ["dash", "bash", "busybox"]

VALUES = ["Zq7~x.y_A+b/c=1,-", "$pbkdf2-sha512$600000$abc./", 'a b"c\\d`id`$(id)#e', "caf\u00e9 = x"]

# A stand-in for Vault's program: it answers from files, and only to the question that it must be asked.
VAULT = """#!/bin/dash
[ "$1 $2 $3" = "kv get -mount=secret" ] || exit 64
[ "$#" -eq 5 ] && [ "$5" = "%(name)s" ] || exit 64
field=${4#-field=}
[ -f "%(folder)s/vault-data/$field" ] || { echo "No value found" >&2; exit 2; }
cat "%(folder)s/vault-data/$field"
"""


def values(model):
    """A value for each secret."""
    return {
        secret["name"]: VALUES[index % len(VALUES)] + str(index)
        for index, secret in enumerate(model["secrets"]["files"])
    }


def keep(box, model, wanted):
    """Puts the values where the operator keeps them. Returns the arguments of the script."""
    if model["secrets"]["provider"] == "vault":
        for name, value in wanted.items():
            box.write(f"vault-data/{name}", value)
        box.extra["vault"] = box.write("vault", VAULT % {"name": model["name"], "folder": box.folder}, 0o755)
        box.wrap("vault")
        return []
    lines = [f"{name.upper()}={quoted(value)}" for name, value in wanted.items()]
    box.write("site/.env", "# A comment\n\n" + "\n".join(lines), 0o600)
    return []


def quoted(value):
    """A value in the form that .env.example describes."""
    return value if re.fullmatch(r"[A-Za-z0-9._~+/=,-]*", value) else f"'{value}'"


def kept(model):
    """The folder that the containers read, in the sandbox."""
    return "site/" + model["secrets"]["directory"]


def installed(box, model):
    """The contents of the folder that the containers read."""
    folder = box.folder / kept(model)
    return {path.name: path.read_text().rstrip("\n") for path in folder.iterdir()} if folder.is_dir() else {}


def put(box, out):
    """The script in the sandbox, with what it reads."""
    for path in (out / "ops").rglob("*.sh"):
        box.write(f"site/out/{path.relative_to(out)}", path.read_bytes())
    return box.write("site/out/fetch-secrets.sh", (out / "fetch-secrets.sh").read_bytes(), 0o755)


def check_good(shell, out, model):
    """With all values: once, twice, and with one change."""
    wanted = values(model)
    with Sandbox(shell) as box:
        program = put(box, out)
        arguments = keep(box, model, wanted)
        (box.folder / kept(model)).mkdir(mode=0o755)
        box.own(box.folder / kept(model))
        first = box.run(program, *arguments)
        yield equal((first.status, installed(box, model)), (0, wanted), f"{shell}: every secret becomes a file, unchanged")
        folder = box.folder / kept(model)
        yield equal(stat.S_IMODE(folder.stat().st_mode), 0o700, f"{shell}: the folder keeps other users out")
        yield equal(
            {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()},
            {0o444},
            f"{shell}: the files can be read in containers",
        )
        before = {path.name: path.stat().st_ino for path in folder.iterdir()}
        again = box.run(program, *arguments)
        yield equal((again.status, again.said), (0, ""), f"{shell}: a second run has nothing to do")
        yield equal(
            {path.name: path.stat().st_ino for path in folder.iterdir()}, before, f"{shell}: and touches no file"
        )
        name = model["secrets"]["files"][0]["name"]
        keep(box, model, wanted | {name: "changed"})
        third = box.run(program, *arguments)
        readers = ", ".join(model["secrets"]["files"][0]["readers"])
        yield equal(
            (third.status, third.said),
            (0, f"{name} is new; it is read by {readers}\n"),
            f"{shell}: a change is reported, with the services that read it",
        )
        shown = [
            value
            for value in wanted.values()
            if value in first.said + again.said + third.said + first.started + third.started
        ]
        yield equal(shown, [], f"{shell}: no value is printed or given to a program")


def check_bad(shell, out, model):
    """A value is missing: nothing is touched."""
    wanted = values(model)
    last = model["secrets"]["files"][-1]["name"]
    for what, spoiled in (
        ("missing", {name: value for name, value in wanted.items() if name != last}),
        ("empty", wanted | {last: ""}),
    ):
        with Sandbox(shell) as box:
            program = put(box, out)
            arguments = keep(box, model, spoiled)
            ending = box.run(program, *arguments)
        yield equal((ending.status, installed(box, model)), (78, {}), f"{shell}: a secret that is {what} stops everything")
        yield expect(last.upper() in ending.said.upper(), f"{shell}: and is named", ending.said)


def check_dotenv(shell, out, model):
    """Invalid lines of .env."""
    first = model["secrets"]["files"][0]["variable"]
    cases = [
        (f"{first}=a b\n", f"the value of {first} needs single quotes"),
        (f"{first}=$HOME\n", f"the value of {first} needs single quotes"),
        (f"{first}='\n", f"the value of {first} needs single quotes"),
        (f"{first}='a'b'\n", f"the value of {first} has a single quote in it"),
        (f"{first}=a\n{first}=b\n", f"{first} is given twice in "),
        (f"{first} = a\n", f"{first} is missing in "),
        (f"export {first}=a\n", f"{first} is missing in "),
        ("", f"{first} is missing in "),
        (None, "/site/out/../.env is missing or cannot be read"),
    ]
    for text, message in cases:
        with Sandbox(shell) as box:
            program = put(box, out)
            if text is not None:
                box.write("site/.env", text)
            ending = box.run(program)
            yield expect(ending.status == 78 and message in ending.said, f"{shell}: {text!r} is refused", ending.said)
            yield equal(installed(box, model), {}, f"{shell}: {text!r} touches nothing")


def check(out, site, model):  # pylint: disable=unused-argument
    """Everything that one site's provider of secrets needs."""
    provider = model["secrets"]["provider"]
    path, example = out / "fetch-secrets.sh", out / ".env.example"
    yield equal(path.exists(), provider != "files", "there is a script when there is something to fetch")
    yield equal(example.exists(), provider == "dotenv", "there is a list for .env when it is used")
    if example.exists():
        keys = [line for line in example.read_text().split("\n") if line and not line.startswith("#")]
        yield equal(
            keys,
            [f"{secret['variable']}=" for secret in model["secrets"]["files"]],
            ".env.example names each secret, and no value",
        )
    if not path.exists():
        return
    for shell in SHELLS:
        yield from check_good(shell, out, model)
        yield from check_bad(shell, out, model)
        if provider == "dotenv":
            yield from check_dotenv(shell, out, model)
