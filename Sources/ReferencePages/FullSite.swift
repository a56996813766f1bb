import Deployment
import Model
import Schema
import TextTypes

/// A site.yaml with every setting in it, each at its default or with its example.
public struct FullSite: Sendable {
  /// Which of two ways is taken where site.yaml has room for one of them only.
  enum Way: Sendable, CaseIterable {
    /// The usual one.
    case usual
    /// The other one: certificates of the operator's own, one address for alarms, a Prometheus elsewhere.
    case other
  }

  /// Whether settings that need not be written have a `#` before them, and a few words above.
  private let isCommented: Bool
  private let way: Way
  /// Values other than the default or the example, by the paths of their settings; nil for a setting that is left out.
  private let values: [String: String?]
  private var lines: [String] = []

  /// Settings that exclude another one: the words that stand before them in a comment, and the way on which they are written.
  private static let exclusive = [
    "domains.apex.redirect": (words: "Instead of tenant", way: Way.usual),
    "domains.apex.tenant": (words: "Instead of redirect", way: Way.other),
    "monitoring.from": (words: "With mode: remote", way: Way.other),
  ]

  /// What the other way needs besides.
  private static let others: [String: String?] = ["monitoring.mode": "remote"]

  private init(isCommented: Bool, way: Way, values: [String: String?]) {
    (self.isCommented, self.way, self.values) = (isCommented, way, values)
    if isCommented {
      lines += [
        "# Every setting of site.yaml, with its default or an example. Where a name follows directly behind a #, the line is a setting that",
        "# need not be written: take the # away from it, and from the keys that it stands under. `gen docs KEY` says more about one of them.",
      ]
    }
    write(Site.table.type, path: "", indent: "", isOff: false)
  }

  /// The text, with comments, and with a `#` before every setting that need not be written.
  public static var commented: String { FullSite(isCommented: true, way: .usual, values: [:]).text }

  /// The text without comments, all settings written.
  ///
  /// - Parameters:
  ///   - way: which of two settings is written where there is room for one of them only.
  ///   - values: other values by their settings' paths; nil leaves a setting out.
  static func whole(_ way: Way, _ values: [String: String?] = [:]) -> String {
    let values = way == .usual ? values : Self.others.merging(values) { _, own in own }
    return FullSite(isCommented: false, way: way, values: values).text
  }

  private var text: String { lines.joined(separator: "\n") + "\n" }

  private mutating func write(_ type: RecordType, path: String, indent: String, isOff: Bool) {
    for field in type.fields { write(field, path: path + field.key, indent: indent, isOff: isOff) }
  }

  private mutating func write(_ field: RecordType.Field, path: String, indent: String, isOff: Bool) {
    if case .some(.none) = values[path] { return }
    let mark = isCommented && (isOff || !Self.isNeeded(path)) ? "#" : ""
    let inner = section(field.shape)
    if isCommented, path == field.key, inner != nil || Self.isNeeded(path) { lines.append("") }
    comment(field, indent: indent)
    if let exclusive = Self.exclusive[path], exclusive.way != way {
      if isCommented { lines.append("\(indent)# \(exclusive.words): \(field.key): \(field.written)") }
      return
    }
    guard let inner else {
      lines.append("\(indent)\(mark)\(field.key): \(value(of: field, at: path))")
      if case .either = field.shape { alternative(field, indent: indent) }
      return
    }
    lines.append("\(indent)\(mark)\(field.key):")
    let first = lines.count
    write(inner.type, path: path + inner.suffix, indent: indent + "  ", isOff: !mark.isEmpty)
    if inner.suffix == "[]." { itemise(from: first, indent: indent + "  ") }
  }

  /// Whether every new site has a setting, or one that is in it.
  private static func isNeeded(_ path: String) -> Bool {
    StarterSite.keys.contains { $0 == path || $0.hasPrefix(path + ".") }
  }

  /// Makes an element of a list of the lines from a number on.
  private mutating func itemise(from first: Int, indent: String) {
    var isFirst = true
    for index in lines.indices[first...] {
      let line = lines[index].dropFirst(indent.count)
      guard isFirst, !line.hasPrefix("# ") else {
        lines[index] = indent + (line.hasPrefix("# ") ? "" : "  ") + line
        continue
      }
      isFirst = false
      lines[index] = line.hasPrefix("#") ? "\(indent)#- \(line.dropFirst())" : "\(indent)- \(line)"
    }
  }

  private func value(of field: RecordType.Field, at path: String) -> String {
    if let value = values[path] ?? nil { return field.shape.isInteger ? value : field.shape.written([value]) }
    guard case .value(let text) = field.absence, !StarterSite.keys.contains(path), !["{}", "[]"].contains(text) else {
      return field.written
    }
    return text.hasPrefix("[") || field.shape.isInteger ? text : text.asYAML
  }

  /// The settings in a section, where it is written as one.
  private func section(_ shape: Shape) -> (type: RecordType, suffix: String)? {
    guard case .either = shape else { return shape.fields }
    return shape.prefersSection == (way == .usual) ? shape.fields : nil
  }

  /// The other way to write a setting, as a comment.
  private mutating func alternative(_ field: RecordType.Field, indent: String) {
    guard isCommented, let section = field.shape.fields?.type else { return }
    lines.append("\(indent)# Or:")
    lines.append("\(indent)#   \(field.key):")
    lines += section.fields.map { "\(indent)#     \($0.key): \($0.written)" }
  }

  private mutating func comment(_ field: RecordType.Field, indent: String) {
    guard isCommented else { return }
    let absence: String =
      switch field.absence {
      case .required: ""
      case .value: ""
      case .derived(let text): " Default: \(text)."
      case .absent: " Absent by default."
      }
    var line = "\(indent)#"
    for word in (field.doc + absence).split(separator: " ") {
      if line.count + word.count > 119 {
        lines.append(line)
        line = "\(indent)#"
      }
      line += " \(word)"
    }
    lines.append(line)
  }
}

extension RecordType.Field {
  /// The example as YAML.
  var written: String { shape.written(examples.isEmpty ? [example].compactMap(\.self) : examples) }
}

extension Shape {
  fileprivate var isInteger: Bool {
    switch self {
    case .integer, .boolean: true
    case .optional(let wrapped): wrapped.isInteger
    default: false
    }
  }

  /// Whether the usual way to write one of several forms is a section.
  fileprivate var prefersSection: Bool {
    // A certificate from ACME is the rule; alarms mostly go more than one way.
    guard case .either(let shapes) = self, case .text(let type)? = shapes.first else { return false }
    return type.choices.isEmpty
  }

  /// Values as YAML: one, the elements of a list, or the entries of a map, `key: value`.
  fileprivate func written(_ values: [String]) -> String {
    switch self {
    case .list: return "[" + values.map(\.asYAMLItem).joined(separator: ", ") + "]"
    case .map:
      let entries = values.map { entry in
        guard let blank = entry.ranges(of: ": ").first else { return entry }
        return "\(entry[..<blank.lowerBound]): \(String(entry[blank.upperBound...]).asYAMLItem)"
      }
      return "{" + entries.joined(separator: ", ") + "}"
    case .optional(let wrapped): return wrapped.written(values)
    default: return isInteger ? values.first ?? "" : (values.first ?? "").asYAML
    }
  }
}
