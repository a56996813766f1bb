import Deployment
import Diagnostics

extension Importer {
  /// Says of every option of every odoo.conf what becomes of it.
  mutating func mapConfigurations() {
    var taken: Set<String> = []
    for old in services where old.kind == .odoo {
      guard let role = old.role, let conf = configuration(of: old), taken.insert(conf.path).inserted else { continue }
      map(conf, role)
    }
    for file in files where !used.contains(file.path) && !ComposeProject.isCompose(file.name) {
      guard let conf = OdooConf(file), !conf.own.isEmpty else { continue }
      let role: Role = Role.isSuperadmin(file.path) ? .superadmin : .tenants
      let isFree = !taken.contains { Role.isSuperadmin($0) == Role.isSuperadmin(file.path) }
      let isNamed = services.allSatisfy { $0.kind != .odoo || configuration(of: $0) == nil }
      guard isFree, isNamed || role == .superadmin else {
        unread.append(UnreadFile(path: file.path, reason: "no service mounts it"))
        used.insert(file.path)
        continue
      }
      taken.insert(file.path)
      map(conf, role)
    }
  }

  private mutating func map(_ conf: OdooConf, _ role: Role) {
    used.insert(conf.path)
    let name = conf.path.split(separator: "/").last.map(String.init) ?? conf.path
    for option in conf.options {
      let shown = option.section == "options" ? option.name : "[\(option.section)] \(option.name)"
      let fact = ledger.note("\(name) \(shown)", option.value, at: option.place)
      if Sensitive.isSecret(option.name) { hide(option.value) }
      mapOption(option.section, option.name, option.value, role, fact)
    }
    for place in conf.faults {
      let fact = ledger.note("\(name) line", "", at: place)
      ledger.settle(fact, .left("it is neither a section nor an option: Odoo does not start with it"))
    }
  }

  /// Says what becomes of one option.
  mutating func mapOption(_ section: String, _ name: String, _ value: String, _ role: Role, _ fact: Int) {
    guard section == "options" else {
      if section == "queue_job", name == "channels" {
        carry("odoo.queue_job.channels", value, from: fact)
      } else {
        ledger.settle(
          fact,
          .left(
            "gen writes the section [options] only; a module that reads another one needs it by templates/odoo.conf"))
      }
      return
    }
    if mapSecretOption(name, value, role, fact) || mapDatabaseOption(name, value, role, fact)
      || mapMailOption(name, value, role, fact)
    {
      return
    }
    switch name {
    case "workers": carry("\(role.key).workers", value, from: fact)
    case "max_cron_threads": carry("\(role.key).cron_threads", value, from: fact)
    case "limit_time_cpu", "limit_time_real":
      carry("\(role.key).limits.\(name.dropFirst(6))", Int(value).map { Seconds($0).printed } ?? value, from: fact)
    case "limit_memory_soft", "limit_memory_hard":
      let size = Int(value).flatMap { $0 > 0 ? ByteCount(bytes: $0).printed : nil } ?? value
      carry("\(role.key).limits.\(name.dropFirst(6))", size, from: fact)
    case "log_level": carry("odoo.log_level", value, from: fact)
    case "server_wide_modules":
      for module in value.listed where !["base", "web", "rpc"].contains(module) {
        proposals.add(module, to: "odoo.server_wide_modules", from: fact)
      }
      ledger.compare(fact, with: .option(role, name), "gen adds the module that guards the instance")
    case "addons_path":
      if role == .tenants || addonsPath.isEmpty { addonsPath = value.listed }
      ledger.compare(
        fact, with: .option(role, name),
        "modules are mounted below /opt/addons, and the image's own are found without a path")
    case "dbfilter_format":
      ledger.settle(
        fact,
        .changed(
          now: "dbfilter = ^%d_db$",
          why: "dbfilter_format is no option of Odoo: it was ignored, and every tenant's site could open every database"
        ))
      data.databaseFilter[role] = value
    case "http_port", "xmlrpc_port", "gevent_port", "longpolling_port":
      let isWebsocket = name == "gevent_port" || name == "longpolling_port"
      ledger.compare(
        fact, with: .option(role, isWebsocket ? "gevent_port" : "http_port"),
        "it is the port in the container; gen publishes it for nginx")
    default: mapOtherOption(name, value, role, fact)
    }
  }

