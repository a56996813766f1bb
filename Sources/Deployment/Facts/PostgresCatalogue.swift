import TextTypes

/// The settings that PostgreSQL's server has, by version, and what their values may be.
enum PostgresCatalogue {
  /// The versions that the rows are about.
  static let versions = 13...18

  /// A setting in some of the versions.
  struct Entry: Hashable, Sendable {
    var name: String
    var versions: ClosedRange<Int>
    var kind: Kind
  }

  /// What the values of a setting may be.
  enum Kind: Hashable, Sendable {
    /// On or off.
    case toggle
    /// A number from the first to the last, in a unit where it measures something.
    case number(from: Double, through: Double, isWhole: Bool, unit: PostgresUnit?)
    /// One of some words.
    case choice([String])
    /// A text, which the server may check in its own way.
    case text
    /// Nothing: the server sets it itself.
    case reported
  }

  /// The setting's entry for a version, or else the one of the nearest version that has it; nil where none has.
  static func entry(_ name: String, in version: Int) -> Entry? {
    guard let found = byName[name.folded] else { return nil }
    return found.first { $0.versions.contains(version) } ?? (version < versions.lowerBound ? found.first : found.last)
  }

  /// The names of the settings that a version has.
  static func names(in version: Int) -> [String] {
    entries.filter { $0.versions.contains(version) }.map(\.name)
  }

  private static let entries = (rows + "\n" + moduleRows).split(separator: "\n").compactMap {
    Entry($0.split(separator: " ", maxSplits: 4))
  }
  private static let byName = Dictionary(grouping: entries, by: \.name)
}

extension PostgresCatalogue.Entry {
  /// Reads the words of a row.
  fileprivate init?(_ words: [Substring]) {
    guard words.count >= 4, let first = Int(words[1]), let last = Int(words[2]), first <= last else { return nil }
    self.init(
      name: String(words[0]), versions: first...last,
      kind: PostgresCatalogue.Kind(String(words[3]), words.count > 4 ? String(words[4]) : ""))
  }
}

extension PostgresCatalogue.Kind {
  fileprivate init(_ word: String, _ rest: String) {
    let parts = rest.split(separator: " ")
    switch word {
    case "switch": self = .toggle
    case "choice": self = .choice(rest.pieces(","))
    case "reported": self = .reported
    case "integer", "real":
      guard parts.count >= 2, let low = Double(parts[0]), let high = Double(parts[1]) else {
        self = .text
        return
      }
      self = .number(
        from: low, through: high, isWhole: word == "integer",
        unit: parts.count > 2 ? PostgresUnit(rawValue: String(parts[2])) : nil)
    default: self = .text
    }
  }
}
