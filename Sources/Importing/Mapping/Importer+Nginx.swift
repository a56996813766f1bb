import Deployment
import Diagnostics

extension Importer {
  /// Says of every directive of every site of nginx what becomes of it.
  mutating func mapNginx() {
    var confs: [NginxConf] = []
    for file in files where !used.contains(file.path) && isNginx(file) {
      guard let conf = NginxConf(file) else { continue }
      used.insert(file.path)
      confs.append(conf)
      if let fault = conf.fault {
        remarks.append(.init("nginx would not read this file: \(fault.reason)", at: fault.place))
      }
    }
    var upstreams: [String: String] = [:]
    for directive in confs.flatMap(\.directives).flatMap(Self.unwrapped) where directive.name == "upstream" {
      upstreams[directive.words.last ?? ""] = directive.block?.first { $0.name == "server" }?.arguments.first
    }
    for conf in confs {
      for directive in conf.directives.flatMap(Self.unwrapped) {
        if directive.name == "server", let block = directive.block {
          mapServer(block, upstreams)
        } else {
          mapOutside(directive)
        }
      }
    }
    finishCertificates()
  }

  private func isNginx(_ file: OldFile) -> Bool {
    let names = file.path.split(separator: "/").map { $0.lowercased() }
    if ComposeProject.isCompose(file.name) || file.name.lowercased().hasSuffix(".env") { return false }
    if names.dropLast().contains(where: OldFile.nginxFolders.contains), !file.name.lowercased().hasPrefix("dockerfile")
    {
      return true
    }
    guard file.name.hasSuffix(".conf") || file.name.hasSuffix(".vhost"), let lines = file.lines else { return false }
    return lines.contains { line in
      let words = line.words
      return words.first == "server" && (words.count == 1 || words[1].hasPrefix("{")) || words.first == "server{"
        || words.first == "upstream"
    }
  }

  /// What is in `http`, or the directive itself.
  private static func unwrapped(_ directive: NginxDirective) -> [NginxDirective] {
    directive.name == "http" ? directive.block ?? [] : [directive]
  }

  /// All directives of a block and of the blocks in it, each with the words of the blocks that it is in.
  private static func flat(_ block: [NginxDirective], in context: [String] = []) -> [(
    directive: NginxDirective, context: [String]
  )] {
    block.flatMap { directive in
      [(directive, context)] + flat(directive.block ?? [], in: context + [directive.words.joined(separator: " ")])
    }
  }

  private mutating func mapOutside(_ directive: NginxDirective) {
    for (directive, context) in Self.flat([directive]) where directive.block == nil || directive.block?.isEmpty == true
    {
      let fact = note(directive, context, "nginx")
      switch context.first?.words.first {
      case "upstream":
        ledger.settle(fact, .same("gen names the upstreams, and leads them to the ports of its instances"))
      case "map": ledger.settle(fact, .same("gen has maps of its own for websockets"))
      default: ledger.settle(fact, .left("gen leaves nginx.conf to the system, and writes conf.d/odoo.conf beside it"))
      }
    }
  }

  private mutating func note(_ directive: NginxDirective, _ context: [String], _ server: String) -> Int {
    let path = ([server] + context).joined(separator: ": ")
    let value = directive.arguments.joined(separator: " ")
    if directive.name == "proxy_set_header", directive.arguments.first?.lowercased() == "authorization" {
      for word in directive.arguments.dropFirst() { hide(word) }
    }
    return ledger.note(
      "\(Sensitive.shown(path, of: "")): \(directive.name)", Sensitive.masked(value), at: directive.place)
  }

  private mutating func mapServer(_ block: [NginxDirective], _ upstreams: [String: String]) {
    let all = Self.flat(block)
    let names = block.filter { $0.name == "server_name" }.flatMap(\.arguments)
    let targets = all.filter { $0.directive.name == "proxy_pass" }.compactMap(\.directive.arguments.first)
    let role = role(of: targets, upstreams, names)
    for (directive, context) in all {
      let fact = note(directive, context, names.first.map { "server \($0)" } ?? "server")
      guard let role else {
        ledger.settle(fact, .left("the site leads to something else than Odoo: keep it as it is, beside gen's"))
        continue
      }
      mapDirective(directive, context, role, fact)
    }
  }

