public import Schema

/// The reverse proxy on the host.
public struct NginxSettings: Section {
  let clientMaxBodySize: Traced<ByteCount>
  let loginRate: Traced<Rate>
  let loginBurst: Traced<Int?>
  let signupRate: Traced<Rate>
  let apiRate: Traced<Rate>
  let tenantLimit: TenantLimitSettings
  let trustedProxies: Traced<[Traced<CIDR>]>
  let snippets: NginxSnippets

  /// The settings under `nginx`.
  public static let section = SectionTable(
    "nginx", NginxSettings.init,
    reserved: [
      "tls_ended_by":
        "TLS ends in nginx on this server: let the load balancer pass port 443 on as TCP, or encrypt to this server; the run book has both under \"Behind a proxy or load balancer\""
    ],
    Row(
      "client_max_body_size", \.clientMaxBodySize, in: .mebibytes(1) ... .gibibytes(16), default: .mebibytes(128),
      "The largest accepted request, and so the largest upload."
    ).example("256MiB"),
    Row(
      "login_rate", \.loginRate, default: Rate(count: 10, unit: "m"),
      "Login attempts of each client address, or /64 of IPv6, at each host: a number per second or per minute. At all hosts together it is ten times as many."
    ).example("20/m"),
    Row(
      "login_burst", \.loginBurst, in: 1...10_000,
      optional: "Login attempts beyond the rate that pass at once; by default half of login_rate, at least 5."
    ).example("8"),
    Row(
      "signup_rate", \.signupRate, default: Rate(count: 5, unit: "m"),
      "Forms for a new account or a new password that each client address, or /64 of IPv6, may send: each sends a mail."
    ).example("6/m"),
    Row(
      "api_rate", \.apiRate, default: Rate(count: 30, unit: "s"),
      "Calls with a password or key by programs of each client address; calls beyond the rate are delayed."
    ).example("20/s"),
    Row(
      "tenant_limit", \.tenantLimit,
      record: "What one tenant may use at the same time, so that something is left for the others."),
    Row(
      "trusted_proxies", \.trustedProxies,
      list: "Address ranges of a CDN or load balancer in front, whose X-Forwarded-For is trusted."
    ).example("192.0.2.128/25"),
    Row("snippets", \.snippets, record: "Your own directives, added to the sites as they are."))
}

/// What one tenant may use at the same time.
public struct TenantLimitSettings: Section {
  let connections: Traced<ConnectionLimit>
  let requests: Traced<Rate>

  /// The settings under `nginx.tenant_limit`.
  public static let section = SectionTable(
    "tenant limit", TenantLimitSettings.init,
    Row(
      "connections", \.connections, default: .automatic,
      "Requests of one tenant that Odoo works on at the same time: auto is half of the workers, at least 4. Static files, pictures and websockets do not count."
    ).example("4"),
    Row(
      "requests", \.requests, default: Rate(count: 30, unit: "s"),
      "Requests of one tenant per second or minute; those beyond it wait up to ten seconds. Static files and websockets do not count."
    ).example("20/s"))
}

/// What an operator adds to nginx's sites.
public struct NginxSnippets: Section {
  let tenants: Traced<NginxDirectives?>
  let superadmin: Traced<NginxDirectives?>

  /// The settings under `nginx.snippets`.
  public static let section = SectionTable(
    "snippets", NginxSnippets.init,
    Row(
      "tenants", \.tenants,
      optional: "Directives for the server block of the tenants' site; they cannot leave the block."
    ).example("add_header X-Robots-Tag noindex always;"),
    Row("superadmin", \.superadmin, optional: "Directives for the server block of the superadmin's site.").example(
      "add_header X-Frame-Options DENY;"))
}
