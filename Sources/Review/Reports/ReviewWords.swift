import Diagnostics

/// What all forms of a review say in the same words.
enum ReviewWords {
  /// `1 line`, `2 lines`.
  static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

  /// The counts in one line.
  static func summary(_ review: Review) -> String {
    let kinds: [(String, String)] = [
      ("setting", "setting"), ("settings", "group of settings"), ("template", "template"),
      ("generator", "version of gen"),
      ("hand-edit", "hand edit"), ("unknown", "unknown cause"),
    ]
    let parts = kinds.compactMap { kind, word -> String? in
      let number = review.entries.count { $0.cause.kind == kind }
      guard number > 0 else { return nil }
      return kind == "settings" && number > 1
        ? "\(number) groups of settings" : kind == "generator" ? "another version of gen" : count(number, word)
    }
    var text =
      parts.isEmpty
      ? "no change" : "\(list(parts)) changed: \(count(review.lines, "line")) in \(count(review.fileCount, "file"))"
    if review.remarks > 0 { text += ", and \(review.remarks) of comments and prose" }
    return text
  }

  /// What is removed or can be lost, a line each.
  static func losses(_ review: Review) -> [String] {
    var lines: [String] = []
    let removed = review.entries.flatMap(\.consequences).filter { $0.kind == .file && $0.name.hasPrefix("removed") }
    if !removed.isEmpty {
      let paths = removed.flatMap(\.places).map { $0.text.withoutHiddenCharacters }
      lines.append(
        "removed: \(paths.prefix(5).joined(separator: ", "))\(paths.count > 5 ? " and \(paths.count - 5) more" : "")")
    }
    for kind in ReviewFlag.Kind.allCases where kind != .interruptsService {
      let found = review.flags.filter { $0.flag.kind == kind }
      if found.isEmpty { continue }
      var subjects: [String] = []
      for item in found where !subjects.contains(item.entry.cause.subject) { subjects.append(item.entry.cause.subject) }
      lines.append("\(kind.text): \(subjects.joined(separator: ", ").withoutHiddenCharacters)")
    }
    return lines
  }

  /// What applying takes, in one line; nil where there is nothing to say.
  static func applying(_ effects: [Effect]) -> String? {
    let all = Set(effects).sorted()
    if all.isEmpty { return nil }
    let real = all.filter { $0 != .nothing && $0 != .nextRun }
    if real.isEmpty { return all.first?.text }
    func names(_ filter: (Effect) -> String?) -> [String] { real.compactMap(filter) }
    let databases = names { if case .restartDatabase(let name) = $0 { name } else { nil } }
    let services = names { if case .recreate(let name) = $0 { name } else { nil } }
    var parts: [String] = []
    for effect in real {
      switch effect {
      case .restartDatabase(let name) where name == databases.first:
        parts.append("restart PostgreSQL in \(list(databases))")
      case .recreate(let name) where name == services.first: parts.append("recreate \(list(services))")
      case .restartDatabase, .recreate: break
      default: parts.append(effect.text)
      }
    }
    return parts.joined(separator: ", ")
  }

  /// `a, b and c`.
  static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}
