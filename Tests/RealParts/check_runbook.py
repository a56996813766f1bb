"""The run book: every command in it is valid, every file, service, option and number in it exists."""

import os
import pathlib
import re
import tempfile

import yaml
from proof import equal, expect, run
from runbook import anchors, blocks, commands, simple_commands

PROGRAMS = ["shellcheck", "dash", "bash", "cmark-gfm"]

# Beside what the scripts may do: people see each status themselves, and a section is run from the top.
SHELLCHECK = ["shellcheck", "--norc", "--shell=sh", "--enable=all", "--exclude=SC2310,SC2250,SC2312"]
# Files that a text may name without their being in the output folder.
ELSEWHERE = {"site.yaml", ".env", "globals.sql", "docker-compose.override.yml", "templates/docker-compose.override.yml"}
# The options of docker compose that take a word of their own.
WITH_VALUE = {"--since", "--tail", "--entrypoint"}


def check(out, site, model):
    """Everything about one site's RUNBOOK.md."""
    text = (out / "RUNBOOK.md").read_text(encoding="utf-8")
    for part in (whole, links, tables, shell, scripts, paths, services, gen, capacity, diagram, conditions):
        yield from part(text, out, site, model)


def whole(text, _out, _site, model):
    """No trace of a template, and no blank at the end of a line."""
    yield expect("{{" not in text and "{%" not in text and not re.search(r"[ \t]\n", text), "it is made of whole lines")
    yield expect(not re.search(r"\n\n\n", text), "and no two empty lines are adjacent")
    for secret in model["secrets"]["files"]:
        yield expect(f"| `{secret['name']}` |" in text, f"the secret {secret['name']} is mentioned")
    for record in model["dns"]["address_records"] + model["dns"]["caa_records"]:
        value = record.get("address") or record["value"]
        yield expect(
            any(f"| `{record['name']}` |" in line and value in line for line in text.split("\n")),
            f"the record {record['name']} {value} is mentioned",
        )


def links(text, out, _site, _model):
    """Every link leads somewhere."""
    for target in re.findall(r"\]\(([^)]+)\)", text):
        name, _, anchor = target.partition("#")
        yield expect(
            anchor in anchors(text) if not name else (out / name).exists(), f"the link to {target} leads somewhere"
        )


def tables(text, out, _site, _model):
    """GitHub's own Markdown program renders each as a table, with all of its rows and cells."""
    ended = run("cmark-gfm", "--extension", "table", out / "RUNBOOK.md")
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    rows = [line for line in prose.split("\n") if line.startswith("|")]
    rules = [line for line in rows if re.fullmatch(r"[| -]+", line)]
    yield equal(ended.stdout.count("<table>"), len(rules), "every table is rendered as one")
    yield equal(ended.stdout.count("<tr>"), len(rows) - len(rules), "with all of its rows")
    yield expect("<td></td>" not in ended.stdout, "and no cell is empty", ended.stdout)


def shell(text, _out, _site, _model):
    """Shells and shellcheck read the commands of each section."""
    titles = list(dict.fromkeys(block.headings[1] for block in blocks(text) if block.language == "sh" and len(block.headings) > 1))
    with tempfile.TemporaryDirectory() as folder:
        for title in titles:
            path = pathlib.Path(folder) / "section.sh"
            path.write_text("#!/bin/sh\nset -eu\n" + commands(text, title), encoding="utf-8")
            for program in ("dash", "bash"):
                parsed = run(program, "-n", path)
                yield expect(parsed.returncode == 0 and not parsed.stdout, f"{program} -n: {title}", parsed.stdout)
            read = run(*SHELLCHECK, path)
            yield expect(read.returncode == 0, f"shellcheck: {title}", read.stdout)


def typed(text):
    """The words of every command that somebody types, in a block or in a line of text."""
    inline = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))
    inline = [line for line in inline if re.match(r"(\./|docker |gen )", line)]
    for script in [block.text for block in blocks(text) if block.language == "sh"] + inline:
        yield from simple_commands(script)


def scripts(text, out, _site, _model):
    """Every script that is called exists, is executable, and supports the options that it is given."""
    called = {}
    for words in typed(text):
        if words[0].startswith("./"):
            options = [word for word in words[1:] if word.startswith("-")]
            # Options after --restic are restic's.
            called.setdefault(words[0], set()).update(options[:1] if "--restic" in options else options)
    yield expect(len(called) >= 3, "scripts are called", called)
    for name, options in sorted(called.items()):
        path = out / name
        yield expect(path.is_file() and os.access(path, os.X_OK), f"{name} is there, and can be run")
        lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        usage = " ".join(line for line in lines if line.startswith("#   ") or "usage: " in line)
        for option in sorted(options):
            yield expect(re.search(rf"(?<![\w-]){option}(?![\w-])", usage), f"the usage of {name} has {option}", usage)


def paths(text, out, _site, _model):
    """Every file of ours that the text names exists."""
    ours = re.compile(r"^(?:\./)?((?:[\w.-]+/)*[\w-]*[\w.-]+\.(?:sh|conf|crontab|yml|zone|md|example|json|txt|sql|yaml|env))$")
    for code in sorted(set(re.findall(r"(?<!`)`([^`\s]+)`(?!`)", text))):
        match = ours.match(code)
        if match and match.group(1) not in ELSEWHERE:
            yield expect((out / match.group(1)).exists(), f"{code} is there")


