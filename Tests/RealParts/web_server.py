"""The running web server, for check_nginx.py: nginx as Debian starts it, with the emitted folder as its own."""

import ipaddress
import pathlib
import shutil

from isolation import must, private_folder
from proof import expect, run
from web import ask


class Web:
    """The running server, and addresses of clients to ask from."""

    def __init__(self, model):
        self.model = model
        self.server = model["server"]["ipv4"]
        self.server6 = model["server"].get("ipv6")
        self.allowed = [ipaddress.ip_network(text) for text in model["odoo"]["superadmin"]["allow_from"]]
        self.trusted = [ipaddress.ip_network(text) for text in model["nginx"]["trusted_proxies"]]
        self.fresh = (str(address) for address in ipaddress.ip_network("100.64.0.0/24").hosts())
        self.proxy = next((str(network[1]) for network in self.trusted if network.version == 4), None)
        self.operator = next((str(network[-1]) for network in self.allowed if network.version == 4), None)
        own = {self.server, self.server6, self.proxy, self.operator, "100.64.0.254"}
        for address in filter(None, own):
            must("ip", "address", "add", address, "dev", "lo", *(["nodad"] if ":" in address else []))

    def client(self):
        """An address that no list names and nobody has used yet."""
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

    def ask(self, host, target="/", source=None, **request):
        """Asks the server; the superadmin's site from an address that may."""
        if source is None and host == self.superadmin:
            source = self.operator
        return ask(self.server, host, target, source=source, **request)


def start(out, model):
    """Starts nginx as Debian would, with the emitted folder in /etc/nginx and every site enabled."""
    stock = {name: pathlib.Path("/etc/nginx", name).read_bytes() for name in ("nginx.conf", "mime.types")}
    folder = private_folder("/etc/nginx")
    shutil.copytree(out / "nginx", folder, dirs_exist_ok=True)
    for name, content in stock.items():
        (folder / name).write_bytes(content)
    (folder / "sites-enabled").mkdir()
    for site in (folder / "sites-available").iterdir():
        (folder / "sites-enabled" / site.name).symlink_to(site)
    private_folder("/run")
    private_folder("/var/log/nginx")
    webroot = pathlib.Path(model["nginx"]["acme_webroot"])
    private_folder(webroot.parent)
    challenge = webroot / ".well-known/acme-challenge/token"
    challenge.parent.mkdir(parents=True)
    challenge.write_text("token.thumbprint", encoding="ascii")
    tested = run("nginx", "-t")
    yield expect(tested.returncode == 0, "nginx -t accepts the configuration", tested.stdout)
    yield expect("warn" not in tested.stdout, "nginx -t warns of nothing", tested.stdout)
    must("nginx")
