public import Schema

/// One instance of Odoo: its service, its processes and its limits.
public struct InstancePlan: Tabled {
  let service: Traced<Name>
  let configFile: Traced<ArtifactPath>
  let volume: Traced<Name>
  let port: Traced<Int>
  let websocketPort: Traced<Int>
  let upstreamWebsocketPort: Traced<Int>
  let workers: Traced<Int>
  let cronThreads: Traced<Int>
  let processes: Traced<Int>
  let isThreaded: Traced<Bool>
  let limits: LimitPlan
  let container: ContainerPlan
  let connections: Traced<Int>
  let websocketConnections: Traced<Int?>
  let connectionBound: Traced<Int>
  let proxyTimeout: Traced<Int>
  let stopGrace: Traced<Int>
  let databaseService: Traced<Name>
  let databaseRole: Traced<Name>
  let dbfilter: Traced<Pattern>
  let database: Traced<DatabaseName?>
  let passwordSecret: Traced<Name>
  let adminSecret: Traced<Name>
  let networks: Traced<[Traced<Name>]>
  let secrets: Traced<[Traced<Name>]>
  let modules: Traced<[Traced<ModuleName>]>
  let language: Traced<Locale?>
  let country: Traced<CountryCode?>
  let provisionsTenants: Traced<Bool>
  let tenantsVolumePath: Traced<AbsolutePath?>
  let allowFrom: Traced<[Traced<CIDR>]>
  let settings: Traced<Keyed<OptionName, OptionValue>>
  let configurationHash: Traced<FilesHash>
  let mountedFiles: Traced<[Traced<ArtifactPath>]>

  /// The effective settings of an instance.
  public static let table = Table(
    "instance", InstancePlan.init,
    Row("service", \.service, "The service in docker-compose.yml."),
    Row("config_file", \.configFile, "The artifact that is mounted as its configuration."),
    Row("volume", \.volume, "The volume of its data."),
    Row("port", \.port, "The port on 127.0.0.1 under which nginx reaches it."),
    Row("websocket_port", \.websocketPort, "The port on 127.0.0.1 for websockets."),
    Row(
      "upstream_websocket_port", \.upstreamWebsocketPort,
      "The port to which nginx sends websockets: without workers, the plain one."),
    Row("workers", \.workers, "Worker processes; 0 is one process with threads."),
    Row("cron_threads", \.cronThreads, "Processes for scheduled jobs."),
    Row("processes", \.processes, "All processes: workers, scheduled jobs and websockets."),
    Row("is_threaded", \.isThreaded, "Whether it is one process with threads."),
    Row("limits", \.limits, "When a worker is stopped."),
    Row("container", \.container, "The container's hard caps."),
    Row("db_maxconn", \.connections, "Connections of each process to its database server."),
    Row(
      "db_maxconn_gevent", \.websocketConnections,
      "Connections of the process for websockets; Odoo 17.0 and later know it."),
    Row("max_connections_used", \.connectionBound, "The most connections that all its processes can open."),
    Row("proxy_timeout_seconds", \.proxyTimeout, "How long nginx waits: longer than any request may take."),
    Row("stop_grace_seconds", \.stopGrace, "How long requests may end when the container is stopped."),
    Row("database_service", \.databaseService, "The service of its database server."),
    Row("database_role", \.databaseRole, "Its role there."),
    Row("dbfilter", \.dbfilter, "Which database a host name opens."),
    Row("database", \.database, "The one database of the superadmin's instance."),
    Row("password_secret", \.passwordSecret, "The secret that holds its role's password."),
    Row("admin_secret", \.adminSecret, "The secret that holds its master password."),
    Row("networks", \.networks, "The networks that it is in."),
    Row("secrets", \.secrets, "The secrets that are mounted into it."),
    Row("modules", \.modules, "Modules that are installed into a new database."),
    Row("language", \.language, "The language of a new tenant's database."),
    Row("country", \.country, "The country of a new tenant's company."),
    Row("provisions_tenants", \.provisionsTenants, "Whether it creates tenants' databases itself."),
    Row("tenants_volume_path", \.tenantsVolumePath, "Where it sees the tenants' data, when it creates tenants itself."),
    Row("allow_from", \.allowFrom, "Who may open its site; none means everyone."),
    Row("settings", \.settings, "Further options of its configuration."),
    Row("configuration_hash", \.configurationHash, "The SHA-256 of the files that are mounted into it."),
    Row("mounted_files", \.mountedFiles, "The artifacts that are mounted into it."))
}

