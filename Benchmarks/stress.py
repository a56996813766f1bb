#!/usr/bin/env python3
"""Inputs at the limits, at four sizes each: the time that gen takes grows as the input does, no faster.

usage: stress.py GEN

Every figure is processor time, least of several runs. What it takes is given as a ratio to a small build; the growth is the
exponent of the size, of what is taken beyond the same command with hardly any load. An exponent above 1.25 is
a failure, and so is a limit that is not kept. Sizes that take less than a fifth of a small build more cannot be told from
the noise of the machine: they do not count for the exponent.
"""

import dataclasses
import math
import os
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Callable

SITE = """\
version: 1
name: stockshop
contact: ops@example.net
server: {ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}
domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
tls: {dns_provider: cloudflare}
backup: {repository: /srv/backup}
"""
IMAGE = 'image: "odoo:18.0-20260105"'
MEBIBYTE = 1 << 20
STEPS = 4
RUNS = 5
MOST = 1.25
NOISE = 0.2
# So many entries of any list may take so long, whole process.
ENTRIES = 10_000
LIST_SECONDS = 0.15


@dataclasses.dataclass(frozen=True)
class Load:
    """Something that there can be much of."""

    name: str
    most: int
    write: Callable[[pathlib.Path, int], None]
    command: tuple = ("build",)
    status: int = 0

    @property
    def is_list(self):
        """Whether it is a site that is right, with many entries in a list."""
        return self.status == 0 and self.most == ENTRIES


def site(folder, odoo="", more=""):
    """A small site, with more in it."""
    (folder / "site.yaml").write_text(f"{SITE}odoo: {{{IMAGE}{odoo}}}\n{more}", encoding="utf-8")


def networks(count):
    """Different networks, in short."""
    return [f"10.{number >> 8}.{number & 255}.0/24" for number in range(count)]


def rules(folder, count):
    """Firewall rules, and as many networks that may open the superadmin's site."""
    allowed = f", superadmin: {{allow_from: [{', '.join(networks(count))}]}}"
    lines = [f"  - {{port: {1024 + number}, from: {network}}}\n" for number, network in enumerate(networks(count))]
    site(folder, allowed, "firewall:\n  allow:\n" + "".join(lines))


def mistakes(folder, count):
    """As many mistakes as there are rules."""
    site(folder, more="firewall:\n  allow:\n" + "".join(f"  - {{port: {70000 + number}}}\n" for number in range(count)))


def unknown(folder, count):
    """Keys that nobody knows."""
    site(folder, more="".join(f"k{number}: 1\n" for number in range(count)))


def settings(folder, count):
    """Options of Odoo that modules might read."""
    listed = "".join(f"      a{number}: b\n" for number in range(count))
    (folder / "site.yaml").write_text(f"{SITE}odoo:\n  {IMAGE}\n  tenants:\n    settings:\n{listed}", encoding="utf-8")


def rules_in_one_line(folder, count):
    """Firewall rules, all on one line."""
    listed = ", ".join(f"{{port: {1024 + number}, from: {network}}}" for number, network in enumerate(networks(count)))
    site(folder, more=f"firewall: {{allow: [{listed}]}}\n")


def settings_in_one_line(folder, count):
    """Options of Odoo, all on one line."""
    site(folder, f", tenants: {{settings: {{{', '.join(f'a{number}: b' for number in range(count))}}}}}")


def mistakes_in_one_line(folder, count):
    """Invalid ports, all on one line."""
    site(folder, more=f"firewall: {{allow: [{', '.join(f'{{port: {70000 + number}}}' for number in range(count))}]}}\n")


def one_key_again(folder, count):
    """The same key again and again, all on one line."""
    site(folder, more=f"postgres: {{settings: {{{'a: b, ' * (count + 1)}}}}}\n")


def anchors_in_one_line(folder, count):
    """Anchors and tags, which are refused, all on one line."""
    site(folder, more=f"firewall: {{web_from: [{'&a !b 10.0.0.0/8, ' * count}]}}\n")


def zones(folder, count):
    """Zones of a provider, whole zones, and name servers; none of them has to do with the site."""
    kinds = (("nameservers", "ns{}.example.org"), ("zones", "a{}.test"), ("provider_zones", "b{}.test"))
    lists = [f"{key}: [{', '.join(form.format(number) for number in range(count))}]" for key, form in kinds]
    site(folder, more=f"dns: {{{', '.join(lists)}}}\n")


def provider_zones(folder, count):
    """Zones of a provider, none of which has to do with the site."""
    site(folder, more=f"dns: {{provider_zones: [{', '.join(f'b{number}.test' for number in range(count))}]}}\n")


def write_templates(folder, text, parts=(), form="text"):
    """A small site with one template of its own."""
    site(folder)
    (folder / "templates").mkdir(exist_ok=True)
    for path, content in [("stress", f"{{#\nformat: {form}\n#}}\n{text}\n"), *parts]:
        (folder / "templates" / path).write_text(content, encoding="utf-8")


