"""odoo-start, run under every shell that may be /bin/sh, through each of its failures and through two starts."""

import configparser
import stat

from proof import equal, expect, run
from sandbox import NOBODY, SHELLS, Sandbox, moved

PROGRAMS = ["shellcheck", "dash", "bash", "busybox"]

CONFIGURATION = "# A comment\n[options]\ndbfilter = ^%d_db$\nlist_db = False\nsmtp_server = mail.example.net\n"
DATABASE = "Zq7~x.y_A+b/c=$1,-"
MASTER = "$pbkdf2-sha512$600000$abcDEF./$ghiJKL./"
MAIL = "it's#;[%d]\"\\!`id`$(id)"
NAMES = {"SECRET_DB_PASSWORD": "one", "SECRET_ADMIN_PASSWD": "two", "SECRET_SMTP_PASSWORD": "three"}


def prepare(box, script):
    """Everything that a good start needs. Returns the script, with its two folders moved into the sandbox."""
    box.write("conf/odoo.conf", CONFIGURATION)
    box.write("secrets/one", DATABASE + "\n", 0o444)
    box.write("secrets/two", MASTER, 0o444)
    box.write("secrets/three", MAIL + "\n", 0o444)
    box.write("run/.keep", "")
    places = {"configuration=/etc/odoo/odoo.conf": f"configuration={box.folder}/conf/odoo.conf", "secrets=/run/secrets": f"secrets={box.folder}/secrets"}
    return box.write("odoo-start", moved(script, places), 0o755)


def failures(box):
    """What may be wrong: a name, what to do to the sandbox or the environment, and the message with %s for the sandbox."""
    conf, uid = f"{box.folder}/conf/odoo.conf", NOBODY
    secret = lambda text, name="one": (lambda environment: box.write(f"secrets/{name}", text, 0o444))
    configured = lambda text: (lambda environment: box.write("conf/odoo.conf", text))
    beyond = "has a character other than A-Z a-z 0-9 . _ ~ + / = $ , -"
    word = "is a word that Odoo does not take for text: choose another"
    visible = "has a character other than the visible ones of ASCII"
    password = f"a password belongs in a file under {box.folder}/secrets"
    return [
        ("no configuration", lambda _: (box.folder / "conf/odoo.conf").unlink(), f"{conf} is missing, or is not a file"),
        ("a folder for a configuration", lambda _: ((box.folder / "conf/odoo.conf").unlink(), (box.folder / "conf/odoo.conf").mkdir()), f"{conf} is missing, or is not a file"),
        ("an unreadable configuration", lambda _: box.write("conf/odoo.conf", CONFIGURATION, 0), f"{conf} cannot be read by uid {uid}: make it world-readable (0644)"),
        ("an empty configuration", configured(""), f"{conf} has no line [options]"),
        ("no section", configured("list_db = False\n"), f"{conf} has no line [options]"),
        ("a second section", configured(CONFIGURATION + "[queue_job]\nchannels = root:2\n"), f"{conf} has a section beside [options]"),
        ("an indented section", configured(CONFIGURATION + "  [queue_job]\n"), f"{conf} has a section beside [options]"),
        ("[options] twice", configured(CONFIGURATION + "[options]\n"), f"{conf} has a section beside [options]"),
        ("a database password", configured(CONFIGURATION + "db_password = x\n"), f"{conf} sets db_password: {password}"),
        ("a master password", configured(CONFIGURATION + "  ADMIN_passwd:x\n"), f"{conf} sets admin_passwd: {password}"),
        ("a mail password", configured(CONFIGURATION + "smtp_password=x\n"), f"{conf} sets smtp_password: {password}"),
        ("a missing secret", lambda _: (box.folder / "secrets/one").unlink(), f"secret one is missing: there is no file {box.folder}/secrets/one"),
        ("a missing second secret", lambda _: (box.folder / "secrets/two").unlink(), f"secret two is missing: there is no file {box.folder}/secrets/two"),
        ("a missing third secret", lambda _: (box.folder / "secrets/three").unlink(), f"secret three is missing: there is no file {box.folder}/secrets/three"),
        ("an unreadable secret", lambda _: box.write("secrets/two", MASTER, 0), f"secret two cannot be read by uid {uid}: make the file 0444"),
        ("an empty secret", secret(""), "secret one is empty"),
        ("only newlines", secret("\n\n", "two"), "secret two is empty"),
        ("two lines", secret(f"{DATABASE}\n{DATABASE}\n"), "secret one has more than one line"),
        ("a blank", secret("one two"), f"secret one {beyond}"),
        ("a blank at the end", secret("onetwo \n"), f"secret one {beyond}"),
        ("a carriage return", secret("onetwo\r\n"), f"secret one {beyond}"),
        ("a percent sign", secret("one%two", "two"), f"secret two {beyond}"),
        ("a letter beyond ASCII", secret("caf\u00e9"), f"secret one {beyond}"),
        ("bytes that are no text", secret(b"\xff\xfeone"), f"secret one {beyond}"),
        ("a word for a boolean", secret("False"), f"secret one {word}"),
        ("another", secret("tRUE", "two"), f"secret two {word}"),
        ("a word for nothing", secret("None", "three"), f"secret three {word}"),
        ("Odoo's default password", secret("admin\n", "two"), "secret two is Odoo's default: choose another"),
        ("a blank in the mail password", secret("one two", "three"), f"secret three {visible}"),
        ("a tab in the mail password", secret("one\ttwo", "three"), f"secret three {visible}"),
        ("no name of a secret", lambda environment: environment.pop("SECRET_DB_PASSWORD"), "SECRET_DB_PASSWORD is not set"),
        ("no name of another", lambda environment: environment.update(SECRET_ADMIN_PASSWD=""), "SECRET_ADMIN_PASSWD is not set"),
        ("no place", lambda environment: environment.pop("ODOO_RC"), "ODOO_RC is not set"),
        ("a place that cannot be written", lambda _: (box.folder / "run").chmod(0o555), f"cannot write {box.folder}/run/odoo.conf.new"),
    ]


