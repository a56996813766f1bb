import Diagnostics
import TextTypes

/// Plain lines of text for people or for readers that take every line as it stands.
///
/// Nothing is quoted here. A file that names the program that reads it is not one of them: it takes no values.
struct TextFormat: OutputFormat {
  static let name = "text"

  /// Where the first line is, which names a program when it begins with `#!`.
  enum Context: UInt8, Joinable {
    case start, hash, text, script

    /// A file that may be a script is the one to be careful with.
    static func unify(_ a: inout Context, _ b: inout Context, _ how: Unification) {
      how.careful(&a, &b, [.text, .hash, .start, .script], isForeseen: false)
    }
  }

  var start: Context { .start }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    switch context {
    case .start: context = byte == UInt8(ascii: "#") ? .hash : .text
    case .hash: context = byte == UInt8(ascii: "!") ? .script : .text
    case .text, .script: break
    }
  }

  func skip(_ context: inout Context, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    context == .text || context == .script ? range.upperBound : range.lowerBound
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    guard type.isInert(in: .text) else { throw .lines(type, .line) }
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
    id: .textReader,
    message: "a value in the format text, which quotes nothing, in a file whose first line names a program",
    help: "use the format sh, with #!/bin/sh")

  private static let beginning = Unfit(
    id: .textReader, message: "with some values the first line would name a program",
    help: "write something before the value, such as a comment")

  func finish(_ context: Context) throws(Unfit) {}

  func describe(_ context: Context) -> String { context == .script ? "inside a script" : "inside text" }
}
