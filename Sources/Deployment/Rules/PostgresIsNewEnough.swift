import Diagnostics
import Document
import Schema

/// Each series of Odoo needs a PostgreSQL of some age, and an old one gets no security updates.
enum PostgresIsNewEnough: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.postgresTooOld) { t in
      let version = t(site.postgres.version)
      let odoo = t(site.odoo.version)
      let minimum = odoo.oldestPostgreSQL
      guard version < minimum else { return nil }
      return .error(
        "Odoo \(odoo.printed) needs PostgreSQL \(minimum) or newer, not \(version)", about: site.postgres.version,
        help:
          "write \(PostgreSQLFacts.recommended), or another version from \(minimum) to \(PostgreSQLFacts.versions.upperBound)"
      )
    }
    decoding.examine(.postgresUnmaintained) { t in
      let version = t(site.postgres.version)
      guard version <= PostgreSQLFacts.lastUnmaintained, version >= t(site.odoo.version).oldestPostgreSQL else {
        return nil
      }
      return .warning(
        "PostgreSQL \(version) no longer gets security updates", about: site.postgres.version,
        help:
          "write \(PostgreSQLFacts.recommended) for a new site; dump existing data, and restore it into a newer version"
      )
    }
  }
}
