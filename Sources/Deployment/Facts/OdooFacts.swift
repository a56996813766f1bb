/// What depends on the series of Odoo, by its own sources (github.com/odoo/odoo, branches 16.0 to 19.0) and documentation.
extension OdooVersion {
  /// The series as a number, such as 18.
  public var series: Int {
    switch self {
    case .v16: 16
    case .v17: 17
    case .v18: 18
    case .v19: 19
    }
  }

  /// The oldest PostgreSQL that it runs on (documentation, Source install).
  var oldestPostgreSQL: Int { series >= 19 ? 13 : 12 }

  /// Since when the official image is no longer built, which happens some time after the third newer series is out
  /// (odoo/docker); nil while it is.
  var imageUnbuiltSince: String? { series <= 16 ? "September 2025" : nil }

  /// The modules that the server loads by itself; 19.0 has its RPC in one of its own (odoo/tools/config.py).
  var serverWideModules: [String] { series >= 19 ? ["base", "rpc", "web"] : ["base", "web"] }

  /// Whether the process for websockets has a number of connections of its own, `db_maxconn_gevent`
  /// (odoo/tools/config.py); before, it takes `db_maxconn`.
  var hasWebsocketConnections: Bool { series >= 17 }

  /// Whether the process for websockets has limits of memory of its own, `limit_memory_soft_gevent` (odoo/tools/config.py).
  var hasWebsocketMemoryLimits: Bool { series >= 18 }

  /// Whether every build knows `/web/health?db_server_status=1` (addons/web/controllers/home.py).
  var hasDatabaseHealth: Bool { series >= 18 }

  /// Whether demonstration data is asked for by `with_demo`, and left out without it; before, `without_demo` leaves it out.
  var hasWithDemo: Bool { series >= 19 }

  /// Whether programs may use `/json/2` (addons/rpc/controllers/json2.py).
  var hasJSON2: Bool { series >= 19 }
}
