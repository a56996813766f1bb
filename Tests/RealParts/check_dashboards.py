"""The dashboards: Grafana's own schema reads them, promtool reads each expression, and every metric in them is one that something makes."""

import contextlib
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time
import urllib.request

import isolation
from cluster import Cluster
from isolation import inside, isolated
from proof import equal, expect, result, run

PROGRAMS = [
    "promtool",
    "prometheus-node-exporter",
    "prometheus-postgres-exporter",
    "prometheus-blackbox-exporter",
    *isolation.PROGRAMS,
]
SITES = ["minimal", "full", "ipv6", "odoo16", "small"]
ALWAYS = SITES

TOOLS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", pathlib.Path(__file__).resolve().parents[2] / ".build/realparts"))
# Reads a dashboard into the types that Grafana's schema has been made into, and writes it again.
ROUND_TRIP = """
import json, sys
from grafana_foundation_sdk.cog import plugins
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard
plugins.register_default_plugins()
print(JSONEncoder().encode(Dashboard.from_json(json.load(sys.stdin))))
"""
# Names that the exporters write: `written` asks those of node, blackbox and PostgreSQL; Prometheus makes the first two itself.
EXPORTERS = {
    "up", "ALERTS", "probe_success", "probe_duration_seconds", "node_filesystem_avail_bytes", "node_filesystem_size_bytes", "node_memory_MemAvailable_bytes",
    "node_memory_MemTotal_bytes", "node_memory_SwapTotal_bytes", "node_memory_SwapFree_bytes", "node_cpu_seconds_total", "node_vmstat_oom_kill", "pg_up",
    "pg_stat_activity_count", "pg_stat_activity_max_tx_duration", "pg_settings_max_connections", "pg_locks_count", "pg_stat_database_xact_commit",
    "pg_stat_database_xact_rollback", "pg_stat_database_blks_hit", "pg_stat_database_blks_read", "pg_stat_database_deadlocks", "pg_stat_database_temp_bytes",
    "pg_stat_database_tup_fetched", "pg_stat_database_tup_inserted", "pg_stat_database_tup_updated", "pg_stat_database_tup_deleted",
}  # fmt: skip
NAME = re.compile(r"\b((?:node|pg|probe|nginx_http|odoo|gen)_[A-Za-z_]+|up|ALERTS)\b(?=[{\s)\[/+*-]|$)")


def check(out, site, model):
    """Each dashboard, and the files by which Grafana finds them."""
    folder = out / "monitoring/dashboards"
    if model["monitoring"]["mode"] == "none":
        yield expect(not folder.exists(), "a site without monitoring has no dashboards")
        return
    paths = sorted(folder.iterdir())
    yield equal([path.name for path in paths], ["postgres.json", "site.json", "tenant.json"], "the dashboards")
    own = made_here(out)
    boards = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    for name, board in boards.items():
        yield from shape(name, board, model)
        yield from schema(name, board)
        yield from expressions(name, board, own)
    yield equal(len({board["uid"] for board in boards.values()}), 3, "each has a name of its own")
    yield from provisioning(out, model)
    if site.parent.name == "minimal":
        yield from isolated(__file__, out, site, model)


def prove(_out, _site, _model):
    """The real exporters write each of the names; a database server is there, and a page to probe."""
    with Cluster([]) as server, contextlib.ExitStack() as stack:
        ports = {
            9100: ["prometheus-node-exporter", "--web.listen-address=127.0.0.1:9100"],
            9187: ["prometheus-postgres-exporter", "--web.listen-address=127.0.0.1:9187"],
            9115: [
                "prometheus-blackbox-exporter",
                "--config.file=/etc/prometheus/blackbox.yml",
                "--web.listen-address=127.0.0.1:9115",
            ],
        }
        environment = os.environ | {"DATA_SOURCE_NAME": f"user=postgres host={server.folder} dbname=postgres sslmode=disable"}
        for command in ports.values():
            # pylint: disable=consider-using-with
            process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(process.wait)
            stack.callback(process.kill)
        # One of the metrics counts what sessions do.
        session = stack.enter_context(
            subprocess.Popen(
                [server.bin / "psql", "-X", "-h", server.folder, "-U", "postgres"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
            )
        )
        session.stdin.write(b"BEGIN; SELECT 1;\n")
        session.stdin.flush()
        pages = [
            "http://127.0.0.1:9100/metrics",
            "http://127.0.0.1:9187/metrics",
            "http://127.0.0.1:9115/probe?module=http_2xx&target=http://127.0.0.1:9100/",
        ]
        names = {"up", "ALERTS"}
        for page in pages:
            names |= set(re.findall(r"^([a-zA-Z_]+)[ {]", written(page), re.MULTILINE))
        session.stdin.close()
    yield result(sorted(EXPORTERS - names), [], "real exporters write every metric of theirs that the dashboards ask for")


def written(page):
    """What an exporter answers, as soon as it does."""
    for _ in range(100):
        with contextlib.suppress(OSError), urllib.request.urlopen(page, timeout=20) as answer:
            return answer.read().decode()
        time.sleep(0.2)
    raise RuntimeError(f"{page} does not answer")


def made_here(out):
    """The metrics that files of this folder make."""
    texts = [path.read_text(encoding="utf-8") for path in (out / "monitoring").glob("*.mtail")]
    names = {name for text in texts for name in re.findall(r"^(?:counter|gauge) (\w+)", text, re.MULTILINE)}
    names |= {f"{name}_bucket" for text in texts for name in re.findall(r"^histogram (\w+)", text, re.MULTILINE)}
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in [*(out / "ops/lib").iterdir(), out / "daily-check.sh"])
    names |= set(re.findall(r"\b(odoo_[a-z_]+)", scripts))
    names |= {f"odoo_{word}" for word in re.findall(r"^ *(?:gauge|value) ([a-z_]+)", scripts, re.MULTILINE)}
    for prefix in ("gen_backup", "gen_restore_test"):
        names |= {f"{prefix}_{word}" for word in re.findall(r"(?:single|of_databases|metric\(\"?|metric) ?\"?([a-z_]+)", scripts)}
    return names


