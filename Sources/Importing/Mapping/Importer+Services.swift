import Deployment
import Diagnostics
import Document

extension Importer {
  /// Says of every value of a service what becomes of it.
  mutating func mapService(_ index: Int) {
    let old = services[index]
    mapEnvironmentFiles(old)
    switch (old.kind, old.role) {
    case (.odoo, let role?): mapInstance(old, role)
    case (.database, let role?): mapDatabase(old, role)
    case (.odoo, nil):
      settle(
        old.facts.map(\.fact),
        .left(
          "gen runs one instance for tenants and one for the superadmin: make this one a site of its own, with gen init"
        ))
    case (.database, nil):
      settle(
        old.facts.map(\.fact),
        .left("no instance that was taken over uses this database server: move what is in it by hand"))
    case (.other, _): mapOther(old)
    }
  }

  private mutating func mapOther(_ old: OldService) {
    let image = ImageName(old.service.image).repository.lowercased() + " " + old.service.name.lowercased()
    mapCommandOfProxy(old)
    let reasons = [
      (
        "traefik",
        "labels of Traefik cannot be carried over: gen writes nginx's sites, which run on the host with certbot"
      ),
      ("caddy", "gen writes nginx's sites, which run on the host with certbot, instead of Caddy"),
      ("haproxy", "gen writes nginx's sites, which run on the host with certbot, instead of HAProxy"),
      ("nginx-proxy", "gen writes nginx's sites, which run on the host with certbot"),
      ("letsencrypt", "out/tls/obtain.sh has certbot on the host get and renew certificates"),
      ("acme", "out/tls/obtain.sh has certbot on the host get and renew certificates"),
      ("certbot", "out/tls/obtain.sh has certbot on the host get and renew certificates"),
      ("nginx", "nginx runs on the host, from out/nginx: its sites were read where they are in this folder"),
      ("pgadmin", "gen runs nothing that shows databases to a browser: docker compose exec db psql"),
      ("adminer", "gen runs nothing that shows databases to a browser: docker compose exec db psql"),
      ("backup", "out/backup.sh saves databases and files together, with restic"),
      ("restic", "out/backup.sh saves databases and files together, with restic"),
      ("mail", "odoo.mail names a mail server; gen runs none"),
      (
        "bouncer",
        "gen keeps the connections of all processes below max_connections; Odoo does not work behind a pooler of transactions"
      ),
      ("watchtower", "gen never replaces an image by itself: out/deploy.sh does, with a way back"),
      ("redis", "gen runs no Redis: Odoo keeps sessions in files of its volume"),
      ("exporter", "monitoring.mode decides what is measured"),
      ("prometheus", "monitoring.mode decides what is measured"),
      ("grafana", "monitoring.mode decides what is measured"),
    ]
    let reason = reasons.first { image.contains($0.0) }?.1
    settle(
      old.facts.map(\.fact),
      .left(reason ?? "gen runs Odoo and PostgreSQL and no other service: keep it in a compose file of its own"))
    mapLabels(old, .tenants)
  }

  /// An address for the certificate authority that a proxy's command gives.
  private mutating func mapCommandOfProxy(_ old: OldService) {
    // Such as certbot/dns-cloudflare.
    let image = ImageName(old.service.image)
    if image.repository.hasPrefix("certbot/dns-"), let fact = old.facts(at: ["image"]).first {
      carry("tls.dns_provider", String(image.name.dropFirst(4)), from: fact)
    }
    if let words = old.service.command?.words, let option = words.firstIndex(where: { $0 == "--email" || $0 == "-m" }),
      words.indices.contains(option + 1), let fact = old.facts(at: ["command"]).first
    {
      carry("contact", words[option + 1], from: fact)
    }
    for (path, fact) in old.facts {
      let text = path.first == "command" ? old.service.definition.value(at: path) ?? "" : ""
      if text.contains("acme.email="), let value = text.split(separator: "=").last {
        carry("contact", String(value), from: fact)
      }
    }
    for entry in variables(of: old)
    where ["LETSENCRYPT_EMAIL", "DEFAULT_EMAIL", "ACME_EMAIL"].contains(entry.variable.name) {
      guard let path = entry.path, let fact = old.facts(at: path).first, let value = entry.variable.value else {
        continue
      }
      carry("contact", value, from: fact)
    }
  }

