"""docker-compose.yml, as the real `docker compose config` reads it."""

import ipaddress
import pathlib
import re

import yaml
from compose import binds, configuration, service_plan
from proof import equal, expect

PROGRAMS = ["docker-compose"]

SERVICES = {"db", "db_superadmin", "odoo", "odoo_superadmin"}
MIB = 1 << 20


def folders(service):
    """The folders in memory, each of which has a size."""
    sized = [re.fullmatch(r"([^:]+):size=\d+m", folder) for folder in service["tmpfs"]]
    return [folder.group(1) for folder in sized if folder]


def check_everywhere(site, name, service):
    """Checks that apply to every service."""
    yield equal(service.get("restart"), "unless-stopped", f"{name} comes back after a crash and a reboot")
    yield equal(service.get("read_only"), True, f"{name} has a read-only file system")
    yield equal(service.get("cap_drop"), ["ALL"], f"{name} has no capability")
    yield expect(
        not service.get("cap_add") and not service.get("privileged"), f"{name} gets no privilege back", service
    )
    yield equal(service.get("security_opt"), ["no-new-privileges:true"], f"{name} cannot gain privileges")
    yield expect(
        "network_mode" not in service and "pid" not in service and "ipc" not in service,
        f"{name} shares no namespace of the host",
    )
    logging = service.get("logging", {})
    yield equal(logging.get("driver"), "journald", f"{name} logs to the journal, which outlives its container")
    yield equal(logging.get("options", {}), {"tag": f"{site}/{name}"}, f"{name} has a name there")
    yield equal(service.get("memswap_limit"), service.get("mem_limit"), f"{name} gets no swap")
    yield expect(
        0 < int(service.get("pids_limit", 0)) <= 65536, f"{name} has a cap on processes", service.get("pids_limit")
    )
    test = service.get("healthcheck", {}).get("test", [])
    yield expect(
        test[:1] in (["CMD"], ["CMD-SHELL"]) and "127.0.0.1" in " ".join(test),
        f"{name} has a health check over TCP",
        test,
    )
    for place in binds(service):
        yield equal(place.get("read_only"), True, f"{name} mounts {place['target']} read-only")
        yield expect(
            not place.get("bind", {}).get("create_host_path"), f"{name} refuses a missing {place['target']}", place
        )
    for key, value in service.get("environment", {}).items():
        secret = "PASSWORD" in key.upper() or "PASSWD" in key.upper()
        known = re.fullmatch(r"/run/secrets/[a-z_]+|[a-z_]+", value or "")
        yield expect(not secret or known, f"{name} is given the name of a secret in {key}, not its value")
    mounted = {secret["source"] for secret in service.get("secrets", [])}
    named = {value.rsplit("/", 1)[-1] for key, value in service["environment"].items() if "PASSW" in key}
    yield expect(named <= mounted, f"{name} has every secret that its environment names", f"{named} of {mounted}")


def check_planned(name, service, plan):
    """Checks of every service against the model."""
    yield equal(sorted(service["networks"]), sorted(plan["networks"]), f"{name} is on the networks it needs, and no other")
    yield equal(sorted(secret["source"] for secret in service["secrets"]), sorted(plan["secrets"]), f"{name} has its secrets")
    yield equal(int(service["mem_limit"]), plan["memory_mib"] * MIB, f"{name} may use the memory that was planned")
    yield equal(float(service["cpus"]), float(plan["cpus"]), f"{name} may use the cores that were planned")


def check_database(name, service, server, postgres, image_kinds):
    """Checks of a PostgreSQL service."""
    yield equal(service["image"], postgres["image"], f"{name} runs the image that was asked for")
    yield equal(service.get("user"), "postgres", f"{name} does not run as root")
    yield equal(service.get("ports", []), [], f"{name} publishes no port")
    yield expect(
        all(image_kinds[network] for network in service["networks"]),
        f"{name} is on internal networks only",
        service["networks"],
    )
    wanted = ["postgres"] + [word for item in server["settings"] for word in ("-c", f"{item['key']}={item['value']}")]
    yield equal(service["command"], wanted, f"{name} gets its settings, whatever characters they have")
    yield equal(
        len(server["settings"]), len({item["key"] for item in server["settings"]}), f"{name} gets each setting once"
    )
    data = [volume for volume in service["volumes"] if volume["type"] == "volume"]
    path = "/var/lib/postgresql" if postgres["version"] >= 18 else "/var/lib/postgresql/data"
    yield equal(
        [(volume["source"], volume["target"]) for volume in data],
        [(server["volume"], path)],
        f"{name} keeps its data in its volume",
    )
    yield equal(folders(service), ["/tmp", "/var/run/postgresql"], f"{name} can write its socket")
    test = " ".join(service["healthcheck"]["test"])
    login = f"-U {server['role']} -d {server.get('database', 'postgres')} "
    yield expect(login in test, f"{name} is healthy when Odoo's role can log in", test)


