import JSON
import Template

/// A line that no artifact has any more, as far as the templates say where it came from.
struct RemovedLine {
  /// The line's text.
  let text: String
  /// The line of a template that makes such lines; nil where none does.
  let template: TemplateLine?
  /// The conditions and loops of the template around it, the outermost first.
  let conditions: [TemplateLine]

  /// A line or a tag of a template.
  struct TemplateLine {
    let file: String
    let line: Int
    let text: String
    let isBuiltIn: Bool

    /// Its place, as one opens it in an editor.
    var place: String { "\(file):\(line)" }

    /// The same as a tree.
    var members: [JSONMember] {
      [
        JSONMember("path", .string(file)), JSONMember("line", .integer(line)), JSONMember("text", .string(text)),
        JSONMember("built_in", .bool(isBuiltIn)),
      ]
    }
  }

  /// Looks for the template line with the most text of its own that can come to the line.
  ///
  /// - Parameters:
  ///   - text: the line.
  ///   - path: the artifact that it was in, where that is known.
  ///   - lineage: the artifacts that there are now, with all templates.
  init(_ text: String, path: String?, in lineage: BuildLineage) {
    self.text = text
    let line = Array(text.utf8)
    let index = lineage.templates
    let own = path.flatMap { lineage.artifact($0) }?.artifact.template
    var best: (template: Int, number: Int, weight: Int)?
    for (template, source) in index.sources.enumerated() where index.isActive(template) {
      if let own, own != template, !source.isPartial { continue }
      for (number, raw) in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
        let pattern = LinePattern(template: raw)
        let weight = pattern.weight
        guard weight > max(best?.weight ?? 0, Self.least), pattern.matches(line) else { continue }
        best = (template, number + 1, weight)
      }
    }
    guard let best else {
      template = nil
      conditions = []
      return
    }
    let source = index.sources[best.template]
    let lines = source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let isBuiltIn = index.isBuiltIn(best.template)
    template = TemplateLine(
      file: source.file, line: best.number, text: String(decoding: lines[best.number - 1], as: UTF8.self),
      isBuiltIn: isBuiltIn)
    let start = lines[best.number - 1].startIndex
    conditions = OpenTags(before: start, in: source.bytes).tags.map { range in
      TemplateLine(
        file: source.file, line: source.bytes[..<range.lowerBound].count { $0 == 0x0A } + 1,
        text: String(decoding: source.bytes[range], as: UTF8.self), isBuiltIn: isBuiltIn)
    }
  }

  /// With fewer visible bytes of its own a template's line would match anything.
  static let least = 2

  /// What is said of it.
  var report: String {
    guard let template else {
      return "removed: \(text)\n  no template makes such a line now: another version of gen did, or somebody's hand\n"
    }
    var report = "removed: \(text)\n  \(template.place): \(template.text)\(template.isBuiltIn ? "  (built in)" : "")\n"
    if conditions.isEmpty { return report + "  it stands in no condition\n" }
    report += "stood in\n"
    for condition in conditions { report += "  \(condition.place): \(condition.text)\n" }
    return report
  }

  /// The same as a tree.
  var json: JSONValue {
    .object([
      JSONMember("text", .string(text)), JSONMember("template", template.map { .object($0.members) } ?? .null),
      JSONMember("conditions", .array(conditions.map { .object($0.members) })),
    ])
  }
}

/// The conditions and loops that are open at a place of a template.
struct OpenTags {
  /// The tags' bytes, the outermost first. Of an `if` with several branches it is that of the branch.
  private(set) var tags: [Range<Int>] = []

  init(before end: Int, in bytes: [UInt8]) {
    var index = 0
    while index + 1 < end {
      guard bytes[index] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "#"): index = Self.commentEnd(from: index + 2, in: bytes)
      case UInt8(ascii: "{"): index = TemplateTag(at: index, in: bytes).range.upperBound
      case UInt8(ascii: "%"):
        let range = TemplateTag(at: index, in: bytes).range
        note(range, bytes)
        index = range.upperBound
      default: index += 1
      }
    }
  }

  private mutating func note(_ range: Range<Int>, _ bytes: [UInt8]) {
    let inside = String(decoding: bytes[range].dropFirst(2), as: UTF8.self)
    switch inside.split(whereSeparator: { !$0.isLetter }).first {
    case "if", "for": tags.append(range)
    case "elif", "else":
      if !tags.isEmpty { tags[tags.count - 1] = range }
    case "endif", "endfor": _ = tags.popLast()
    default: break
    }
  }

  private static func commentEnd(from start: Int, in bytes: [UInt8]) -> Int {
    var index = start
    while index + 1 < bytes.count, bytes[index] != UInt8(ascii: "#") || bytes[index + 1] != UInt8(ascii: "}") {
      index += 1
    }
    return min(index + 2, bytes.count)
  }
}