  private mutating func mapOtherOption(_ name: String, _ value: String, _ role: Role, _ fact: Int) {
    if Self.defaults[name] == value || ["False", "None", ""].contains(value) && Self.isUnset(name) {
      ledger.settle(fact, .same("Odoo's own default"))
    } else if let refusal = OdooOptions.refusal(of: name) {
      ledger.compare(fact, with: .option(role, name), "\(name) \(refusal.reason)")
    } else if OdooOptions.managed[name] != nil {
      ledger.compare(fact, with: .option(role, name), "gen writes it itself")
    } else if let instead = OdooOptions.renamed(name, 19) {
      ledger.settle(fact, .left("newer versions of Odoo do not know it: \(instead)"))
    } else if !Self.isOption(name) {
      ledger.settle(fact, .left("it is no name of an option"))
    } else if Sensitive.shown(value, of: name) != value || value.contains("\n") {
      ledger.settle(fact, .left("its value seems to have a password in it, or is too long for a line"))
    } else {
      carry("\(role.key).settings.\(name)", value, from: fact)
    }
  }

  private mutating func mapSecretOption(_ name: String, _ value: String, _ role: Role, _ fact: Int) -> Bool {
    switch name {
    case "admin_passwd": settleSecret(fact, value, as: role.masterPassword)
    case "db_password": settleSecret(fact, value, as: role.databasePassword)
    case "smtp_password":
      if ["", "False", "None"].contains(value) {
        ledger.settle(fact, .same("no password"))
      } else {
        settleSecret(fact, value, as: "smtp_password")
      }
    default:
      guard Sensitive.isSecret(name) else { return false }
      hide(value)
      ledger.settle(
        fact, .left("a secret of a module: gen writes none into odoo.conf; give it to the module in its own settings"))
    }
    return true
  }

  private mutating func mapDatabaseOption(_ name: String, _ value: String, _ role: Role, _ fact: Int) -> Bool {
    switch name {
    case "db_user":
      data.databaseUser[role] = value
      ledger.compare(
        fact, with: .option(role, name),
        "gen's role owns the databases and is no superuser: a dump is restored without its owner")
    case "db_name" where !["", "False", "None"].contains(value): noteDatabase(value, role, fact)
    case "db_host", "db_port":
      ledger.compare(
        fact, with: .option(role, name), "each instance has a database server of its own, which only it can reach")
    case "dbfilter":
      data.databaseFilter[role] = value
      ledger.compare(
        fact, with: .option(role, name), "the first label of the host and _db is the database's name, and nothing else")
    case "db_maxconn":
      ledger.compare(fact, with: .option(role, name), "it follows from the number of processes and max_connections")
    default: return false
    }
    return true
  }

  private mutating func mapMailOption(_ name: String, _ value: String, _ role: Role, _ fact: Int) -> Bool {
    let isUnset = ["", "False", "None"].contains(value)
    switch name {
    case "smtp_server" where isUnset || value == "localhost":
      ledger.settle(fact, .same("Odoo's own default: without odoo.mail it sends nothing"))
    case "smtp_server": mail[role, default: MailParts()].host = (value, fact)
    case "smtp_port": mail[role, default: MailParts()].port = (value, fact)
    case "smtp_ssl": mail[role, default: MailParts()].security = (value == "True" ? "starttls" : "none", fact)
    case "smtp_user" where isUnset, "email_from" where isUnset: ledger.settle(fact, .same("Odoo's own default"))
    case "smtp_user": mail[role, default: MailParts()].user = (value, fact)
    case "email_from": mail[role, default: MailParts()].from = (value, fact)
    default: return false
    }
    return true
  }

