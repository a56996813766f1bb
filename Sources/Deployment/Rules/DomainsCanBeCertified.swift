import Diagnostics
import Document
import Schema

/// An ACME authority issues certificates only for names of the public DNS.
enum DomainsCanBeCertified: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let sides = [
      ("superadmin", site.domains.superadmin, site.tls.superadmin), ("tenants", site.domains.tenants, site.tls.tenants),
    ]
    for (side, domain, source) in sides {
      decoding.examine(.domainUncertifiable) { t in
        // An authority of the operator's own may certify what it likes.
        if case .directory = t(site.tls.acmeServer) { return nil }
        guard case .acme = t(source) else { return nil }
        let name = t(domain).printed
        guard let suffix = reserved.first(where: { name.ends(with: $0) }) else { return nil }
        return .warning(
          "domains.\(side): no public authority certifies names under \(suffix)", about: domain,
          help: "write a domain that you have registered, or tls.\(side) with your own certificate")
      }
    }
  }

  /// Special-use domain names (RFC 6761, 6762, 7686, 8375), ICANN's .internal, and those that ICANN will not delegate because private
  /// networks use them.
  private static let reserved = [
    ".local", ".internal", ".test", ".invalid", ".localhost", ".localdomain", ".onion", ".home.arpa", ".lan", ".home",
    ".corp", ".intranet", ".private",
  ]
}