  /// The instance that a site is for; nil where it is for something else.
  private func role(of targets: [String], _ upstreams: [String: String], _ names: [String]) -> Role? {
    let byName: Role = names.contains(where: Role.isSuperadmin) ? .superadmin : .tenants
    for target in targets {
      var authority = String(target.firstRange(of: "://").map { target[$0.upperBound...] } ?? target[...]).prefix {
        $0 != "/"
      }
      if let server = upstreams[String(authority)] { authority = server[...] }
      let parts = authority.split(separator: ":")
      let (host, port) = (parts.first.map(String.init) ?? "", parts.count > 1 ? Int(parts[1]) : nil)
      for old in services where old.kind == .odoo {
        let isService = [old.service.name, old.service["container_name"]?.text ?? ""].contains(host)
        if isService || port != nil && old.service.ports.contains(where: { $0.host == port }) { return old.role }
      }
    }
    if targets.isEmpty, byName == .tenants { return names.isEmpty ? nil : .tenants }
    let isOdoo = targets.contains { target in
      ["8069", "8072", "odoo", "18069", "18070"].contains(where: target.contains)
    }
    return targets.isEmpty || isOdoo || services.isEmpty || byName == .superadmin
      || upstreams.values.contains { $0.contains("80") }
      ? byName : nil
  }

  private mutating func mapDirective(_ directive: NginxDirective, _ context: [String], _ role: Role, _ fact: Int) {
    let first = directive.arguments.first ?? ""
    switch directive.name {
    case "proxy_pass": ledger.settle(fact, .same("an upstream of gen's leads to the same instance, on 127.0.0.1"))
    case "server_name": for name in directive.arguments { hosts.append((name, role, fact)) }
    case "listen":
      let isUsual = ["80", "443", "[::]:80", "[::]:443", "*:80", "*:443", "0.0.0.0:80", "0.0.0.0:443"].contains(first)
      ledger.settle(
        fact,
        isUsual
          ? .same("gen's sites listen on 80 and 443")
          : .left("gen's sites listen on 80 and 443, and on no other port or address"))
    case "client_max_body_size":
      if first == "0" || first.isEmpty {
        ledger.settle(fact, .left("0 is no limit: gen has one, nginx.client_max_body_size"))
      } else {
        carry("nginx.client_max_body_size", Sizes.nginx(first)?.printed ?? first, from: fact)
      }
    case "ssl_certificate", "ssl_certificate_key":
      if first.hasPrefix("/etc/letsencrypt/") {
        ledger.compare(
          fact, with: .directive(role, directive.name),
          "out/tls/obtain.sh gets a certificate for the superadmin's name, and one for the tenants' names with a wildcard"
        )
      } else {
        carry("tls.\(role.rawValue).\(directive.name == "ssl_certificate" ? "certificate" : "key")", first, from: fact)
      }
    case "allow" where role == .superadmin:
      proposals.add(
        first.contains("/") ? first : "\(first)/\(first.contains(":") ? 128 : 32)", to: "odoo.superadmin.allow_from",
        from: fact)
    case "deny" where role == .superadmin && first == "all":
      ledger.settle(fact, .same("odoo.superadmin.allow_from denies all others"))
    case "set_real_ip_from":
      proposals.add(first.contains("/") ? first : first + "/32", to: "nginx.trusted_proxies", from: fact)
    case "location": mapLocation(directive, role, fact)
    case "return", "rewrite":
      let isRedirect = directive.arguments.contains {
        $0.contains("https://") && ($0.contains("$host") || $0.contains("$server_name") || $0.contains("$http_host"))
      }
      ledger.settle(
        fact,
        isRedirect
          ? .same("gen redirects plain HTTP to the same address over TLS")
          : .left("nginx.snippets.\(role.rawValue) takes directives of your own"))
    case "if":
      ledger.settle(fact, .left("nginx.snippets.\(role.rawValue) takes directives of your own, but no conditions"))
    case "include":
      ledger.settle(
        fact,
        first.contains("letsencrypt")
          ? .same("gen writes its own settings of TLS")
          : .left("what it includes was read only where it is in this folder"))
    case "root", "alias", "default_type", "try_files", "allow", "deny":
      let isACME = context.contains { $0.contains("acme-challenge") }
      ledger.settle(
        fact,
        isACME
          ? .same("gen answers challenges of the certificate authority from a folder of its own")
          : .left("nginx.snippets.\(role.rawValue) takes directives of your own"))
    default: ledger.compare(fact, with: .directive(role, directive.name), Self.reason(directive.name, role))
    }
  }

