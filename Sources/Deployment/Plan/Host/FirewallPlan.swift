public import Schema

/// The firewall's rules.
public struct FirewallPlan: Tabled {
  let webFrom: Traced<[Traced<CIDR>]>
  let rules: Traced<[FirewallRule]>
  let ports: Traced<[FirewallPort]>
  let egress: Traced<[EgressRule]>
  let privateRanges: Traced<[Traced<CIDR>]>
  let ipv6: Traced<Bool>

  /// The firewall's rules.
  public static let table = Table(
    "firewall", FirewallPlan.init,
    Row("web_from", \.webFrom, "Who may reach ports 80 and 443; none means everyone."),
    Row("rules", \.rules, "All rules in order, those for SSH first."),
    Row("ports", \.ports, "All open ports, each once."),
    Row("egress", \.egress, "What the containers may reach on the host and in private networks."),
    Row("private_ranges", \.privateRanges, "The ranges in which the containers may reach nothing else."),
    Row("ipv6", \.ipv6, "Whether the host has an IPv6 address."))
}

/// One rule.
public struct FirewallRule: Tabled {
  let action: Traced<RuleAction>
  let port: Traced<Int>
  let `protocol`: Traced<TransportProtocol>
  let from: Traced<CIDR?>
  let comment: Traced<Remark>

  /// One rule.
  public static let table = Table(
    "rule", FirewallRule.init,
    Row("action", \.action, "Whether to allow, or to allow at a limited rate."),
    Row("port", \.port, "The port."),
    Row("protocol", \.protocol, "The protocol."),
    Row("from", \.from, "Who may reach it; everyone if absent."),
    Row("comment", \.comment, "Its purpose."))
}

extension FirewallPlan {
  init(_ site: Site, _ networks: Traced<[NetworkPlan]>, _ monitoring: MonitoringPlan) {
    let rules = Self.rules(site, networks, monitoring)
    self.init(
      webFrom: site.firewall.webFrom, rules: rules, ports: FirewallPort.all(rules),
      egress: EgressRule.all(site, networks),
      privateRanges: Traced(constant: PrivateRanges.all.map { Traced(constant: $0) }),
      ipv6: derive("server.ipv6 is given") { t in t(site.server.ipv6) != nil })
  }

  private static func rules(
    _ site: Site, _ networks: Traced<[NetworkPlan]>, _ monitoring: MonitoringPlan
  ) -> Traced<[FirewallRule]> {
    let (port, sources) = (site.server.ssh.port, site.server.ssh.allowFrom)
    let ssh = derive { t in
      t(sources).isEmpty
        ? [FirewallRule(.limit, port, from: nil, "SSH")]
        : t(sources).map { FirewallRule(.allow, port, from: $0, "SSH") }
    }
    let web = [(80, "HTTP"), (443, "HTTPS")].flatMap { number, comment in
      let port = Traced(constant: number)
      let visitors = derive { t in
        t(site.firewall.webFrom).isEmpty
          ? [FirewallRule(.allow, port, from: nil, comment)]
          : t(site.firewall.webFrom).map { FirewallRule(.allow, port, from: $0, comment) }
      }
      return [visitors, own(site, networks).each { FirewallRule(.allow, port, from: $0, "PDFs") }]
    }
    return .joined(
      [ssh] + web + [relay(site, networks), measurements(monitoring), site.firewall.allow.each(FirewallRule.init)])
  }
}

extension FirewallPlan {
  /// From where wkhtmltopdf fetches the styles and pictures of a PDF under the site's public name, past a list of who may come in: the
  /// containers' own addresses; and the public address, where a router in front of the server sends such requests back.
  private static func own(_ site: Site, _ networks: Traced<[NetworkPlan]>) -> Traced<[Traced<CIDR>]> {
    let (listed, address) = (site.firewall.webFrom, EgressRule.own(site))
    return .joined(
      networks.only { t, network in !t(network.isInternal) && t.hasElements(listed) }.each(\.subnet),
      Traced(constant: [address]).only { t, address in
        t.hasElements(listed) && !t.contains(listed) { t($0).printed == t(address).printed }
      })
  }

  /// Another Prometheus fetches measurements from nginx.
  private static func measurements(_ monitoring: MonitoringPlan) -> Traced<[FirewallRule]> {
    derive { t in
      guard let from = t(monitoring.access.from) else { return [] }
      return [
        FirewallRule(
          .allow, Traced(constant: MonitoringPlan.remotePort), from: derive { t in t(monitoring.access.from) ?? from },
          "monitoring")
      ]
    }
  }

  /// The containers that send mail reach the relay, which listens on the host's address in their network.
  private static func relay(_ site: Site, _ networks: Traced<[NetworkPlan]>) -> Traced<[FirewallRule]> {
    networks.only { t, network in !t(network.isInternal) && MailSettings.hasRelay(site, t) }.each { network in
      FirewallRule(.allow, Traced(constant: 25), from: network.subnet, "mail of the containers")
    }
  }
}

extension FirewallRule {
  fileprivate init(_ action: RuleAction, _ port: Traced<Int>, from range: Traced<CIDR>?, _ comment: String) {
    self.init(
      action: Traced(constant: action), port: port, protocol: Traced(constant: .tcp),
      from: range.map { range in derive { t in t(range) } } ?? Traced(constant: nil),
      comment: Traced(constant: Remark(canonical: comment)))
  }

  fileprivate init(_ allow: AllowSettings) {
    self.init(
      action: Traced(constant: .allow), port: allow.port, protocol: allow.protocol, from: allow.from,
      comment: derive { t in t(allow.comment) ?? Remark(canonical: "port \(t(allow.port))") }.overridden(
        by: allow.comment))
  }
}
