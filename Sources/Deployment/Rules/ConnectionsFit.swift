import Diagnostics
import Document
import Schema

/// The database servers must accept every connection that the processes of Odoo can open.
enum ConnectionsFit: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examineEach(.connections, plan.containers.instances) { t, pair in
      guard let entry = t(site.postgres.settings).entries.first(where: { t($0.key).printed == "max_connections" })
      else {
        return nil
      }
      let needed = t(pair.odoo.connections.bound) + Sizing.reservedConnections
      guard t(pair.postgres.maxConnections) < needed else { return nil }
      return .error(
        "max_connections is \(t(entry.value).printed), and \(t(pair.odoo.identity.service).printed) can open \(needed), including the reserve",
        about: entry.value, help: "write at least \(needed), or leave it out: gen derives it")
    }
    decoding.examine(.connections) { t in
      for entry in t(site.postgres.settings).entries where t(entry.key).printed == "max_connections" {
        let text = t(entry.value).printed
        guard Int(text) == nil || (Int(text) ?? 0) < 1 || (Int(text) ?? 0) > 262_143 else { continue }
        return .error(
          "max_connections is \"\(text)\", which is not a valid number", about: entry.value,
          help: "write a whole number, or leave it out")
      }
      return nil
    }
  }
}
