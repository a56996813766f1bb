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
      ] + published
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

  /// A port that a setting decides is called by the setting.
  init(_ port: Traced<Int>, _ owner: String) {
    self.init(name: port.origins.settings.first?.path ?? owner, port: port)
  }
}
