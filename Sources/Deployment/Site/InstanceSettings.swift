public import Schema

/// The instance that serves the tenants.
@dynamicMemberLookup
public struct TenantsSettings: Section {
  let port: Traced<Int>
  let websocketPort: Traced<Int>
  let workers: Traced<Workers>
  let cronThreads: Traced<Int?>
  let limits: LimitSettings
  let container: ContainerSettings
  let api: Traced<[Traced<ExternalAPI>]>
  private let content: TenantDatabase
  let additions: InstanceAdditions

  /// The settings under `odoo.tenants`.
  public static let section = SectionTable(
    "tenants", TenantsSettings.init,
    Row(
      "port", \.port, in: 1...65535, default: 18069, "The port on 127.0.0.1 of the host where nginx reaches it."
    ).example("28069"),
    Row(
      "websocket_port", \.websocketPort, in: 1...65535, default: 18072,
      "The port on 127.0.0.1 of the host for its websockets; not used without workers."
    ).example("28072"),
    Row(
      "workers", \.workers, default: .automatic,
      "Worker processes: auto is 2 × server.cpu_cores + 1, or fewer if there is not enough memory, but at least 2; 0 is one process with threads, where scheduled jobs run only for tenants that somebody opened."
    ).example("6"),
    Row(
      "cron_threads", \.cronThreads, in: 0...64,
      derived:
        "2, or 1 for each 100 of odoo.capacity.tenants, at most server.cpu_cores, and 1 for 4GiB of server.memory",
      "Processes for scheduled jobs, besides the workers."
    ).example("1"),
    Row("limits", \.limits, record: "How much time and memory a request may use before its worker is stopped."),
    Row("container", \.container, record: "Hard limits of the container; by default derived from the host."),
    Row(
      "api", \.api, default: [.xmlrpc, .jsonrpc, .json2],
      "What programs outside may call: xmlrpc, jsonrpc and, from Odoo 19.0 on, json2; the rest is closed. None of them leads to the database manager."
    ).example("xmlrpc", "json2"),
    Row(part: \.content),
    Row(part: \.additions))
}

extension TenantsSettings {
  /// What is in a new tenant's database.
  public subscript<Value>(dynamicMember property: KeyPath<TenantDatabase, Value>) -> Value {
    content[keyPath: property]
  }
  /// What the operator adds to its configuration.
  public subscript<Value>(dynamicMember property: KeyPath<InstanceAdditions, Value>) -> Value {
    additions[keyPath: property]
  }
}

/// What is in a new tenant's database: a part of `TenantsSettings`.
public struct TenantDatabase: Section {
  let modules: Traced<[Traced<ModuleName>]>
  let language: Traced<Locale>
  let country: Traced<CountryCode?>

  /// The settings under `odoo.tenants` that are about it.
  public static let section = SectionTable(
    "tenant's database", TenantDatabase.init,
    Row("modules", \.modules, default: standardModules, "Modules that are installed into a new tenant's database.")
      .example("base", "web", "stock"),
    Row(
      "language", \.language, default: Locale(canonical: "en_US"),
      "The language of a new tenant's database, as an Odoo language code."
    ).example("nb_NO"),
    Row(
      "country", \.country,
      optional:
        "The country of a new tenant's company: two letters of ISO 3166. Quote NO, which other tools read as false."
    ).example("NO"))

  static let standardModules = [ModuleName(canonical: "base"), ModuleName(canonical: "web")]
}

/// The instance that manages tenants.
@dynamicMemberLookup
public struct SuperadminSettings: Section {
  let port: Traced<Int>
  let websocketPort: Traced<Int>
  let workers: Traced<Workers>
  let cronThreads: Traced<Int>
  let limits: LimitSettings
  let container: ContainerSettings
  private let content: SuperadminDatabase
  let provisionsTenants: Traced<Bool>
  private let visitors: SuperadminVisitors
  let additions: InstanceAdditions

  /// The settings under `odoo.superadmin`.
  public static let section = SectionTable(
    "superadmin", SuperadminSettings.init,
    Row(
      "port", \.port, in: 1...65535, default: 18070, "The port on 127.0.0.1 of the host where nginx reaches it."
    ).example("28070"),
    Row(
      "websocket_port", \.websocketPort, in: 1...65535, default: 18073,
      "The port on 127.0.0.1 of the host for its websockets; not used without workers."
    ).example("28073"),
    Row(
      "workers", \.workers, default: .automatic,
      "Worker processes: auto is 2, or fewer if there is not enough memory, before the tenants get fewer; 0 is one process with threads."
    ).example("2"),
    Row("cron_threads", \.cronThreads, in: 0...64, default: 1, "Processes for scheduled jobs, besides the workers.")
      .example("2"),
    Row("limits", \.limits, record: "How much time and memory a request may use before its worker is stopped."),
    Row("container", \.container, record: "Hard limits of the container; by default derived from the host."),
    Row(part: \.content),
    Row(
      "provisions_tenants", \.provisionsTenants, default: false,
      "Whether it creates tenants' databases itself; it then gets the necessary network and credentials."),
    Row(part: \.visitors),
    Row(part: \.additions))
}

