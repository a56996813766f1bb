import Testing

@testable import Deployment

/// The settings of PostgreSQL, and how it reads their values; `check_database_settings.py` asks PostgreSQL itself.
@Suite struct PostgresCatalogueTests {
  @Test(
    arguments: [
      ("12", nil, 12.0), ("-1", nil, -1), ("+3", nil, 3), ("1.5", nil, 1.5), (".5", nil, 0.5), ("5.", nil, 5),
      ("1e3", nil, 1000),
      ("1E-2", nil, 0.01), ("0x1F", nil, 31), ("0X1f", nil, 31), ("017", nil, 15), ("0", nil, 0), ("00", nil, 0),
      ("64MB", .kilobytes, 65536), ("64 MB", .kilobytes, 65536), ("1.5GB", .megabytes, 1536), ("8kB", .blocks, 1),
      ("1TB", .bytes, 0x1p40), ("1h", .seconds, 3600), ("500us", .milliseconds, 0.5), ("2d", .minutes, 2880),
      ("1e3ms", .seconds, 1),
    ] as [(String, PostgresUnit?, Double)])
  func readsNumbers(_ text: String, _ unit: PostgresUnit?, _ value: Double) {
    #expect(PostgresNumber(text, unit: unit)?.value == value)
  }

  @Test(
    arguments: [
      ("", nil), ("x", nil), ("-", nil), (".", nil), ("0x", nil), ("09", nil), ("1e", nil), ("1e+", nil), ("1,5", nil),
      ("1 2", nil), ("5MB", nil), ("5mb", .kilobytes), ("5KB", .kilobytes), ("5M", .seconds), ("5 s s", .seconds),
      ("inf", nil),
      ("nan", nil), ("5s", .kilobytes), ("1e999", nil),
    ] as [(String, PostgresUnit?)])
  func readsNothingElse(_ text: String, _ unit: PostgresUnit?) {
    #expect(PostgresNumber(text, unit: unit) == nil)
  }

  /// Only a whole number can be an octal one (strtol), no other (strtod).
  @Test func readsFractions() {
    #expect(PostgresNumber("010", unit: nil, isWhole: false)?.value == 10)
    #expect(PostgresNumber("08", unit: nil, isWhole: false)?.value == 8)
    #expect(PostgresNumber("0x10", unit: nil, isWhole: false)?.value == 16)
  }

  @Test func knowsTheVersions() {
    func versions(_ name: String, _ version: Int) -> ClosedRange<Int>? {
      PostgresCatalogue.entry(name, in: version)?.versions
    }
    #expect(versions("client_connection_check_interval", 16) == 14...18)
    #expect(versions("TimeZone", 16) == 13...18)
    #expect(versions("nothing", 16) == nil)
    #expect(PostgresCatalogue.names(in: 13).contains("operator_precedence_warning"))
    for version in PostgresCatalogue.versions {
      let names = PostgresCatalogue.names(in: version)
      #expect(names.count > 320 && Set(names).count == names.count, "\(version)")
    }
  }

  /// One setting can change its values from one version to the next.
  @Test func knowsTheValuesOfEachVersion() {
    func fault(_ name: String, _ value: String, _ version: Int) -> String? {
      PostgresCatalogue.entry(name, in: version)?.kind.fault(in: value)?.message
    }
    #expect(fault("wal_compression", "lz4", 14) == "is \"lz4\", not on or off")
    #expect(fault("wal_compression", "lz4", 15) == nil)
    #expect(fault("wal_compression", "yes", 15) == nil)
  }
}