  private mutating func mapInstance(_ old: OldService, _ role: Role) {
    for (key, value) in old.service.definition.entries.map({ ($0.key, $0.value) }) {
      let facts = old.facts(at: [key])
      switch key {
      case "image": mapImage(value.text ?? "", role, facts)
      case "environment": mapEnvironment(old, role)
      case "ports": mapPorts(old, role)
      case "volumes": mapMounts(old, role)
      case "command": mapCommand(old, role)
      case "mem_limit": mapLimit("memory", value.text ?? "", role, facts)
      case "cpus": mapLimit("cpus", value.text ?? "", role, facts)
      case "deploy": mapDeploy(old, role)
      case "depends_on": settle(facts, .same("an instance waits until its own database server is healthy"))
      case "labels": mapLabels(old, role)
      case "build":
        settle(
          facts,
          .changed(
            now: "context: ., dockerfile: Dockerfile.odoo",
            why: "gen builds one image for both instances, from odoo.image, odoo.requirements and odoo.packages"))
      default: mapCommon(key, old, role.service)
      }
    }
  }

  /// Keys that gen decides, in services of every kind.
  mutating func mapCommon(_ key: String, _ old: OldService, _ service: String) {
    let why = Self.reasons[key] ?? (key.hasPrefix("x-") ? "compose ignores it" : "gen has no setting for it")
    for (path, fact) in old.facts where path.first == key && ledger.isOpen(fact) {
      ledger.compare(fact, with: .service(service, path), why)
    }
  }

  private static let reasons = [
    "restart": "gen has Docker start containers again unless somebody stopped them",
    "container_name": "containers have the name of the project and of the service: use docker compose exec SERVICE",
    "hostname": "a container's host name is not needed",
    "networks": "gen gives each instance networks of its own, so that no instance reaches the other's database",
    "healthcheck": "gen's own check also asks the database",
    "logging": "the log goes to the journal, where it stays when a container is replaced",
    "tty": "a server needs no terminal", "stdin_open": "a server needs no terminal",
    "user": "containers run as the image's own user, without root",
    "ulimits": "gen writes its own limits", "shm_size": "it follows from shared memory that parallel queries need",
    "cap_add": "containers run without capabilities", "privileged": "containers run without privileges",
    "security_opt": "gen writes its own", "init": "signals must reach Odoo",
    "stop_grace_period": "running requests are finished first",
    "expose": "it opens nothing: containers of one network reach each other",
    "links": "networks have taken its place", "extra_hosts": "an entry of the host's own DNS does the same",
    "dns": "the host's own resolver is used", "secrets": "each service gets only the secrets that it reads",
    "env_file": "gen writes variables into docker-compose.yml, and no secret into any",
    "entrypoint": "odoo-start adds the passwords and starts Odoo", "working_dir": "the image's own is used",
    "platform": "the image's own is used", "pull_policy": "gen writes its own", "profiles": "every service always runs",
    "tmpfs": "the root file system is read-only; odoo.tenants.container.tmp decides the size of /tmp",
    "configs": "configuration files are mounted from the output folder",
    "deploy": "compose on one host needs no replicas",
    "mem_reservation": "gen writes hard limits only", "memswap_limit": "no swap on top of the memory limit",
    "sysctls": "gen changes none", "labels": "gen needs no labels of others",
  ]

  private mutating func mapLimit(_ name: String, _ text: String, _ role: Role, _ facts: [Int]) {
    guard let fact = facts.first else { return }
    let value = name == "memory" ? Sizes.compose(text)?.printed ?? text : text
    carry("\(role.key).container.\(name)", value, from: fact)
  }

  private mutating func mapDeploy(_ old: OldService, _ role: Role) {
    for name in ["memory", "cpus"] {
      let path = ["deploy", "resources", "limits", name]
      mapLimit(name, old.service.definition.value(at: path) ?? "", role, old.facts(at: path))
    }
    for fact in old.facts(at: ["deploy"]) where ledger.isOpen(fact) && !isProposed(fact) {
      ledger.settle(
        fact, .left("compose on one host runs one container of each service, and gen writes hard limits only"))
    }
  }

  /// Whether a fact has proposed a setting.
  func isProposed(_ fact: Int) -> Bool { proposals.all.contains { $0.values.contains { $0.facts.contains(fact) } } }

