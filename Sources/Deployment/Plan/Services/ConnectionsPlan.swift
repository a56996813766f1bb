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
      "Connections of the process for websockets; Odoo 17.0 and later know it."),
    Row("max_connections_used", \.bound, "The most connections that all its processes can open."),
    Row("database_service", \.service, "The service of its database server."),
    Row("database_role", \.role, "Its role there."),
    Row("password_secret", \.passwordSecret, "The secret that holds its role's password."))
}

extension ConnectionsPlan {
  init(_ names: InstanceNames, _ share: InstanceShare, version: Traced<OdooVersion>) {
    let connections = derive("8 to 16, as the database server's memory carries") { t in
      t(share.sizing).connections(of: t(share.own))
    }
    self.init(
      connections: connections,
      websocketConnections: derive("Odoo 17.0 and later know it") { t in
        t(version).hasWebsocketConnections ? Sizing.websocketConnections : nil
      },
      bound: derive("(workers + cron_threads) × db_maxconn + those for websockets") { t in
        let each = t(connections)
        let websocket = t(version).hasWebsocketConnections ? Sizing.websocketConnections : each
        return t(share.sizing).connectionBound(of: t(share.own), each: each, websocket: websocket)
      },
      service: Traced(constant: names.databaseService), role: Traced(constant: names.role),
      passwordSecret: Traced(constant: names.roleSecret.name))
  }
}
