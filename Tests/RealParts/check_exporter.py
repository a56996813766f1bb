"""The real exporter of PostgreSQL against a real server, with the role that the site's own script makes, and what docker-compose.yml tells it."""

import contextlib
import os
import re
import subprocess
import urllib.request

import isolation
from alertmanager import until
from cluster import Cluster
from compose import configuration
from isolation import inside, isolated
from proof import equal, expect, program_of, result, run
from sandbox import Sandbox, moved

PROGRAMS = ["prometheus-postgres-exporter", "promtool", "psql", "docker-compose", *isolation.PROGRAMS]
# The role is the same for every site.
SITES = ["minimal", "odoo16"]
PASSWORD, ODOO = "Zq7~x.y_A+b/c=$1,-'\"", "odoo's own"

# What a dashboard and the rules read of each server.
SERIES = ["pg_up", "pg_settings_max_connections", "pg_stat_activity_count", "pg_stat_activity_max_tx_duration", "pg_stat_database_deadlocks",
          "pg_stat_database_numbackends", "pg_database_size_bytes"]  # fmt: skip
FORBIDDEN = {
    "one_db": "SELECT * FROM kept",
    "postgres": "CREATE TABLE mine (id int)",
}
WRONG = [
    "CREATE TEMP TABLE mine (id int)", "CREATE SCHEMA mine", "CREATE DATABASE mine", "CREATE ROLE more", "ALTER ROLE monitor SUPERUSER",
    "ALTER ROLE monitor CONNECTION LIMIT 100", "SET ROLE odoo", "SET ROLE postgres", "COPY (SELECT 1) TO PROGRAM 'true'", "SELECT pg_read_file('/etc/passwd')",
    "SELECT rolpassword FROM pg_authid", "SELECT lo_import('/etc/passwd')", "SELECT pg_reload_conf()", "CREATE EXTENSION dblink",
    "SELECT * FROM monitoring.pg_stat_statements", "ALTER SYSTEM SET archive_command = 'true'",
]  # fmt: skip


def check(out, site, model):
    """Only where there are exporters."""
    if not model["monitoring"]["is_on"]:
        scripts = [(out / "initdb" / model["postgres"][kind]["service"] / "10-role.sh").read_text() for kind in ("tenants", "superadmin")]
        yield expect(all("CREATE ROLE monitor" not in text for text in scripts), "without monitoring there is no role for it")
        yield equal([name for name in configuration(out)["secrets"] if "monitor" in name], [], "and no secret")
        return
    for name, service in configuration(out)["services"].items():
        if name in [each["service"] for each in model["monitoring"]["exporters"]]:
            yield from of_service(name, service, model)
    yield from isolated(__file__, out, site, model)


def of_service(name, service, model):
    """What docker-compose.yml says of it."""
    plan = next(each for each in model["monitoring"]["exporters"] if each["service"] == name)
    ports = [(port["host_ip"], int(port["published"]), port["target"]) for port in service["ports"]]
    yield equal(ports, [("127.0.0.1", plan["port"], 9187)], f"{name} publishes its port on the loopback only")
    yield equal(service["image"], model["monitoring"]["exporter_image"], f"{name} runs the image that was asked for")
    yield equal(service.get("volumes", []) + service.get("tmpfs", []), [], f"{name} has nothing to write to")
    kinds = {each["name"]: (each["is_internal"], each["publishes_ports"]) for each in model["networks"]}
    yield equal(sorted(kinds[network] for network in service["networks"]), [(True, False), (True, True)], f"{name} has no way out of this machine")
    yield equal(service["healthcheck"]["test"][:2], ["CMD", "wget"], f"{name}: its health check needs no shell")


def prove(out, _site, model):
    """Both servers, each with its exporter."""
    for kind in ("tenants", "superadmin"):
        server = model["postgres"][kind]
        with Cluster() as cluster, Sandbox("dash") as box:
            yield from on_server(cluster, box, out, model, server)


