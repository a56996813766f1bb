public import Schema

/// What follows from a site: everything that templates, `gen show` and provenance see.
public struct Deployment: Tabled {
  let version: Traced<Int>
  package let name: Traced<ProjectName>
  let contact: Traced<EmailAddress>
  package let alerts: AlertPlan
  package let source: Traced<SourceSettings?>
  let domains: DomainPlan
  package let host: HostPlan
  package let containers: ContainersPlan
  let alertRules: Traced<[AlertRule]>

  /// The effective settings and what follows from them.
  public static let table = Table(
    "deployment", Deployment.init,
    Row("version", \.version, "The version of the site.yaml format."),
    Row("name", \.name, "The site's name."),
    Row("contact", \.contact, "The address of the person who is responsible for the site."),
    Row("alerts", \.alerts, "Whom alarms reach, and how."),
    Row("source", \.source, "The repository that is checked out on the server."),
    Row("domains", \.domains, "The domain names of the instances."),
    Row(part: \.host),
    Row(part: \.containers),
    Row("alert_rules", \.alertRules, "The alerts of the monitoring, area by area; none without it."))
}

extension Deployment {
  /// Derives everything from a site.
  public init(_ site: Site) {
    let logins = LoginRatePlan(site.nginx)
    let containers = ContainersPlan(site, logins: logins)
    let nginx = NginxPlan(site, logins: logins, tenants: containers.odoo.tenants.processes)
    let host = HostPlan(site, nginx: nginx, networks: containers.networks, monitoring: containers.monitoring)
    let facts = AlertFacts(containers.monitoring, host.backup, containers, logins: site.nginx.loginRate)
    self.init(
      version: site.version, name: site.name, contact: site.contact,
      alerts: AlertPlan(site), source: site.source, domains: DomainPlan(site),
      host: host, containers: containers,
      alertRules: AlertRule.all(facts, site: site.name, isOn: containers.monitoring.place.isOn))
  }
}