extension InstancePlan {
  /// The instance that serves the tenants.
  init(tenantsOf site: Site, _ sizing: Traced<Sizing>) {
    let settings = site.odoo.tenants
    let workers: Traced<Int> = derive { t in
      let size = t(sizing)
      let path = "odoo.tenants.workers"
      t.explain(size.explanation(of: size.tenants, path: path, rule: "2 × server.cpu_cores + 1", count: size.ceiling))
      return size.tenants.workers
    }
    self.init(
      site, sizing, \.tenants, service: "odoo", role: "odoo", file: "odoo.conf", database: "db", port: settings.port,
      websocketPort: settings.websocketPort, workers: workers, cronThreads: settings.cronThreads,
      limits: LimitPlan(settings.limits),
      container: ContainerPlan(settings.container, sizing, \.tenants, cores: site.server.cpuCores),
      dbfilter: Traced(constant: Pattern(canonical: "^%d_db$")), ownDatabase: Traced(constant: nil),
      passwordSecret: SecretName.database, adminSecret: SecretName.master,
      networks: Traced(constant: [.tenantsWeb, .tenantsDatabase].names),
      secrets: Self.secrets(site, [SecretName.database, SecretName.master], provisions: Traced(constant: false)),
      modules: settings.modules, language: derive { t in t(settings.language) }, country: settings.country,
      provisionsTenants: Traced(constant: false), tenantsVolumePath: Traced(constant: nil),
      allowFrom: Traced(constant: []), settings: settings.settings)
  }

  /// The instance that manages tenants.
  init(superadminOf site: Site, _ sizing: Traced<Sizing>) {
    let settings = site.odoo.superadmin
    let provisions = settings.provisionsTenants
    let workers: Traced<Int> = derive { t in
      let size = t(sizing)
      let path = "odoo.superadmin.workers"
      t.explain(size.explanation(of: size.superadmin, path: path, rule: "2", count: Sizing.superadminWorkers))
      return size.superadmin.workers
    }
    self.init(
      site, sizing, \.superadmin, service: "odoo_superadmin", role: "odoo_superadmin", file: "superadmin.conf",
      database: "db_superadmin", port: settings.port, websocketPort: settings.websocketPort, workers: workers,
      cronThreads: settings.cronThreads, limits: LimitPlan(settings.limits),
      container: ContainerPlan(settings.container, sizing, \.superadmin, cores: site.server.cpuCores),
      dbfilter: derive("odoo.superadmin.database") { t in Pattern(canonical: "^\(t(settings.database).printed)$") },
      ownDatabase: derive { t in t(settings.database) }, passwordSecret: SecretName.superadminDatabase,
      adminSecret: SecretName.superadminMaster,
      networks: derive("odoo.superadmin.provisions_tenants adds the one with the tenants' database server") { t in
        ([.superadminWeb, .superadminDatabase] + (t(provisions) ? [.provisioning] : [])).names
      },
      secrets: Self.secrets(
        site, [SecretName.superadminDatabase, SecretName.superadminMaster], provisions: provisions),
      modules: settings.modules, language: Traced(constant: nil), country: Traced(constant: nil),
      provisionsTenants: provisions,
      tenantsVolumePath: derive("odoo.superadmin.provisions_tenants") { t in
        t(provisions) ? AbsolutePath(canonical: "/var/lib/odoo-tenants") : nil
      },
      allowFrom: settings.allowFrom, settings: settings.settings)
  }

