import Diagnostics
import Document
import Schema

/// certbot proves a wildcard in the DNS by a plugin for the provider, and not every system packages every one.
enum CertbotHasPlugin: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.certbotPlugin) { t in
      guard t(plan.host.tls.dnsChallenge) != nil, let provider = t(site.tls.dnsProvider) else { return nil }
      guard t(site.server.os).certbotLacks(provider) else { return nil }
      return .error(
        "\(t(site.server.os).rawValue) has no certbot plugin for \(provider.rawValue)", about: site.tls.dnsProvider,
        help: "use another server.os or another provider, or write tls.tenants with your own certificate")
    }
  }
}
