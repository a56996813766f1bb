public import Schema

/// What runs in containers: the services, and what is folded out of their list.
public struct ContainersPlan: Tabled {
  let odoo: OdooPlan
  package let postgres: PostgresPlan
  package let instances: Traced<[InstancePair]>
  package let services: Traced<[ServicePlan]>
  let networks: Traced<[NetworkPlan]>
  let volumes: Traced<[VolumePlan]>
  package let secrets: SecretsPlan
  let capacity: CapacityPlan
  let monitoring: MonitoringPlan

  /// The parts of what runs in containers.
  public static let table = Table(
    "containers", ContainersPlan.init,
    Row("odoo", \.odoo, "Odoo and its instances."),
    Row("postgres", \.postgres, "PostgreSQL and its servers."),
    Row("instances", \.instances, "Every instance of Odoo with its database server."),
    Row("services", \.services, "The services of docker-compose.yml, in its order."),
    Row("networks", \.networks, "The networks between the containers."),
    Row("volumes", \.volumes, "The volumes with data."),
    Row("secrets", \.secrets, "The secrets, and their readers."),
    Row("capacity", \.capacity, "How the host's memory is shared."),
    Row("monitoring", \.monitoring, "What watches the site, and where."))
}

extension ContainersPlan {
  /// The containers of a site.
  ///
  /// - Parameter logins: how often people may try to log in, which nginx counts too.
  init(_ site: Site, logins: LoginRatePlan) {
    let instances = Instance.all(site)
    let shares = InstanceShare.all(site, instances)
    let monitoring = MonitoringPlan(site, instances)
    let pairs = InstancePair.all(site, instances, shares, isMeasured: monitoring.place.isOn)
    let (odoo, postgres) = (OdooPlan(site, pairs), PostgresPlan(site, pairs))
    let services = ServicePlan.all(
      instances, pairs,
      ServiceCommon(
        site: site, odoo: odoo, postgres: postgres, monitoring: monitoring, logins: logins,
        uploadBytes: NginxPlan.bodyBytes(site.nginx),
        builtOnce: "Built once, here, and used by \(instances.all.bothOrAll) instances."))
    self.init(
      odoo: odoo, postgres: postgres, instances: Traced(constant: pairs.all), services: services,
      networks: NetworkPlan.all(site, instances, usedBy: services),
      volumes: VolumePlan.all(instances, mountedBy: services),
      secrets: SecretsPlan(
        site, instances, monitoring, readBy: SecretReader.all(instances, pairs, monitoring, site)),
      capacity: CapacityPlan(shares.tenants.sizing, instances, pairs), monitoring: monitoring)
  }
}