  private init(
    _ site: Site, _ sizing: Traced<Sizing>, _ which: @escaping @Sendable (Sizing) -> Sizing.Instance, service: String,
    role: String, file: String, database: String, port: Traced<Int>, websocketPort: Traced<Int>, workers: Traced<Int>,
    cronThreads: Traced<Int>, limits: LimitPlan, container: ContainerPlan, dbfilter: Traced<Pattern>,
    ownDatabase: Traced<DatabaseName?>, passwordSecret: Name, adminSecret: Name, networks: Traced<[Traced<Name>]>,
    secrets: Traced<[Traced<Name>]>, modules: Traced<[Traced<ModuleName>]>, language: Traced<Locale?>,
    country: Traced<CountryCode?>, provisionsTenants: Traced<Bool>, tenantsVolumePath: Traced<AbsolutePath?>,
    allowFrom: Traced<[Traced<CIDR>]>, settings: Traced<Keyed<OptionName, OptionValue>>
  ) {
    let version = site.odoo.version
    let connections = derive("8 to 16, as the database server's memory carries") { t in
      let size = t(sizing)
      return size.connections(
        of: which(size), server: database == "db" ? size.tenantsDatabase : size.superadminDatabase)
    }
    self.init(
      service: Traced(constant: Name(canonical: service)), configFile: Traced(constant: ArtifactPath(canonical: file)),
      volume: Traced(constant: Name(canonical: database == "db" ? "odoo-data" : "odoo-superadmin-data")), port: port,
      websocketPort: websocketPort,
      upstreamWebsocketPort: derive("the plain port without workers") { t in
        t(workers) == 0 ? t(port) : t(websocketPort)
      },
      workers: workers, cronThreads: cronThreads,
      processes: derive("workers + cron_threads + 1 for websockets; 1 without workers") { t in
        which(t(sizing)).processes
      },
      isThreaded: derive("workers is 0") { t in t(workers) == 0 }, limits: limits, container: container,
      connections: connections,
      websocketConnections: derive("Odoo 17.0 and later know it") { t in
        t(version).hasWebsocketConnections ? Sizing.websocketConnections : nil
      },
      connectionBound: Self.bound(sizing, which, connections, version),
      proxyTimeout: derive("limits.time_real + 20") { t in t(limits.timeRealSeconds) + 20 },
      stopGrace: Traced(constant: 90), databaseService: Traced(constant: Name(canonical: database)),
      databaseRole: Traced(constant: Name(canonical: role)), dbfilter: dbfilter, database: ownDatabase,
      passwordSecret: Traced(constant: passwordSecret), adminSecret: Traced(constant: adminSecret), networks: networks,
      secrets: secrets, modules: modules, language: language, country: country, provisionsTenants: provisionsTenants,
      tenantsVolumePath: tenantsVolumePath, allowFrom: allowFrom, settings: settings,
      configurationHash: Traced(constant: .unknown),
      mountedFiles: Self.files(site, configuration: file, provisions: provisionsTenants))
  }

  /// The configuration, that for making tenants, and what Dockerfile.odoo copies into the image.
  private static func files(
    _ site: Site, configuration: String, provisions: Traced<Bool>
  ) -> Traced<[Traced<ArtifactPath>]> {
    derive { t in
      let requirements = t(site.odoo.requirements).isEmpty ? [] : ["requirements.txt"]
      let provision = t(provisions) ? ["provision.conf", "provision-tenant"] : []
      let image = ["Dockerfile.odoo", "odoo-start"] + Guard.files
      return ([configuration] + provision + image + requirements).map {
        Traced(constant: ArtifactPath(canonical: $0))
      }
    }
  }

  /// The most connections that all processes can open together.
  private static func bound(
    _ sizing: Traced<Sizing>, _ which: @escaping @Sendable (Sizing) -> Sizing.Instance, _ connections: Traced<Int>,
    _ version: Traced<OdooVersion>
  ) -> Traced<Int> {
    derive("(workers + cron_threads) × db_maxconn + those for websockets") { t in
      let each = t(connections)
      let websocket = t(version).hasWebsocketConnections ? Sizing.websocketConnections : each
      let size = t(sizing)
      return size.connectionBound(of: which(size), each: each, websocket: websocket)
    }
  }

  /// The secrets that are mounted: the instance's own, the mail password where no relay has it, and one for creating
  /// tenants.
  private static func secrets(
    _ site: Site, _ own: [Name], provisions: Traced<Bool>
  ) -> Traced<[Traced<Name>]> {
    derive { t in
      var names = own.map { Traced(constant: $0) }
      if let mail = t(site.odoo.mail), mail.passwordReaders(t).contains("odoo") {
        names.append(
          derive("the password of odoo.mail.user") { t in
            _ = t(mail.user)
            return SecretName.smtp
          })
      }
      if t(provisions) {
        names.append(
          derive("odoo.superadmin.provisions_tenants") { t in
            _ = t(provisions)
            return SecretName.provisioning
          })
      }
      return names
    }
  }
}

extension Sizing {
  /// How a number of workers came about; nothing for one that was written.
  func explanation(of instance: Instance, path: String, rule: String, count: Int) -> String {
    if instance.isWritten { return "" }
    if instance.workers == count { return rule }
    return "\(rule) = \(count), lowered to what server.memory carries"
  }
}
