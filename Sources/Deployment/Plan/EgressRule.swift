public import Schema

/// Something on the host or in a private network that the containers with a way out may reach all the same.
public struct EgressRule: Tabled {
  let to: Traced<CIDR>
  let port: Traced<Int>
  let `protocol`: Traced<TransportProtocol>
  let comment: Traced<Remark>

  /// One exception.
  public static let table = Table(
    "egress rule", EgressRule.init,
    Row("to", \.to, "Whom they may reach."),
    Row("port", \.port, "The port there."),
    Row("protocol", \.protocol, "The protocol of the port."),
    Row("comment", \.comment, "What it is for."))
}

extension EgressRule {
  /// The site's own web ports, for wkhtmltopdf fetches styles and pictures of a page to be printed under its public name;
  /// then what the site allows.
  static func all(_ site: Site) -> Traced<[EgressRule]> {
    derive { t in
      let own = derive("server.ipv4") { t in CIDR(canonical: t(site.server.ipv4).printed + "/32") }
      let web = [(80, "nginx, from which Odoo fetches what it prints"), (443, "the same over TLS")].map {
        EgressRule(
          to: own, port: Traced(constant: $0.0), protocol: Traced(constant: .tcp),
          comment: Traced(constant: Remark(canonical: $0.1)))
      }
      return web + t(site.firewall.egress).map(EgressRule.init)
    }
  }

  private init(_ egress: EgressSettings) {
    self.init(
      to: egress.to, port: egress.port, protocol: egress.protocol,
      comment: derive { t in t(egress.comment) ?? Remark(canonical: "port \(t(egress.port))") }.overridden(
        by: egress.comment))
  }
}
