public import Schema

/// The reverse proxy on the host.
public struct NginxSettings: Tabled {
  let clientMaxBodySize: Traced<ByteCount>
  let loginRate: Traced<Rate>
  let trustedProxies: Traced<[Traced<CIDR>]>

  /// The settings under `nginx`.
  public static let table = Table(
    "nginx", NginxSettings.init,
    Row(
      "client_max_body_size", \.clientMaxBodySize, in: .mebibytes(1) ... .gibibytes(16), default: .mebibytes(128),
      "The largest upload."),
    Row("login_rate", \.loginRate, default: Rate(count: 10, unit: "m"), "Attempts to log in, for each client address."),
    Row(
      "trusted_proxies", \.trustedProxies,
      list: "Addresses of a CDN or load balancer in front, whose X-Forwarded-For is believed."))
}