  private mutating func mapPorts(_ old: OldService, _ role: Role) {
    for port in old.service.ports {
      let facts = old.facts(at: port.path)
      guard let fact = facts.first else { continue }
      let name = port.container == 8069 ? "port" : port.container == 8072 ? "websocket_port" : nil
      guard let name, let host = port.host else {
        settle(
          facts,
          .left(
            port.container == 8071
              ? "nothing listens on 8071" : "gen publishes only the ports that nginx on the host needs"))
        continue
      }
      if host < 1024 {
        settle(facts, .left("nginx on the host has the ports below 1024: Odoo gets one that only nginx reaches"))
      } else {
        for fact in facts { carry("\(role.key).\(name)", String(host), from: fact) }
      }
      if !["127.0.0.1", "::1", "[::1]"].contains(port.address) {
        ledger.settle(
          fact,
          .changed(
            now: "127.0.0.1:\(host < 1024 ? "…" : String(host)):\(port.container ?? 8069)",
            why: "a port that Docker publishes is open to everybody, whatever ufw says; visitors come through nginx"))
      }
    }
    for fact in old.facts(at: ["ports"]) where ledger.isOpen(fact) && !isProposed(fact) {
      ledger.settle(fact, .left("gen publishes only the ports that nginx on the host needs"))
    }
  }

  private mutating func mapMounts(_ old: OldService, _ role: Role) {
    let folder = projects[old.project].folder
    for mount in old.service.mounts {
      let facts = old.facts(at: mount.path)
      guard let fact = facts.first else { continue }
      switch mount.target {
      case "/var/lib/odoo", "/bitnami/odoo":
        data.filestore[role] = mount.source
        settle(facts, .data("the files of Odoo: filestore/DATABASE in it comes along with each database"))
      case _ where mount.target.hasPrefix("/etc/odoo") || mount.target.hasSuffix(".conf"):
        settle(
          facts,
          .changed(
            now: "./\(role.configuration):/etc/odoo/odoo.conf:ro",
            why: "gen writes the configuration, and mounts it read-only"))
      case _ where mount.target.contains("addons") || mount.target.contains("enterprise"):
        let path = Paths.joined(folder, mount.source)
        if mount.isBind {
          addAddons(path, at: mount.target, role, from: fact)
        } else {
          settle(
            facts,
            .left(
              "modules in a volume are not in git: put them into a folder beside site.yaml, and name it in odoo.addons")
          )
        }
        settle(facts, .changed(now: "\(mount.source):/opt/addons/…:ro", why: "modules are mounted read-only"))
      case _ where mount.target.contains("session"):
        settle(facts, .data("sessions: who is logged in logs in again"))
      default:
        settle(
          facts,
          .left(
            "gen mounts only configuration, modules and Odoo's own files: what else is needed goes into the image, by templates/Dockerfile.odoo"
          ))
      }
    }
    for fact in old.facts(at: ["volumes"]) where ledger.isOpen(fact) && !isProposed(fact) {
      ledger.settle(fact, .left("it could not be read as a mount"))
    }
  }

  private mutating func addAddons(_ path: String, at target: String, _ role: Role, from fact: Int) {
    guard !path.isEmpty, !path.hasPrefix("/"), !path.hasPrefix("~"), !path.hasPrefix("..") else {
      ledger.settle(fact, .left("odoo.addons takes folders below that of site.yaml: copy \(path) there"))
      return
    }
    addons.append((target, path, fact))
  }

  /// What decides gen's variables, and the others, which are carried over.
  private mutating func mapEnvironment(_ old: OldService, _ role: Role) {
    for entry in variables(of: old) {
      guard let path = entry.path, let fact = old.facts(at: path).first else { continue }
      mapVariable(entry.variable, role, fact, isForeignImage: isBitnami(old))
    }
  }

  private func isBitnami(_ old: OldService) -> Bool { ImageName(old.service.image).repository.contains("bitnami") }

  private mutating func mapEnvironmentFiles(_ old: OldService) {
    let folder = projects[old.project].folder
    for path in old.service.environmentFiles {
      guard let file = file(Paths.joined(folder, path)) else { continue }
      let isNew = used.insert(file.path).inserted
      for variable in Variables(file).all {
        let fact = ledger.note(
          "services.\(old.service.name).environment.\(variable.name)", variable.value, at: variable.place)
        if Sensitive.isSecret(variable.name) { hide(variable.value) }
        let container = ContainerVariable(name: variable.name, value: variable.value, place: variable.place)
        switch (old.kind, old.role) {
        case (.odoo, let role?): mapVariable(container, role, fact, isForeignImage: isBitnami(old), isShared: !isNew)
        case (.database, let role?): mapDatabaseVariable(container, role, fact)
        default: ledger.settle(fact, .left("the service that reads it is not carried over"))
        }
      }
    }
  }

