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
    let formula = "automatic workers, as many as fit into server.memory with everything else"
    let sizing: Traced<Sizing> = derive(formula, named: "the processes of all instances") { t in
      let asked = instances.map { instance in
        let automatic = t(instance.automaticWorkers.count)
        let temporary = t(instance.settings.container.tmp).map(Sizing.Temporary.written)
        return Sizing.Instance(
          t(instance.settings.workers), automatic: automatic, cronThreads: t(instance.cronThreads),
          database: instance.server.share,
          companions: Sizing.Companions(
            provisionsTenants: t(instance.provisionsTenants), hasQueueJob: t(instance.hasQueueJob(site))),
          temporary: temporary ?? .derived(upload: t(site.nginx.clientMaxBodySize)),
          servesMany: instance.names.servesMany, load: t(instance.load))
      }
      return Sizing(cores: t(site.server.cpuCores), memory: t(site.server.memory), asked)
    }
    return PerInstance(
      tenants: InstanceShare(sizing: sizing, own: derive { t in t(sizing).instances.tenants }),
      superadmin: InstanceShare(sizing: sizing, own: derive { t in t(sizing).instances.superadmin }),
      others: instances.others.indices.map { index in
        InstanceShare(sizing: sizing, own: derive { t in t(sizing).instances.others[index] })
      })
  }
}
