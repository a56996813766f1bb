import Lineage

/// One difference: what each version has, and why.
struct VersionRow {
  /// Where it is: the paths of artifacts, or of a value.
  var subjects: Set<String>
  /// What is the same in all versions that have it, with `…` for what is not.
  var text: String
  /// What each version has: its own part, `yes` or nothing.
  var values: [String]
  /// Why; empty where the code does not say.
  var reason: String

  /// Compares one line over all versions; nil where it is the same in all of them.
  init?(_ key: VersionLine.Key, _ lines: [VersionLine?]) {
    let present = lines.compactMap { $0 }
    guard let first = present.first, Set(lines.map { $0?.text }).count > 1 else { return nil }
    guard !first.text.drop(while: { $0 == " " }).starts(with: "#") else { return nil }
    subjects = [key.artifact]
    let texts = present.map(\.text)
    let isEverywhere = present.count == lines.count
    let differs = Set(texts).count > 1
    let start = Self.commonPrefix(texts.map { Array($0) })
    let end = Self.commonPrefix(texts.map { $0.dropFirst(start).reversed() })
    text = differs ? "\(first.text.prefix(start))…\(first.text.suffix(end))" : first.text
    values = lines.map { line in
      guard let line else { return "" }
      return differs ? String(line.text.dropFirst(start).dropLast(end)) : "yes"
    }
    var reasons = isEverywhere ? [] : [first.gate ?? ""]
    if isEverywhere {
      let common = present.dropFirst().reduce(first.gates) { $0.intersection($1.gates) }
      reasons += present.flatMap { $0.gates.subtracting(common).sorted() }
    }
    if differs {
      let common = present.dropFirst().reduce(Set(first.values)) { $0.intersection($1.values) }
      reasons += present.flatMap { line in line.values.filter { !common.contains($0) }.map(\.reason) }
    }
    var seen: Set<String> = []
    reason = reasons.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: "; ")
  }

  /// Compares one value of the model.
  init?(_ path: String, _ lines: [ModelListing.Line?]) {
    guard Set(lines.map { $0?.value }).count > 1 else { return nil }
    subjects = [path]
    text = ""
    values = lines.map { $0?.value ?? "" }
    // The formula alone: the places of settings are those of a site that nobody has.
    reason = lines.lazy.compactMap { $0?.formula }.first { !$0.isEmpty } ?? ""
  }

  /// Whether another row says the same of another place.
  func isSame(as other: VersionRow) -> Bool {
    (text, reason) == (other.text, other.reason) && values == other.values
  }

  /// How many characters all texts begin with, words being whole.
  private static func commonPrefix(_ texts: [[Character]]) -> Int {
    guard var prefix = texts.first else { return 0 }
    for text in texts.dropFirst() {
      let length = zip(prefix, text).prefix { $0 == $1 }.count
      prefix.removeLast(prefix.count - length)
    }
    let isWhole = texts.allSatisfy { $0.count == prefix.count }
    while !isWhole, let last = prefix.last, last.isLetter || last.isNumber || "._-".contains(last) {
      prefix.removeLast()
    }
    return prefix.count
  }
}