def check_instance(name, service, instance, model):
    """Checks of an Odoo service."""
    odoo = model["odoo"]
    yield equal(service["image"], odoo["built_image"], f"{name} runs the image that is built here")
    yield equal(service.get("init"), True, f"{name} has an init process")
    wanted = {(instance["port"], odoo["http_port"])}
    if not instance["is_threaded"]:
        wanted.add((instance["websocket_port"], odoo["gevent_port"]))
    ports = {(int(port["published"]), port["target"]) for port in service["ports"]}
    yield equal(ports, wanted, f"{name} publishes its ports")
    yield expect(
        all(port.get("host_ip") == "127.0.0.1" for port in service["ports"]),
        f"{name} publishes on 127.0.0.1 only",
        service["ports"],
    )
    aliases = [f"{model['domains']['superadmin']}={instance['gateway']}"] if name == "odoo_superadmin" else []
    yield equal(service.get("extra_hosts", []), aliases, f"{name} finds its own site without DNS where it has one name")
    awaited = {"db_superadmin"} if name == "odoo_superadmin" else {"db"}
    if instance.get("provisions_tenants"):
        awaited.add("db")
    yield equal(set(service["depends_on"]), awaited, f"{name} waits for its databases")
    conditions = {dependency["condition"] for dependency in service["depends_on"].values()}
    yield equal(conditions, {"service_healthy"}, f"{name} waits until they are healthy")
    targets = {volume["target"]: volume.get("source") for volume in service["volumes"]}
    yield equal(
        pathlib.Path(targets.get("/etc/odoo/odoo.conf", "")).name,
        instance["config_file"],
        f"{name} reads its own configuration",
    )
    files = {"odoo": "odoo-data", "odoo_superadmin": "odoo-superadmin-data"}
    yield equal(targets.get(odoo["data_directory"]), files[name], f"{name} keeps its files in its volume")
    addons = [addon["container_path"] for addon in odoo["addons"]]
    yield expect(all(path in targets for path in addons), f"{name} has the add-ons", f"{addons} in {targets}")
    if instance.get("provisions_tenants"):
        yield equal(targets.get(instance["tenants_volume_path"]), files["odoo"], f"{name} has the tenants' files")
    yield expect(
        odoo["run_directory"] in folders(service) and "/tmp" in folders(service),
        f"{name} can write where it must",
        service["tmpfs"],
    )


def check_names(project, out):
    """Everything that is used is defined, everything that is defined is used."""
    services = project["services"].values()
    used = {
        "networks": {network for service in services for network in service["networks"]},
        "volumes": {
            volume["source"] for service in services for volume in service.get("volumes", []) if volume["type"] == "volume"
        },
        "secrets": {secret["source"] for service in services for secret in service["secrets"]},
    }
    for kind, names in used.items():
        yield equal(set(project[kind]), names, f"{kind}: defined and used are the same")
    for name, secret in project["secrets"].items():
        yield equal(pathlib.Path(secret["file"]).name, name, f"the secret {name} is the file of that name")
        yield expect(
            out not in pathlib.Path(secret["file"]).parents, f"the secret {name} is not in the output folder", secret
        )
    for service in services:
        for place in binds(service):
            source = pathlib.Path(place["source"])
            if out not in source.parents:
                continue
            files = [source] if source.is_file() else [path for path in source.rglob("*") if path.is_file()]
            yield expect(files, f"{source.name} is mounted and was written")
            for path in [source, *files]:
                yield expect(
                    path.stat().st_mode & 0o004, f"{path.relative_to(out)} can be read by any container's user"
                )


