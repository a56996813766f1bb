"""odoo-start, run by every shell that may be /bin/sh, with each of its failures and with two starts."""

import configparser
import stat

from proof import equal, expect, run
from sandbox import SHELLS, Sandbox, moved

PROGRAMS = ["shellcheck", "dash", "bash", "busybox"]

CONFIGURATION = "# A comment\n[options]\ndbfilter = ^%d_db$\nlist_db = False\nsmtp_server = mail.example.net\n"
CONFIGURATION += "server_wide_modules = base,web,gen_guard\n"
DATABASE = "Zq7~x.y_A+b/c=$1,-"
MASTER = "$pbkdf2-sha512$600000$abcDEF./$ghiJKL./"
MAIL = "it's#;[%d]\"\\!`id`$(id)"
NAMES = {"SECRET_DB_PASSWORD": "one", "SECRET_ADMIN_PASSWD": "two", "SECRET_SMTP_PASSWORD": "three"}


# What a case does to a file beside giving it another content.
MISSING, FOLDER, UNREADABLE = object(), object(), object()

CONF = "conf/odoo.conf"
ONE, TWO, THREE = "secrets/one", "secrets/two", "secrets/three"
NO_FILE = "{box}/conf/odoo.conf is missing, or is not a file"
GUARD = "guard/gen_guard/__init__.py"
UNGUARDED = "{box}/conf/odoo.conf does not have gen_guard among its server_wide_modules"
NO_OPTIONS = "{box}/conf/odoo.conf has no line [options]"
BESIDE = "{box}/conf/odoo.conf has a section other than [options], and [queue_job] before it"
SETS = "{box}/conf/odoo.conf sets %s: a password belongs in a file under {box}/secrets"
ABSENT = "secret %s is missing: there is no file {box}/secrets/%s"
BEYOND = "secret %s has a character other than A-Z a-z 0-9 . _ ~ + / = $ , -"
UNSEEN = "secret %s has a character other than the visible ones of ASCII"
WORD = "secret %s is a word that Odoo does not read as text: choose another"

# What may be wrong with a file: a name, the file, what it is or holds, and the message.
WRONG_FILES = [
    ("no configuration", CONF, MISSING, NO_FILE),
    ("a folder for a configuration", CONF, FOLDER, NO_FILE),
    (
        "an unreadable configuration",
        CONF,
        UNREADABLE,
        "{box}/conf/odoo.conf cannot be read by uid {uid}: make it world-readable (0644)",
    ),
    ("an empty configuration", CONF, "", NO_OPTIONS),
    ("a configuration without the guard", CONF, CONFIGURATION.replace("gen_guard", "gen_guards"), UNGUARDED),
    ("an image without the guard", GUARD, MISSING, "the image has no {box}/guard/gen_guard: build it again"),
    ("no section", CONF, "list_db = False\n", NO_OPTIONS),
    ("a second section", CONF, CONFIGURATION + "[queue_job]\nchannels = root:2\n", BESIDE),
    ("two more sections", CONF, "[a]\n[queue_job]\n" + CONFIGURATION, BESIDE),
    ("another section", CONF, "[a]\n" + CONFIGURATION, BESIDE),
    ("an indented section", CONF, CONFIGURATION + "  [queue_job]\n", BESIDE),
    ("[options] twice", CONF, CONFIGURATION + "[options]\n", BESIDE),
    ("a database password", CONF, CONFIGURATION + "db_password = x\n", SETS % "db_password"),
    ("a master password", CONF, CONFIGURATION + "  ADMIN_passwd:x\n", SETS % "admin_passwd"),
    ("a mail password", CONF, CONFIGURATION + "smtp_password=x\n", SETS % "smtp_password"),
    ("a missing secret", ONE, MISSING, ABSENT % ("one", "one")),
    ("a missing second secret", TWO, MISSING, ABSENT % ("two", "two")),
    ("a missing third secret", THREE, MISSING, ABSENT % ("three", "three")),
    ("a folder for a secret", ONE, FOLDER, ABSENT % ("one", "one")),
    ("an unreadable secret", TWO, UNREADABLE, "secret two cannot be read by uid {uid}: make the file 0444"),
    ("an empty secret", ONE, "", "secret one is empty"),
    ("only newlines", TWO, "\n\n", "secret two is empty"),
    ("two lines", ONE, f"{DATABASE}\n{DATABASE}\n", "secret one has more than one line"),
    ("a blank", ONE, "one two", BEYOND % "one"),
    ("a blank at the end", ONE, "onetwo \n", BEYOND % "one"),
    ("a carriage return", ONE, "onetwo\r\n", BEYOND % "one"),
    ("a percent sign", TWO, "one%two", BEYOND % "two"),
    ("a letter beyond ASCII", ONE, "caf\u00e9", BEYOND % "one"),
    ("bytes that are no text", ONE, b"\xff\xfeone", BEYOND % "one"),
    ("a word for a boolean", ONE, "False", WORD % "one"),
    ("the same in other letters", TWO, "tRUE", WORD % "two"),
    ("a word for nothing", THREE, "None", WORD % "three"),
    ("Odoo's default password", TWO, "admin\n", "secret two is Odoo's default: choose another"),
    ("a blank in the mail password", THREE, "one two", UNSEEN % "three"),
    ("a tab in the mail password", THREE, "one\ttwo", UNSEEN % "three"),
]

