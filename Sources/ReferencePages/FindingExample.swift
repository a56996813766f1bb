import Diagnostics
import TemplateBytes

/// A template that gets a finding, and how it is written so that it does not: the tests run both.
struct FindingExample {
  /// What a piece of the example is.
  private enum Part: String {
    case refused = "-", taken = "+", value = "~", takenValue = "~+", snippet = "^", takenSnippet = "^+"
  }

  /// What the template's header says; `template` or `part` for a whole file.
  private let format: Substring
  private var parts: [(part: Part, line: String)] = []

  /// The example of a finding; nil where there is none.
  init?(of id: FindingID) {
    let lines = unsafe String(
      decoding: UnsafeBufferPointer(start: findingExamples, count: Int(findingExamplesCount)), as: UTF8.self
    ).split(separator: "\n")
    guard let start = lines.firstIndex(where: { $0.hasPrefix("@ \(id) | ") }) else { return nil }
    format = lines[start].dropFirst("@ \(id) | ".count)
    for line in lines[(start + 1)...].prefix(while: { !$0.hasPrefix("@ ") && !$0.hasPrefix("# ") }) {
      let mark = line.prefix { $0 != " " }
      guard let part = Part(rawValue: String(mark)) else { continue }
      parts.append((part, Self.shortened(line.dropFirst(mark.count + 1))))
    }
  }

  /// The example as people read it.
  var text: String {
    let name = format.split(separator: " as ").dropFirst().first.map { ", as \($0)" } ?? ""
    let isWhole = format.hasPrefix("template") || format == "part"
    let language = isWhole ? name : ", in a template of the format \(format)"
    let isRewritten = parts.contains { $0.part == .taken }
    return "Refused\(language)" + shown(.refused, .value, .snippet)
      + "\nTaken" + shown(isRewritten ? .taken : .refused, .takenValue, .takenSnippet)
  }

  private func shown(_ template: Part, _ value: Part, _ snippet: Part) -> String {
    var body = lines(template)
    if body.contains(where: { $0.contains("s.value") || $0.contains("s.key") }) {
      body = ["{% for s in odoo.tenants.settings %}"] + body + ["{% endfor %}"]
    }
    let settings =
      lines(value).map { ", when an option's value is \($0)" }
      + lines(snippet).map { ", when nginx.snippets.tenants is \($0)" }
    return settings.joined() + ":\n\n" + body.map { "    \($0)\n" }.joined()
  }

  private func lines(_ part: Part) -> [String] { parts.filter { $0.part == part }.map(\.line) }

  /// A line in which `«a×300»`, for 300 times `a`, is shown as `a…`.
  private static func shortened(_ line: Substring) -> String {
    line.split(separator: "«", omittingEmptySubsequences: false).enumerated().map { index, piece in
      guard index > 0, let times = piece.firstIndex(of: "×"), let end = piece.firstIndex(of: "»") else { return piece }
      return piece[..<times] + "…" + piece[piece.index(after: end)...]
    }.joined()
  }
}
