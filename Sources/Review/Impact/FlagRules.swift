import Output

/// Which changes of artifacts are flagged. Each rule looks at changed lines of some kind of part, whatever caused them.
struct FlagRules {
  private let reader: PartReader
  private let place: (LineChange) -> Consequence.Place
  /// The firewall's rules before, by which new ones are judged.
  private let rules: [FirewallEntry]

  init(_ reader: PartReader, former site: DiffText?, place: @escaping (LineChange) -> Consequence.Place) {
    self.reader = reader
    self.place = place
    rules = site.map { text in text.lines.indices.compactMap { FirewallEntry(text.said($0)) } } ?? []
  }

  /// The flags of a changed line.
  func flags(of line: LineChange) -> [ReviewFlag] {
    let parts = reader.parts(of: line)
    var found: [ReviewFlag] = []
    for part in Set(parts) {
      for (kind, message) in flags(line, part) {
        found.append(ReviewFlag(kind: kind, message: message, place: place(line)))
      }
    }
    return found.sorted { ($0.kind.rawValue, $0.message) < ($1.kind.rawValue, $1.message) }
  }

  private func flags(_ line: LineChange, _ part: ArtifactPart) -> [(ReviewFlag.Kind, String)] {
    switch part.kind {
    case .firewallRules: firewall(line, part)
    case .egressRules, .networkList: egress(line, part)
    case .composeService, .composeBuild: service(line, part)
    case .composeNetwork: network(line, part)
    case .composeVolume: line.oldText == nil ? [] : [(.losesData, "the volume \(part.name) is another one or has gone")]
    case .composeProject:
      [(.losesData, "the project has another name: volumes with all data keep the old one, and new ones are empty")]
    case .composeSecret, .secretValue, .secretList: [(.touchesSecret, secret(part))]
    case .certificateValue: certificate(line, part)
    case .nginx: NginxFlags.flags(line)
    case .siteValue: value(line, part)
    case .mounted: configuration(line, part)
    default: []
    }
  }

  private func firewall(_ line: LineChange, _ part: ArtifactPart) -> [(ReviewFlag.Kind, String)] {
    guard let new = line.newText.flatMap(FirewallEntry.init) else { return [] }
    let same = rules.filter { $0.port == new.port && $0.protocol == new.protocol }
    if same.isEmpty { return [(.opensPort, "opens \(new.port)/\(new.protocol) to \(new.from)")] }
    let covering = same.filter { $0.covers(new) }
    if covering.isEmpty { return [(.widensAccess, "lets \(new.from) reach \(new.port)/\(new.protocol)")] }
    if new.action == "allow", covering.allSatisfy({ $0.action == "limit" }) {
      return [(.widensAccess, "no longer limits how often \(new.from) may try \(new.port)/\(new.protocol)")]
    }
    return []
  }

  private func egress(_ line: LineChange, _ part: ArtifactPart) -> [(ReviewFlag.Kind, String)] {
    switch part.name {
    case "site_egress_rules":
      line.newText.flatMap(Self.entry).map { [(.widensAccess, "lets the containers reach \($0)")] } ?? []
    case "site_private_ranges" where line.newText == nil:
      line.oldText.flatMap(Self.entry).map { [(.weakensIsolation, "no longer keeps the containers from \($0)")] } ?? []
    default: []
    }
  }

  private static func entry(_ text: String) -> String? {
    let words = text.trimmed
    guard words.hasPrefix("entry ") else { return nil }
    return words.dropFirst(6).split(separator: "\"").enumerated().map {
      $0.offset == 0 ? String($0.element).trimmed : String($0.element)
    }
    .filter { !$0.isEmpty && $0 != " " }.joined(separator: ", ")
  }

  private func service(_ line: LineChange, _ part: ArtifactPart) -> [(ReviewFlag.Kind, String)] {
    let (old, new) = (line.oldText?.trimmed, line.newText?.trimmed)
    switch part.key {
    case "ports":
      guard let new, new.hasPrefix("-"), !new.contains("127.0.0.1:"), !new.contains("[::1]:") else { return [] }
      return [(.opensPort, "\(part.name) publishes \(Self.word(new)) on every address, past the firewall")]
    case "volumes":
      guard let old, old.hasPrefix("source:") || old.hasPrefix("target:") || old.hasPrefix("- type: volume") else {
        return []
      }
      return [(.losesData, "\(part.name) no longer has \(Self.word(old)) where it was")]
    case "secrets": return [(.touchesSecret, "\(part.name) reads other secrets")]
    case "environment":
      let names = [old, new].compactMap(\.self)
      return names.contains { $0.hasPrefix("SECRET_") || $0.contains("_PASSWORD_FILE") }
        ? [(.touchesSecret, "\(part.name) reads other secrets")] : []
    case "cap_drop", "security_opt", "read_only", "user":
      return old == nil
        ? [] : [(.weakensIsolation, "\(part.name): \(Self.word(old ?? "")) is \(new.map(Self.word) ?? "gone")")]
    case "cap_add", "privileged", "devices", "network_mode", "pid", "ipc":
      return new == nil ? [] : [(.weakensIsolation, "\(part.name): \(Self.word(new ?? ""))")]
    default: return []
    }
  }

  private static func word(_ text: String) -> String {
    text.hasPrefix("- ") ? String(text.dropFirst(2)).filter { $0 != "\"" } : text
  }

  private func network(_ line: LineChange, _ part: ArtifactPart) -> [(ReviewFlag.Kind, String)] {
    let old = line.oldText?.trimmed ?? ""
    guard old.hasPrefix("internal: true") || old.contains("host_binding_ipv4: 127.0.0.1") else { return [] }
    return [(.weakensIsolation, "the network \(part.name) no longer has \(old)")]
  }

  private func secret(_ part: ArtifactPart) -> String {
    switch part.name {
    case "site_secrets_provider": "secrets come from another provider"
    case "site_secrets", "site_secrets_path": "the files of the secrets are in another folder"
    case "site_secret_files": "another list of secrets"
    case ".env.example": "another list of variables in .env"
    default: "the file of the secret \(part.name)"
    }
  }

  private func certificate(_ line: LineChange, _ part: ArtifactPart) -> [(ReviewFlag.Kind, String)] {
    switch part.name {
    case "site_acme_server": [(.weakensTls, "certificates come from another authority")]
    case _ where part.name.hasSuffix("_certificate_source"): [(.weakensTls, "a certificate comes from somewhere else")]
    case "site_dns_credentials": [(.touchesSecret, "the credentials for the DNS provider are in another file")]
    default: []
    }
  }

  private func value(_ line: LineChange, _ part: ArtifactPart) -> [(ReviewFlag.Kind, String)] {
    switch part.name {
    case _ where part.name.hasPrefix("site_backup_keep_"):
      guard let old = Self.number(line.oldText), let new = Self.number(line.newText), new < old else { return [] }
      return [(.losesData, "older backups are removed: \(new) are kept, and \(old) were")]
    case "site_backup_repository": return [(.losesData, "the backups made so far are in the old repository")]
    case "site_backup_secret": return [(.touchesSecret, "another password for the backups")]
    default: return []
    }
  }

  private static func number(_ text: String?) -> Int? {
    text?.split(separator: "=").dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) }
  }

  private func configuration(_ line: LineChange, _ part: ArtifactPart) -> [(ReviewFlag.Kind, String)] {
    for key in ["list_db", "dbfilter", "proxy_mode"] {
      if let old = line.oldText, old.hasPrefix(key) {
        return [(.weakensIsolation, "\(part.name): \(old) is \(line.newText ?? "gone")")]
      }
    }
    return []
  }
}
