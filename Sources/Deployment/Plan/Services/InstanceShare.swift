import Schema

/// What one instance has of the host.
struct InstanceShare: Sendable {
  /// How everything is shared.
  let sizing: Traced<Sizing>
  /// The instance's part.
  let own: Traced<Sizing.Instance>
}

extension InstanceShare {
  /// Shares the host between the instances.
  static func all(_ site: Site, _ instances: PerInstance<Instance>) -> PerInstance<InstanceShare> {
    let sizing: Traced<Sizing> = derive { t in
      // The processors first, then memory: so `gen show` tells where a number comes from.
      _ = t(site.server.cpuCores)
      return Sizing(
        memory: t(site.server.memory),
        instances.map { instance in
          Sizing.Instance(
            t(instance.settings.workers), automatic: t(instance.automaticWorkers.count),
            cronThreads: t(instance.settings.cronThreads), database: t(instance.server.memory),
            provisionsTenants: t(instance.provisionsTenants))
        })
    }
    return PerInstance(
      tenants: InstanceShare(sizing: sizing, own: derive { t in t(sizing).instances.tenants }),
      superadmin: InstanceShare(sizing: sizing, own: derive { t in t(sizing).instances.superadmin }),
      others: instances.others.indices.map { index in
        InstanceShare(sizing: sizing, own: derive { t in t(sizing).instances.others[index] })
      })
  }
}
