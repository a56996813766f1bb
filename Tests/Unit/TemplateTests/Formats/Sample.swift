import TextTypes

@testable import Template

/// Text of a template with holes, which are written `@@`, and the types of their values.
struct Sample: Sendable {
  let format: Format
  /// The texts before, between and after the holes.
  let texts: [[UInt8]]
  let type: TextType

  init(_ format: Format, _ template: String, _ type: TextType = .anything) {
    self.format = format
    self.type = type
    var texts: [[UInt8]] = [[]]
    var bytes = Array(template.utf8)[...]
    while let byte = bytes.first {
      if bytes.starts(with: "@@".utf8) {
        texts.append([])
        bytes = bytes.dropFirst(2)
      } else {
        texts[texts.count - 1].append(byte)
        bytes = bytes.dropFirst()
      }
    }
    self.texts = texts
  }

  /// What comes of a value.
  enum Outcome: Equatable {
    /// The output, and whether the type alone was enough to put the value as it is.
    case put(String, isVerbatim: Bool)
    /// The template is refused, with its id, message and help.
    case unfit(String)
    /// The value is refused.
    case refused(String)
    /// The reader takes another path through the output than the analysis said: a defect of the format.
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

  /// Puts values into the holes in turn, the last one into all that are left, and reads the output again.
  func put(_ values: String...) -> Outcome {
    format.open(Putting(sample: self, values: values.map { Array($0.utf8) }))
  }
}

private struct Putting: FormatVisitor {
  let sample: Sample
  let values: [[UInt8]]

  func visit(_ format: some OutputFormat) -> Sample.Outcome {
    var context = format.start
    var output: [UInt8] = []
    var isVerbatim = true
    var edges: [(at: Int, site: FormatSite)] = []
    var encoders: [(any Encoder)?] = []
    do throws(Unfit) {
      for (index, text) in sample.texts.enumerated() {
        for byte in text { try format.advance(&context, over: byte) }
        guard index + 1 < sample.texts.count else { break }
        let before = context
        let placement = try format.place(sample.type, in: &context)
        let after = context
        edges.append((0, FormatSite(before)))
        edges.append((0, FormatSite(after)))
        if case .encoded(let encoder) = placement { encoders.append(encoder) } else { encoders.append(nil) }
      }
      try format.finish(context)
    } catch {
      return .unfit("\(error.id): \(error.message) | \(error.help)")
    }
    do throws(Refusal) {
      for (index, text) in sample.texts.enumerated() {
        output += text
        guard index < encoders.count else { break }
        let value = values[min(index, values.count - 1)]
        edges[2 * index].at = output.count
        if let encoder = encoders[index] {
          isVerbatim = false
          try encoder.encode(value[...], into: &output)
        } else {
          output += value
        }
        edges[2 * index + 1].at = output.count
      }
    } catch {
      return .refused("\(error.id): \(error.message) | \(error.help ?? "")")
    }
    do throws(Unfit) {
      if let fault = try reread(format, output, edges) {
        return .escaped("\(fault): \(String(decoding: output, as: UTF8.self))")
      }
    } catch {
      return error.isExcess ? .refused("\(error.id): \(error.message) | \(error.help)") : .escaped(error.message)
    }
    return .put(String(decoding: output, as: UTF8.self), isVerbatim: isVerbatim)
  }

  /// The second check, as the renderer makes it.
  private func reread(
    _ format: some OutputFormat, _ output: [UInt8], _ edges: [(at: Int, site: FormatSite)]
  ) throws(Unfit) -> String? {
    var context = format.start
    var next = 0
    for index in 0...output.count {
      while next < edges.count, edges[next].at == index {
        guard edges[next].site.agrees(context) else { return next % 2 == 0 ? "before a value" : "behind a value" }
        next += 1
      }
      guard index < output.count else { break }
      try format.advance(&context, over: output[index])
      let isInside = next % 2 == 1 && index + 1 < edges[next].at
      if isInside, format.isBetweenTokens(context) { return "inside a value" }
    }
    try format.finish(context)
    return nil
  }
}

/// What the analysis has found at one side of a hole, whatever the format.
private struct FormatSite {
  private let test: (Any) -> Bool

  init<Context: Joinable>(_ foreseen: Context) {
    test = { ($0 as? Context)?.agrees(with: foreseen) ?? false }
  }

  func agrees<Context>(_ context: Context) -> Bool { test(context) }
}

extension TextType {
  /// Any text of several lines.
  static let anything = TextType(name: "note", alphabet: .lines, traits: [], example: "any text")
  /// Any text of one line.
  static let line = TextType(name: "comment", alphabet: .text, traits: [], example: "any text")
  /// Any text of one line that no command takes for an option, and that is not empty.
  static let phrase = TextType(name: "phrase", alphabet: .text, traits: .isWord, example: "any text")
  /// A word that means nothing to most readers.
  static let word = TextType(
    name: "domain name", alphabet: ByteSet.lowercase.union(.digits).union(ByteSet("-.")), traits: .isWord,
    example: "example.net")
  /// A word that may be missing.
  static let maybe = TextType(
    name: "suffix", alphabet: ByteSet.lowercase.union(.digits), traits: .isNeverOption, example: "x")
  /// A number as the template's types make it.
  static let number = TextType(name: "port", alphabet: .digits, traits: [.isWord, .isWholeNumber], example: "80")
}
