import Schema

@testable import Template

/// Text of a template with one hole, which is written `@@`, and the type of what stands there.
struct Sample: Sendable {
  let format: Format
  let before: [UInt8]
  let after: [UInt8]
  let type: TextType

  init(_ format: Format, _ template: String, _ type: TextType = .anything) {
    self.format = format
    self.type = type
    let bytes = Array(template.utf8)
    let mark = Array("@@".utf8)
    let index = bytes.indices.first { bytes[$0...].starts(with: mark) } ?? bytes.count
    before = Array(bytes[..<index])
    after = Array(bytes[index...].dropFirst(mark.count))
  }

  /// What comes of a value.
  enum Outcome: Equatable {
    /// The output, and whether the type alone was enough to put the value as it is.
    case put(String, isVerbatim: Bool)
    /// The template is refused, with its id, message and help.
    case unfit(String)
    /// The value is refused.
    case refused(String)
    /// The reader goes another way over the output than the analysis said: a fault of the format.
    case escaped(String)

    /// The output, or why there is none, in one line.
    var text: String {
      switch self {
      case .put(let text, _): text
      case .unfit(let text): "unfit: \(text)"
      case .refused(let text): "refused: \(text)"
      case .escaped(let text): "escaped: \(text)"
      }
    }
  }

  /// Puts a value, and reads the output again.
  func put(_ value: String) -> Outcome {
    format.open(Putting(sample: self, value: Array(value.utf8)))
  }
}

private struct Putting: FormatVisitor {
  let sample: Sample
  let value: [UInt8]

  func visit(_ format: some OutputFormat) -> Sample.Outcome {
    var context = format.start
    var output = sample.before
    let isVerbatim: Bool
    let sites: [FormatSite]
    do throws(Unfit) {
      for byte in sample.before { try format.advance(&context, over: byte) }
      let before = context
      let placement = try format.place(sample.type, in: &context)
      let after = context
      for byte in sample.after { try format.advance(&context, over: byte) }
      try format.finish(context)
      sites = [
        FormatSite { format.agrees($0, with: before) }, FormatSite { format.agrees($0, with: after) },
      ]
      switch placement {
      case .verbatim:
        isVerbatim = true
        output += value
      case .encoded(let encoder):
        isVerbatim = false
        do throws(Refusal) {
          try encoder.encode(value[...], into: &output)
        } catch {
          return .refused("\(error.id): \(error.message) | \(error.help ?? "")")
        }
      }
    } catch {
      return .unfit("\(error.id): \(error.message) | \(error.help)")
    }
    let end = output.count
    output += sample.after
    if let fault = reread(format, output, end, sites) {
      return .escaped("\(fault): \(String(decoding: output, as: UTF8.self))")
    }
    return .put(String(decoding: output, as: UTF8.self), isVerbatim: isVerbatim)
  }

  /// The second check, as the renderer makes it.
  private func reread<F: OutputFormat>(
    _ format: F, _ output: [UInt8], _ end: Int, _ sites: [FormatSite]
  ) -> String? {
    var context = format.start
    do throws(Unfit) {
      for (index, byte) in output.enumerated() {
        if index == sample.before.count, !sites[0].agrees(context) { return "before the value" }
        if index == end, !sites[1].agrees(context) { return "behind the value" }
        try format.advance(&context, over: byte)
        if index >= sample.before.count, index + 1 < end, format.isBetweenTokens(context) { return "inside the value" }
      }
      if output.count == end, !sites[1].agrees(context) { return "behind the value" }
      try format.finish(context)
      return nil
    } catch {
      return error.message
    }
  }
}

/// What the analysis has found at one side of a hole, whatever the format.
private struct FormatSite {
  private let test: (Any) -> Bool

  init<Context>(_ test: @escaping (Context) -> Bool) {
    self.test = { ($0 as? Context).map(test) ?? false }
  }

  func agrees<Context>(_ context: Context) -> Bool { test(context) }
}

extension TextType {
  /// Any text of several lines.
  static let anything = TextType(
    name: "note", alphabet: .lines, mayBeEmpty: true, mayBeginWithDash: true, example: "any text")
  /// Any text of one line.
  static let line = TextType(
    name: "comment", alphabet: .text, mayBeEmpty: true, mayBeginWithDash: true, example: "any text")
  /// Any text of one line that no command takes for an option, and that is not empty.
  static let phrase = TextType(name: "phrase", alphabet: .text, example: "any text")
  /// A word that means nothing to most readers.
  static let word = TextType(
    name: "domain name", alphabet: ByteSet.lowercase.union(.digits).union(ByteSet("-.")), example: "example.net")
  /// A word that may be missing.
  static let maybe = TextType(
    name: "suffix", alphabet: ByteSet.lowercase.union(.digits), mayBeEmpty: true, example: "x")
  /// A number as the template's types make it.
  static let number = TextType(name: "port", alphabet: .digits, pattern: "integer", example: "80")
}
