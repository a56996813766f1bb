import Diagnostics
import Document

extension Importer {
  /// Says which domains the hosts come from.
  mutating func mapDomains() {
    for (name, _, fact) in hosts.filter({ !Self.isDomain(Self.host($0.name)) }) {
      ledger.settle(
        fact,
        .same(
          name == "_" || name.isEmpty
            ? "gen's nginx closes connections for other names"
            : "no name of a site: gen's nginx closes connections for other names"))
    }
    let usable = hosts.filter { Self.isDomain(Self.host($0.name)) }
    for host in usable where host.role == .superadmin {
      carry("domains.superadmin", host.name.lowercased(), from: host.fact)
    }
    mapTenantDomain(usable.filter { $0.role == .tenants })
  }

  private mutating func mapTenantDomain(_ hosts: [(name: String, role: Role, fact: Int)]) {
    if let wildcard = hosts.first(where: { Self.host($0.name) != $0.name.lowercased() }) {
      let domain = Self.host(wildcard.name)
      for host in hosts {
        let name = host.name.lowercased()
        if Self.host(name) != name {
          carry("domains.tenants", Self.host(name), from: host.fact)
        } else if name == domain || name == "www.\(domain)" {
          ledger.settle(host.fact, .same("\(name) answers as well: domains.apex says what"))
        } else if name.hasSuffix(".\(domain)") {
          ledger.settle(host.fact, .same("it is a tenant's name below domains.tenants"))
        } else {
          ledger.settle(
            host.fact, .left("\(name) is not below domains.tenants: gen serves no other domains of tenants"))
        }
      }
      return
    }
    // Without a wildcard each host is a tenant: its first label the tenant, the rest the domain.
    let names = hosts.map { (name: $0.name.lowercased(), fact: $0.fact) }
    guard let first = names.first(where: { !$0.name.hasPrefix("www.") }) ?? names.first else { return }
    let labels = first.name.split(separator: ".")
    let bare = first.name.hasPrefix("www.") ? String(first.name.dropFirst(4)) : first.name
    let domain = labels.count > 2 && bare == first.name ? labels.dropFirst().joined(separator: ".") : bare
    for (name, fact) in names {
      if name == domain || name == "www.\(domain)" {
        carry("domains.tenants", domain, from: fact)
        carry("domains.apex.tenant", "main", from: fact)
        ledger.settle(
          fact,
          .changed(
            now: "main.\(domain)",
            why:
              "a tenant has a name of its own below domains.tenants; the bare domain leads to it. Its database is main_db"
          ))
      } else if name.hasSuffix(".\(domain)") {
        let tenant = name.dropLast(domain.utf8.count + 1)
        carry("domains.tenants", domain, from: fact)
        ledger.settle(
          fact, .data("the host stays as it is: the tenant \(tenant) of \(domain), whose database is \(tenant)_db"))
      } else {
        ledger.settle(fact, .left("\(name) is not below \(domain): gen serves tenants below one domain"))
      }
    }
  }

  /// The domain behind a wildcard, or behind a pattern of one label; any other name as it is.
  private static func host(_ name: String) -> String {
    let name = name.lowercased()
    if name.hasPrefix("*.") { return String(name.dropFirst(2)) }
    if name.hasPrefix(".") { return String(name.dropFirst()) }
    guard name.hasPrefix("~") else { return name }
    // Such as ~^(?<tenant>[a-z]+)\.shops\.example\.net$
    guard let dot = name.firstRange(of: "\\.") else { return name }
    var rest = String(name[dot.upperBound...]).replacing("\\.", with: ".")
    if rest.hasSuffix("$") { rest.removeLast() }
    return rest
  }

  /// Whether a name has several labels, and nothing but letters, digits and hyphens in them.
  private static func isDomain(_ name: String) -> Bool {
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && name.utf8.count < 254 && labels.last?.contains(where: \.isLetter) == true
      && labels.allSatisfy {
        !$0.isEmpty && $0.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
      }
  }

  /// Takes the hosts of a proxy's labels; the labels themselves cannot be carried over.
  mutating func mapLabels(_ old: OldService, _ role: Role) {
    for (path, text, _) in old.service.labels {
      guard let fact = old.facts(at: path).first else { continue }
      let isProxy = ["traefik.", "caddy", "nginx."].contains { text.hasPrefix($0) }
      let owner = Role.isSuperadmin(text) ? Role.superadmin : old.role ?? role
      if text.hasPrefix("traefik."), old.kind == .odoo {
        for name in Self.ruledHosts(text) { hosts.append((name, owner, fact)) }
      }
      ledger.settle(
        fact,
        .left(
          isProxy
            ? "labels of a proxy in a container cannot be carried over: gen writes nginx's sites, which run on the host with certbot"
            : "gen needs no labels of others"))
    }
  }

  /// The hosts of a rule such as Host(`a.example.com`) || Host(`b.example.com`).
  private static func ruledHosts(_ text: String) -> [String] {
    guard text.contains("Host") else { return [] }
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    return stride(from: 1, to: min(pieces.count, 20), by: 2).map { String(pieces[$0]) }.filter { !$0.hasPrefix("/") }
  }

  /// Says what becomes of what stands beside the services of a compose file.
  mutating func mapTopLevel() {
    for project in projects {
      for entry in project.others where entry.key != "name" {
        for leaf in entry.value.leaves([entry.key]) {
          let name = leaf.path.joined(separator: ".")
          let fact = ledger.note(name, leaf.text, at: leaf.place)
          ledger.settle(fact, fate(of: leaf, name))
        }
      }
    }
  }

  private func fate(of leaf: Leaf, _ name: String) -> Fate {
    switch leaf.path.first {
    case "version": return .left("compose has not read it since 2.0")
    case "volumes": return .data("gen's volumes have the new site's name before theirs, and begin empty")
    case "networks": return .left("gen gives each instance networks of its own, below server.networks.subnets")
    case "secrets":
      let secret = name.lowercased()
      let role: Role = Role.isSuperadmin(secret) ? .superadmin : .tenants
      if secret.contains("admin_pass") || secret.contains("master") { return .secret(role.masterPassword) }
      if secret.contains("smtp") || secret.contains("mail") { return .secret("smtp_password") }
      return .secret(role.databasePassword)
    case let key? where key.hasPrefix("x-"): return .same("compose ignores it; what refers to it has its values")
    default: return .left("gen writes one compose file, and nothing of the kind into it")
    }
  }

  /// Says what becomes of the variables beside a compose file.
  mutating func mapVariables() {
    for project in projects {
      guard let variables = project.variables else { continue }
      used.insert(project.folder + ".env")
      for variable in variables.all where variable.name != "COMPOSE_PROJECT_NAME" {
        let fact = ledger.note(".env \(variable.name)", variable.value, at: variable.place)
        if Sensitive.isSecret(variable.name) { hide(variable.value) }
        ledger.settle(
          fact,
          project.usedVariables.contains(variable.name)
            ? .same("it stands for its value in the compose file, where it is told of")
            : .left("no compose file that was read asks for it"))
      }
    }
  }
}
