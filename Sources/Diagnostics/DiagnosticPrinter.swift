/// Prints findings for people: place, what is wrong, the source line with carets under it, what to write instead.
///
///     site.yaml:7:11: error: server.memory: "16gigs" is not a size [size-format]
///         memory: 16gigs
///                 ^~~~~~
///       help: write a number and a unit, such as 16GiB
public struct DiagnosticPrinter: Sendable {
  private let sources: [String: [UInt8]]
  private let usesColour: Bool

  /// Makes a printer.
  ///
  /// - Parameters:
  ///   - sources: the content of each file that a place can name.
  ///   - usesColour: whether to write ANSI colours, for a terminal.
  public init(sources: [String: [UInt8]], usesColour: Bool = false) {
    self.sources = sources
    self.usesColour = usesColour
  }

  /// All findings as text, in the order given; every line ends with a line feed.
  public func text(_ diagnostics: [Diagnostic]) -> String {
    var lines: [String: Lines] = [:]
    var output = ""
    for diagnostic in diagnostics {
      let severity = paint(diagnostic.severity.rawValue + ":", diagnostic.severity == .error ? .red : .yellow)
      let message = paint(diagnostic.message.withoutHiddenCharacters, .bold)
      output += "\(position(diagnostic.place))\(severity) \(message) [\(diagnostic.id)]\n"
      output += excerpt(diagnostic.place, &lines)
      if let help = diagnostic.help { output += "  \(paint("help:", .cyan)) \(help.withoutHiddenCharacters)\n" }
      for note in diagnostic.notes {
        output += "  note: \(position(note.place))\(note.message.withoutHiddenCharacters)\n"
        output += excerpt(note.place, &lines)
      }
    }
    return output
  }

  private enum Colour: String {
    case red = "31", yellow = "33", cyan = "36", bold = "1"
  }

  private func paint(_ text: String, _ colour: Colour) -> String {
    usesColour ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  private func position(_ place: Place?) -> String {
    guard let place else { return "" }
    return "\(place.file.withoutHiddenCharacters):\(place.span.start.line):\(place.span.start.column): "
  }

  private func excerpt(_ place: Place?, _ lines: inout [String: Lines]) -> String {
    guard let place, let source = sources[place.file] else { return "" }
    let line = lines[place.file, default: Lines(source)].decoded(place.span.start.line)
    return line.map { Excerpt(line: $0, span: place.span).text } ?? ""
  }

  /// The lines of a file, each decoded once at most: many findings may be in one long line.
  private struct Lines {
    private let raw: [ArraySlice<UInt8>]
    private var decoded: [Int: [Unicode.Scalar]] = [:]

    init(_ source: [UInt8]) { raw = source.split(separator: 0x0A, omittingEmptySubsequences: false) }

    /// A line by its number, from 1; nil where there is none.
    mutating func decoded(_ number: Int) -> [Unicode.Scalar]? {
      if let line = decoded[number] { return line }
      guard raw.indices.contains(number - 1) else { return nil }
      let line = Array(String(decoding: raw[number - 1], as: UTF8.self).unicodeScalars)
      decoded[number] = line
      return line
    }
  }
}