def per_network(text, form="text", more=""):
    """A template over as many networks."""

    def write(folder, count):
        write_templates(folder, text, form=form)
        site(folder, more=f"firewall: {{web_from: [{', '.join(networks(count))}]}}\n{more}")

    return write


def artifacts(folder, count):
    """An artifact for each option of Odoo."""
    write_templates(folder, "{{ option.key }}")
    path = folder / "templates" / "stress"
    header = "format: text\neach: option in odoo.tenants.settings\npath: stress/{{ option.key }}"
    path.write_text(path.read_text(encoding="utf-8").replace("format: text", header), encoding="utf-8")
    settings(folder, count)


KEPT = (
    '{% set kept = "192.0.2.0/24" in firewall.web_from %}'
    "{% for network in firewall.web_from %}{% if kept %}a{% endif %}{% endfor %}"
)
FRAGMENTS = (
    "{% if nginx.snippets.tenants is defined %}\n{% for network in firewall.web_from %}\n"
    "{{ nginx.snippets.tenants }}\n{% endfor %}\n{% endif %}"
)


def template(name, form, unit, parts=()):
    """A template that repeats something until it has a size; a hundred bytes are for its header."""
    return Load(
        name, MEBIBYTE, lambda folder, size: write_templates(folder, unit * ((size - 100) // len(unit)), parts, form))


LOADS = [
    Load("firewall rules, allow_from entries", 10_000, rules),
    Load("the same, gen diff", 10_000, rules, ("diff",), 1),
    Load("the same, gen show --why of the list", 10_000, rules, ("show", "firewall", "--why")),
    Load("mistakes in site.yaml", 10_000, mistakes, ("validate",), 65),
    Load("unknown keys", 10_000, unknown, ("validate",), 65),
    Load("options under settings", 10_000, settings),
    Load("firewall rules in one line", 10_000, rules_in_one_line),
    Load("options under settings in one line", 10_000, settings_in_one_line),
    Load("mistakes in one line", 10_000, mistakes_in_one_line, ("validate",), 65),
    Load("one key again and again in one line", 10_000, one_key_again, ("validate",), 65),
    Load("anchors and tags in one line", 10_000, anchors_in_one_line, ("validate",), 65),
    Load("zones and name servers", 10_000, zones, ("validate",), 65),
    Load("zones of a provider", 10_000, provider_zones, ("validate",), 65),
    Load("steps with a variable made from a list", 10_000, per_network(KEPT)),
    Load("fragments in a loop", 32_000, per_network(FRAGMENTS, "nginx", "nginx: {snippets: {tenants: 'a b;'}}\n")),
    Load("artifacts of one template", 20_000, artifacts, ("validate",)),
    template("bytes of text", "text", "All work and no play makes a dull page.\n"),
    template("bytes of values", "text", "{{ name }}\n"),
    template("bytes of conditions", "text", "{% if server.ipv6 is defined %}a{% else %}b{% endif %}\n"),
    template("bytes of loops", "text", "{% for z in odoo.addons %}{{ loop.index }}{% endfor %}\n"),
    template("bytes of includes", "text", '{% include "_part" %}\n', [("_part", "{{ name }}")]),
    template("bytes of variables", "text", "{% set a = name %}\n"),
    template("bytes of comments", "text", "{# nothing to be said #}\n"),
    template("bytes of nginx", "nginx", 'server { listen 80; add_header X "{{ contact }}"; }\n'),
    template("bytes of shell", "sh", 'if [ -n "$x" ]; then echo -- {{ contact }} "{{ name }}"; fi\n'),
    template("bytes of YAML", "yaml", '- {a: {{ contact }}, "b": "{{ name }}"}\n'),
    template("bytes of Markdown", "markdown", "| {{ contact }} | `{{ name }}` |\n"),
]


def seconds(gen, load, folder):
    """The processor time of one run."""
    output = folder / "out"
    subprocess.run(["rm", "-rf", output], check=True)
    with (folder / "printed").open("wb") as printed:
        process = subprocess.Popen([gen, *load.command], cwd=folder, stdout=printed, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != load.status:
        text = (folder / "printed").read_text(encoding="utf-8")[:2000]
        sys.exit(f"stress.py: {load.name}: gen ended with {os.waitstatus_to_exitcode(status)}\n{text}")
    return usage.ru_utime + usage.ru_stime


def least(gen, load, size):
    """The processor time that a load of a size takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        load.write(folder, size)
        return min(seconds(gen, load, folder) for _ in range(RUNS))


def growth(gen, load):
    """What a load takes at each size, each twice the last, beyond what it takes with hardly any load."""
    floor = least(gen, load, 1)
    return [least(gen, load, load.most >> step) - floor for step in reversed(range(STEPS))]


def exponent(costs, noise):
    """The slope of a straight line through the logarithms of sizes and costs, from the first size on whose cost is more than
    noise; None where fewer than two are."""
    first = next((index for index, cost in enumerate(costs) if min(costs[index:]) > noise), len(costs))
    logs = [math.log2(cost) for cost in costs[first:]]
    if len(logs) < 2:
        return None
    middle = (len(logs) - 1) / 2
    return sum((x - middle) * y for x, y in enumerate(logs)) / sum((x - middle) ** 2 for x in range(len(logs)))


def nested(opening, inner, closing, form="text"):
    """Something within itself."""
    return lambda folder, depth: write_templates(folder, opening * depth + inner + closing * depth, form=form)


def includes(folder, depth):
    """Templates that include one another in a row."""
    parts = [(f"_{number}", f'{{% include "_{number + 1}" %}}') for number in range(1, depth)]
    write_templates(folder, '{% include "_1" %}', [*parts, (f"_{depth}", "x")])


def variables(folder, count):
    """Variables of one template."""
    write_templates(folder, "".join(f"{{% set a{number} = name %}}" for number in range(count)))


def padded(folder, size):
    """A site of a size, by a comment."""
    site(folder)
    path = folder / "site.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "#" * (size - len(text) - 1) + "\n", encoding="utf-8")


def deep(folder, depth):
    """A site with lists inside each other, under a key that is ignored."""
    site(folder, more=f"x-deep: {'[' * (depth - 1)}{']' * (depth - 1)}\n")


# What has a limit: how much there may be, how it is written, and the finding about one more.
LIMITS = [
    ("bytes of site.yaml", MEBIBYTE, padded, "input-too-large"),
    ("levels of YAML", 64, deep, "too-deep"),
    ("bytes of a template", MEBIBYTE, lambda folder, size: write_templates(folder, "x" * (size - 20)), "templates-folder"),
    ("conditions inside each other", 64, nested("{% if server.ipv6 is defined %}", "x", "{% endif %}"), "nesting-limit"),
    ("loops inside each other", 64, nested("{% for z in odoo.addons %}", "x", "{% endfor %}"), "nesting-limit"),
    ("parentheses inside each other", 64, lambda f, n: write_templates(f, f"{{{{ {'(' * n}name{')' * n} }}}}"), "nesting-limit"),
    ("nested includes", 16, includes, "nesting-limit"),
    ("variables", 100, variables, "variable-limit"),
    ("blocks of nginx", 31, nested("a {\n", "b c;\n", "}\n", "nginx"), "too-deep"),
]


def at_limits(gen, baseline):
    """Builds at each limit, and one beyond it; returns how many limits are not kept."""
    failures = 0
    print(f"\n{'limit':36} {'most':>8} {'times a small build':>20}  one more")
    for name, most, write, finding in LIMITS:
        with tempfile.TemporaryDirectory() as root:
            folder = pathlib.Path(root)
            write(folder, most)
            cost = min(seconds(gen, Load(name, most, write), folder) for _ in range(RUNS))
            write(folder, most + 1)
            beyond = subprocess.run([gen, "build"], cwd=folder, capture_output=True, text=True, check=False)
            kept = beyond.returncode == 65 and f"[{finding}]" in beyond.stderr
        failures += not kept
        said = f"[{finding}]" if kept else f"ended with {beyond.returncode}: {beyond.stderr[:300]}"
        print(f"{name:36} {most:8} {cost / baseline:20.1f}  {said}")
    return failures


def main():
    """Prints a line for each load; returns 1 when one grows faster than it should."""
    gen = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        site(folder)
        baseline = min(seconds(gen, Load("", 0, rules), folder) for _ in range(2 * RUNS))
    print(f"{'load':36} {'most':>8} {'times a small build':>20} {'exponent':>9} {'ms':>7}")
    failures = 0
    for load in LOADS:
        costs = growth(gen, load)
        power = exponent(costs, NOISE * baseline)
        too_fast = power is not None and power > MOST
        failures += too_fast
        whole = costs[-1] + baseline
        missed = f" MISSES its aim of {LIST_SECONDS * 1e3:.0f} ms" if load.is_list and whole > LIST_SECONDS else ""
        print(f"{load.name:36} {load.most:8} {costs[-1] / baseline:20.1f} {'-' if power is None else f'{power:.2f}':>9} {whole * 1e3:7.0f}"
              + (" TOO FAST" if too_fast else "") + missed)
    broken = at_limits(gen, baseline)
    print(f"\n{len(LOADS)} loads, {failures} that grow faster than size to the power of {MOST}; "
          f"{len(LIMITS)} limits, {broken} not kept")
    return 1 if failures or broken else 0


if __name__ == "__main__":
    sys.exit(main())