# What may be wrong with the environment: a variable, its value or None for none, and the message.
WRONG_VARIABLES = [
    ("SECRET_DB_PASSWORD", None, "SECRET_DB_PASSWORD is not set"),
    ("SECRET_ADMIN_PASSWD", "", "SECRET_ADMIN_PASSWD is not set"),
    ("ODOO_RC", None, "ODOO_RC is not set"),
    ("ODOO_RC", "/proc/odoo.conf", "cannot write /proc/odoo.conf.new"),
]


def spoil(box, name, content):
    """Puts something wrong in a file's place."""
    path = box.folder / name
    if content is UNREADABLE:
        path.chmod(0)
    elif content in (MISSING, FOLDER):
        path.unlink()
        if content is FOLDER:
            path.mkdir()
    else:
        box.write(name, content, 0o444)


def prepare(box, script):
    """Everything that a successful start needs. Returns the script, with its folders moved into the sandbox."""
    box.write("conf/odoo.conf", CONFIGURATION)
    box.write("secrets/one", DATABASE + "\n", 0o444)
    box.write("secrets/two", MASTER, 0o444)
    box.write("secrets/three", MAIL + "\n", 0o444)
    box.write("run/.keep", "")
    box.write(GUARD, "")
    box.write("tmp/.keep", "")
    places = {
        'guard="/opt/gen/addons/gen_guard"': f'guard="{box.folder}/guard/gen_guard"',
        "configuration=/etc/odoo/odoo.conf": f"configuration={box.folder}/conf/odoo.conf",
        "secrets=/run/secrets": f"secrets={box.folder}/secrets",
        "temporary=/tmp": f"temporary={box.folder}/tmp",
    }
    return box.write("odoo-start", moved(script, places), 0o755)


def environment_for(box):
    """The environment that docker-compose.yml and the image give; `value` is any other variable that somebody may set."""
    return {**NAMES, "ODOO_RC": f"{box.folder}/run/odoo.conf", "value": "inherited", "LANG": "C.UTF-8"}


def leaks(ending):
    """Whether a password was printed, or was given to a program."""
    return [password for password in (DATABASE, MASTER, MAIL) if password in ending.said or password in ending.started]


def check_stop(box, program, environment, message, what):
    """A start that must be refused: the message, and no trace."""
    ending = box.run(program, "sh", "-c", "echo started", **environment)
    lines = ending.said.rstrip("\n").split("\n")
    wanted = "odoo-start: " + message.replace("{box}", str(box.folder)).replace("{uid}", str(box.user))
    yield equal((ending.status, lines[-1]), (78, wanted), f"{what} stops the start")
    left = (box.folder / "run/odoo.conf").exists() or "started" in lines
    yield expect(not left, f"{what} leaves no configuration behind", ending.said)
    yield equal(leaks(ending), [], f"{what} shows no password")


