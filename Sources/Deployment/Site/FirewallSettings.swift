public import Schema

/// Who may reach the host, beside SSH and the web, and what the containers may reach.
public struct FirewallSettings: Section {
  let webFrom: Traced<[Traced<CIDR>]>
  let allow: Traced<[AllowSettings]>
  let egress: Traced<[EgressSettings]>

  /// The settings under `firewall`.
  public static let section = SectionTable(
    "firewall", FirewallSettings.init,
    Row(
      "web_from", \.webFrom,
      list: "Address ranges that may reach ports 80 and 443, such as those of a CDN; none means everyone."
    ).example("192.0.2.128/25"),
    Row("allow", \.allow, list: "Further open ports, besides SSH, 80/tcp and 443/tcp."),
    Row(
      "egress", \.egress,
      list: "What Odoo may reach on the host and in private networks; it may reach everything on the Internet."))
}

/// A further port that may be reached.
public struct AllowSettings: Section {
  let port: Traced<Int>
  let `protocol`: Traced<TransportProtocol>
  let from: Traced<CIDR?>
  let comment: Traced<Remark?>

  /// The settings of one entry of `firewall.allow`.
  public static let section = SectionTable(
    "allow", AllowSettings.init,
    Row("port", \.port, in: 1...65535, "The open port on the host.").example("9100"),
    Row("protocol", \.protocol, default: .tcp, "The protocol of the port.").example("udp"),
    Row("from", \.from, optional: "The address range that may reach it; everyone by default.").example(
      "198.51.100.0/24"),
    Row("comment", \.comment, optional: "The purpose of the port; ufw shows it beside the rule.").example(
      "node exporter"))
}

/// What the containers may reach although it is on the host or in a private network.
public struct EgressSettings: Section {
  let to: Traced<CIDR>
  let port: Traced<Int>
  let `protocol`: Traced<TransportProtocol>
  let comment: Traced<Remark?>

  /// The settings of one entry of `firewall.egress`.
  public static let section = SectionTable(
    "egress", EgressSettings.init,
    Row("to", \.to, "The IPv4 address range that may be reached.").example("192.168.7.0/24"),
    Row("port", \.port, in: 1...65535, "The port there.").example("389"),
    Row("protocol", \.protocol, default: .tcp, "The protocol of the port.").example("udp"),
    Row("comment", \.comment, optional: "The purpose of the exception.").example("the office's directory"))
}
