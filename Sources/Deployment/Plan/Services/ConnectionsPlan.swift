public import Schema

/// How an instance of Odoo reaches its database server.
public struct ConnectionsPlan: Tabled {
  let connections: Traced<Int>
  let websocketConnections: Traced<Int?>
  let listening: Traced<Int>
  let bound: Traced<Int>
  let service: Traced<Name>
  let role: Traced<Name>
  let passwordSecret: Traced<Name>

  /// The effective settings.
  public static let table = Table(
    "connections", ConnectionsPlan.init,
    Row("db_maxconn", \.connections, "Connections of each process to its database server."),
    Row(
      "db_maxconn_gevent", \.websocketConnections,
      "Connections of the websocket process; Odoo 17.0 and later support it."),
    Row(
      "listening_connections", \.listening,
      "Connections that the module queue_job keeps, one to each database; 0 without the module."),
    Row("max_connections_used", \.bound, "The maximum number of connections of all its processes."),
    Row("database_service", \.service, "The service of its database server."),
    Row("database_role", \.role, "Its role there."),
    Row("password_secret", \.passwordSecret, "The secret that holds its role's password."))
}

extension ConnectionsPlan {
  init(
    _ instance: Instance, _ processes: ProcessesPlan, listening: Traced<Int>, version: Traced<OdooVersion>
  ) {
    let names = instance.names
    let connections: Traced<Int> = derive { t in
      let (cronThreads, memory) = (t(processes.cronThreads), t(instance.server.memory))
      let hasOption = t(version).hasWebsocketConnections
      let count = t.settled(processes.workers, within: instance.possibleWorkers) { workers in
        Sizing.connections(
          processes: workers == 0 ? 0 : workers + cronThreads, server: memory, hasWebsocketOption: hasOption)
      }
      t.explain(
        count > 16
          ? "32 for one process with threads"
          : "\(hasOption ? 4 : 8) to 16: up to \(Sizing.comfortableConnections) for all processes, and 10 MiB of the database server's memory for each"
      )
      return count
    }
    let websocketConnections: Traced<Int?> = derive("Odoo 17.0 and later support it") { t in
      t(version).hasWebsocketConnections ? Sizing.websocketConnections : nil
    }
    self.init(
      connections: connections, websocketConnections: websocketConnections, listening: listening,
      bound: derive { t in
        let (workers, each, kept) = (t(processes.workers), t(connections), t(listening))
        let queue = kept > 0 ? " + those of queue_job" : ""
        t.explain("(workers + cron_threads) × db_maxconn + those for websockets\(queue)")
        if workers == 0 { return each + kept }
        return (workers + t(processes.cronThreads)) * each + (t(websocketConnections) ?? each) + kept
      },
      service: Traced(constant: names.databaseService), role: Traced(constant: names.role),
      passwordSecret: Traced(constant: names.roleSecret.name))
  }
}

extension Traced<Int> {
  /// Connections on which the module queue_job waits for jobs: one to each database, for good (OCA/queue#167).
  static func listening(_ instance: Instance, _ share: InstanceShare, hasQueueJob: Traced<Bool>) -> Traced<Int> {
    derive { t in
      guard t(hasQueueJob) else {
        t.explain("queue_job is not among the modules")
        return 0
      }
      guard instance.names.servesMany else {
        t.explain("1 database")
        return 1
      }
      if let load = t(instance.load) {
        t.explain("odoo.capacity.tenants")
        return load.tenants
      }
      t.explain("as many tenants as the host carries: odoo.capacity does not say how many there are")
      return share.sizing(t) { max($0.tenantsCarried(like: .unknown), 1) }
    }
  }
}