def services(text, out, _site, model):
    """Every service and volume that a command names exists."""
    known = set(yaml.safe_load((out / "docker-compose.yml").read_text(encoding="utf-8"))["services"])
    volumes = {f"{model['name']}_{volume['name']}" for volume in model["volumes"]}
    count = 0
    for words in typed(text):
        if words[:3] == ["docker", "volume", "rm"]:
            yield expect(set(words[3:]) <= volumes, f"the volumes of {words} are ours")
        if words[:2] != ["docker", "compose"]:
            continue
        verb, rest = words[2], list(words[3:])
        named = []
        while rest:
            word = rest.pop(0)
            if word in WITH_VALUE:
                rest.pop(0)
            elif not word.startswith("-"):
                named.append(word)
        if verb in {"exec", "run"}:
            named = named[:1]
        count += len(named)
        yield expect(set(named) <= known | {"$service"}, f"the services of `docker compose {verb}` are ours", words)
    yield expect(count > 5, "services are named")


def gen(text, _out, _site, model):
    """Each command of gen exists, and each secret that it is given is ours."""
    program = os.environ["GEN"]
    seen = set()
    for words in typed(text):
        if words[0] != "gen":
            continue
        seen.add(" ".join(words))
        command = [word for word in words[1:] if word.isalpha()]
        asked = run(program, "help", *command)
        yield expect(asked.returncode == 0, f"{' '.join(words)} is a command of gen", asked.stdout)
        if "rotate" in words:
            names = {secret["name"] for secret in model["secrets"]["files"]}
            yield expect(words[3] in names, f"{words[3]} is a secret")
    yield expect({"gen build", "gen diff"} <= seen, "gen is named", seen)


def capacity(text, out, _site, model):
    """The numbers of the table are the same as in the files."""
    told = dict(re.findall(r"^\| (.+?) \| (.+?) \| .+ \|$", text, re.MULTILINE))
    compose = yaml.safe_load((out / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    # Those of the exporters are in the memory of the monitoring.
    exporters = [each["service"] for each in model["monitoring"]["exporters"]]
    for name, service in compose.items():
        if name in exporters:
            continue
        yield equal(
            (told.get(f"{name}: memory of the container"), told.get(f"{name}: processors of the container")),
            (service["mem_limit"].replace("m", " MiB"), str(service["cpus"])),
            f"{name}: memory and processors are those of docker-compose.yml",
        )
    for side in ("tenants", "superadmin"):
        instance, server = model["odoo"][side], model["postgres"][side]
        conf = (out / instance["config_file"]).read_text(encoding="utf-8")
        for subject, option in (("workers", "workers"), ("processes for scheduled jobs", "max_cron_threads")):
            wanted = re.search(rf"^{option} = (\d+)$", conf, re.MULTILINE).group(1)
            yield equal(told.get(f"{instance['service']}: {subject}"), wanted, f"{side}: {option} is that of odoo.conf")
        limit = f"max_connections={told.get(server['service'] + ': max_connections')}"
        yield expect(
            any(limit in word for word in compose[server["service"]]["command"]), f"{side}: {limit} is the server's"
        )
    yield expect(all(" | | " not in row for row in text.split("\n")), "every number has a reason")


def diagram(text, _out, _site, model):
    """The diagram declares each node that it joins, and closes what it opens."""
    found = [block.text for block in blocks(text) if block.language == "mermaid"]
    yield equal(len(found), 1, "there is one diagram")
    lines = [line.strip() for line in found[0].strip().split("\n")]
    yield equal(lines[0], "flowchart TB", "it is a flow chart")
    yield equal(
        sum(line.startswith("subgraph ") for line in lines), lines.count("end"), "every part of it that begins ends"
    )
    node = re.compile(r'(?:subgraph )?(\w+)(\["[^"]+"\]|\(\["[^"]+"\]\)|\[\("[^"]+"\)\])')
    edge = re.compile(r"(\w+) (?:-->|-\.->|-\. [\w ]+ \.->) (\w+)")
    declared, joined = set(), set()
    for line in lines[1:]:
        if match := node.fullmatch(line):
            declared.add(match.group(1))
        elif match := edge.fullmatch(line):
            joined |= set(match.groups())
        else:
            yield expect(line == "end", f"a line of the diagram is a node, an edge or an end: {line}")
    yield expect(joined and joined <= declared, "every node that is joined is declared", joined - declared)
    for word in (model["domains"]["superadmin"], f"*.{model['domains']['tenants']}"):
        yield expect(word in found[0], f"{word} is in the diagram")


def conditions(text, _out, _site, model):
    """The features of this site are mentioned, and no others."""
    provider = model["secrets"]["provider"]
    given = [side for side in ("superadmin", "tenants") if model["tls"][side]["source"] == "given"]
    for word, wanted in (
        ("./fetch-secrets.sh", provider == "dotenv"),
        ("./vault/install.sh", provider == "vault"),
        ("vault kv", provider == "vault"),
        ("octodns-sync", bool(model["dns"]["provider_zones"])),
        ("gen secrets init ../site.yaml", provider != "vault"),
        ("tls/credentials.example", "dns_challenge" in model["tls"]),
        ("remove AAAA records", "ipv6" not in model["server"]),
        ("cdn[", bool(model["nginx"]["trusted_proxies"])),
        ("creates tenants", model["odoo"]["superadmin"]["provisions_tenants"]),
        ("git clone REPOSITORY", "source" not in model),
    ):
        yield equal(word in text, wanted, f"whether `{word}` is mentioned")
    for side in given:
        yield expect(model["tls"][side]["key"] in text, f"{side}: the place of the given key is mentioned")
    for network in model["odoo"]["superadmin"]["allow_from"] + model["server"]["ssh"]["allow_from"]:
        yield expect(network in text, f"the allow-list {network} is mentioned")
