import Schema

/// An instance of Odoo, with the database server that is its own: what tells it from the others. Its services, volumes,
/// networks, secrets, files, and its share of the host follow from this.
struct Instance: Sendable {
  /// What everything of it is called.
  let names: InstanceNames
  /// What it has of the host's networks and ports, which is its own for good.
  let places: InstancePlaces
  /// What the operator decides about it.
  let settings: any InstanceSettings
  /// What it has to do.
  let demand: Demand
  /// What its database server has of the host.
  let server: DatabaseShare
  /// Its databases.
  let databases: DatabasesPlan
  /// Whose tenants it makes by itself, and whether it does; nil where it never does.
  let provisioning: Provisioning?
  /// Its site.
  let front: InstanceFront
}

/// What an instance has for good: the places of its networks in `server.networks.subnets`, and a port.
struct InstancePlaces: Sendable {
  let web: Int
  let database: Int
  /// Where its database server meets the service that measures it.
  let exporter: Int
  /// Where that service meets the host.
  let measurements: Int
  /// The port of that service on 127.0.0.1.
  let exporterPort: Int
}

/// The site of an instance, as visitors know it.
struct InstanceFront: Sendable {
  /// Who may open it; none means everyone.
  let allowFrom: Traced<[Traced<CIDR>]>
  /// Its one name; nil where every tenant has one.
  let name: Traced<DomainName>?
}

/// What the operator decides about any instance.
protocol InstanceSettings: Sendable {
  var port: Traced<Int> { get }
  var websocketPort: Traced<Int> { get }
  var workers: Traced<Workers> { get }
  var limits: LimitSettings { get }
  var container: ContainerSettings { get }
  var additions: InstanceAdditions { get }
  var api: Traced<[Traced<ExternalAPI>]> { get }
}

extension TenantsSettings: InstanceSettings {}
extension SuperadminSettings: InstanceSettings {
  var api: Traced<[Traced<ExternalAPI>]> { self[dynamicMember: \SuperadminVisitors.api] }
}

/// How many workers an instance has at the most where the operator leaves it to us.
struct AutomaticWorkers: Sendable {
  let formula: String
  let count: Traced<Int>
}

/// What an instance has to do.
struct Demand: Sendable {
  /// Its workers where the operator leaves them to us.
  let automaticWorkers: AutomaticWorkers
  /// Its processes for scheduled jobs.
  let cronThreads: Traced<Int>
  /// Its databases and users, where the site tells; nil for one database.
  let load: Traced<Sizing.Load?>
}

/// What a database server has of the host, and what the operator decides about it.
struct DatabaseShare: Sendable {
  /// The operator's settings of it.
  let written: Traced<Keyed<OptionName, DatabaseOptionValue>>
  let memory: Traced<ByteCount>
  let cpus: Traced<CPUCount>
  /// Its memory on a host with this memory.
  let share: @Sendable (ByteCount) -> ByteCount

  /// A share of the host's memory, in words and as a function.
  init(
    _ formula: String, of server: ServerSettings, written: Traced<Keyed<OptionName, DatabaseOptionValue>>,
    cpus: Traced<CPUCount>, _ share: @escaping @Sendable (ByteCount) -> ByteCount
  ) {
    self.written = written
    memory = derive(formula) { t in share(t(server.memory)) }
    self.cpus = cpus
    self.share = share
  }
}

/// An instance may make databases on the server of another, which then serves them.
struct Provisioning: Sendable {
  let isOn: Traced<Bool>
  /// Whose databases they are.
  let host: InstanceNames
}

extension Instance {
  /// Its workers where the operator leaves them to us.
  var automaticWorkers: AutomaticWorkers { demand.automaticWorkers }
  /// Its processes for scheduled jobs.
  var cronThreads: Traced<Int> { demand.cronThreads }
  /// Its databases and users, where the site tells; nil for one database.
  var load: Traced<Sizing.Load?> { demand.load }

  /// The module that runs jobs in the background (OCA/queue): one process of its own, in a server that loads it.
  func hasQueueJob(_ site: Site) -> Traced<Bool> {
    derive("queue_job is among the modules") { t in
      (t(site.odoo.serverWideModules) + t(databases.modules)).contains { t($0).printed == "queue_job" }
    }
  }

  /// All instances: a further one is a file beside this one, and its row here.
  static func all(_ site: Site) -> PerInstance<Instance> {
    PerInstance(tenants: tenants(site), superadmin: superadmin(site))
  }

  /// The fewest and the most workers that it can have, whatever else its host carries (`Sizing`).
  var possibleWorkers: Traced<ClosedRange<Int>> {
    derive { t in
      if case .count(let count) = t(settings.workers) { return count...count }
      let most = max(t(automaticWorkers.count), 0)
      return (names.servesMany ? min(Sizing.fewestWorkers, most) : 0)...most
    }
  }

  /// Whether it makes tenants of another instance.
  var provisionsTenants: Traced<Bool> { provisioning?.isOn ?? Traced(constant: false) }
}

extension Instance {
  /// Where it meets the outside.
  var webNetwork: Network {
    Network(
      place: places.web, name: "\(names.owner)_web", isInternal: false,
      purpose: "the \(names.possessive) instance and the Internet")
  }
  /// Where it meets its database server.
  var databaseNetwork: Network {
    Network(
      place: places.database, name: "\(names.owner)_database", isInternal: true,
      purpose: "the \(names.possessive) instance and its database server")
  }
  /// Where its database server meets its exporter.
  var exporterNetwork: Network {
    Network(
      place: places.exporter, name: "\(names.owner)_exporter", isInternal: true,
      purpose: "the \(names.possessive) database server and its exporter")
  }
  /// Where the exporter meets Prometheus, which is on the host: an internal network of the engine could not publish a port.
  var measurementsNetwork: Network {
    Network(
      place: places.measurements, name: "\(names.owner)_measurements", isInternal: true, publishesPorts: true,
      purpose: "the exporter of the \(names.possessive) database server and this machine")
  }
}
