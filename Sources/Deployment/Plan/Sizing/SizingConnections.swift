extension Sizing {
  /// Connections of each process to its database server.
  ///
  /// A request takes two: its own, and one for what is committed apart from it. A process for scheduled jobs takes
  /// four: it listens on one for jobs that are due, holds the job on another, and the job is a request
  /// (odoo/service/server.py, WorkerCron; odoo/addons/base/models/ir_cron.py); odoo#31830 saw three run out. More spare it
  /// the way to connect again to the next database: up to 16, as long as the server has memory for them, 10 MiB each, and all
  /// processes together stay below `comfortableConnections`.
  ///
  /// - Parameters:
  ///   - processes: workers and processes for scheduled jobs; 0 with threads.
  ///   - server: memory of the database server.
  ///   - hasWebsocketOption: whether the process for websockets has a number of its own; otherwise this one is its number too.
  static func connections(processes: Int, server: ByteCount, hasWebsocketOption: Bool) -> Int {
    if processes == 0 { return 32 }
    let carried = min(server.mebibytes / 10, comfortableConnections) - websocketConnections - reservedConnections
    return min(max(carried / processes, hasWebsocketOption ? 4 : 8), 16)
  }

  /// Connections that a server serves well: each is a process, and each query looks at the list of all.
  static let comfortableConnections = 500
  /// Connections of the process for websockets, which serves everybody at once.
  static let websocketConnections = 32
  /// Connections for superusers, backups, monitoring and psql.
  static let reservedConnections = 13
  /// The same with further dumps at a time: four are in it.
  ///
  /// - Parameter isMeasured: whether an exporter has connections of its own.
  static func reservedConnections(jobs: Int, isMeasured: Bool) -> Int {
    reservedConnections + max(0, jobs - 4) + (isMeasured ? exporterConnections : 0)
  }
  /// Connections of an exporter: two of its collectors measure at the same time (postgres_exporter, exporter.go and
  /// collector/instance.go), and one more while the next measurement begins.
  static let exporterConnections = 3
}
