import Schema

/// certbot proves a wildcard in the DNS by a plugin for the provider, and not every system packages every one.
enum CertbotHasPlugin: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine("certbot-plugin") { t in
      guard case .acme = t(site.tls.tenants), let provider = t(site.tls.dnsProvider) else { return nil }
      guard t(site.server.os).certbotLacks(provider) else { return nil }
      return .error(
        "\(t(site.server.os).rawValue) has no plugin of certbot for \(provider.rawValue)", about: site.tls.dnsProvider,
        help: "take another server.os, another provider, or write tls.tenants with a given certificate")
    }
  }
}

extension OperatingSystem {
  /// Whether the operating system's archive lacks a plugin of certbot: by its package lists of trixie, late in 2026.
  fileprivate func certbotLacks(_ provider: DNSProvider) -> Bool {
    switch (self, provider) {
    case (.debian13, .digitalocean), (.debian13, .linode), (.debian13, .ovh): true
    default: false
    }
  }
}
