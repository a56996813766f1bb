import Schema

/// Every port on the host has one owner.
enum PortsDiffer: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let ports: [(name: String, port: Traced<Int>)] = [
      ("nginx", Traced(constant: 80)), ("nginx", Traced(constant: 443)), ("SSH", site.server.ssh.port),
      ("odoo.tenants.port", site.odoo.tenants.port), ("odoo.tenants.websocket_port", site.odoo.tenants.websocketPort),
      ("odoo.superadmin.port", site.odoo.superadmin.port),
      ("odoo.superadmin.websocket_port", site.odoo.superadmin.websocketPort),
    ]
    for (index, second) in ports.enumerated() {
      for first in ports[..<index] {
        decoding.examine("port-clash") { t in
          guard t(first.port) == t(second.port) else { return nil }
          return .error(
            "port \(t(second.port)) is taken twice: by \(first.name) and by \(second.name)", about: second.port,
            help: "give each its own port")
        }
      }
    }
  }
}