def on_server(cluster, box, out, model, server):
    """One server."""
    for secret, text in ((server["role_secret"], ODOO), (server["monitor_secret"], PASSWORD)):
        box.write(f"secrets/{secret}", text, 0o444)
    script = (out / "initdb" / server["service"] / "10-role.sh").read_text()
    program = box.write("10-role.sh", moved(script, {"=/run/secrets/": f"={box.folder}/secrets/"}), 0o755)
    for run_of in ("the first run", "the next one"):
        ending = box.run(program, POSTGRES_USER="postgres", PGHOST=str(cluster.folder))
        yield equal((ending.status, ending.said), (0, ""), f"{server['service']}: {run_of} ends well")
        yield expect(PASSWORD not in ending.started, "the password is no argument and in no environment")
    cluster.ask("CREATE DATABASE one_db TEMPLATE template_odoo")
    cluster.ask("REVOKE ALL ON DATABASE one_db FROM PUBLIC")
    cluster.ask("CREATE TABLE kept AS SELECT 'secret of a tenant' AS text", database="one_db")
    yield from of_role(cluster, server)
    yield from measured(cluster, box, out, server)
    log = cluster.log.read_text(errors="replace")
    yield expect(PASSWORD not in log and PASSWORD.replace("'", "''") not in log, "the password is not in the log")


def of_role(cluster, server):
    """What the role may do, and what it may not."""
    columns = "rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin, rolconnlimit"
    yield equal(cluster.ask(f"SELECT {columns} FROM pg_roles WHERE rolname = 'monitor'")[1], "f|f|f|f|f|t|3", "the role may log in, three times at once")
    members = "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = 'monitor'"
    yield equal(cluster.ask(members)[1], "pg_monitor", "it is a member of pg_monitor, and of nothing else")
    yield equal(cluster.ask("SELECT 1", "monitor", PASSWORD), (0, "1"), "it logs in with its password")
    yield equal(cluster.ask("SELECT 1", "monitor", "wrong")[0], 2, "and with no other")
    refused = 0
    for statement in WRONG:
        status, said = cluster.ask(f"SET default_transaction_read_only = off; {statement}", "monitor", PASSWORD)
        yield equal(status, 1, f"it may not {statement}: {said[-60:]}")
        refused += status == 1
    for database in ("one_db", "template1", "template_odoo", *([server["database"]] if "database" in server else [])):
        yield equal(cluster.ask("SELECT 1", "monitor", PASSWORD, database)[0], 2, f"it does not get into {database}")
    yield result(refused, len(WRONG), f"statements that the role of the exporter may not run: {len(WRONG)}")


@contextlib.contextmanager
def exporter(cluster, box, out, server, port, password):
    """The exporter with the environment of its service, but for the host and the folder of the secrets."""
    service = configuration(out)["services"][f"{server['service']}_exporter"]
    told = {key: value.replace(f"{server['service']}:5432", f"{cluster.address}:5432") for key, value in service["environment"].items()}
    file = box.write(f"password{port}", password, 0o444)
    environment = {"PATH": os.environ["PATH"]} | told | {"DATA_SOURCE_PASS_FILE": str(file)}
    process = subprocess.Popen([program_of("prometheus-postgres-exporter"), f"--web.listen-address=127.0.0.1:{port}"], env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def asked(port):
    """What it measures."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
        return answer.read().decode()


def measured(cluster, box, out, server):
    """With the password it sees what the server does, but nothing of a tenant's; without, it says that it sees nothing."""
    with exporter(cluster, box, out, server, 9187, PASSWORD) as process:
        yield until(lambda: "\npg_up 1" in asked(9187), f"{server['service']}: pg_up is 1")
        text = asked(9187)
        missing = [name for name in SERIES if not re.search(rf"^{name}(\{{| )", text, re.MULTILINE)]
        yield equal(missing, [], "every series that is read is there")
        yield expect('datname="one_db"' in text, "of databases that it may not open, too")
        yield expect("secret of a tenant" not in text and PASSWORD not in text, "neither a tenant's data nor the password is among them")
        linted = run("promtool", "check", "metrics", input=text)
        yield expect("error while linting" not in linted.stdout, "promtool reads them", linted.stdout[:500])
        for place in ("cmdline", "environ"):
            with open(f"/proc/{process.pid}/{place}", "rb") as file:
                yield expect(PASSWORD.encode() not in file.read(), f"the password is not in its {place}")
        sessions = cluster.ask("SELECT count(*) <= 3 FROM pg_stat_activity WHERE usename = 'monitor'")[1]
        yield equal(sessions, "t", "it needs no more connections than are kept for it")
    with exporter(cluster, box, out, server, 9188, "wrong"):
        yield until(lambda: "\npg_up 0" in asked(9188), "with a wrong password pg_up is 0")


if __name__ == "__main__":
    inside(prove)
