public import Schema

/// What stands between the Internet and the instances: a part of `Site`.
public struct PerimeterSettings: Section {
  let nginx: NginxSettings
  let tls: TLSSettings
  let dns: DNSSettings
  let firewall: FirewallSettings

  /// The settings at the top of site.yaml that are about it.
  public static let section = SectionTable(
    "perimeter", PerimeterSettings.init,
    Row("nginx", \.nginx, record: "The reverse proxy on the host."),
    Row("tls", \.tls, record: "Where certificates come from."),
    Row("dns", \.dns, record: "The DNS records that the site needs."),
    Row(
      "firewall", \.firewall,
      record: "Who may reach the host, besides SSH and the web, and what the containers may reach."))
}