  /// Makes odoo.mail of what both instances say.
  mutating func mapMail() {
    for role in Role.allCases {
      guard let parts = mail[role] else { continue }
      guard let host = parts.host else {
        for fact in [parts.port, parts.security, parts.user, parts.from].compactMap({ $0?.fact }) {
          ledger.settle(fact, .left("it names no mail server: odoo.mail has one"))
        }
        continue
      }
      carry("odoo.mail.host", host.value, from: host.fact)
      if let port = parts.port { carry("odoo.mail.port", port.value, from: port.fact) }
      if let security = parts.security {
        let isTLS = parts.port?.value == "465" && security.value != "none"
        carry("odoo.mail.security", isTLS ? "tls" : security.value, from: security.fact)
      }
      if let user = parts.user { carry("odoo.mail.user", user.value, from: user.fact) }
      if let from = parts.from { carry("odoo.mail.from", from.value, from: from.fact) }
    }
  }

  /// Takes options of a command line, and those of a line that runs only once.
  mutating func mapCommand(_ old: OldService, _ role: Role) {
    let leaves = old.facts(at: ["command"])
    guard let (words, place) = old.service.command, !leaves.isEmpty else { return }
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word.count > 1 else { continue }
      var name = Self.optionName(word)
      var value = word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) }
      if let known = Self.switches[name] {
        (name, value) = known
      } else if value == nil, let next = rest.first, !next.hasPrefix("-") {
        value = next
        if Sensitive.isSecret(name) {
          for leaf in old.facts(at: ["command", String(rest.startIndex)]) { ledger.mask(leaf) }
        }
        rest.removeFirst()
      }
      let fact = ledger.note("services.\(old.service.name).command \(name)", value ?? "", at: place)
      if Sensitive.isSecret(name) { hide(value ?? "") }
      if name == "config" {
        ledger.settle(fact, .same("gen's configuration is where Odoo looks for it"))
      } else {
        mapOption("options", name, value ?? "True", role, fact)
      }
    }
    settle(leaves, .changed(now: "odoo", why: "options are in odoo.conf, where they can be read"))
  }

  /// The name of an option in odoo.conf, from that on the command line.
  private static func optionName(_ word: String) -> String {
    let name = word.drop { $0 == "-" }.prefix { $0 != "=" }.lowercased().replacing("-", with: "_")
    let others = [
      "c": "config", "d": "db_name", "database": "db_name", "w": "db_password", "r": "db_user", "i": "init",
      "u": "update",
      "db_filter": "dbfilter", "p": "http_port", "load": "server_wide_modules", "dev": "dev_mode",
      "smtp": "smtp_server",
    ]
    return others[name] ?? name
  }

  private static let switches: [String: (String, String?)] = [
    "no_database_list": ("list_db", "False"), "proxy_mode": ("proxy_mode", "True"), "no_http": ("http_enable", "False"),
    "stop_after_init": ("stop_after_init", "True"),
  ]

  private static func isOption(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
  }

  /// Whether an option without a value is as if it were not there; with list_db and others, False says something.
  private static func isUnset(_ name: String) -> Bool {
    !["list_db", "proxy_mode", "db_name", "admin_passwd"].contains(name)
  }

  /// What Odoo's own `--save` writes where nobody has decided anything (odoo/tools/config.py of 16.0 to 18.0).
  private static let defaults = [
    "csv_internal_sep": ",", "db_sslmode": "prefer", "db_template": "template0", "demo": "{}", "limit_request": "65536",
    "limit_time_real_cron": "-1", "log_handler": ":INFO", "log_db_level": "warning", "osv_memory_count_limit": "0",
    "transient_age_limit": "1.0", "translate_modules": "['all']", "xmlrpc": "True", "http_enable": "True",
    "screenshots": "/tmp/odoo_tests", "websocket_keep_alive_timeout": "3600", "websocket_rate_limit_burst": "10",
    "websocket_rate_limit_delay": "0.2", "geoip_city_db": "/usr/share/GeoIP/GeoLite2-City.mmdb",
    "geoip_country_db": "/usr/share/GeoIP/GeoLite2-Country.mmdb", "limit_time_worker_cron": "0",
  ]
}