  mutating func mapVariable(
    _ variable: ContainerVariable, _ role: Role, _ fact: Int, isForeignImage: Bool, isShared: Bool = false
  ) {
    let (name, value) = (variable.name, variable.value ?? "")
    switch name {
    case "HOST", "DB_HOST", "PGHOST", "ODOO_DATABASE_HOST":
      ledger.compare(fact, with: .option(role, "db_host"), "each instance has a database server of its own")
    case "PORT", "DB_PORT", "PGPORT", "ODOO_DATABASE_PORT_NUMBER":
      ledger.compare(fact, with: .option(role, "db_port"), "it is the port in the container of the database server")
    case "USER", "DB_USER", "PGUSER", "ODOO_DATABASE_USER":
      data.databaseUser[role] = value
      ledger.compare(
        fact, with: .option(role, "db_user"),
        "gen's role owns the databases and is no superuser: a dump is restored without its owner")
    case "POSTGRES_USER", "POSTGRES_DB", "PGDATA", "POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE":
      mapDatabaseVariable(variable, role, fact)
    case "PASSWORD", "PASSWORD_FILE", "DB_PASSWORD", "PGPASSWORD", "ODOO_DATABASE_PASSWORD", "DB_PASSWORD_FILE":
      settleSecret(fact, value, as: role.databasePassword)
    case "ODOO_DATABASE_NAME", "DB_NAME", "PGDATABASE", "DATABASE": noteDatabase(value, role, fact)
    case "TZ": carry("server.timezone", value, from: fact)
    case "ODOO_SMTP_HOST", "SMTP_HOST": mail[role, default: MailParts()].host = (value, fact)
    case "ODOO_SMTP_PORT_NUMBER", "ODOO_SMTP_PORT", "SMTP_PORT": mail[role, default: MailParts()].port = (value, fact)
    case "ODOO_SMTP_USER", "SMTP_USER": mail[role, default: MailParts()].user = (value, fact)
    case "ODOO_SMTP_PROTOCOL":
      mail[role, default: MailParts()].security = (value.lowercased() == "ssl" ? "tls" : "starttls", fact)
    case "ODOO_SMTP_PASSWORD", "SMTP_PASSWORD": settleSecret(fact, value, as: "smtp_password")
    case "ODOO_PASSWORD" where isForeignImage, "ODOO_EMAIL" where isForeignImage:
      hide(name == "ODOO_PASSWORD" ? value : "")
      ledger.settle(
        fact, .left("the login of the first database's administrator is in the database, and comes along with it"))
    case "ODOO_RC", "OPENERP_SERVER":
      ledger.settle(
        fact,
        .changed(now: "/run/odoo/odoo.conf", why: "odoo-start puts the configuration and the passwords together there"))
    case _
    where name.hasPrefix("ADMIN_PASS") || name == "ODOO_ADMIN_PASSWD" || name == "ODOO_MASTER_PASSWORD"
      || name == "MASTER_PASSWORD":
      settleSecret(fact, value, as: role.masterPassword)
    case _ where Sensitive.isSecret(name):
      hide(value)
      ledger.settle(
        fact,
        .left(
          "a variable is no place for a secret: everything in the container and docker inspect can read it; give it to the module in its own settings"
        ))
    case _
    where isForeignImage
      && (name.hasPrefix("ODOO_") || name.hasPrefix("BITNAMI_") || name.hasPrefix("POSTGRESQL_")
        || name.hasPrefix("ALLOW_")):
      ledger.settle(fact, .left("only Bitnami's image reads it, and gen builds on the official one"))
    case _ where variable.value == nil:
      ledger.settle(fact, .left("its value came from the shell that started compose: write it under odoo.environment"))
    case _ where !Self.isVariable(name): ledger.settle(fact, .left("it is no name of a variable"))
    case _ where Sensitive.shown(value, of: name) != value:
      ledger.settle(fact, .left("its value seems to have a password in it, or is too long for a line"))
    default: carry("\(role.key).environment.\(name)", value, from: fact)
    }
  }

  /// Notes a database by its name.
  mutating func noteDatabase(_ name: String, _ role: Role, _ fact: Int) {
    if !name.isEmpty { data.databaseNames[role, default: []].append(name) }
    if role == .superadmin, !name.contains(",") {
      carry("odoo.superadmin.database", name, from: fact)
    } else {
      ledger.settle(fact, .data("gen opens the database that has the tenant's name and _db"))
    }
  }

  static func isVariable(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 100
      && name.utf8.allSatisfy {
        (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
      }
  }
}

extension Node {
  /// The text at a path of keys and numbers.
  func value(at path: [String]) -> String? {
    var node = self
    for name in path {
      if let next = node[name] {
        node = next
      } else if let index = Int(name), node.elements.indices.contains(index) {
        node = node.elements[index]
      } else {
        return nil
      }
    }
    return node.text
  }
}