def check_failures(shell, script):
    """Each thing that may be wrong."""
    for what, name, content, message in WRONG_FILES:
        with Sandbox(shell) as box:
            program = prepare(box, script)
            spoil(box, name, content)
            yield from check_stop(box, program, environment_for(box), message, f"{shell}: {what}")
    for variable, value, message in WRONG_VARIABLES:
        with Sandbox(shell) as box:
            program, environment = prepare(box, script), environment_for(box)
            environment.pop(variable)
            if value is not None:
                environment[variable] = value
            yield from check_stop(box, program, environment, message, f"{shell}: {variable}={value}")
    with Sandbox(shell) as box:
        ending = box.run(prepare(box, script), **environment_for(box))
        yield equal((ending.status, ending.said), (78, "odoo-start: no command to start\n"), f"{shell}: no command")


def check_starts(shell, script):
    """A successful start, another one in the same container, and one without mail."""
    with Sandbox(shell) as box:
        program, environment = prepare(box, script), environment_for(box)
        joined = box.folder / "run/odoo.conf"
        shown = ["sh", "-c", 'printf "<%s>" "$@"; id -u >/dev/null', "name", "a b", "", "*"]
        for time in ("first", "second"):
            ending = box.run(program, *shown, **environment)
            yield equal(
                (ending.status, ending.said), (0, "<a b><><*>"), f"{shell}: the {time} start runs the command as it is"
            )
            yield equal(leaks(ending), [], f"{shell}: the {time} start gives no password to any program")
            wanted = f"{CONFIGURATION}\ndb_password = {DATABASE}\nadmin_passwd = {MASTER}\nsmtp_password = {MAIL}\n"
            yield equal(
                joined.read_text(), wanted, f"{shell}: the {time} start joins the configuration and the secrets"
            )
            yield equal(stat.S_IMODE(joined.stat().st_mode), 0o600, f"{shell}: nobody else can read the joined file")
            yield equal(
                sorted(path.name for path in joined.parent.iterdir()),
                [".keep", "odoo.conf"],
                f"{shell}: nothing else is left",
            )
        parser = configparser.RawConfigParser()
        parser.read_string(joined.read_text())
        read = [parser["options"][key] for key in ("db_password", "admin_passwd", "smtp_password", "dbfilter")]
        yield equal(read, [DATABASE, MASTER, MAIL, "^%d_db$"], f"{shell}: Odoo's parser reads the same values back")
        box.write("secrets/one", "another\n", 0o444)
        environment.pop("SECRET_SMTP_PASSWORD")
        ending = box.run(program, "true", **environment)
        yield equal(ending.status, 0, f"{shell}: a changed secret is taken at the next start")
        wanted = f"{CONFIGURATION}\ndb_password = another\nadmin_passwd = {MASTER}\n"
        yield equal(joined.read_text(), wanted, f"{shell}: without a mail secret there is no mail password")
        (box.folder / "secrets/one").unlink()
        ending = box.run(program, "true", **environment)
        yield equal(ending.status, 78, f"{shell}: a secret that is gone stops the next start")
        ending = box.run(prepare(box, script), "sh", "-c", "exit 7", **environment_for(box))
        yield equal(ending.status, 7, f"{shell}: the command's exit status comes through")


def check(out, site, model):  # pylint: disable=unused-argument
    """Everything about one site's odoo-start, and its own configuration joined."""
    path = out / "odoo-start"
    script = path.read_text()
    yield expect(script.startswith("#!/bin/sh\n"), "odoo-start names its shell in its first line")
    linted = run("shellcheck", "--norc", "--shell", "sh", "--enable", "all", "--exclude", "SC2250", path)
    yield equal(
        (linted.returncode, linted.stdout),
        (0, ""),
        "shellcheck has nothing to say, with every optional check but braces",
    )
    for shell in ("dash", "bash"):
        yield equal(run(shell, "-n", path).stdout, "", f"{shell} -n accepts odoo-start")
    for shell in SHELLS:
        yield from check_starts(shell, script)
        yield from check_failures(shell, script)
    for kind in ("tenants", "superadmin"):
        with Sandbox("dash") as box:
            program = prepare(box, script)
            box.write("conf/odoo.conf", (out / model["odoo"][kind]["config_file"]).read_text())
            ending = box.run(program, "true", **environment_for(box))
            yield equal((ending.status, ending.said), (0, ""), f"odoo-start takes the {kind}' own configuration")
