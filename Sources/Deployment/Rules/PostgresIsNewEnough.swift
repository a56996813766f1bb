import Schema

/// Each series of Odoo needs a PostgreSQL of some age (its documentation, Source install).
enum PostgresIsNewEnough: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine("postgres-too-old") { t in
      let version = t(site.postgres.version)
      let odoo = t(site.odoo.version)
      let minimum = odoo.series >= 19 ? 13 : 12
      guard version < minimum else { return nil }
      return .error(
        "Odoo \(odoo.printed) needs PostgreSQL \(minimum) or newer, not \(version)", about: site.postgres.version,
        help: "write 16, or another version from \(minimum) to 18")
    }
    decoding.examine("postgres-unmaintained") { t in
      let version = t(site.postgres.version)
      guard (12...13).contains(version), !(t(site.odoo.version).series >= 19 && version == 12) else { return nil }
      return .warning(
        "PostgreSQL \(version) gets no more security updates", about: site.postgres.version,
        help: "write 16 for a new site; for data that exists, dump it and restore it into a newer one")
    }
  }
}