  private static func reason(_ name: String, _ role: Role) -> String {
    let reasons = [
      ("proxy_set_header", "gen sets the same headers everywhere: Odoo ignores all of them where one is missing"),
      ("proxy_read_timeout", "nginx waits a little longer than Odoo lets a request run"),
      ("proxy_send_timeout", "nginx waits a little longer than Odoo lets a request run"),
      ("proxy_connect_timeout", "the instance is on the same machine"),
      ("proxy_cache", "static files are kept by browsers, by their names with a hash"),
      ("proxy_", "gen writes its own settings of the proxy"), ("ssl_", "gen writes its own settings of TLS"),
      ("gzip", "gen compresses what is worth it"),
      ("add_header", "nginx.snippets.\(role.rawValue) takes further headers"),
      ("expires", "static files and bundles have lifetimes of their own"),
      ("limit_", "gen limits logins and requests: nginx.login_rate, nginx.tenant_limit"),
      ("auth_basic", "gen has no second password in front of Odoo: odoo.superadmin.allow_from restricts by address"),
      ("access_log", "the log is where nginx.conf says"), ("error_log", "the log is where nginx.conf says"),
    ]
    return reasons.first { name.hasPrefix($0.0) }?.1 ?? "nginx.snippets.\(role.rawValue) takes directives of your own"
  }

  private mutating func mapLocation(_ directive: NginxDirective, _ role: Role, _ fact: Int) {
    let path = directive.arguments.joined(separator: " ")
    if path == "/" {
      ledger.settle(fact, .same("everything else goes to the instance"))
    } else if path.contains("longpolling") || path.contains("websocket") || path.contains("/im_") {
      let hasPolling = path.contains("longpolling")
      ledger.settle(
        fact,
        hasPolling
          ? .changed(
            now: "location /websocket", why: "since 16.0 Odoo's live messages are websockets, on a port of their own")
          : .same("gen leads websockets to their own port"))
    } else if path.contains("acme-challenge") {
      ledger.settle(fact, .same("gen answers challenges of the certificate authority from a folder of its own"))
    } else if path.contains("static") || path.contains("/web/assets") || path.contains("/web/content") {
      ledger.settle(fact, .same("gen has lifetimes for static files and bundles"))
    } else if path.contains("database") {
      ledger.settle(fact, .same("gen closes the database manager"))
    } else {
      ledger.settle(
        fact, .left("gen has no such location: nginx.snippets.\(role.rawValue) takes directives of your own"))
    }
  }

  /// A certificate without its key, or a key without its certificate, is none.
  private mutating func finishCertificates() {
    for role in Role.allCases {
      let keys = ["tls.\(role.rawValue).certificate", "tls.\(role.rawValue).key"]
      guard keys.contains(where: { proposals.value(of: $0) == nil }) else { continue }
      for key in keys {
        for removed in proposals.remove(key) {
          settle(removed.facts, .left("a certificate and its key belong together, and one of them was not found"))
        }
      }
    }
  }
}
