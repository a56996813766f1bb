"""The running web server: nginx as Debian installs it, with a site's files put there by the site's own script."""

import ipaddress
import os
import pathlib
import shutil
import threading

import certificates
from isolation import must, private_copy, private_folder
from proof import expect, run
from web import ask

# Whose address no list names.
STRANGER = "100.64.0.254"
# The version of install-nginx.sh that is used in place of each: 1.24 has the directives of 1.22, 1.28 those of 1.26.
VERSIONS = {18: "18", 22: "22", 24: "22", 26: "26", 28: "26"}
HERE = pathlib.Path(__file__).resolve().parent
TOOLS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", HERE.parent.parent / ".build/realparts"))


class Web:
    """The running server, and addresses of clients to ask from."""

    def __init__(self, model):
        self.model = model
        self.server = model["server"]["ipv4"]
        self.server6 = model["server"].get("ipv6")
        self.allowed = [ipaddress.ip_network(text) for text in model["odoo"]["superadmin"]["allow_from"]]
        self.trusted = [ipaddress.ip_network(text) for text in model["nginx"]["trusted_proxies"]]
        self.fresh = (str(address) for address in ipaddress.ip_network("100.65.0.0/16").hosts())
        self.lock = threading.Lock()
        self.proxy = next((str(network[1]) for network in self.trusted if network.version == 4), None)
        self.operator = next((str(network[-1]) for network in self.allowed if network.version == 4), None)
        own = {self.server, self.server6, self.proxy, self.operator, STRANGER}
        for address in filter(None, own):
            must("ip", "address", "add", address, "dev", "lo", *(["nodad"] if ":" in address else []))

    def client(self):
        """An address that no list names and nobody has used yet."""
        with self.lock:
            address = next(self.fresh)
        must("ip", "address", "add", address, "dev", "lo")
        return address

    @property
    def superadmin(self):
        """The superadmin's host name."""
        return self.model["domains"]["superadmin"]

    def tenant(self, label="t1"):
        """A tenant's host name."""
        return f"{label}.{self.model['domains']['tenants']}"

    @property
    def apex(self):
        """The names beside the tenants' that are no tenant's."""
        return self.model["domains"]["tenants"], self.model["domains"]["tenants_www"]

    def source(self, host):
        """An address from which a host may be asked: the superadmin's site has an allow-list."""
        return self.operator if host == self.superadmin else None

    def ask(self, host, target="/", source=None, **request):
        """Asks the server, from an address that may."""
        return ask(self.server, host, target, source=source or self.source(host), **request)


def unpacked(model):
    """The folder of the nginx that the site's operating system has."""
    return TOOLS / "nginx" / VERSIONS[int(model["server"]["nginx_version"].split(".")[1])]


def fresh_host(model):
    """Makes the machine one on which the nginx of the site's operating system was just installed, as far as anybody in these
    namespaces can see."""
    package = unpacked(model)
    if not (package / "bin/nginx").exists():
        raise RuntimeError(f"{package} is not there: run install-nginx.sh")
    os.environ["PATH"] = f"{package}/bin:{os.environ['PATH']}"
    folder = private_copy("/etc") / "nginx"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(package / "etc/nginx", folder)
    for name in ("conf.d", "modules-enabled", "sites-enabled", "snippets"):
        (folder / name).mkdir(exist_ok=True)
    # By the package's own script.
    (folder / "sites-enabled/default").symlink_to("/etc/nginx/sites-available/default")
    shutil.rmtree("/etc/letsencrypt", ignore_errors=True)
    private_folder("/run")
    private_folder("/var")
    for name in ("cache", "lib/nginx", "log/nginx", "www/html"):
        pathlib.Path("/var", name).mkdir(parents=True)


def start(out, model, **options):
    """Makes the site's certificates, and has its own script put it into nginx."""
    fresh_host(model)
    certificates.authority()
    certificates.issue_all(model, **options)
    challenge = pathlib.Path(model["nginx"]["acme_webroot"], ".well-known/acme-challenge/token")
    challenge.parent.mkdir(parents=True)
    challenge.write_text("token.thumbprint", encoding="ascii")
    version = run("nginx", "-v").stdout
    named = f"nginx/1.{unpacked(model).resolve().name}."
    yield expect(named in version, f"it is {named}x", version)
    installed = run(out / "nginx/install.sh")
    yield expect(installed.returncode == 0, "install.sh puts the sites into nginx", installed.stdout)
    tested = run("nginx", "-t")
    yield expect(tested.returncode == 0, "nginx -t accepts the configuration", tested.stdout)
    yield expect("warn" not in tested.stdout, "nginx -t warns of nothing", tested.stdout)
