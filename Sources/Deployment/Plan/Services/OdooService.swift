import Schema

extension ServicePlan {
  /// The service of an instance of Odoo.
  ///
  /// - Parameters:
  ///   - plan: the instance as templates see it.
  ///   - instance: the instance.
  ///   - isFirst: whether it is the first of its kind, which builds the image and explains itself.
  init(instance plan: InstancePlan, of instance: Instance, _ common: ServiceCommon, isFirst: Bool) {
    let (odoo, inside) = (common.odoo, common.odoo.interior)
    self.init(
      name: plan.identity.service,
      image: ServiceImage(
        image: odoo.image.built, isBuilt: Traced(constant: isFirst),
        pullPolicy: Traced(constant: isFirst ? nil : .never)),
      process: ServiceProcess(
        user: Traced(constant: nil), command: Traced(constant: nil), hasInit: Traced(constant: true),
        stopGrace: Traced(constant: 90)),
      environment: OdooEnvironment(plan: plan, instance: instance, common: common, isFirst: isFirst).variables,
      secrets: SecretUse.of(instance, common.site).names,
      storage: ServiceStorage(
        mounts: Self.mounts(plan, instance, odoo),
        tmpfs: Traced(constant: [.temporary(plan.container), .small(inside.runDirectory)])),
      links: ServiceLinks(
        ports: .joined(
          Traced(constant: [PublishedPort(host: plan.ports.port, container: inside.httpPort)]),
          derive { t in
            t(plan.processes.isThreaded)
              ? [] : [PublishedPort(host: plan.ports.websocketPort, container: inside.geventPort)]
          }),
        networks: .joined(
          Traced(constant: [instance.webNetwork, instance.databaseNetwork].names),
          derive("odoo.superadmin.provisions_tenants adds the one with the tenants' database server") { t in
            t(instance.provisionsTenants) ? [Network.provisioning].names : []
          }),
        hosts: Traced(
          constant: instance.front.name.map { [HostEntry(name: $0, address: plan.identity.gateway)] } ?? []),
        dependsOn: .joined(
          Traced(constant: [Traced(constant: instance.names.databaseService)]),
          derive { t in
            guard t(instance.provisionsTenants), let host = instance.provisioning?.host else { return [] }
            return [Traced(constant: host.databaseService)]
          })),
      probe: ProbePlan(PageProbe(port: inside.httpPort)),
      caps: ServiceCaps(container: plan.container, sharedMemory: Traced(constant: nil)),
      notes: ServiceNotes(isFirst ? Self.firstNotes(image: common.builtOnce) : Self.furtherNotes))
  }

  private static func mounts(_ plan: InstancePlan, _ instance: Instance, _ odoo: OdooPlan) -> Traced<[MountPlan]> {
    .joined(
      Traced(constant: [MountPlan(instance.names.filesVolume, at: odoo.interior.dataDirectory)]),
      derive { t in
        guard let host = instance.provisioning?.host, let path = t(plan.provisioning.tenantsVolumePath) else {
          return []
        }
        return [
          MountPlan(
            host.filesVolume, at: derive { t in t(plan.provisioning.tenantsVolumePath) ?? path },
            ["It creates tenants itself: their files must be where the tenants' Odoo reads them."])
        ]
      }, odoo.modules.addons.each(MountPlan.init))
  }

  private static let furtherNotes: KeyValuePairs<ServiceNotes.Key, [String]> = [
    .pullPolicy: ["Not in any registry: the service \(InstanceNames.tenants.service.printed) builds it."],
    .hosts: [
      "wkhtmltopdf fetches what a PDF shows under the site's public name: from nginx on this machine, without a proxy or CDN in front."
    ],
  ]

  private static func firstNotes(image: String) -> KeyValuePairs<ServiceNotes.Key, [String]> {
    [
      .image: [image],
      .ports: [
        "On the loopback address only: visitors come through nginx, and a firewall does not stop ports that the engine publishes."
      ],
      .test: ["Not through a proxy that the environment may name."],
      .hasInit: ["Signals must reach Odoo, and its dead children must be reaped."],
      .stopGrace: ["Running requests are finished first."],
    ]
  }
}
