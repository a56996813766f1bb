import Schema

/// Plain lines of text for people or for readers that take every line as it stands.
///
/// Nothing is quoted here. A file that names the program that reads it is no such text: it takes no values.
struct TextFormat: OutputFormat {
  static let name = "text"

  /// Where the first line is, which names a program when it begins with `#!`.
  enum Context: UInt8 { case start, hash, text, script }

  var start: Context { .start }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    switch context {
    case .start: context = byte == UInt8(ascii: "#") ? .hash : .text
    case .hash: context = byte == UInt8(ascii: "!") ? .script : .text
    case .text, .script: break
    }
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    guard type.isInert(in: .text) else { throw .lines(type, "line") }
    switch context {
    case .text: return .verbatim
    case .script: throw Self.script
    case .start where type.mayHold(UInt8(ascii: "#")), .hash where type.mayHold(UInt8(ascii: "!")):
      throw Self.beginning
    case .start, .hash:
      if !type.mayBeEmpty { context = .text }
      return .verbatim
    }
  }

  private static let script = Unfit(
    id: "text-reader",
    message: "a value in the format text, which quotes nothing, and the first line names a program that reads this",
    help: "use the format sh, with #!/bin/sh")

  private static let beginning = Unfit(
    id: "text-reader", message: "with some values the first line would name a program that reads this",
    help: "write something before the value, such as a comment")

  /// A file that may be a script is the one to be careful with.
  func join(_ left: Context, _ right: Context) -> Context? {
    if left == right { return left }
    let both = [left, right]
    if both.contains(.script) { return .script }
    return both.contains(.start) ? .start : .hash
  }

  func agrees(_ found: Context, with expected: Context) -> Bool { true }

  func finish(_ context: Context) throws(Unfit) {}

  func describe(_ context: Context) -> String { context == .script ? "inside a script" : "inside text" }
}
