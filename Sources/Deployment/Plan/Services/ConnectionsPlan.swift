public import Schema

/// How an instance of Odoo reaches its database server.
public struct ConnectionsPlan: Tabled {
  let connections: Traced<Int>
  let websocketConnections: Traced<Int?>
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
    Row("max_connections_used", \.bound, "The maximum number of connections of all its processes."),
    Row("database_service", \.service, "The service of its database server."),
    Row("database_role", \.role, "Its role there."),
    Row("password_secret", \.passwordSecret, "The secret that holds its role's password."))
}

extension ConnectionsPlan {
  init(_ instance: Instance, _ processes: ProcessesPlan, version: Traced<OdooVersion>) {
    let names = instance.names
    let connections = derive("8 to 16, depending on the database server's memory") { t in
      Sizing.connections(
        workers: t(processes.workers), cronThreads: t(processes.cronThreads), server: t(instance.server.memory))
    }
    let websocketConnections: Traced<Int?> = derive("Odoo 17.0 and later support it") { t in
      t(version).hasWebsocketConnections ? Sizing.websocketConnections : nil
    }
    self.init(
      connections: connections, websocketConnections: websocketConnections,
      bound: derive("(workers + cron_threads) × db_maxconn + those for websockets") { t in
        let (workers, each) = (t(processes.workers), t(connections))
        if workers == 0 { return each }
        return (workers + t(processes.cronThreads)) * each + (t(websocketConnections) ?? each)
      },
      service: Traced(constant: names.databaseService), role: Traced(constant: names.role),
      passwordSecret: Traced(constant: names.roleSecret.name))
  }
}
