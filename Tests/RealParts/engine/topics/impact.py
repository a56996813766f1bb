"""What a change is said to take is what the engine, nginx and PostgreSQL then do: what is said to stay keeps its container and its start, and
what is said to be replaced or reloaded is. The plan that gen makes of two folders is the one that the server makes of itself."""

import json
import os
import pathlib
import shutil
import subprocess

from deployment import comes
from host_state import workers
from isolation import must
from proof import equal, expect, run
from topics.operations import commit, head, operate, write

NEEDS_ODOO = True
SERVICES = ["db", "db_superadmin", "odoo", "odoo_superadmin", "db_exporter", "db_superadmin_exporter"]
# What deploy.sh acts on; the firewall, certbot and cron of this server are not set up.
PARTS = ("files", "code", "secrets", "containers", "egress", "mail", "nginx")


def facts(site):
    """What runs now, and since when: containers, PostgreSQL, nginx."""
    began = {service: site.sql(service, "postgres", "SELECT pg_postmaster_start_time()") for service in SERVICES[:2]}
    return {service: (site.container(service), site.state(service)["StartedAt"], began.get(service)) for service in SERVICES}


def master():
    """nginx's first process, and since when it runs."""
    pid = pathlib.Path("/run/nginx.pid").read_text("ascii").strip()
    return pid, pathlib.Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(") ")[2].split()[19]


def serving():
    """nginx's workers, once those that only finish are gone."""
    comes(lambda: "shutting down" not in run("ps", "--no-headers", "--format", "args", "-C", "nginx").stdout, 60)
    return workers()


def drift(site):
    """What drift.sh finds in the parts that deploy.sh acts on."""
    ended = operate(site, "drift.sh", "--format", "json")
    if ended.returncode > 1:
        raise RuntimeError(f"drift.sh ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}")
    return [(f["kind"], f["part"], f["subject"], f["message"]) for f in json.loads(ended.stdout)["findings"] if f["part"] in PARTS]


def block(plan):
    """The head of a plan, and its command ./deploy.sh with the effects, without reasons."""
    lines = [line.partition("  #")[0] for line in plan.splitlines()]
    start = next((number for number, line in enumerate(lines) if line.startswith("./deploy.sh ")), None)
    if start is None:
        return lines[:3], None, []
    effects = []
    for line in lines[start + 1 :]:
        if not line.startswith("  "):
            break
        effects.append(line.strip())
    return lines[:3], lines[start], effects


def revise(site, tag, change):
    """A revision with a changed site.yaml, of which the former is checked out again; returns gen's plan and the server's."""
    base = pathlib.Path("/srv/base-of-plan")
    shutil.rmtree(base, ignore_errors=True)
    shutil.copytree(site.out, base)
    former = head(site)
    change(site.document)
    source = write(site)
    must(os.environ["GEN"], "build", source)
    stated = run(os.environ["GEN"], "diff", "--base", base, "--apply-plan", source, stderr=subprocess.PIPE).stdout
    commit(site, tag)
    must("git", "-C", site.folder, "checkout", "--quiet", "--detach", former)
    planned = operate(site, "deploy.sh", "--plan", tag)
    return stated.replace(" REVISION\n", f" {tag}\n"), planned.stdout


def equal_plans(stated, planned, what):
    """Whether both say the same of the deployment."""
    head_of_stated, command, effects = block(stated)
    head_of_planned, command_here, effects_here = block(planned)
    return equal((head_of_planned, command_here, effects_here), (head_of_stated, command, effects), f"{what}: gen's plan is the server's")