def environment_for(box):
    """The environment that docker-compose.yml and the image give; `value` stands for whatever else somebody may set."""
    return {**NAMES, "ODOO_RC": f"{box.folder}/run/odoo.conf", "value": "inherited", "LANG": "C.UTF-8"}


def leaks(ending):
    """Whether a password was printed, or was given to a program."""
    return [password for password in (DATABASE, MASTER, MAIL) if password in ending.said or password in ending.started]


def check_failures(shell, script):
    """Each thing that may be wrong stops the start, with its message and without a trace."""
    with Sandbox(shell) as box:
        cases = [name for name, _, _ in failures(box)]
    for index, name in enumerate(cases):
        with Sandbox(shell) as box:
            program = prepare(box, script)
            environment = environment_for(box)
            _, spoil, message = failures(box)[index]
            spoil(environment)
            ending = box.run(program, "sh", "-c", "echo started", **environment)
            lines = ending.said.rstrip("\n").split("\n")
            yield equal((ending.status, lines[-1]), (78, f"odoo-start: {message}"), f"{shell}: {name} stops the start")
            yield expect("started" not in lines and not (box.folder / "run/odoo.conf").exists(), f"{shell}: {name} leaves no configuration behind", ending.said)
            yield equal(leaks(ending), [], f"{shell}: {name} shows no password")
    with Sandbox(shell) as box:
        ending = box.run(prepare(box, script), **environment_for(box))
        yield equal((ending.status, ending.said), (78, "odoo-start: no command to start\n"), f"{shell}: no command stops the start")


def check_starts(shell, script):
    """A good start, another one in the same container, and one without mail."""
    with Sandbox(shell) as box:
        program, environment = prepare(box, script), environment_for(box)
        joined = box.folder / "run/odoo.conf"
        shown = ["sh", "-c", 'printf "<%s>" "$@"; id -u >/dev/null', "name", "a b", "", "*"]
        for time in ("first", "second"):
            ending = box.run(program, *shown, **environment)
            yield equal((ending.status, ending.said), (0, "<a b><><*>"), f"{shell}: the {time} start runs the command as it is")
            yield equal(leaks(ending), [], f"{shell}: the {time} start gives no password to any program")
            wanted = f"{CONFIGURATION}\ndb_password = {DATABASE}\nadmin_passwd = {MASTER}\nsmtp_password = {MAIL}\n"
            yield equal(joined.read_text(), wanted, f"{shell}: the {time} start joins the configuration and the secrets")
            yield equal(stat.S_IMODE(joined.stat().st_mode), 0o600, f"{shell}: nobody else can read the joined file")
            yield equal(sorted(path.name for path in joined.parent.iterdir()), [".keep", "odoo.conf"], f"{shell}: nothing else is left")
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
    yield equal((linted.returncode, linted.stdout), (0, ""), "shellcheck has nothing to say, with every optional check but braces")
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
