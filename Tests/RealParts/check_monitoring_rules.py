"""The alerts: promtool reads them and runs their tests, a change of any threshold fails one, and everything that they name exists."""

import concurrent.futures
import dataclasses
import json
import math
import pathlib
import re
import shutil
import tempfile

import yaml
from proof import equal, expect, result, run
from runbook import anchors

PROGRAMS = ["promtool"]
# The sites whose alerts are changed one by one: with other thresholds than the defaults, and with another Prometheus.
MUTATED = {"full", "ipv6"}
# The site whose tests are run as a user runs them, all rules at once.
WHOLE = "minimal"
# How many files one promtool reads.
BATCH = 40

# Who makes each metric; of its names, those that an alert asks for.
MAKERS = {
    "Prometheus": ["up", "prometheus_rule_evaluation_failures_total", "prometheus_config_last_reload_successful"],
    "Alertmanager": ["alertmanager_config_last_reload_successful", "alertmanager_notifications_failed_total"],
    "node exporter": [
        *("node_filesystem_avail_bytes", "node_filesystem_size_bytes", "node_filesystem_files_free", "node_filesystem_files"),
        *("node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes", "node_vmstat_oom_kill", "node_cpu_seconds_total"),
        *("node_timex_offset_seconds", "node_timex_sync_status", "node_textfile_scrape_error"),
    ],
    "postgres_exporter": [
        *("pg_up", "pg_exporter_last_scrape_error", "pg_stat_activity_count", "pg_stat_activity_max_tx_duration"),
        "pg_stat_database_deadlocks",
    ],
    "nginx exporter": ["nginx_up", "nginx_http_requests_total"],
    "blackbox exporter": ["probe_success", "probe_ssl_earliest_cert_expiry"],
    "mtail": [
        *("nginx_http_requests_total", "nginx_http_request_seconds_bucket", "nginx_http_login_attempts_total"),
        "odoo_workers_recycled_total",
    ],
    "metrics.sh": [
        *("odoo_tenants", "odoo_filestore_bytes", "odoo_jobs_overdue", "odoo_jobs_done", "odoo_jobs_active"),
        *("odoo_jobs_deactivated", "odoo_mail_stuck", "odoo_metrics_databases_failed", "odoo_container_restarts"),
        *("odoo_metrics_last_success_timestamp_seconds", "odoo_container_running", "odoo_container_oom_killed"),
    ],
    "daily-check.sh": [
        *("odoo_firewall_in_force", "odoo_egress_in_force", "odoo_drift_findings"),
        "odoo_daily_check_last_success_timestamp_seconds",
    ],
    "backup.sh": [
        *("gen_backup_succeeded", "gen_backup_last_success_timestamp_seconds"),
        "gen_backup_database_last_success_timestamp_seconds",
    ],
    "restore-test.sh": ["gen_restore_test_last_success_timestamp_seconds"],
}
# The parts of an expression of PromQL.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[A-Za-z_:][\w:]*|\d+(?:\.\d+)?|==|!=|>=|<=|=~|!~|\s+|.')
# What a comparison is turned into.
TURNED = {">": "<", "<": ">", ">=": "<", "<=": ">", "==": "!="}
# Functions without which an alert would miss what it is for.
GUARDS = {"abs": "", "last_over_time": r"\[[^\]]*\]"}


@dataclasses.dataclass(frozen=True)
class Mutant:
    """An alert with one thing changed."""

    what: str
    rule: dict


