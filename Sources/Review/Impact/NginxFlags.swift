/// The flags of a changed line of nginx's configuration.
enum NginxFlags {
  /// Directives without which TLS or a browser's protection is weaker.
  private static let protecting: Set<String> = [
    "ssl_protocols", "ssl_ciphers", "ssl_prefer_server_ciphers", "ssl_ecdh_curve", "ssl_session_tickets",
    "ssl_reject_handshake", "ssl_stapling", "add_header", "proxy_cookie_flags",
  ]

  static func flags(_ line: LineChange) -> [(ReviewFlag.Kind, String)] {
    let (old, new) = (line.oldText.map(directive), line.newText.map(directive))
    var found: [(ReviewFlag.Kind, String)] = []
    if let old, let name = old.first, protecting.contains(name), old != new ?? [] {
      let now = new?.first == name ? "is \(text(new ?? []))" : "has gone"
      found.append((.weakensTls, "\(text(old)) \(now)"))
    }
    switch new?.first {
    case "allow" where old != new: found.append((.widensAccess, "nginx lets \(range(new ?? [])) in"))
    case "set_real_ip_from" where old != new:
      found.append((.widensAccess, "nginx believes \(range(new ?? [])) about the visitors' addresses"))
    default: break
    }
    if let old, old.first == "deny", old != new { found.append((.widensAccess, "nginx no longer has \(text(old))")) }
    return found
  }

  /// The words of a directive that is on one line.
  private static func directive(_ line: String) -> [String] {
    line.trimmed.split { $0 == " " || $0 == ";" }.map(String.init)
  }

  private static func text(_ words: [String]) -> String { words.joined(separator: " ") }

  private static func range(_ words: [String]) -> String {
    let range = words.dropFirst().first ?? ""
    return range == "all" ? "everyone" : range
  }
}
