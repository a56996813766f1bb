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
    Row("to", \.to, "The addresses that they may reach."),
    Row("port", \.port, "The port there."),
    Row("protocol", \.protocol, "The protocol of the port."),
    Row("comment", \.comment, "Its purpose."))
}

extension EgressRule {
  /// The site's own web ports, for wkhtmltopdf fetches styles and pictures of a page to be printed under its public name;
  /// the relay for mail, on the host's address in each network; then what the site allows.
  static func all(_ site: Site, _ networks: Traced<[NetworkPlan]>) -> Traced<[EgressRule]> {
    let own = own(site)
    let web = [(80, "nginx, from which Odoo fetches what it prints"), (443, "the same over TLS")].map {
      EgressRule(to: own, port: $0.0, $0.1)
    }
    return .joined(
      Traced(constant: web), named(site, networks), relay(site, networks), site.firewall.egress.each(EgressRule.init))
  }

  /// The public address of the host.
  static func own(_ site: Site) -> Traced<CIDR> {
    derive("server.ipv4") { t in CIDR(canonical: t(site.server.ipv4).printed + "/32") }
  }

  /// The instances with one name find it at the host's address in their own network.
  private static func named(_ site: Site, _ networks: Traced<[NetworkPlan]>) -> Traced<[EgressRule]> {
    let names = Set(Instance.all(site).all.filter { $0.front.name != nil }.map(\.webNetwork.name))
    return networks.only { t, network in names.contains(t(network.name).printed) }.each {
      EgressRule(to: gateway($0), port: 443, "nginx, under the name in extra_hosts")
    }
  }

  private static func gateway(_ network: NetworkPlan) -> Traced<CIDR> {
    derive("its gateway") { t in CIDR(canonical: t(network.gateway).printed + "/32") }
  }

  private init(to: Traced<CIDR>, port: Int, _ purpose: String) {
    self.init(
      to: to, port: Traced(constant: port), protocol: Traced(constant: .tcp),
      comment: Traced(constant: Remark(canonical: purpose)))
  }

  private static func relay(_ site: Site, _ networks: Traced<[NetworkPlan]>) -> Traced<[EgressRule]> {
    networks.only { t, network in !t(network.isInternal) && MailSettings.hasRelay(site, t) }.each {
      EgressRule(to: gateway($0), port: 25, "the mail relay")
    }
  }

  private init(_ egress: EgressSettings) {
    self.init(
      to: egress.to, port: egress.port, protocol: egress.protocol,
      comment: derive { t in t(egress.comment) ?? Remark(canonical: "port \(t(egress.port))") }.overridden(
        by: egress.comment))
  }
}
