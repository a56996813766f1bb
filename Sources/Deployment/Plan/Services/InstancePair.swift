public import Schema

/// An instance of Odoo and the database server that is its own.
public struct InstancePair: Tabled {
  package let odoo: InstancePlan
  package let postgres: DatabasePlan

  /// The two.
  public static let table = Table(
    "instance and its database server", InstancePair.init,
    Row("odoo", \.odoo, "The instance of Odoo."),
    Row("postgres", \.postgres, "Its database server."))
}

extension InstancePair {
  /// Both of every instance.
  static func all(
    _ site: Site, _ instances: PerInstance<Instance>, _ shares: PerInstance<InstanceShare>,
    isMeasured: Traced<Bool>
  ) -> PerInstance<InstancePair> {
    let plans = instances.paired(with: shares).map { instance, share in
      InstancePlan(instance, share, site)
    }
    return instances.paired(with: plans).map { instance, plan in
      let all = instances.paired(with: plans).all
      let guests = all.filter { $0.0.provisioning?.host.owner == instance.names.owner }
      let connections: Traced<Int> = derive { t in
        let reserve = Sizing.reservedConnections(jobs: t(site.backup.jobs), isMeasured: t(isMeasured))
        return guests.reduce(t(plan.connections.bound) + reserve) { sum, guest in
          sum + (t(guest.0.provisionsTenants) ? t(guest.1.connections.connections) : 0)
        }
      }
      return InstancePair(
        odoo: plan,
        postgres: DatabasePlan(
          instance, guests: guests.map(\.0), connections: connections, isMeasured: isMeasured, site))
    }
  }
}
