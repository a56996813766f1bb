public import Schema

/// The reverse proxy on the host.
public struct NginxSettings: Section {
  let clientMaxBodySize: Traced<ByteCount>
  let loginRate: Traced<Rate>
  let apiRate: Traced<Rate>
  let trustedProxies: Traced<[Traced<CIDR>]>
  let snippets: NginxSnippets

  /// The settings under `nginx`.
  public static let section = SectionTable(
    "nginx", NginxSettings.init,
    Row(
      "client_max_body_size", \.clientMaxBodySize, in: .mebibytes(1) ... .gibibytes(16), default: .mebibytes(128),
      "The largest accepted request, and so the largest upload."),
    Row(
      "login_rate", \.loginRate, default: Rate(count: 10, unit: "m"),
      "Login attempts of each client address, or /64 of IPv6: a number per second or per minute."),
    Row(
      "api_rate", \.apiRate, default: Rate(count: 30, unit: "s"),
      "Calls with a password or key by programs of each client address; calls beyond the rate are delayed."),
    Row(
      "trusted_proxies", \.trustedProxies,
      list: "Address ranges of a CDN or load balancer in front, whose X-Forwarded-For is trusted."),
    Row("snippets", \.snippets, record: "Your own directives, added to the sites as they are."))
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
      optional: "Directives for the server block of the tenants' site; they cannot leave the block."),
    Row("superadmin", \.superadmin, optional: "Directives for the server block of the superadmin's site."))
}
