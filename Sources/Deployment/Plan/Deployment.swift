public import Schema

/// What follows from a site: everything that templates, `gen show` and provenance see.
public struct Deployment: Tabled {
  let version: Traced<Int>
  let name: Traced<ProjectName>
  let contact: Traced<EmailAddress>
  let alerts: Traced<EmailAddress>
  let server: ServerPlan
  let source: Traced<SourceSettings?>
  let domains: DomainPlan
  let odoo: OdooPlan
  let postgres: PostgresPlan
  let nginx: NginxPlan
  let tls: TLSPlan
  let dns: DNSPlan
  let firewall: FirewallPlan
  let secrets: SecretsPlan
  let backup: BackupPlan
  let networks: Traced<[NetworkPlan]>
  let volumes: Traced<[VolumePlan]>
  let capacity: CapacityPlan

  /// The effective settings and what follows from them.
  public static let table = Table(
    "deployment", Deployment.init,
    Row("version", \.version, "The version of the language of site.yaml."),
    Row("name", \.name, "The site's name."),
    Row("contact", \.contact, "Who answers for the site."),
    Row("alerts", \.alerts, "Where alerts are mailed to."),
    Row("server", \.server, "The host."),
    Row("source", \.source, "The repository that is checked out on the server."),
    Row("domains", \.domains, "The names under which the instances are reached."),
    Row("odoo", \.odoo, "Odoo and its two instances."),
    Row("postgres", \.postgres, "PostgreSQL and its two servers."),
    Row("nginx", \.nginx, "The reverse proxy on the host."),
    Row("tls", \.tls, "The certificates."),
    Row("dns", \.dns, "The DNS records."),
    Row("firewall", \.firewall, "The firewall's rules."),
    Row("secrets", \.secrets, "The secrets by name, and who reads them."),
    Row("backup", \.backup, "The backups."),
    Row("networks", \.networks, "The networks between the containers."),
    Row("volumes", \.volumes, "The volumes that hold data."),
    Row("capacity", \.capacity, "How the host's memory is shared."))
}

extension Deployment {
  /// Derives everything from a site.
  public init(_ site: Site) {
    let sizing = derive(named: "the processes of all instances") { t in
      Sizing(
        cores: t(site.server.cpuCores), memory: t(site.server.memory),
        tenants: (t(site.odoo.tenants.workers), t(site.odoo.tenants.cronThreads)),
        superadmin: (t(site.odoo.superadmin.workers), t(site.odoo.superadmin.cronThreads)),
        provisionsTenants: t(site.odoo.superadmin.provisionsTenants))
    }
    let odoo = OdooPlan(site, sizing)
    let postgres = PostgresPlan(site, sizing, odoo)
    self.init(
      version: site.version, name: site.name, contact: site.contact,
      alerts: derive("contact") { t in t(site.alerts) ?? t(site.contact) }.overridden(by: site.alerts),
      server: ServerPlan(site), source: site.source, domains: DomainPlan(site), odoo: odoo,
      postgres: postgres, nginx: NginxPlan(site), tls: TLSPlan(site), dns: DNSPlan(site),
      firewall: FirewallPlan(site), secrets: SecretsPlan(site), backup: BackupPlan(site),
      networks: NetworkPlan.all(site),
      volumes: VolumePlan.all, capacity: CapacityPlan(sizing, odoo, postgres))
  }
}
