extension Sizing {
  /// The host with what watches the site. Where memory does not carry it, none is kept for it, so that the workers stay as they are.
  ///
  /// - Parameter mode: where the site is watched.
  func watched(_ mode: MonitoringMode) -> Watched {
    let kept = with(monitoring: mode.memory)
    // A host that does not carry its tenants anyway still watches them.
    let isCarried = kept.carriesLoad || !carriesLoad && kept.carriesWorkers
    return Watched(sizing: isCarried ? kept : self, isCarried: isCarried || mode == .off)
  }

  /// A host, and what watches the site there.
  struct Watched: Sendable {
    let sizing: Sizing
    /// Whether memory carries it beside everything else.
    let isCarried: Bool
  }
}

extension MonitoringMode {
  /// The least memory of a server that watches itself where nothing is written. It is decided by the server alone, so that no other
  /// setting switches the monitoring off: 4 GiB carry the fewest workers and their database servers, and not 400 MiB beside them.
  static let leastServer = ByteCount.gibibytes(5)

  /// Where a site is watched if nothing is written.
  static func derived(_ server: ByteCount) -> Self { server.bytes < leastServer.bytes ? .off : .local }

  /// Memory of all that watches a site: of Prometheus and Alertmanager with their exporters, or of the exporters alone. A site with
  /// two tenants takes 200 MB of the first (`Tests/RealParts/engine/topics/alarms.py` measures it); the rest is for the series of more.
  var memory: ByteCount {
    switch self {
    case .local: .mebibytes(400)
    case .remote: .mebibytes(160)
    case .off: .mebibytes(0)
    }
  }
}
