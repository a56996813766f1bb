import Diagnostics
import Document
import Model
import Schema

/// Every port on the host has one owner.
enum PortsDiffer: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let ports = derive { t in
      let published = t(plan.containers.services).flatMap { service in
        t(service.links.ports).map { Owned($0.host, "the service \(t(service.name).printed)") }
      }
      return [
        Owned(Traced(constant: 80), "nginx"), Owned(Traced(constant: 443), "nginx"),
        Owned(name: "SSH", port: site.server.ssh.port),
      ] + Owned.monitoring(t(plan.containers.monitoring.place.mode)) + published
    }
    decoding.examinePairs(.portClash, ports) { t, first, second in
      guard t(first.port) == t(second.port) else { return nil }
      return .error(
        "port \(t(second.port)) is used twice: by \(first.name) and by \(second.name)", about: second.port,
        help: "give each its own port")
    }
  }
}

/// A port on the host, and whose it is.
private struct Owned: Sendable {
  let name: String
  let port: Traced<Int>

  init(name: String, port: Traced<Int>) {
    self.name = name
    self.port = port
  }

  /// Ports of what watches the site; those of its services are among the published ones.
  static func monitoring(_ mode: MonitoringMode) -> [Owned] {
    let exporters = [
      (9100, "the exporter of the host"), (9113, "the exporter of nginx"), (9114, "nginx"), (9115, "the probes"),
      (3903, "the readings of the logs"),
    ]
    let ports =
      switch mode {
      case .local: [(9090, "Prometheus"), (9093, "Alertmanager")] + exporters
      case .remote: [(MonitoringPlan.remotePort, "nginx")] + exporters
      case .off: [(Int, String)]()
      }
    return ports.map { Owned(Traced(constant: $0.0), $0.1) }
  }

  /// A port that a setting decides is called by the setting.
  init(_ port: Traced<Int>, _ owner: String) {
    self.init(name: port.origins.settings.first?.path ?? owner, port: port)
  }
}
