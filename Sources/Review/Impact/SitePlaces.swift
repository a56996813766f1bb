import Output

/// Which variable or list of ops/site.sh each line is in.
struct SitePlaces {
  static let path = "ops/site.sh"
  private let parts: [ArtifactPart?]

  init(_ text: DiffText) {
    var list: String?
    parts = text.lines.indices.map { line in
      let said = text.said(line)
      if let name = list {
        if said == "}" { list = nil }
        return Self.part(name)
      }
      let name = String(said.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      let rest = said.dropFirst(name.count)
      guard name.hasPrefix("site_") else { return nil }
      if rest.hasPrefix("() {") {
        list = name
        return Self.part(name)
      }
      return rest.hasPrefix("=") ? Self.part(name) : nil
    }
  }

  /// The part that a line, from 0, is in; nil for what is no value.
  func part(of line: Int) -> ArtifactPart? { parts.indices.contains(line) ? parts[line] : nil }

  private static func part(_ name: String) -> ArtifactPart { ArtifactPart(kind: kind(name), name: name) }

  /// What reads a value. The scripts that do are in templates/: `grep -r NAME templates`.
  private static func kind(_ name: String) -> PartKind {
    switch name {
    case "site_firewall_rules", "site_ssh_port": .firewallRules
    case "site_egress_rules", "site_private_ranges": .egressRules
    case "site_networks": .networkList
    case "site_swap_mib", "site_timezone", "site_os", "site_os_family", "site_os_codename", "site_directory",
      "site_has_relay", "site_alerts_relay_host":
      .hostValue
    case "site_secrets_provider", "site_secrets", "site_secrets_path", "site_secret_files": .secretValue
    case "site_contact": .siteValue
    case "site_backup_scheduler", "site_backup_calendar", "site_restore_test_calendar": .crontab
    case _ where name.hasPrefix("site_acme_") || name.contains("_certificate") || name.hasSuffix("_challenge"):
      .certificateValue
    case _ where name.hasPrefix("site_dns_") || name.hasSuffix("_names") || name.hasSuffix("_key"): .certificateValue
    case _ where name.hasPrefix("site_mail_"): .mailValue
    case _ where name.hasSuffix("_records"): .siteValue
    default: .siteValue
    }
  }
}
