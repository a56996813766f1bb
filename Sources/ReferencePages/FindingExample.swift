import Diagnostics
import TemplateBytes

/// A template that gets a finding, and how it is written so that it does not: the tests run both.
struct FindingExample {
  /// The parts of the example; `Tests/Proofs/TemplateErrors/examples.cases` says what each of them is.
  private let parts: CaseFile.Case

  /// All of them; none where the file cannot be read, which a test would notice.
  private static let all: [CaseFile.Case] = {
    let bytes = unsafe UnsafeBufferPointer(start: findingExamples, count: Int(findingExamplesCount))
    return unsafe (try? CaseFile(bytes))?.cases ?? []
  }()

  /// The example of a finding; nil where there is none.
  init?(of id: FindingID) {
    guard let parts = Self.all.first(where: { $0.name == id.name }) else { return nil }
    self.parts = parts
  }

  /// The example as people read it.
  var text: String {
    let format = parts["format"] ?? ""
    let name = format.split(separator: " as ").dropFirst().first.map { ", as \($0)" } ?? ""
    let isWhole = format.hasPrefix("template") || format == "part"
    let language = isWhole ? name : ", in a template of the format \(format)"
    let taken = parts["taken"] == nil ? "refused" : "taken"
    return "Refused\(language)" + shown("refused", "value", "snippet")
      + "\nTaken" + shown(taken, "value taken", "snippet taken")
  }

  private func shown(_ template: String, _ value: String, _ snippet: String) -> String {
    var body = Self.shortened(parts[template] ?? "").split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    if body.contains(where: { $0.contains("s.value") || $0.contains("s.key") }) {
      body = ["{% for s in odoo.tenants.settings %}"] + body + ["{% endfor %}"]
    }
    let settings = [
      parts[value].map { ", when an option's value is \(Self.shortened($0))" },
      parts[snippet].map { ", when nginx.snippets.tenants is \(Self.shortened($0))" },
    ]
    return settings.compactMap(\.self).joined() + ":\n\n" + body.map { "    \($0)\n" }.joined()
  }

  /// A text in which `«a×300»`, for 300 times `a`, is shown as `a…`.
  private static func shortened(_ text: String) -> String {
    text.split(separator: "«", omittingEmptySubsequences: false).enumerated().map { index, piece in
      guard index > 0, let times = piece.firstIndex(of: "×"), let end = piece.firstIndex(of: "»") else { return piece }
      return piece[..<times] + "…" + piece[piece.index(after: end)...]
    }.joined()
  }
}
