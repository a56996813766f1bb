public import Schema

/// Who may reach the host, beside SSH and the web.
public struct FirewallSettings: Tabled {
  let webFrom: Traced<[Traced<CIDR>]>
  let allow: Traced<[AllowSettings]>

  /// The settings under `firewall`.
  public static let table = Table(
    "firewall", FirewallSettings.init,
    Row("web_from", \.webFrom, list: "Who may reach ports 80 and 443, such as a CDN; none means everyone."),
    Row("allow", \.allow, list: "Further ports that may be reached."))
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
    Row("port", \.port, in: 1...65535, "The port."),
    Row("protocol", \.protocol, default: .tcp, "The protocol."),
    Row("from", \.from, optional: "Who may reach it; everyone when left out."),
    Row("comment", \.comment, optional: "What it is for."))
}
