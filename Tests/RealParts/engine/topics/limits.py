"""The limits of each container and each process, according to the kernel."""

import pathlib

from deployment import comes
from proof import equal, expect

NEEDS_ODOO = True
MIB = 1 << 20
# A control's file, in the first and in the second version of control groups.
MEMORY = ("memory/memory.limit_in_bytes", "memory.max")
PIDS = ("pids/pids.max", "pids.max")
READS_CONFIGURATION = """
import json
import odoo.tools
odoo.tools.config.parse_config([])
print(json.dumps({key: odoo.tools.config[key] for key in sys.argv[1:]}))
"""


def status(process, key):
    """A line of /proc/PID/status or /proc/PID/limits, by its beginning."""
    for file in ("status", "limits"):
        for line in pathlib.Path(f"/proc/{process}/{file}").read_text().splitlines():
            if line.startswith(key):
                return line[len(key) :].lstrip(":").split()
    raise KeyError(key)


def control(site, service, files):
    """The kernel's limits of a container; it sees its own control group as the whole tree."""
    places = " ".join(f"/sys/fs/cgroup/{file}" for file in files)
    return site.inside(service, "sh", "-c", f"cat {places} 2>/dev/null || :").stdout.strip()


def of_containers(site):
    """The limits of all containers."""
    for plan in site.model["services"]:
        service = plan["name"]
        yield equal(control(site, service, MEMORY), str(plan["memory_mib"] * MIB), f"{service}: the kernel's limit on memory is the planned one")
        yield equal(control(site, service, PIDS), str(plan["pids"]), f"{service}: so is the one on processes")
        first = site.state(service)["Pid"]
        files = status(first, "Max open files")[:2]
        yield equal(files, [str(plan["open_files"])] * 2, f"{service}: files that a process may have open, both limits")
        for folder in plan["tmpfs"]:
            sized = site.inside(service, "df", "-m", "--output=size", folder["path"]).stdout.split()[-1]
            yield equal(sized, str(folder["size_mib"]), f"{service}: the size of {folder['path']}, which is in memory")
        yield equal(status(first, "CapEff"), ["0000000000000000"], f"{service}: no capability")
        yield equal(status(first, "NoNewPrivs"), ["1"], f"{service}: no way to gain any")
        yield expect("0" not in status(first, "Uid"), f"{service}: not root", status(first, "Uid"))
        written = site.inside(service, "sh", "-c", "touch /usr/written")
        yield expect("Read-only file system" in written.stdout, f"{service}: its file system is read-only", written.stdout)


def of_processes(site, instance):
    """The processes of one instance of Odoo, and what each may use."""
    service, wanted = instance["service"], instance["processes"] + 1
    there = comes(lambda: len(site.odoo_processes(service)) == wanted, 60)
    processes = site.odoo_processes(service)
    yield expect(there, f"{service}: a process for each worker, each job, websockets, and the one that starts them", processes)
    limited = [process for process in processes if status(process, "Max address space")[0] != "unlimited"]
    yield equal(limited, processes[1:], f"{service}: all but the first have a limit on memory")
    amounts = {status(process, "Max address space")[0] for process in limited}
    yield equal(amounts, {str(instance["limits"]["memory_hard_bytes"])}, f"{service}: it is limits.memory_hard")


def of_temporary_files(site, service):
    """What is older than any request goes, in the running container."""

    def listed():
        return site.inside(service, "ls", "/tmp").stdout.split()

    site.inside(service, "sh", "-c", "touch -d '3 days ago' /tmp/report.old.html && touch /tmp/report.new.html")
    yield expect(comes(lambda: "report.old.html" not in listed(), 150), f"{service}: an old file leaves /tmp", listed())
    yield expect("report.new.html" in listed(), f"{service}: a new one stays", listed())


def of_configuration(site, instance):
    """The joined configuration, as Odoo itself reads it."""
    service, limits = instance["service"], instance["limits"]
    wanted = {
        "workers": instance["workers"],
        "max_cron_threads": instance["cron_threads"],
        "limit_time_cpu": limits["time_cpu_seconds"],
        "limit_time_real": limits["time_real_seconds"],
        "limit_memory_soft": limits["memory_soft_bytes"],
        "limit_memory_hard": limits["memory_hard_bytes"],
        "limit_memory_soft_gevent": limits["websocket_memory_soft_bytes"],
        "limit_memory_hard_gevent": limits["websocket_memory_hard_bytes"],
        "db_maxconn": instance["db_maxconn"],
        "list_db": False,
        "proxy_mode": True,
        "dbfilter": instance["dbfilter"],
    }
    read = site.python(service, f"import sys{READS_CONFIGURATION}", *wanted)
    yield equal(read, wanted, f"{service}: Odoo reads what was planned")
    warned = [line for line in site.logs(service).splitlines() if "unknown option" in line or "DeprecationWarning" in line]
    yield equal(warned, [], f"{service}: and complains of no option")


def prove(scene):
    """Everything that is counted."""
    yield from of_containers(scene.site)
    for kind in ("tenants", "superadmin"):
        yield from of_processes(scene.site, scene.site.model["odoo"][kind])
        yield from of_configuration(scene.site, scene.site.model["odoo"][kind])
    yield from of_temporary_files(scene.site, scene.site.model["odoo"]["tenants"]["service"])
