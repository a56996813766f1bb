import Diagnostics
import Document
import Schema

/// A certificate for every name below a domain is proven in its DNS (ACME's DNS-01), in no other way.
enum WildcardHasProvider: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.wildcardWithoutProvider) { t in
      guard case .acme = t(site.tls.tenants), t(site.tls.dnsProvider) == nil else { return nil }
      return .error(
        "the tenants' wildcard certificate needs a DNS provider", about: site.domains.tenants,
        help:
          "write tls.dns_provider: \(DNSProvider.allCases.map(\.rawValue).joined(separator: " | ")), or tls.tenants with your own certificate"
      )
    }
  }
}
