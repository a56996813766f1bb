"""Stands in for the Docker engine with its databases in the checks of the operators' scripts.

STUB_FOLDER holds journal, the command lines; stdin, what programs read; and databases/SERVER/NAME and networks/NAME, a file for each.
STUB_FAIL and STUB_SLOW are patterns of command lines: one that matches ends with 1 (where STUB_FAIL_WHILE names a file, as long
as it is there), and the first one that matches takes its time.
"""

import fnmatch
import os
import pathlib
import re
import sys
import time

FOLDER = pathlib.Path(os.environ["STUB_FOLDER"])
WORDS = sys.argv[1:]
LINE = " ".join(" ".join(WORDS).split())


def note(name, text):
    """Adds a line to a file."""
    with (FOLDER / name).open("a", encoding="utf-8") as file:
        file.write(text + "\n")


def variables():
    """What psql's --set says."""
    pairs = [word[6:].split("=", 1) for word in WORDS if word.startswith("--set=")]
    return {pair[0]: pair[1] for pair in pairs}


def psql(server, statements):
    """Does what the few statements that the scripts know would do."""
    given = variables()
    folder = FOLDER / "databases" / server
    inside = next((word.split("'")[1] for word in WORDS if word.startswith("--dbname=dbname='")), "postgres")
    if "postgres" in WORDS and inside != "postgres":
        print("the superuser does not go there", file=sys.stderr)
        return 125
    if "ALTER ROLE" in statements or any(word.startswith("--command=") for word in WORDS):
        pass
    elif "pg_shdepend" in statements:
        print("extension hstore public 1.8 2200\nclosed")
    elif "gen.module_sums" in statements and "HAVING" in statements:
        recorded = (FOLDER / "recorded" / inside).exists()
        print("" if recorded else os.environ.get("STUB_CHANGED", "t|sale"))
    elif "gen.module_sums" in statements:
        (FOLDER / "recorded").mkdir(exist_ok=True)
        (FOLDER / "recorded" / inside).touch()
    elif "HAVING count" in statements:
        print("" if given["modules"] == "nowhere" else f"t|{given['modules']}")
    elif "'web.base.url'" in statements:
        note("stdin", f"{inside} {given['url']}")
    elif "{32}" in statements:
        prefix = "copy_" if "copy_" in statements else "new_"
        print("\n".join(path.name for path in folder.iterdir() if re.fullmatch(prefix + "[0-9a-f]{32}", path.name)))
    elif "TEMPLATE :" in statements:
        (folder / given["to"]).write_text((folder / given["from"]).read_text())
    elif "ALLOW_CONNECTIONS true" in statements and "CREATE DATABASE" not in statements:
        pass
    elif "DROP DATABASE" in statements:
        (folder / given["name"]).unlink(missing_ok=True)
    elif "CREATE DATABASE" in statements:
        (folder / given["name"]).touch(exist_ok=False)
    elif "REVOKE CONNECT" in statements and "RENAME TO" not in statements:
        pass
    elif "RENAME TO" in statements:
        if given["from"] == given["to"] or not (folder / given["from"]).exists():
            return 3
        if (folder / given["to"]).exists() and "aside" not in given:
            return 3
        if (folder / given["to"]).exists():
            if (folder / given["aside"]).exists():
                return 3
            (folder / given["to"]).rename(folder / given["aside"])
        (folder / given["from"]).rename(folder / given["to"])
    elif "to_regclass" in statements:
        print("t" if (folder / inside).read_text() else "f")
    elif "string_agg" in statements:
        print(os.environ.get("STUB_WAITING", ""))
    elif "CASE count(*)" in statements:
        print(os.environ.get("STUB_STATE", "ready"))
    elif "sum(pg_database_size" in statements:
        print("1000")
    elif "datname = :'name'" in statements:
        print("1" if (folder / given["name"]).exists() else "")
    else:
        for path in sorted(folder.iterdir()):
            if "pg_size_pretty" in statements:
                print(path.name, "20MB")
            elif re.fullmatch("[a-z0-9-]+_db", path.name):
                print(path.name if "order" in given else path.name[:-3])
    return 0


