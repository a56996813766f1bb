import Diagnostics
import Document
import Schema

/// The database servers must accept every connection that the processes of Odoo can open.
enum ConnectionsFit: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    for (index, instance) in Instance.all(site).all.enumerated() {
      decoding.examine(.connections) { t in
        let pair = t(plan.containers.instances)[index]
        guard let value = t(instance.server.written).value(of: OptionName(canonical: "max_connections")) else {
          return nil
        }
        let needed =
          t(pair.odoo.connections.bound)
          + Sizing.reservedConnections(
            jobs: t(site.backup.jobs), isMeasured: t(pair.postgres.roles.monitor.isMeasured))
        // A value that is none is the catalogue's to refuse.
        guard PostgresNumber(t(value).printed, unit: nil) != nil, t(pair.postgres.maxConnections) < needed else {
          return nil
        }
        return .error(
          "max_connections is \(t(value).printed), and \(t(pair.odoo.identity.service).printed) can open \(needed), including the reserve",
          about: value, help: "write at least \(needed), or leave it out: gen derives it")
      }
    }
  }
}
