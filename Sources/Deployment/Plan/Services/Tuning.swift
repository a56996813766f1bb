import Schema

/// The settings of PostgreSQL that gen decides where the operator does not.
struct Tuning: Sendable {
  /// One tuned setting.
  struct Setting: Sendable {
    var name: String
    var formula: String
    var value: Traced<String>
    /// The comment before it in docker-compose.yml.
    var notes: [String] = []
    /// Whether another version may have another setting in its place.
    var isDated = false
  }

  let version: Traced<Int>
  let memory: Traced<ByteCount>
  let maxConnections: Traced<Int>
  /// For how long an instance of Odoo lets one request or one scheduled job run, in seconds; nil is without end.
  let longestRequest: Traced<Int?>

  /// All tuned settings of a server. The one that only some versions have comes last.
  var settings: Traced<[Setting]> {
    .joined(
      Traced(constant: sized + timeouts + writing + planning + logging + times + [compression]),
      derive { t in [dated(t(version))] })
  }

  /// The names of those that follow from the server's memory.
  static let sizedNames: Set<String> = [
    "max_connections", "shared_buffers", "effective_cache_size", "maintenance_work_mem", "work_mem",
  ]

  /// By the advice of the manual (Resource Consumption) for a server that has this memory to itself.
  var sized: [Setting] {
    func megabytes(_ name: String, _ formula: String, _ share: @escaping @Sendable (Int) -> Int) -> Setting {
      Setting(name: name, formula: formula, value: derive { t in "\(share(t(memory).mebibytes))MB" })
    }
    return [
      Setting(
        name: "max_connections",
        formula: "max_connections_used of its instance, 13 in reserve, and each of backup.jobs above 4",
        value: derive { t in String(t(maxConnections)) }),
      megabytes("shared_buffers", "memory / 4") { max($0 / 4, 32) },
      megabytes("effective_cache_size", "memory × 3 / 4") { max($0 * 3 / 4, 64) },
      megabytes("maintenance_work_mem", "memory / 16, from 32MB to 1024MB") { min(max($0 / 16, 32), 1024) },
      Setting(
        name: "work_mem", formula: "memory / 4 / max_connections, from 4MB to 64MB",
        value: derive { t in "\(min(max(t(memory).mebibytes / 4 / max(t(maxConnections), 1), 4), 64))MB" }),
    ]
  }

  /// A transaction that nobody works in keeps its locks, and vacuum from removing rows. Odoo computes inside of one for as long as
  /// a request or a job may take (odoo/service/server.py stops it then), and a module's update for longer.
  private var timeouts: [Setting] {
    [
      Setting(
        name: "idle_in_transaction_session_timeout",
        formula:
          "2 × the longest request or scheduled job, at least 1h; 0, which is never, where a job may run without end",
        value: derive { t in t(longestRequest).map { "\(max(2 * $0, 3_600))s" } ?? "0" },
        notes: ["Ends a transaction that was left open; Odoo itself ends a request or a job before."])
    ]
  }
}

extension Tuning.Setting {
  /// A setting that no other setting decides.
  ///
  /// - Parameter reason: the comment before it, which `gen show` prints too.
  init(_ name: String, _ value: String, _ reason: String) {
    self.init(name: name, formula: reason, value: Traced(constant: value), notes: [reason])
  }
}