def applied(scene, tag, change, wanted, what):
    """Plans, deploys by the plan's own command, and compares what happened with what was said."""
    site = scene.site
    stated, planned = revise(site, tag, change)
    yield equal_plans(stated, planned, what)
    _, command, effects = block(stated)
    expected = {f"{'recreate' if service in wanted else 'keep'} {service}" for service in SERVICES} | {f"{'reload' if 'nginx' in wanted else 'keep'} nginx"}
    yield equal(set(effects), expected, f"{what}: the plan says what is replaced")
    before, began, served = facts(site), master(), serving()
    ended = operate(site, *command.removeprefix("./").split())
    yield equal(ended.returncode, 0, f"{what}: it is deployed by the plan's command {ended.stderr[-2000:]}")
    after = facts(site)
    replaced = {service for service in SERVICES if before[service] != after[service]}
    yield equal(replaced, {service for service in SERVICES if f"recreate {service}" in effects}, f"{what}: what is said to be replaced is, and nothing else")
    whole = {service for service in replaced if before[service][0] == after[service][0]}
    yield equal(whole, set(), f"{what}: a replaced service has another container, and is not only restarted")
    yield equal(master(), began, f"{what}: nginx's master stays")
    yield equal(serving() != served, "reload nginx" in effects, f"{what}: its workers are replaced only if it is said to be reloaded")


def of_drift(scene):
    """On the real engine: nothing is found after a deployment; what somebody changes is; a plan does not go over it."""
    site = scene.site
    yield equal(drift(site), [], "after a deployment drift.sh finds nothing")
    container = site.container("odoo")
    cpus = must("docker", "inspect", "--format", "{{.HostConfig.NanoCpus}}", container).strip()
    must("docker", "update", "--cpus", "0.5", container)
    must("docker", "run", "--detach", "--name", "curious", "--network", f"{site.model['name']}_tenants_web", "--entrypoint", "sleep", "postgres:17", "300")
    yield equal(
        drift(site),
        [
            ("changed", "containers", "odoo", "changed after it was created: cpus"),
            ("foreign", "containers", "curious", f"a container of somebody else is in {site.model['name']}_tenants_web"),
        ],
        "a container that was changed, and somebody else's, are found",
    )
    base = block(operate(site, "drift.sh", "--plan").stdout)[0][1].split()[1]
    ended = operate(site, "deploy.sh", "--base", base, head(site))
    yield expect(ended.returncode == 78 and "containers: odoo: changed after it was created: cpus" in ended.stderr, "a plan does not go over it", ended.stderr)
    must("docker", "rm", "--force", "curious")
    must("docker", "update", "--cpus", str(int(cpus) / 1e9), container)
    yield equal(drift(site), [], "when it is as before, nothing is found")


def of_changes(scene):
    """One change after the other, each with what it takes."""

    def web(document):
        document["odoo"]["tenants"].setdefault("limits", {})["time_cpu"] = "331s"
        document["nginx"]["tenant_limit"]["connections"] = 210
        document["server"]["ssh"] = {"allow_from": ["192.0.2.0/24"]}

    def database(document):
        document["postgres"]["tenants"] = {"settings": {"log_min_duration_statement": "2s"}}

    def scripts(document):
        document["odoo"]["rollout"]["sample"] = 7
        document["backup"]["keep"] = {"daily": 9}

    yield from applied(scene, "impact-web", web, {"odoo", "nginx"}, "a limit of the tenants' Odoo, one of nginx, and a range of the firewall")
    yield from applied(scene, "impact-database", database, {"db"}, "a setting of PostgreSQL")
    yield from applied(scene, "impact-scripts", scripts, set(), "what only the scripts read")
    yield equal(drift(scene.site), [], "then the server is as the folder says, as it was before each: a plan would not have gone over anything else")


def of_plans(scene):
    """A larger change, which is only planned: gen and the server say the same."""
    kept = json.dumps(scene.site.document)

    def larger(document):
        document["server"].update({"cpu_cores": 4, "memory": "16GiB", "networks": {"subnets": "10.213.0.0/24"}})

    stated, planned = revise(scene.site, "impact-larger", larger)
    yield expect("  stop all\n" in stated, "other networks stop everything", stated)
    yield equal_plans(stated, planned, "another server")
    scene.site.document.clear()
    scene.site.document.update(json.loads(kept))


def prove(scene):
    """After a deployment."""
    yield from of_drift(scene)
    yield from of_changes(scene)
    yield from of_plans(scene)
