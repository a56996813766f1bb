public import Schema

/// What the series of Odoo has, for templates to write what it reads.
public struct OdooFeatures: Tabled {
  let websocketMemoryLimits: Traced<Bool>
  let databaseHealth: Traced<Bool>
  let withDemo: Traced<Bool>
  let json2: Traced<Bool>

  /// One row for each thing that not every series has.
  public static let table = Table(
    "features of Odoo", OdooFeatures.init,
    Row(
      "websocket_memory_limits", \.websocketMemoryLimits,
      "Whether the websocket process has separate memory limits."),
    Row("database_health", \.databaseHealth, "Whether /web/health can check the database server too."),
    Row("with_demo", \.withDemo, "Whether demonstration data has to be requested; before, it had to be excluded."),
    Row("json2", \.json2, "Whether programs may use /json/2."))
}

extension OdooFeatures {
  init(_ version: Traced<OdooVersion>) {
    self.init(
      websocketMemoryLimits: derive("limit_memory_soft_gevent came with Odoo 18.0") { t in
        t(version).hasWebsocketMemoryLimits
      },
      databaseHealth: derive("every build of Odoo 18.0 and later has db_server_status") { t in
        t(version).hasDatabaseHealth
      },
      withDemo: derive("with_demo came with Odoo 19.0, instead of without_demo") { t in t(version).hasWithDemo },
      json2: derive("/json/2 came with Odoo 19.0") { t in t(version).hasJSON2 })
  }
}
