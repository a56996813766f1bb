import Diagnostics
import Document

extension Importer {
  /// Says of every value of a database server what becomes of it.
  mutating func mapDatabase(_ old: OldService, _ role: Role) {
    for (key, value) in old.service.definition.entries.map({ ($0.key, $0.value) }) {
      let facts = old.facts(at: [key])
      switch key {
      case "image": mapDatabaseImage(value.text ?? "", role, facts)
      case "environment":
        for entry in variables(of: old) {
          guard let path = entry.path, let fact = old.facts(at: path).first else { continue }
          mapDatabaseVariable(entry.variable, role, fact)
        }
      case "ports":
        settle(
          facts,
          .left(
            "a published port of the database server is open to everybody, whatever ufw says; use docker compose exec \(role.database) psql"
          ))
      case "volumes": mapDatabaseMounts(old, role)
      case "command": mapDatabaseCommand(old, role)
      default: mapCommon(key, old, role.database)
      }
    }
  }

  private mutating func mapDatabaseImage(_ text: String, _ role: Role, _ facts: [Int]) {
    guard let fact = facts.first else { return }
    let image = ImageName(text)
    let own = image.tag.flatMap { tag in
      tag.split(separator: "-").first { $0.hasPrefix("pg") }.flatMap { Int($0.dropFirst(2)) }
    }
    guard let version = own ?? image.series else {
      placeholders["postgres.version"] = "<the major version of PostgreSQL that ran, such as 16>"
      ledger.settle(
        fact, .left("the tag does not say which PostgreSQL it is: docker compose exec SERVICE postgres --version does"))
      return
    }
    let current = proposals.value(of: "postgres.version")
    if let current, current != String(version) {
      ledger.settle(
        fact,
        .left(
          "postgres.version is \(current) for both servers: the other one's databases come along as dumps, which a newer server reads"
        ))
      return
    }
    carry("postgres.version", String(version), from: fact, isAlwaysWritten: true)
    if image.repository.contains("bitnami") {
      ledger.settle(
        fact,
        .changed(
          now: "postgres:\(version)",
          why: "Bitnami's image keeps its data in a place of its own: databases come along as dumps"))
    } else if text != "postgres:\(version)" {
      carry("postgres.image", text, from: fact, isAlwaysWritten: true)
    }
  }

  /// Says what becomes of a variable of a database server.
  mutating func mapDatabaseVariable(_ variable: ContainerVariable, _ role: Role, _ fact: Int) {
    let value = variable.value ?? ""
    switch variable.name {
    case "POSTGRES_USER", "POSTGRESQL_USERNAME":
      data.databaseUser[role] = value
      ledger.settle(
        fact,
        .data(
          "this role owned the databases; gen's role for Odoo is no superuser, and a dump is restored without its owner"
        ))
    case "POSTGRES_DB", "POSTGRESQL_DATABASE":
      if value != "postgres" { data.databaseNames[role, default: []].append(value) }
      ledger.settle(fact, .data("gen makes databases only for tenants, by their names"))
    case "PGDATA":
      ledger.settle(fact, .data("gen's servers begin with empty volumes of their own: databases come along as dumps"))
    case "TZ": ledger.compare(fact, with: .service(role.database, ["environment", "TZ"]), "server.timezone decides it")
    case _ where variable.name.contains("POSTGRES_PASSWORD") || variable.name.hasPrefix("POSTGRES_PASSWORD"):
      settleSecret(fact, value, as: "\(role.database)_postgres_password")
    case _
    where variable.name.hasPrefix("PASSWORD") || Sensitive.isSecret(variable.name)
      || variable.name.hasSuffix("PASSWORD_FILE"):
      settleSecret(fact, value, as: role.databasePassword)
    case "POSTGRES_INITDB_ARGS":
      ledger.settle(fact, .left("gen makes its own databases with the C collation that Odoo makes them with, in UTF-8"))
    case "POSTGRES_HOST_AUTH_METHOD", "ALLOW_EMPTY_PASSWORD":
      ledger.settle(fact, .left("gen's servers ask for passwords"))
    default:
      ledger.settle(
        fact, .left("gen's servers have no further variables: postgres.settings takes what postgresql.conf has"))
    }
  }

  private mutating func mapDatabaseMounts(_ old: OldService, _ role: Role) {
    for mount in old.service.mounts {
      let facts = old.facts(at: mount.path)
      if mount.target.hasPrefix("/var/lib/postgresql") || mount.target.hasPrefix("/bitnami/postgresql") {
        data.databaseVolume[role] = mount.source
        settle(
          facts,
          .data(
            "gen's servers begin with empty volumes of their own: databases come along as dumps, and this one stays as it is"
          ))
      } else if mount.target.hasPrefix("/docker-entrypoint-initdb.d") {
        settle(
          facts,
          .left(
            "scripts for the first start: what they made comes along with the databases, roles and extensions do not"))
      } else {
        settle(
          facts,
          .left("gen mounts no further files into a database server: postgres.settings takes what postgresql.conf has"))
      }
    }
  }

  private mutating func mapDatabaseCommand(_ old: OldService, _ role: Role) {
    let leaves = old.facts(at: ["command"])
    guard let (words, place) = old.service.command, let leaf = leaves.first else { return }
    let hasTwo = services.count { $0.kind == .database && $0.role != nil } > 1
    let key = hasTwo ? "postgres.\(role.rawValue).settings" : "postgres.settings"
    var rest = words[...]
    while let word = rest.popFirst() {
      var setting: Substring?
      if word == "-c" {
        setting = rest.popFirst().map { $0[...] }
      } else if word.hasPrefix("--") {
        setting = word.dropFirst(2)
      }
      guard let setting, let delimiter = setting.firstIndex(of: "=") else { continue }
      let name = setting[..<delimiter].lowercased().replacing("-", with: "_")
      let value = String(setting[setting.index(after: delimiter)...])
      let fact = ledger.note("services.\(old.service.name).command \(name)", value, at: place)
      guard name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }) else {
        ledger.settle(fact, .left("gen's postgres.settings takes no such name"))
        continue
      }
      carry("\(key).\(name)", value, from: fact)
    }
    for fact in leaves where fact != leaf || !isProposed(fact) {
      ledger.settle(
        fact,
        .changed(
          now: "postgres -c …",
          why: "gen derives the settings from server.memory; postgres.settings overrides them one by one"))
    }
  }
}
