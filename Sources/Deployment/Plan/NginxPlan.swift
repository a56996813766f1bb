public import Schema

/// The reverse proxy on the host.
public struct NginxPlan: Tabled {
  let clientMaxBodySize: Traced<ByteCount>
  let clientMaxBodyBytes: Traced<Int>
  let loginRate: Traced<Rate>
  let loginRateNginx: Traced<NginxRate>
  let loginBurst: Traced<Int>
  let trustedProxies: Traced<[Traced<CIDR>]>
  let snippets: NginxSnippets
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
    Row("trusted_proxies", \.trustedProxies, "Proxies in front, whose X-Forwarded-For is believed."),
    Row("snippets", \.snippets, "What the operator adds to the sites."),
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
      loginRateNginx: derive("nginx.login_rate") { t in
        NginxRate(canonical: "\(t(nginx.loginRate).count)r/\(t(nginx.loginRate).unit)")
      },
      loginBurst: derive("half of nginx.login_rate, at least 5") { t in max(t(nginx.loginRate).count / 2, 5) },
      trustedProxies: nginx.trustedProxies, snippets: nginx.snippets,
      acmeWebroot: Traced(constant: AbsolutePath(canonical: "/var/www/acme")),
      // Right below a folder that is always there: nginx makes the last folder of a path, and no other.
      cacheDirectory: Traced(constant: AbsolutePath(canonical: "/var/cache/nginx-odoo")))
  }
}
