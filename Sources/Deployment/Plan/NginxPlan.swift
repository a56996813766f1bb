public import Schema

/// The reverse proxy on the host.
public struct NginxPlan: Tabled {
  let clientMaxBodySize: Traced<ByteCount>
  let clientMaxBodyBytes: Traced<Int>
  let loginRate: Traced<Rate>
  let loginRateNginx: Traced<NginxRate>
  let loginBurst: Traced<Int>
  let apiRate: Traced<Rate>
  let apiRateNginx: Traced<NginxRate>
  let apiBurst: Traced<Int>
  let apiDelay: Traced<Int>
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
    Row("login_rate", \.loginRate, "Attempts to log in, for each client address."),
    Row("login_rate_nginx", \.loginRateNginx, "The same as nginx writes it."),
    Row("login_burst", \.loginBurst, "Attempts beyond the rate that are let through at once."),
    Row("api_rate", \.apiRate, "Calls of programs with a password or key, for each client address."),
    Row("api_rate_nginx", \.apiRateNginx, "The same as nginx writes it."),
    Row("api_burst", \.apiBurst, "Calls beyond the rate that are not refused."),
    Row("api_delay", \.apiDelay, "Calls beyond the rate that do not have to wait either."),
    Row("trusted_proxies", \.trustedProxies, "Proxies in front, whose X-Forwarded-For is believed."),
    Row("snippets", \.snippets, "What the operator adds to the sites."),
    Row("features", \.features, "What this version of nginx has."),
    Row("acme_webroot", \.acmeWebroot, "The folder in which ACME challenges are answered."),
    Row("cache_directory", \.cacheDirectory, "The folder of the modules' static files that nginx keeps."))
}

extension NginxPlan {
  init(_ site: Site) {
    let nginx = site.nginx
    self.init(
      clientMaxBodySize: nginx.clientMaxBodySize,
      clientMaxBodyBytes: derive("nginx.client_max_body_size in bytes") { t in t(nginx.clientMaxBodySize).bytes },
      loginRate: nginx.loginRate,
      loginRateNginx: derive("nginx.login_rate") { t in NginxRate(t(nginx.loginRate)) },
      loginBurst: derive("half of nginx.login_rate, at least 5") { t in max(t(nginx.loginRate).count / 2, 5) },
      apiRate: nginx.apiRate, apiRateNginx: derive("nginx.api_rate") { t in NginxRate(t(nginx.apiRate)) },
      apiBurst: derive("what nginx.api_rate is in two seconds, at least 20") { t in Self.apiBurst(t(nginx.apiRate)) },
      apiDelay: derive("half of nginx.api_burst") { t in Self.apiBurst(t(nginx.apiRate)) / 2 },
      trustedProxies: nginx.trustedProxies, snippets: nginx.snippets,
      features: NginxFeatures(site.server.os),
      acmeWebroot: Traced(constant: AbsolutePath(canonical: "/var/www/acme")),
      // Right below a folder that is always there: nginx makes the last folder of a path, and no other.
      cacheDirectory: Traced(constant: AbsolutePath(canonical: "/var/cache/nginx-odoo")))
  }

  private static func apiBurst(_ rate: Rate) -> Int {
    max(rate.unit == "s" ? 2 * rate.count : rate.count / 30, 20)
  }
}

extension NginxRate {
  init(_ rate: Rate) {
    self.init(canonical: "\(rate.count)r/\(rate.unit)")
  }
}