def panels(board):
    """All of them that ask something."""
    return [panel for panel in board["panels"] if panel["type"] != "row"]


def shape(name, board, model):
    """What the schema does not say: places, the data source, the site's name."""
    taken = {}
    for panel in board["panels"]:
        place = panel["gridPos"]
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                taken.setdefault((x, y), []).append(panel["id"])
    yield equal(
        {at: ids for at, ids in taken.items() if len(ids) > 1 or at[0] > 23}, {}, f"{name}: no two panels are in the same place"
    )
    ids = [panel["id"] for panel in board["panels"]]
    yield equal(len(ids), len(set(ids)), f"{name}: each panel has a number of its own")
    sources = {target["datasource"]["uid"] for panel in panels(board) for target in panel["targets"]} | {
        panel["datasource"]["uid"] for panel in panels(board)
    }
    yield equal(sources, {f"gen-{model['name']}"}, f"{name}: all of them ask this site's Prometheus")
    yield expect(
        model["name"] in board["title"] and "{{ name }}" not in json.dumps(board),
        f"{name}: the title names the site",
        board["title"],
    )


def schema(name, board):
    """Nothing is lost or refused when it is read as Grafana's schema says."""
    python = TOOLS / "dashboards/bin/python"
    ended = run(python, "-c", ROUND_TRIP, input=json.dumps(board), stderr=subprocess.PIPE)
    if ended.returncode != 0:
        yield expect(False, f"{name}: Grafana's schema", ended.stderr)
        return
    lost = list(missing(board, json.loads(ended.stdout), name))
    yield result(lost, [], f"Grafana's schema knows every member of the dashboard {name}")


def missing(given, read, place):
    """The places whose value was lost."""
    if isinstance(given, dict):
        for key, value in given.items():
            if not isinstance(read, dict) or key not in read:
                # What is empty or null need not be written again.
                if value not in (None, "", [], {}, False):
                    yield f"{place}.{key}"
            else:
                yield from missing(value, read[key], f"{place}.{key}")
    elif isinstance(given, list):
        if not isinstance(read, list) or len(read) != len(given):
            yield place
        else:
            for index, (one, other) in enumerate(zip(given, read)):
                yield from missing(one, other, f"{place}[{index}]")
    elif given != read:
        yield f"{place}: {given!r} became {read!r}"


def asked(board):
    """Every expression, with the variables filled in."""
    for panel in panels(board):
        for target in panel["targets"]:
            yield panel["title"], re.sub(r"\$\{?(tenant|server)\}?", "a", target["expr"])


def expressions(name, board, own):
    """promtool reads them as rules, and knows every metric by its name."""
    found = list(asked(board))
    rules = {
        "groups": [
            {"name": name, "rules": [{"record": f"panel:{number}", "expr": text} for number, (_, text) in enumerate(found)]}
        ]
    }
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
        json.dump(rules, file)
        file.flush()
        judged = run("promtool", "check", "rules", file.name)
    yield expect(judged.returncode == 0, f"{name}: promtool reads {len(found)} expressions", judged.stdout)
    yield expect(len(found) >= 14, f"{name}: there are that many", len(found))
    for title, text in found:
        bare = re.sub(r'"[^"]*"', '""', text)
        bare = re.sub(r"\{[^}]*\}", "{}", bare)
        names = set(NAME.findall(bare))
        unknown = {metric for metric in names if metric not in EXPORTERS and metric not in own}
        yield equal((bool(names), unknown), (True, set()), f"{name}: the metrics of {title}")
    for variable in board["templating"]["list"]:
        yield expect(
            re.fullmatch(r"label_values\((probe_success|up)\{job=\"[a-z]+\"\}, [a-z]+\)", variable["query"]["query"]),
            f"{name}: the variable",
            variable,
        )


def provisioning(out, model):
    """Grafana's YAML, read by a YAML reader of another project."""
    folder = out / "monitoring/provisioning"
    read = {path.stem: json.loads(run("python3", "-c", "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))",
                                      input=path.read_text(encoding="utf-8")).stdout) for path in folder.iterdir()}  # fmt: skip
    source = read["datasource"]["datasources"][0]
    yield equal(
        (source["uid"], source["type"], source["url"]),
        (f"gen-{model['name']}", "prometheus", "http://127.0.0.1:9090"),
        "the data source",
    )
    yield equal(read["dashboards"]["providers"][0]["type"], "file", "the provider")


if __name__ == "__main__":
    inside(prove)
