/// What depends on PostgreSQL's major version, by its release notes and its versioning policy.
enum PostgreSQLFacts {
  /// The versions that site.yaml may name: the oldest ones to be told why they are refused.
  static let versions = 10...18
  /// The version for a new site.
  static let recommended = 16
  /// The last version that gets no security updates any more (postgresql.org/support/versioning).
  static let lastUnmaintained = 13

  /// Where the image's volume is mounted: that of 18 and later holds a folder for each version, and refuses to start with
  /// a volume on the former folder (docker-library/postgres).
  static func dataPath(_ version: Int) -> String {
    version >= 18 ? "/var/lib/postgresql" : "/var/lib/postgresql/data"
  }

  /// Whether `CREATE DATABASE` has `STRATEGY`; before, it always copies files (release notes of 15).
  static func hasCopyStrategy(_ version: Int) -> Bool { version >= 15 }
}
