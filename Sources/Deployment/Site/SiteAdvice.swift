import Document
import Model
import Schema

/// What is said about keys that are wrong where they stand: they belong elsewhere, or are another program's.
enum SiteAdvice {
  static let advice = KeyAdvice(unknown: unknown, secret: secret)

  /// Where a key belongs that a section does not have.
  @Sendable private static func unknown(_ key: String, in section: String) -> String? {
    let below = section.isEmpty ? key : "\(section).\(key)"
    let parts = below.split(separator: ".").map(String.init)
    if key.contains("."), settings.contains(where: { $0.path == below }), let last = parts.last {
      return
        "write `\(last):` indented under `\(parts.dropLast().joined(separator: ": "))`: a path is written as nested keys"
    }
    let isOdoos = section.isEmpty || section == "odoo" || section.hasPrefix("odoo.")
    if isOdoos, let option = option(key) { return option }
    if let other = others[below.lowercased()] ?? others[key.lowercased()] { return other }
    let places = settings.map(\.path).filter { $0.hasSuffix(".\(key)") }
    guard !places.isEmpty else { return nil }
    let more = places.count > 4 ? ", and \(places.count - 4) more" : ""
    return "it is not a key of this section: write \(places.prefix(4).joined(separator: " or "))\(more)"
  }

  /// What becomes of an option of odoo.conf.
  private static func option(_ name: String) -> String? {
    if let setting = OdooOptions.managed[name], setting != name {
      return "that is an option of odoo.conf: write \(setting.hasPrefix("odoo.") ? "" : "odoo.tenants.")\(setting)"
    }
    if let refusal = OdooOptions.refusal(of: name) {
      return "that option of odoo.conf \(refusal.reason); \(refusal.remedy)"
    }
    return OdooOptions.known[name] == nil ? nil : "that is an option of odoo.conf: write it in odoo.tenants.settings"
  }

  /// In which file the secret is that a key asks for.
  @Sendable private static func secret(_ path: String) -> String? {
    let name = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let file = secretFiles.contains(name) ? name : homes[path]
    return file.map { "it is the file \($0) in the folder that secrets.directory names" }
  }

  private static let settings = Site.table.type.settings()

  private static let secretFiles = Set(
    [InstanceNames.tenants, .superadmin].flatMap {
      [$0.superuserSecret, $0.roleSecret, $0.monitorSecret, $0.masterSecret].map(\.name.printed)
    } + [SecretFile.restic, .provisioning, .monitoring, .smtp, .alerts].map(\.name.printed))

  private static let homes = [
    "odoo.mail.password": SecretFile.smtp.name.printed, "alerts.relay.password": SecretFile.alerts.name.printed,
    "odoo.admin_passwd": InstanceNames.tenants.masterSecret.name.printed,
    "odoo.tenants.admin_passwd": InstanceNames.tenants.masterSecret.name.printed,
    "odoo.superadmin.admin_passwd": InstanceNames.superadmin.masterSecret.name.printed,
    "backup.password": SecretFile.restic.name.printed,
  ]

  /// Keys of other programs, and what stands for them here.
  private static let others = [
    "server.cpus": "the number of processors is server.cpu_cores", "service": "the site's name is `name`",
    "servers": "a site has one host, and it is described under `server`",
    "hosts": "a site has one host, and it is described under `server`",
    "host": "a site has one host, and it is described under `server`",
    "registry":
      "images are pulled as they are named: odoo.image, postgres.image; log in on the server with docker login",
    "proxy": "nginx is the proxy, on the host itself: see `nginx`, `domains` and `tls`",
    "ssl": "certificates are under `tls`", "letsencrypt": "certificates are under `tls`",
    "accessories": "the services follow from the settings; the database servers are under `postgres`",
    "services": "the services follow from the settings; a template of your own can add one: docs/templates.md",
    "volumes": "the volumes follow from the settings",
    "builder": "Dockerfile.odoo is built on the server: see odoo.image",
    "env": "environment variables are under odoo.environment",
    "ports": "a port is `port`; nginx alone is reached from outside",
    "mem_limit": "the limit of a container is container.memory",
    "deploy": "the limits of a container are under `container`",
    "resources": "the limits of a container are under `container`",
    "restart": "every container is started again by itself; remove it",
    "command": "the command follows from the settings; remove it",
    "replicas": "an instance has as many processes as `workers` says",
    "depends_on": "the order follows from the settings; remove it",
    "apiversion": "this is no manifest of Kubernetes: the first key is `version: 1`",
    "kind": "this is no manifest of Kubernetes; remove it", "metadata": "the site's name is `name`",
    "spec": "the settings are at the top of the file",
    "provider": "the DNS provider is tls.dns_provider; servers are not made by gen",
    "terraform": "servers are not made by gen: describe one under `server`",
    "resource": "servers are not made by gen: describe one under `server`",
    "database": "the database servers are under `postgres`",
    "db": "the database servers are under `postgres`", "postgresql": "the database servers are under `postgres`",
    "smtp": "the mail server is odoo.mail", "ip": "the host's address is server.ipv4",
    "ram": "the host's memory is server.memory",
    "cores": "the number of processors is server.cpu_cores", "cpu": "the number of processors is server.cpu_cores",
    "email": "the operators' address is `contact`", "hostname": "names are under `domains`",
    "url": "names are under `domains`",
  ]
}
