public import Schema

/// What runs on the host itself, beside the containers: the web server, the firewall, certificates, DNS and backups.
public struct HostPlan: Tabled {
  package let server: ServerPlan
  let nginx: NginxPlan
  let tls: TLSPlan
  let dns: DNSPlan
  let firewall: FirewallPlan
  package let backup: BackupPlan

  /// The parts of the host.
  public static let table = Table(
    "host", HostPlan.init,
    Row("server", \.server, "The host."),
    Row("nginx", \.nginx, "The reverse proxy on the host."),
    Row("tls", \.tls, "The certificates."),
    Row("dns", \.dns, "The DNS records."),
    Row("firewall", \.firewall, "The firewall's rules."),
    Row("backup", \.backup, "The backups."))
}

extension HostPlan {
  /// The host of a site.
  ///
  /// - Parameters:
  ///   - networks: those of the containers, some of which reach the host.
  ///   - monitoring: what watches the site, which may be open to another host.
  init(_ site: Site, nginx: NginxPlan, networks: Traced<[NetworkPlan]>, monitoring: MonitoringPlan) {
    self.init(
      server: ServerPlan(site), nginx: nginx, tls: TLSPlan(site), dns: DNSPlan(site),
      firewall: FirewallPlan(site, networks, monitoring), backup: BackupPlan(site))
  }
}