extension SuperadminSettings {
  /// The one database.
  public subscript<Value>(dynamicMember property: KeyPath<SuperadminDatabase, Value>) -> Value {
    content[keyPath: property]
  }
  /// What the operator adds to its configuration.
  public subscript<Value>(dynamicMember property: KeyPath<InstanceAdditions, Value>) -> Value {
    additions[keyPath: property]
  }
  /// Who may use it.
  public subscript<Value>(dynamicMember property: KeyPath<SuperadminVisitors, Value>) -> Value {
    visitors[keyPath: property]
  }
}

/// Who may use the superadmin's site, and how: a part of `SuperadminSettings`.
public struct SuperadminVisitors: Section {
  let allowFrom: Traced<[Traced<CIDR>]>
  let api: Traced<[Traced<ExternalAPI>]>

  /// The settings under `odoo.superadmin` that are about it.
  public static let section = SectionTable(
    "superadmin's visitors", SuperadminVisitors.init,
    Row("allow_from", \.allowFrom, list: "Address ranges that may open its site; none means everyone.").example(
      "198.51.100.0/24"),
    Row(
      "api", \.api, default: [.xmlrpc, .json2],
      "What programs outside may call: xmlrpc, jsonrpc and, from Odoo 19.0 on, json2; the rest is closed."
    ).example("jsonrpc"))
}

/// The one database of the instance that manages tenants: a part of `SuperadminSettings`.
public struct SuperadminDatabase: Section {
  let database: Traced<DatabaseName>
  let modules: Traced<[Traced<ModuleName>]>

  /// The settings under `odoo.superadmin` that are about it.
  public static let section = SectionTable(
    "superadmin's database", SuperadminDatabase.init,
    Row("database", \.database, default: DatabaseName(canonical: "superadmin"), "The one database of this instance.")
      .example("control"),
    Row(
      "modules", \.modules, default: TenantDatabase.standardModules, "Modules that are installed into its database."
    ).example("base", "web"))
}

/// When a worker is stopped.
public struct LimitSettings: Section {
  let timeCPU: Traced<Seconds>
  let timeReal: Traced<Seconds>
  let memorySoft: Traced<ByteCount?>
  let memoryHard: Traced<ByteCount?>

  /// The settings under `limits`.
  public static let section = SectionTable(
    "limits", LimitSettings.init,
    Row(
      "time_cpu", \.timeCPU, in: Seconds(1)...Seconds(86400), default: Seconds(600),
      "CPU time that one request may take before its worker is stopped."
    ).example("300s"),
    Row(
      "time_real", \.timeReal, in: Seconds(1)...Seconds(86400), default: Seconds(1200),
      "Real time that one request may take before its worker is stopped."
    ).example("900s"),
    Row(
      "memory_soft", \.memorySoft, in: .mebibytes(256) ... .gibibytes(1024),
      derived: "2GiB, or what the databases of odoo.capacity need",
      "Virtual memory of one worker above which it is replaced after its request."
    ).example("2GiB"),
    Row(
      "memory_hard", \.memoryHard, in: .mebibytes(256) ... .gibibytes(1024),
      derived: "memory_soft × 5 / 4, at least 2560MiB",
      "Virtual memory of one worker above which its request fails at once."
    ).example("3GiB"))
}

/// The container's hard caps.
public struct ContainerSettings: Section {
  let memory: Traced<ByteCount?>
  let cpus: Traced<CPUCount?>
  let tmp: Traced<ByteCount?>

  /// The settings under `container`.
  public static let section = SectionTable(
    "container", ContainerSettings.init,
    Row(
      "memory", \.memory, in: .mebibytes(128) ... .gibibytes(65536),
      optional: "Memory that the container may use before its largest process is killed."
    ).example("4GiB"),
    Row("cpus", \.cpus, optional: "Processors that the container may use, such as 1.5.").example("1.5"),
    Row(
      "tmp", \.tmp, in: .mebibytes(16) ... .gibibytes(1024),
      derived: "nginx.client_max_body_size, and 16MiB for each process",
      "The size of /tmp, which is part of the container's memory: uploads, and reports that are printed, are there for a moment."
    ).example("512MiB"))
}