def odoo(service, words):
    """A one-shot of Odoo: installs and updates, or reads a script."""
    server = "db" if service == "odoo" else "db_superadmin"
    if "-i" in words:
        (FOLDER / "databases" / server / words[words.index("-d") + 1]).write_text("filled")
    if words[1] == "shell":
        note("stdin", sys.stdin.read())
    return 0


def run(words):
    """`docker compose run`."""
    options = {"--name": 1, "--entrypoint": 1, "--volume": 1, "--env": 1}
    while words[0].startswith("-"):
        words = words[1 + options.get(words[0], 0) :]
    if words[1] == "odoo":
        return odoo(words[0], words[1:])
    if "tar -cf" in LINE:
        sys.stdout.buffer.write(bytes(10240))
    return 0


def main():
    """Returns the exit status."""
    note("journal", LINE)
    slowed = FOLDER / "slowed"
    if fnmatch.fnmatchcase(LINE, os.environ.get("STUB_SLOW", "")) and not slowed.exists():
        slowed.touch()
        time.sleep(30)
    is_broken = pathlib.Path(os.environ.get("STUB_FAIL_WHILE", "/")).exists()
    if is_broken and fnmatch.fnmatchcase(LINE, os.environ.get("STUB_FAIL", "")):
        print("the stand-in was told to fail", file=sys.stderr)
        return 1
    if LINE.startswith("compose up"):
        # Whose page is closed at that moment.
        pages = pathlib.Path(os.environ["STUB_PAGES"])
        note("pages", " ".join(sorted(path.name for path in pages.iterdir())) if pages.exists() else "")
    if LINE.startswith("compose up") and "--remove-orphans" in LINE:
        # Tenants that the new code breaks.
        for name in os.environ.get("STUB_BREAKS", "").split():
            (FOLDER / "dead" / name).touch()
    if WORDS[0] == "info":
        print(" Docker Root Dir: /")
    elif LINE.startswith("compose exec -T") and WORDS[4] == "psql":
        return psql(WORDS[3], sys.stdin.read())
    elif LINE.startswith("compose exec -T") and WORDS[4] == "pg_dump":
        print("PGDMP")
    elif (LINE.startswith("compose exec -T") and WORDS[4] == "pg_restore") or (LINE.startswith("compose exec -T") and WORDS[4] == "sh"):
        sys.stdin.read()
    elif LINE.startswith("compose run"):
        return run(WORDS[2:])
    elif LINE.startswith("compose ps"):
        print("0123456789ab")
    elif LINE.startswith("network inspect"):
        # A file for each network that is there.
        made = FOLDER / "networks" / WORDS[2]
        if not made.exists():
            return 1
        print(made.read_text(), end="")
    elif LINE.startswith("compose config --format json"):
        # A file that is not there: nothing goes into the image, and so it is always built.
        model = FOLDER / "model.json"
        print(model.read_text() if model.exists() else "{}")
    elif LINE.startswith("compose config --hash"):
        print((FOLDER / "hashes").read_text())
    elif LINE.startswith("image inspect"):
        path = FOLDER / "images" / (WORDS[-1].replace("/", "_") + (".label" if "Labels" in LINE else ".id"))
        if not path.exists():
            return 1
        print(path.read_text())
    elif LINE.startswith("ps --all"):
        print("x")
    elif WORDS[0] == "inspect":
        print((FOLDER / "containers.json").read_text())
    elif LINE.startswith(("compose up", "compose down", "compose stop", "compose restart", "compose build", "compose config", "image tag", "image prune", "builder prune", "rm --force")):
        pass
    else:
        print(f"stub: unknown command: {LINE}", file=sys.stderr)
        return 125
    return 0


sys.exit(main())
