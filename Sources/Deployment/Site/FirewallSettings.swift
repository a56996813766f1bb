public import Schema

/// Who may reach the host, beside SSH and the web.
public struct FirewallSettings: Tabled {
  let webFrom: Traced<[Traced<CIDR>]>
  let allow: Traced<[AllowSettings]>

  /// The settings under `firewall`.
  public static let table = Table(
    "firewall", FirewallSettings.init,
    Row(
      "web_from", \.webFrom,
      list: "Address ranges that may reach ports 80 and 443, such as those of a CDN; none means everyone."),
    Row("allow", \.allow, list: "Further ports that may be reached, beside SSH, 80/tcp and 443/tcp."))
}

/// A further port that may be reached.
public struct AllowSettings: Tabled {
  let port: Traced<Int>
  let `protocol`: Traced<TransportProtocol>
  let from: Traced<CIDR?>
  let comment: Traced<Remark?>

  /// The settings of one entry of `firewall.allow`.
  public static let table = Table(
    "allow", AllowSettings.init,
    Row("port", \.port, in: 1...65535, "The port on the host that may be reached."),
    Row("protocol", \.protocol, default: .tcp, "The protocol of the port."),
    Row("from", \.from, optional: "The address range that may reach it; everyone when left out."),
    Row("comment", \.comment, optional: "What the port is for; ufw shows it beside the rule."))
}
