import Schema

/// The settings of PostgreSQL that follow from its memory, by the advice of its manual (Resource Consumption) for a server
/// that has this memory to itself.
enum Tuning {
  /// One tuned setting.
  struct Setting: Sendable {
    var name: String
    var formula: String
    var value: Traced<String>
  }

  /// All tuned settings of a server.
  static func settings(_ memory: Traced<ByteCount>, _ maxConnections: Traced<Int>) -> [Setting] {
    func megabytes(_ name: String, _ formula: String, _ share: @escaping @Sendable (Int) -> Int) -> Setting {
      Setting(name: name, formula: formula, value: derive { t in "\(share(t(memory).mebibytes))MB" })
    }
    return [
      Setting(
        name: "max_connections", formula: "max_connections_used of its instance, and 13 in reserve",
        value: derive { t in String(t(maxConnections)) }),
      megabytes("shared_buffers", "memory / 4") { max($0 / 4, 32) },
      megabytes("effective_cache_size", "memory × 3 / 4") { max($0 * 3 / 4, 64) },
      megabytes("maintenance_work_mem", "memory / 16, from 32MB to 1024MB") { min(max($0 / 16, 32), 1024) },
      Setting(
        name: "work_mem", formula: "memory / 4 / max_connections, from 4MB to 64MB",
        value: derive { t in "\(min(max(t(memory).mebibytes / 4 / max(t(maxConnections), 1), 4), 64))MB" }),
    ]
  }
}
