import Diagnostics
import Document
import Schema

/// Whoever is in a trusted range says by X-Forwarded-For which address a request comes from.
enum ProxiesAreNotEveryone: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.proxyEveryone) { t in
      guard let range = t(site.nginx.trustedProxies).first(where: { t($0).holdsStrangers }) else { return nil }
      return .warning(
        "nginx.trusted_proxies: \(t(range).printed) is more than any provider's proxies: everyone in it can choose the address that allow_from and the login limits see",
        about: range, help: "write only the ranges that your provider publishes")
    }
  }
}
