public import Schema

/// The reverse proxy on the host.
public struct NginxPlan: Tabled {
  let clientMaxBodySize: Traced<ByteCount>
  let clientMaxBodyBytes: Traced<Int>
  let login: LoginRatePlan
  let api: ProgramRatePlan
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
    Row(part: \.login),
    Row(part: \.api),
    Row("trusted_proxies", \.trustedProxies, "Proxies in front, whose X-Forwarded-For is trusted."),
    Row("snippets", \.snippets, "The operator's additions to the sites."),
    Row("features", \.features, "The features of this version of nginx."),
    Row("acme_webroot", \.acmeWebroot, "The folder of the answers to ACME challenges."),
    Row("cache_directory", \.cacheDirectory, "The folder of nginx's cache for the modules' static files."))
}

extension NginxPlan {
  init(_ site: Site) {
    let nginx = site.nginx
    self.init(
      clientMaxBodySize: nginx.clientMaxBodySize,
      clientMaxBodyBytes: derive("nginx.client_max_body_size in bytes") { t in t(nginx.clientMaxBodySize).bytes },
      login: LoginRatePlan(nginx.loginRate), api: ProgramRatePlan(nginx.apiRate),
      trustedProxies: nginx.trustedProxies, snippets: nginx.snippets, features: NginxFeatures(site.server.os),
      acmeWebroot: Traced(constant: AbsolutePath(canonical: "/var/www/acme")),
      // Right below a folder that is always there: nginx makes the last folder of a path, and no other.
      cacheDirectory: derive("/var/cache/nginx- and name") { t in
        AbsolutePath(canonical: "/var/cache/nginx-\(t(site.name).printed)")
      })
  }
}

/// How often people may try to log in.
public struct LoginRatePlan: Tabled {
  let rate: Traced<Rate>
  let nginxRate: Traced<NginxRate>
  let burst: Traced<Int>

  /// The effective rate.
  public static let table = Table(
    "rate of logins", LoginRatePlan.init,
    Row("login_rate", \.rate, "Login attempts of each client address."),
    Row("login_rate_nginx", \.nginxRate, "The same in nginx's form."),
    Row("login_burst", \.burst, "Attempts beyond the rate that pass at once."))
}

extension LoginRatePlan {
  init(_ rate: Traced<Rate>) {
    self.init(
      rate: rate, nginxRate: derive("nginx.login_rate") { t in NginxRate(t(rate)) },
      burst: derive("half of nginx.login_rate, at least 5") { t in max(t(rate).count / 2, 5) })
  }
}

/// How often programs may call.
public struct ProgramRatePlan: Tabled {
  let rate: Traced<Rate>
  let nginxRate: Traced<NginxRate>
  let burst: Traced<Int>
  let delay: Traced<Int>

  /// The effective rate.
  public static let table = Table(
    "rate of programs", ProgramRatePlan.init,
    Row("api_rate", \.rate, "Calls of programs with a password or key, from each client address."),
    Row("api_rate_nginx", \.nginxRate, "The same in nginx's form."),
    Row("api_burst", \.burst, "Calls beyond the rate that are accepted."),
    Row("api_delay", \.delay, "Calls beyond the rate that are not even delayed."))
}

extension ProgramRatePlan {
  init(_ rate: Traced<Rate>) {
    self.init(
      rate: rate, nginxRate: derive("nginx.api_rate") { t in NginxRate(t(rate)) },
      burst: derive("what nginx.api_rate is in two seconds, at least 20") { t in Self.burst(t(rate)) },
      delay: derive("half of nginx.api_burst") { t in Self.burst(t(rate)) / 2 })
  }

  private static func burst(_ rate: Rate) -> Int {
    max(rate.unit == "s" ? 2 * rate.count : rate.count / 30, 20)
  }
}

extension NginxRate {
  init(_ rate: Rate) {
    self.init(canonical: "\(rate.count)r/\(rate.unit)")
  }
}
