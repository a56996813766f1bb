"""Values with everything in them that means something to one format or another: each reader reads back what was written
in site.yaml, or gen refuses the value and writes nothing."""

import configparser
import json
import os
import pathlib
import random
import subprocess
import tempfile

import compose
import yaml
from proof import equal, expect, program_of, run

PROGRAMS = ["docker-compose", "dash", "bash", "busybox"]
SITES = ["minimal"]

ALPHABET = ["'", '"', "\\", "$", "{", "}", "%", "#", ";", ":", "-", "=", "~", "*", "?", "!", "&", "|", "<", ">", "(", ")", "[", "]",
            "`", ",", "@", " ", "a", "B", "0", "é", "東", "\U0001f600", "${x}", "$(id)", "`id`", "{{ name }}", "{% if %}", "\\n", "%s"]
FIXED = ["no", "~", "null", "0777", "22:22", "1e3", ".inf", "<<", "=", "- a", "a: b", "a #b", "'", '"', "\\", "$", "$$", "${HOME}", "x" * 120,
         "!!str x", "&a", "*a", "|", ">", "@a", "%a", "[a]", "{a}", "--option", "a\\", "'; exit 1; '", "\"; exit 1; \"", "\u00a0x",
         "x\ny", "x\r", "\x1b[31m", "\u2028", "\u202e", ""]


def values():
    """A fixed list, and some random ones, the same in every run."""
    chance = random.Random(7)
    return FIXED + ["".join(chance.choices(ALPHABET, k=chance.randint(1, 8))) for _ in range(60)]


def check(_out, site, _model):
    """Puts each value into every free text of a site, one place after the other."""
    text = yaml.safe_load(site.read_text(encoding="utf-8"))
    refused = 0
    for value in values():
        for place, change in (("ini", ini), ("compose", postgres), ("shell", comment), ("mail", mail)):
            with tempfile.TemporaryDirectory() as name:
                folder = pathlib.Path(name)
                settings = json.loads(json.dumps(text))
                read = change(settings, value)
                # JSON is YAML, with every text in quotes.
                (folder / "site.yaml").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
                built = run(os.environ["GEN"], "build", folder / "site.yaml")
                if built.returncode == 0:
                    yield equal(read(folder / "out"), value, f"{place}: {value!r} is read back")
                else:
                    refused += 1
                    yield expect(
                        built.returncode == 65 and "error: " in built.stdout and not (folder / "out").exists(),
                        f"{place}: {value!r} is refused with a reason, and nothing is written", built.stdout)
    yield expect(refused < 160, "most values are carried, not refused", str(refused))


def ini(settings, value):
    """An option of odoo.conf."""
    settings["odoo"]["tenants"] = {"settings": {"log_handler": value}}

    def read(out):
        parser = configparser.RawConfigParser()
        parser.read(out / "odoo.conf", encoding="utf-8")
        return parser["options"]["log_handler"]

    return read


def postgres(settings, value):
    """A setting of PostgreSQL, which docker compose passes to it."""
    settings["postgres"]["settings"] = {"cluster_name": value}

    def read(out):
        (out.parent / "custom_addons").mkdir(exist_ok=True)
        command = compose.configuration(out)["services"]["db"]["command"]
        # `docker compose config` doubles the dollars again, so that its output can be read in turn.
        found = next(word for word in command if word.startswith("cluster_name="))
        return found.removeprefix("cluster_name=").replace("$$", "$")

    return read


def comment(settings, value):
    """A firewall rule's comment: one word of a shell script, for every shell."""
    settings["firewall"] = {"allow": [{"port": 9100, "comment": value}]}

    def read(out):
        found = set()
        program = """. "$1"; entry() { [ "$3" != 9100 ] || printf '%s' "$5"; }; site_firewall_rules"""
        for shell in (["dash"], ["bash"], ["bash", "--posix"], ["busybox", "sh"]):
            command = [program_of(shell[0]), *shell[1:], "-c", program, "sh", out / "ops/site.sh"]
            result = subprocess.run(command, capture_output=True, check=False)
            found.add(result.stdout.decode("utf-8", "replace"))
        return found.pop() if len(found) == 1 else found

    return read


def mail(settings, value):
    """The account on the mail server, which is in Odoo's configuration if there is no relay."""
    settings["odoo"]["mail"] = {"host": "smtp.example.net", "from": "a@example.net", "user": value, "relay": "none"}

    def read(out):
        parser = configparser.RawConfigParser()
        parser.read(out / "superadmin.conf", encoding="utf-8")
        return parser["options"]["smtp_user"]

    return read
