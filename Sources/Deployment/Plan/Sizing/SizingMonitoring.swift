extension Sizing {
  /// The host with what watches the site: as the operator wrote; where nothing is written, on the server if everything else still fits.
  /// Where memory does not carry what was written, none is kept for it, so that the workers stay as they are.
  ///
  /// - Parameter written: where the site is watched; nil leaves that open.
  func watched(_ written: MonitoringMode?) -> Watched {
    if written == .off { return Watched(sizing: self, mode: .off, isCarried: true) }
    let wanted = written ?? .local
    let kept = with(monitoring: wanted.memory)
    // A host that does not carry its tenants anyway still watches them, if the operator says so.
    let isAccepted = written != nil && !carriesLoad && kept.carriesWorkers
    if kept.carriesLoad || isAccepted { return Watched(sizing: kept, mode: wanted, isCarried: true) }
    return Watched(sizing: self, mode: written ?? .off, isCarried: written == nil)
  }

  /// A host, and what watches the site there.
  struct Watched: Sendable {
    let sizing: Sizing
    let mode: MonitoringMode
    /// Whether memory carries it beside everything else.
    let isCarried: Bool
  }
}

extension MonitoringMode {
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
