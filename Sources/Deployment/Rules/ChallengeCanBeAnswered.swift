import Diagnostics
import Document
import Schema

/// The superadmin's certificate is proven over port 80, or in the DNS where that port is not the authority's to reach.
enum ChallengeCanBeAnswered: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.challengeUnreachable) { t in
      guard case .acme = t(site.tls.superadmin), t(site.tls.dnsProvider) == nil else { return nil }
      let isClosed = !t(site.firewall.webFrom).isEmpty
      guard isClosed || !t(site.nginx.trustedProxies).isEmpty else { return nil }
      return .error(
        isClosed
          ? "the superadmin's certificate cannot be validated: firewall.web_from closes port 80 to the certificate authority"
          : "the superadmin's certificate cannot be validated over port 80, which nginx.trusted_proxies answer",
        about: site.tls.superadmin,
        help: "write tls.dns_provider, which validates it in the DNS, or tls.superadmin with your own certificate")
    }
  }
}
