import Diagnostics
import Document
import Schema

/// CAA records name the authority, and only Let's Encrypt's name is known.
enum AuthorityIsKnown: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.caaUnknown) { t in
      guard t(site.dns.caa), case .directory(let url) = t(site.tls.acmeServer) else { return nil }
      return .warning(
        "the name that \(url.printed) has in CAA records is not known: no records are made", about: site.tls.acmeServer,
        help: "write dns.caa: false, and add the authority's own CAA records by hand")
    }
  }
}