def check(out, site, model):
    """Checks the alerts of one site."""
    folder, alerts = out / "monitoring", model["alert_rules"]
    text = (out / "RUNBOOK.md").read_text(encoding="utf-8")
    if model["monitoring"]["mode"] == "none":
        yield equal(alerts, [], "without monitoring there are no alerts")
        yield expect(not (folder / "rules.yml").exists() and not (folder / "tests.yml").exists(), "and no files of them")
        yield expect("### Alert: " not in text, "and no sections in the run book")
        return
    read = run("promtool", "check", "rules", folder / "rules.yml")
    yield expect(read.returncode == 0 and f"{len(alerts)} rules found" in read.stdout, "promtool reads the rules", read.stdout)
    groups = yaml.safe_load((folder / "rules.yml").read_text(encoding="utf-8"))["groups"]
    tests = yaml.safe_load((folder / "tests.yml").read_text(encoding="utf-8"))
    rules = [rule for group in groups for rule in group["rules"]]
    yield from listed(rules, groups, alerts, model)
    yield from described(rules, text)
    yield from known(rules, model)
    yield from covered(rules, tests)
    with tempfile.TemporaryDirectory(prefix="rules-") as scratch:
        place = pathlib.Path(scratch)
        yield from alone(rules, tests, place)
        yield from literal(rules, place)
        name = site.parent.name
        if name == WHOLE:
            for file in ("rules.yml", "tests.yml"):
                shutil.copy(folder / file, place)
            ended = run("promtool", "test", "rules", place / "tests.yml", timeout=1200)
            yield expect(ended.returncode == 0, "all tests pass as a user runs them", ended.stdout)
        if name in MUTATED:
            yield from mutated(rules, tests, place)


def listed(rules, groups, alerts, model):
    """The file has the alerts of the model, each in the group of its area."""
    yield expect(len(rules) >= 45, "there are at least 45 alerts", len(rules))
    yield equal(
        sorted(rule["alert"] for rule in rules), sorted(alert["name"] for alert in alerts), "the rules are those of the model"
    )
    yield equal(len({rule["alert"] for rule in rules}), len(rules), "no two have the same name")
    for group in groups:
        duties = {rule["labels"]["duty"] for rule in group["rules"]}
        yield equal(duties, {group["name"]}, f"the group {group['name']} has its alerts")
    for rule in rules:
        name = rule["alert"]
        yield equal(set(rule["labels"]), {"severity", "duty", "site"}, f"{name}: its labels")
        yield expect(rule["labels"]["severity"] in {"critical", "warning"}, f"{name}: its severity")
        yield equal(rule["labels"]["site"], model["name"], f"{name}: its site")
        yield expect(all(rule["annotations"].get(key) for key in ("summary", "description")), f"{name}: its texts")
        if model["monitoring"]["mode"] == "remote":
            wanted = len(selectors(rule["expr"]))
            yield equal(rule["expr"].count(f'site="{model["name"]}"'), wanted, f"{name}: it asks for this site alone")


