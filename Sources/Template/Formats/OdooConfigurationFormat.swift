import Schema

/// odoo.conf as Odoo reads it: Python's RawConfigParser, without interpolation, quotes, escapes or inline comments.
///
/// A value ends with its line and loses the blanks at its ends; nothing else means anything in it.
struct OdooConfigurationFormat: OutputFormat {
  static let name = "ini.odoo"

  /// Where the reader is.
  enum Context: Hashable {
    case lineStart, comment, section, key, value
  }

  var start: Context { .lineStart }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    switch (context, byte) {
    case (.key, 0x0A):
      throw Unfit(id: "ini-key", message: "the line has a key and no `=`", help: "write `key = value`")
    case (_, 0x0A): context = .lineStart
    case (.lineStart, UInt8(ascii: "#")), (.lineStart, UInt8(ascii: ";")): context = .comment
    case (.lineStart, UInt8(ascii: "[")): context = .section
    case (.lineStart, 0x20), (.lineStart, 0x09):
      throw Unfit(
        id: "ini-continuation", message: "a line that begins with a blank goes on with the value before it",
        help: "begin the line at its first column")
    case (.lineStart, _): context = .key
    case (.key, UInt8(ascii: "=")), (.key, UInt8(ascii: ":")): context = .value
    default: break
    }
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context {
    case .comment:
      return try comment(type)
    case .value:
      if type.isInert(in: ByteSet.printable.subtracting(ByteSet(" "))) { return .verbatim }
      return .encoded(Self.line)
    case .lineStart, .key:
      guard type.isInert(in: ByteSet.lowercase.union(.digits).union(ByteSet("_.")), mayBeEmpty: false) else {
        throw Unfit(
          id: "hole-in-key", message: "\(type.name) cannot be an option's name",
          help: "use a value of lower-case letters, digits and _")
      }
      context = .key
      return .verbatim
    case .section:
      throw Unfit(
        id: "hole-in-section", message: "a value cannot name a section", help: "write the section in the template")
    }
  }

  /// Takes a value of one line whose ends are not blank.
  private static let line = LineEncoder()

  private struct LineEncoder: Encoder {
    func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
      guard value.allSatisfy(ByteSet.text.contains) else {
        throw Refusal(id: "ini-line", "holds a line break or a control character", help: "write one line of text")
      }
      let scalars = String(decoding: value, as: UTF8.self).unicodeScalars
      let ends = [scalars.first, scalars.last].compactMap { $0 }
      guard !ends.contains(where: \.properties.isWhitespace) else {
        throw Refusal(id: "ini-blank", "begins or ends with a blank, which Odoo would drop", help: "remove the blank")
      }
      output.append(contentsOf: value)
    }
  }

  func finish(_ context: Context) throws(Unfit) {
    guard context == .lineStart else {
      throw Unfit(id: "unfinished", message: "the file ends \(describe(context))", help: "end it with a line feed")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context == .lineStart
  }

  func describe(_ context: Context) -> String {
    switch context {
    case .lineStart: "at the start of a line"
    case .comment: "inside a comment"
    case .section: "inside the name of a section"
    case .key: "inside an option's name"
    case .value: "inside a value"
    }
  }
}
