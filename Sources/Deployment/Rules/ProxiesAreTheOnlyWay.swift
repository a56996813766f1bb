import Diagnostics
import Document
import Schema

/// A proxy in front protects only what cannot be reached past it.
enum ProxiesAreTheOnlyWay: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.proxyBypass) { t in
      guard !t(site.nginx.trustedProxies).isEmpty, t(site.firewall.webFrom).isEmpty else { return nil }
      return .warning(
        "nginx.trusted_proxies names proxies, but everyone can bypass them on ports 80 and 443",
        about: site.nginx.trustedProxies,
        help: "write the same ranges under firewall.web_from")
    }
  }
}
