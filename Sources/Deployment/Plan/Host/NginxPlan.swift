public import Schema

/// The reverse proxy on the host.
public struct NginxPlan: Tabled {
  let clientMaxBodySize: Traced<ByteCount>
  let clientMaxBodyBytes: Traced<Int>
  let rates: NginxRates
  let trustedProxies: Traced<[Traced<CIDR>]>
  let snippets: NginxSnippets
  let features: NginxFeatures
  let acmeWebroot: Traced<AbsolutePath>
  let cacheDirectory: Traced<AbsolutePath>

  /// The effective settings of nginx.
  public static let table = Table(
    "nginx", NginxPlan.init,
    Row("client_max_body_size", \.clientMaxBodySize, "The largest upload."),
    Row("client_max_body_bytes", \.clientMaxBodyBytes, "The same in bytes."),
    Row(part: \.rates),
    Row("trusted_proxies", \.trustedProxies, "Proxies in front, whose X-Forwarded-For is trusted."),
    Row("snippets", \.snippets, "The operator's additions to the sites."),
    Row("features", \.features, "The features of this version of nginx."),
    Row("acme_webroot", \.acmeWebroot, "The folder of the answers to ACME challenges."),
    Row("cache_directory", \.cacheDirectory, "The folder of nginx's cache for the modules' static files."))
}

extension NginxPlan {
  /// What is on the host for both instances.
  ///
  /// - Parameters:
  ///   - logins: how often people may try to log in, which Odoo counts as well.
  ///   - tenants: the processes that serve the tenants.
  init(_ site: Site, logins: LoginRatePlan, tenants: ProcessesPlan) {
    let nginx = site.nginx
    self.init(
      clientMaxBodySize: nginx.clientMaxBodySize,
      clientMaxBodyBytes: Self.bodyBytes(nginx),
      rates: NginxRates(
        nginx, logins: logins, tenants: tenants, possible: Instance.tenants(site).possibleWorkers),
      trustedProxies: nginx.trustedProxies, snippets: nginx.snippets, features: NginxFeatures(site.server.os),
      acmeWebroot: Traced(constant: AbsolutePath(canonical: "/var/www/acme")),
      // Right below a folder that is always there: nginx makes the last folder of a path, and no other.
      cacheDirectory: derive("/var/cache/nginx- and name") { t in
        AbsolutePath(canonical: "/var/cache/nginx-\(t(site.name).printed)")
      })
  }

  /// The largest upload in bytes, which Odoo is told as well.
  static func bodyBytes(_ nginx: NginxSettings) -> Traced<Int> {
    derive("nginx.client_max_body_size in bytes") { t in t(nginx.clientMaxBodySize).bytes }
  }
}
