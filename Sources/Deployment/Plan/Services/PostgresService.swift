import Schema

extension ServicePlan {
  /// The service of a database server.
  ///
  /// - Parameters:
  ///   - server: the server.
  ///   - instance: the instance that it is for.
  ///   - isFirst: whether it is the first of its kind, which explains itself.
  init(server: DatabasePlan, of instance: Instance, _ common: ServiceCommon, isFirst: Bool) {
    let names = instance.names
    self.init(
      name: server.service,
      image: ServiceImage(
        image: common.postgres.image, isBuilt: Traced(constant: false), pullPolicy: Traced(constant: nil)),
      process: ServiceProcess(
        user: Traced(constant: Self.user),
        command: Traced(
          constant: CommandPlan(
            program: Traced(constant: Self.program),
            settings: isFirst ? server.settings : server.settings.each(\.unexplained))),
        hasInit: Traced(constant: false), stopGrace: Traced(constant: 60)),
      environment: Self.environment(names, common.site, isFirst: isFirst),
      secrets: SecretUse.of(server, names).names,
      storage: ServiceStorage(
        mounts: Traced(constant: [MountPlan(names.databaseVolume, at: common.postgres.dataPath)]),
        tmpfs: Traced(constant: [
          .temporary(server.container), .small(Traced(constant: AbsolutePath(canonical: "/var/run/postgresql"))),
        ])),
      links: ServiceLinks(
        ports: Traced(constant: []),
        networks: .joined(
          Traced(constant: [instance.databaseNetwork].names),
          derive("odoo.superadmin.provisions_tenants adds the one with the superadmin's instance") { t in
            t(server.roles.hasGuests) ? [Network.provisioning].names : []
          },
          derive("monitoring.mode adds the one with its exporter") { t in
            t(server.roles.monitor.isMeasured) ? [instance.exporterNetwork].names : []
          }),
        hosts: Traced(constant: []), dependsOn: Traced(constant: [])),
      probe: ProbePlan(
        LoginProbe(
          role: server.roles.role,
          database: derive { t in t(server.database) ?? DatabaseName(canonical: "postgres") })),
      caps: ServiceCaps(container: server.container, sharedMemory: .always(server.sharedMemory)),
      notes: ServiceNotes(isFirst ? Self.serverNotes : [:]))
  }

  private static let user = Name(canonical: "postgres")
  private static let program = Name(canonical: "postgres")

  private static func environment(
    _ names: InstanceNames, _ site: Site, isFirst: Bool
  ) -> Traced<[VariablePlan]> {
    Traced(constant: [
      VariablePlan(
        "POSTGRES_USER", Traced(constant: user),
        isFirst ? ["The superuser is only for maintenance: 10-role.sh makes Odoo's role."] : []),
      VariablePlan(
        "POSTGRES_PASSWORD_FILE",
        Traced(constant: AbsolutePath(canonical: "/run/secrets/\(names.superuserSecret.name.printed)"))),
      VariablePlan(
        "TZ", Traced(constant: TimeZoneName(canonical: "Etc/UTC")),
        isFirst ? ["Whatever the zone of this machine."] : []),
    ])
  }

  private static let serverNotes: KeyValuePairs<ServiceNotes.Key, [String]> = [
    .user: ["As root the image would need capabilities to change over to this user."],
    .command: ["postgres.settings in site.yaml adds or overrides settings; gen show explains each."],
    .scripts: ["Runs when the volume is still empty, and in each deployment."],
    .test: [
      "Over TCP, because the server that runs during the first initialisation listens only on the socket; and as Odoo's role, so",
      "that an interrupted initialisation does not pass.",
    ],
    .openFiles: ["For each process; the engine's own limit is 1024 from Docker Engine 29 on."],
    .tmpfs: ["In memory, with a size each: a full folder stops what fills it, and not the server."],
    .sharedMemory: ["For parallel queries; the engine's default is 64 MiB."],
    .swap: ["The same as mem_limit: no swap on top of it."],
  ]
}
