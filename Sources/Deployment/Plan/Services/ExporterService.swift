import Schema

extension ServicePlan {
  /// The service that measures a database server: Prometheus fetches from it on the host.
  ///
  /// - Parameters:
  ///   - server: the database server.
  ///   - instance: the instance that the server is for.
  ///   - isFirst: whether it is the first of its kind, which explains itself.
  init(exporterOf server: DatabasePlan, of instance: Instance, _ monitoring: MonitoringPlan, isFirst: Bool) {
    let names = instance.names
    let container = Self.exporterContainer
    self.init(
      name: Traced(constant: names.exporterService),
      image: ServiceImage(
        image: monitoring.exporterImage, isBuilt: Traced(constant: false), pullPolicy: Traced(constant: nil)),
      process: ServiceProcess(
        user: Traced(constant: nil), command: Traced(constant: nil), hasInit: Traced(constant: false),
        stopGrace: Traced(constant: 10)),
      environment: Self.exporterEnvironment(server, names, isFirst: isFirst),
      secrets: SecretUse.ofExporter(names, monitoring.place.isOn).names,
      storage: ServiceStorage(mounts: Traced(constant: []), tmpfs: Traced(constant: [])),
      links: ServiceLinks(
        ports: Traced(constant: [
          PublishedPort(
            host: Traced(constant: instance.places.exporterPort), container: Traced(constant: Self.metricsPort))
        ]),
        networks: Traced(constant: [instance.exporterNetwork, instance.measurementsNetwork].names),
        hosts: Traced(constant: []), dependsOn: Traced(constant: [Traced(constant: names.databaseService)])),
      probe: ProbePlan(MetricsProbe(port: Traced(constant: Self.metricsPort))),
      caps: ServiceCaps(container: container, sharedMemory: Traced(constant: nil)),
      notes: ServiceNotes(isFirst ? Self.exporterNotes : [:]))
  }

  /// The exporter's own port (prometheus/prometheus, Default port allocations).
  private static let metricsPort = 9187

  /// About 20 MiB in use.
  private static let exporterContainer = ContainerPlan(
    memory: Traced(constant: .mebibytes(64)), cpus: Traced(constant: CPUCount(thousandths: 500)),
    pids: Traced(constant: 64), openFiles: Traced(constant: 1024), tmp: Traced(constant: .mebibytes(0)))

  private static func exporterEnvironment(
    _ server: DatabasePlan, _ names: InstanceNames, isFirst: Bool
  ) -> Traced<[VariablePlan]> {
    Traced(constant: [
      VariablePlan(
        "DATA_SOURCE_URI",
        derive { t in
          EnvironmentValue(canonical: "\(t(server.service).printed):5432/postgres?sslmode=disable")
        }, isQuoted: true,
        isFirst
          ? [
            "The database without any tenant's data; the role may connect to no other. Without TLS, on a network for the two."
          ] : []),
      VariablePlan("DATA_SOURCE_USER", server.roles.monitor.role),
      VariablePlan(
        "DATA_SOURCE_PASS_FILE",
        Traced(constant: AbsolutePath(canonical: "/run/secrets/\(names.monitorSecret.name.printed)"))),
      VariablePlan(
        "GOMEMLIMIT", Traced(constant: EnvironmentValue(canonical: "48MiB")), isQuoted: true,
        isFirst ? ["Below mem_limit, so that it frees memory before the kernel stops it."] : []),
    ])
  }

  private static let exporterNotes: KeyValuePairs<ServiceNotes.Key, [String]> = [
    .ports: ["For Prometheus on this machine."],
    .test: [
      "Not through a shell. Whether the database answers is a measurement, pg_up, and no reason to restart this."
    ],
  ]
}
