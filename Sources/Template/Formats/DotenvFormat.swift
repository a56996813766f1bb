import Schema

/// Compose's .env file. Bare values are expanded and cut in many ways, so a value takes only what no reader acts on.
struct DotenvFormat: OutputFormat {
  static let name = "dotenv"

  /// Where the reader is.
  enum Context: Hashable {
    case lineStart, comment, key, value
  }

  var start: Context { .lineStart }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    switch (context, byte) {
    case (.key, 0x0A): throw Unfit(id: "dotenv-line", message: "the line has no `=`", help: "write NAME=value")
    case (_, 0x0A): context = .lineStart
    case (.lineStart, UInt8(ascii: "#")): context = .comment
    case (.lineStart, UInt8(ascii: "A")...UInt8(ascii: "Z")), (.lineStart, UInt8(ascii: "_")): context = .key
    case (.lineStart, _):
      throw Unfit(id: "dotenv-line", message: "a line cannot begin so", help: "write NAME=value or a comment")
    case (.key, UInt8(ascii: "=")): context = .value
    case (.value, UInt8(ascii: "\"")), (.value, UInt8(ascii: "'")), (.value, UInt8(ascii: "$")):
      throw Unfit(
        id: "dotenv-quote", message: "quotes and `$` in values are not modelled",
        help: "leave the value empty, or write a plain word")
    default: break
    }
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context {
    case .comment:
      return try comment(type)
    case .lineStart, .key:
      guard type.isInert(in: ByteSet.uppercase.union(.digits).union(ByteSet("_")), mayBeEmpty: false) else {
        throw Unfit(
          id: "hole-in-key", message: "\(type.name) cannot be a variable's name",
          help: "use a value of capital letters, digits and _")
      }
      context = .key
      return .verbatim
    case .value:
      guard type.isInert(in: ByteSet.alphanumerics.union(ByteSet("_./:@+-"))) else {
        throw Unfit(
          id: "hole-in-value", message: "\(type.name) may hold what readers of .env act on",
          help: "leave the value to whoever fills in the file")
      }
      return .verbatim
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
    case .key: "inside a variable's name"
    case .value: "inside a value"
    }
  }
}