def check_pairs(project, model):
    """Members of a network can reach one another: two services that need it, or one and the Internet."""
    members = {}
    for name, service in project["services"].items():
        for network in service["networks"]:
            members.setdefault(network, set()).add(name)
    wanted = {
        "tenants_web": {"odoo"},
        "superadmin_web": {"odoo_superadmin"},
        "tenants_database": {"odoo", "db"},
        "superadmin_database": {"odoo_superadmin", "db_superadmin"},
    }
    if model["odoo"]["superadmin"]["provisions_tenants"]:
        wanted["provisioning"] = {"odoo_superadmin", "db"}
    for exporter in model["monitoring"]["exporters"]:
        wanted[f"{exporter['owner']}_exporter"] = {exporter["service"], exporter["server"]}
        wanted[f"{exporter['owner']}_measurements"] = {exporter["service"]}
    yield equal(members, wanted, "the networks are those of the table, each for two")


def check_addresses(project, model):
    """Each network has its own subnet in the range of the site, and an interface with a unique name."""
    full = ipaddress.IPv4Network(model["server"]["networks"]["subnets"])
    taken = []
    for name, network in project["networks"].items():
        planned = next(each for each in model["networks"] if each["name"] == name)
        (config,) = network["ipam"]["config"]
        subnet = ipaddress.IPv4Network(config["subnet"])
        yield equal((config["subnet"], config["gateway"]), (planned["subnet"], planned["gateway"]), f"{name} has the planned addresses")
        yield expect(subnet.subnet_of(full) and ipaddress.IPv4Address(config["gateway"]) in subnet.hosts(), f"{name} is in the range", config)
        yield expect(subnet.num_addresses >= 16, f"{name} has room for one-off containers beside the running ones", config)
        yield expect(not any(subnet.overlaps(other) for other in taken), f"{name} has its addresses for itself", f"{subnet} {taken}")
        taken.append(subnet)
        options = network["driver_opts"]
        bridge = options["com.docker.network.bridge.name"]
        yield equal((bridge, len(bridge) <= 15), (planned["bridge"], True), f"{name} has an interface with a name that the kernel takes")
        yield equal(bridge, "gen-" + subnet.network_address.packed.hex(), f"{name} has an interface that no other network can have")
        yield equal(network.get("enable_ipv6", False), False, f"{name} has no IPv6, whatever the engine's default is")
        published = options.get("com.docker.network.bridge.host_binding_ipv4")
        yield equal(published, None if network.get("internal") else "127.0.0.1", f"{name} publishes on 127.0.0.1 by default")


def check(out, site, model):  # pylint: disable=unused-argument
    """Everything about one site's docker-compose.yml."""
    out = out.resolve()
    yield expect(
        "version" not in yaml.safe_load((out / "docker-compose.yml").read_text()), "the file has no obsolete version"
    )
    project = configuration(out)
    services = project["services"]
    exporters = {each["service"] for each in model["monitoring"]["exporters"]}
    yield equal(set(services), SERVICES | exporters, "there are the four services, and an exporter of each database server where the site is watched")
    yield equal(project["name"], model["name"], "the project has the site's name")
    image_kinds = {name: network.get("internal", False) for name, network in project["networks"].items()}
    for name, service in sorted(services.items()):
        yield from check_everywhere(model["name"], name, service)
        yield from check_planned(name, service, service_plan(model, name))
    for kind in ("tenants", "superadmin"):
        server, instance = model["postgres"][kind], model["odoo"][kind]
        yield from check_database(
            server["service"], services[server["service"]], server, model["postgres"], image_kinds
        )
        yield from check_instance(instance["service"], services[instance["service"]], instance, model)
    published = [port["published"] for service in services.values() for port in service.get("ports", [])]
    yield equal(len(published), len(set(published)), "no two services publish the same port")
    built = [name for name, service in services.items() if "build" in service]
    yield equal(built, ["odoo"], "the image is built once")
    total = sum(int(service["mem_limit"]) for service in services.values())
    yield expect(
        total <= model["server"]["memory_mib"] * MIB, "together they fit into the server's memory", f"{total} bytes"
    )
    yield from check_names(project, out)
    yield from check_pairs(project, model)
    yield from check_addresses(project, model)