def described(rules, text):
    """Each alert leads to its own section of the run book, which has all parts."""
    known_anchors = anchors(text)
    sections = dict(re.findall(r"^### Alert: (\w+)\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL))
    yield equal(
        list(sections),
        [rule["alert"] for rule in sorted(rules, key=lambda rule: list(sections).index(rule["alert"]))],
        "the run book has a section on each",
    )
    for rule in rules:
        path, anchor = rule["annotations"]["runbook_url"].rsplit("#", 1)
        yield expect(
            path.endswith("/out/RUNBOOK.md") and anchor in known_anchors, f"{rule['alert']}: its section is there", anchor
        )
        section = sections.get(rule["alert"], "")
        wanted = ("- Severity: ", "- Threshold: ", "- To see more:\n    - run `", "- What to do:\n    - ")
        yield expect(all(part in section for part in wanted), f"{rule['alert']}: its section has all parts", section)


def selectors(expression):
    """The metrics that an expression asks for."""
    without = re.sub(r'"(?:[^"\\]|\\.)*"', '""', expression)
    without = re.sub(r"\b(?:by|on|group_left|without) \([^)]*\)", "", without)
    return re.findall(r"\b([a-z]\w*_\w+|up)\b(?=[\[{ )]|$)(?! ?\()", re.sub(r"\{[^}]*\}", "{}", without))


def known(rules, model):
    """Each metric that an expression names is one that somebody makes, and each job is one of prometheus.yml."""
    made = {name for names in MAKERS.values() for name in names}
    asked = {name for rule in rules for name in selectors(rule["expr"])}
    yield expect(len(asked) > 30 and asked <= made, "every metric is made by somebody", asked - made)
    local = set() if model["monitoring"]["mode"] == "local" else set(MAKERS["Alertmanager"] + MAKERS["Prometheus"]) - {"up"}
    yield equal(asked, made - local, "and every one of them is asked for")


def covered(rules, tests):
    """Each alert has a test in which it begins, at the end of its time and not before, and one in which it does not."""
    for rule in rules:
        name = rule["alert"]
        moments = [moment for test in of(tests, name) for moment in test["alert_rule_test"]]
        begins = any(moment["exp_alerts"] for moment in moments)
        # The watchdog has no other side.
        stays = any(
            not test["alert_rule_test"][0]["exp_alerts"] and len(test["alert_rule_test"]) == 1 for test in of(tests, name)
        )
        waits = "for" not in rule or any(len(test["alert_rule_test"]) == 2 for test in of(tests, name))
        yield expect(begins and waits and (stays or name == "Watchdog"), f"{name}: its tests show both sides", moments)


def of(tests, name):
    """The tests of one alert."""
    return [test for test in tests["tests"] if test["alert_rule_test"][0]["alertname"] == name]


def put(place, name, rule, tests):
    """Writes one rule and its tests, and returns the file of the tests."""
    rules = {"groups": [{"name": "one", "rules": [rule]}]}
    (place / f"{name}.rules.yml").write_text(json.dumps(rules), encoding="utf-8")
    path = place / f"{name}.tests.yml"
    whole = {"rule_files": [f"{name}.rules.yml"], "evaluation_interval": tests["evaluation_interval"]}
    path.write_text(json.dumps(whole | {"tests": of(tests, rule["alert"])}), encoding="utf-8")
    return path


def passed(paths):
    """Whether the tests of each file pass, many files by one program, and two programs at a time."""

    def batch(paths):
        ended = run("promtool", "test", "rules", *paths, timeout=1200)
        parts = re.split(r"^Unit Testing:  (.*)$", ended.stdout, flags=re.MULTILINE)
        return {name: verdict.strip() for name, verdict in zip(parts[1::2], parts[2::2], strict=True)}

    batches = [paths[index : index + BATCH] for index in range(0, len(paths), BATCH)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        verdicts = {name: verdict for found in pool.map(batch, batches) for name, verdict in found.items()}
    return [verdicts[str(path)] for path in paths]


def alone(rules, tests, place):
    """The tests of each rule pass with this rule alone."""
    paths = [put(place, rule["alert"], rule, tests) for rule in rules]
    for rule, verdict in zip(rules, passed(paths), strict=True):
        yield equal(verdict, "SUCCESS", f"{rule['alert']}: its tests pass")


def literal(rules, place):
    """A label is put into a text as it is, whatever it is: nothing in it is expanded again."""
    rule = next(rule for rule in rules if rule["alert"] == "TenantUnreachable")
    nasty = '{{ $value }} <b>"x"</b> {{ template "y" }}'
    annotations = rule["annotations"] | {"summary": rule["annotations"]["summary"].replace("{{ $labels.tenant }}", nasty)}
    labels = {"tenant": nasty, "host": "x", "job": "tenants", "site": rule["labels"]["site"]}
    series = "probe_success{" + ",".join(f"{key}={json.dumps(value)}" for key, value in labels.items()) + "}"
    seen = {"exp_labels": rule["labels"] | {"tenant": nasty, "host": "x"}, "exp_annotations": annotations}
    test = {
        "interval": "1m",
        "input_series": [{"series": series, "values": "0x10"}],
        "alert_rule_test": [{"eval_time": "5m", "alertname": rule["alert"], "exp_alerts": [seen]}],
    }
    path = put(place, "literal", rule, {"evaluation_interval": "30s", "tests": [test]})
    yield equal(passed([path]), ["SUCCESS"], "a hostile label stays what it is")


def tokens(expression):
    """The parts of an expression, which make it up when they are joined."""
    return TOKEN.findall(expression)


def numbers(parts):
    """What can be another number, with its replacements."""
    for index, part in enumerate(parts):
        if not re.fullmatch(r"\d+(?:\.\d+)?", part) or parts[max(index - 2, 0) : index] == ["vector", "("]:
            continue
        before = [text for text in parts[:index] if text.strip()][-1:]
        if part == "0":
            # A quantity that is extrapolated below 0 has no next number.
            yield from [] if before == ["<"] else [(index, "1")]
        elif "." in part:
            yield from ((index, f"{float(part) * 1.5:.4f}"), (index, f"{float(part) / 1.5:.4f}"))
        else:
            yield from ((index, str(math.ceil(int(part) * 1.5))), (index, str(math.floor(int(part) / 1.5))))


def operands(parts):
    """The ends of the parts that `or`, `and` and `unless` join at the outermost level, and the word before each."""
    depth, cuts = 0, [(0, "")]
    for index, part in enumerate(parts):
        depth += {"(": 1, ")": -1}.get(part, 0)
        if depth == 0 and part in {"or", "and", "unless"}:
            cuts.append((index, part))
    return cuts


def dropped(parts):
    """The expression without each of its parts in turn."""
    cuts = operands(parts)
    if len(cuts) == 1:
        return
    ends = [index for index, _ in cuts[1:]] + [len(parts)]
    for number, ((begin, word), end) in enumerate(zip(cuts, ends, strict=True)):
        rest = parts[:begin] + parts[end:]
        if number == 0:
            if cuts[1][1] == "unless":
                continue
            # What follows the word, and its list of labels, begins the rest.
            rest = tokens(re.sub(r"^\w+(?: on \([^)]*\))?\s*", "", "".join(rest)))
        yield f"without {word or 'the first part'} {''.join(parts[begin:end]).strip()}", "".join(rest).strip()


def variants(rule):
    """Every change of one rule."""
    parts = tokens(rule["expr"])
    for index, number in numbers(parts):
        yield f"{parts[index]} is {number}", rule | {"expr": "".join([*parts[:index], number, *parts[index + 1 :]])}
    for index, part in enumerate(parts):
        if part in TURNED:
            yield f"{part} is {TURNED[part]}", rule | {"expr": "".join([*parts[:index], TURNED[part], *parts[index + 1 :]])}
    for what, expression in dropped(parts):
        yield what, rule | {"expr": expression}
    for guard, argument in GUARDS.items():
        if guard + "(" in rule["expr"]:
            changed = re.sub(rf"\b{guard}\(([^()\[]*){argument}\)", r"\1", rule["expr"])
            yield f"without {guard}", rule | {"expr": changed}
    severity = "warning" if rule["labels"]["severity"] == "critical" else "critical"
    yield f"severity is {severity}", rule | {"labels": rule["labels"] | {"severity": severity}}
    if "for" not in rule:
        yield "for is 1m", rule | {"for": "1m"}
        return
    seconds = int(rule["for"][:-1]) * {"s": 1, "m": 60, "h": 3600}[rule["for"][-1]]
    # Rules are evaluated every 30 s: a third of one minute would be no other time.
    for other in (seconds * 3 // 2, seconds // 2 if seconds <= 60 else seconds * 2 // 3):
        yield f"for is {other}s", rule | {"for": f"{other}s"}


def mutated(rules, tests, place):
    """Each change of each rule is one that Prometheus can read, and that a test of the rule notices."""
    mutants = [Mutant(f"{rule['alert']}: {what}", changed) for rule in rules for what, changed in variants(rule)]
    every = {"groups": [{"name": str(index), "rules": [mutant.rule]} for index, mutant in enumerate(mutants)]}
    (place / "all.yml").write_text(json.dumps(every), encoding="utf-8")
    read = run("promtool", "check", "rules", place / "all.yml")
    yield expect(read.returncode == 0, "Prometheus can read every changed rule", read.stdout)
    yield expect(all(mutant.rule not in rules for mutant in mutants), "each differs from the rule")
    paths = [put(place, f"mutant-{index}", mutant.rule, tests) for index, mutant in enumerate(mutants)]
    verdicts = passed(paths)
    strange = [verdict for verdict in verdicts if verdict != "SUCCESS" and "alertname: " not in verdict]
    yield expect(not strange, "each is noticed by what it tells", strange[:1])
    survivors = [mutant.what for mutant, verdict in zip(mutants, verdicts, strict=True) if verdict == "SUCCESS"]
    yield expect(len(mutants) > 5 * len(rules), "each rule is changed in several ways", len(mutants))
    yield expect(not survivors, "a test notices every change", "\n".join(survivors))
    yield result(
        len(mutants) - len(survivors),
        len(mutants),
        f"changed alerts: {len(mutants)} made, {len(mutants) - len(survivors)} noticed",
    )
