import Diagnostics
import TextTypes

@testable import Template

/// Everything is text, and nothing has a meaning.
struct PlainFormat: OutputFormat {
  struct Context: Joinable, Taped {
    mutating func pass(_ tape: inout Tape) {}
  }
  static let name = "plain"
  let start = Context()
  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {}
  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement { .verbatim }
  func placeFragment(in context: inout Context) throws(Unfit) {}
  func isInside(_ context: Context, _ place: Context) -> Bool { true }
  func finish(_ context: Context) throws(Unfit) {}
  func describe(_ context: Context) -> String { "in text" }
}

/// Lines of words, and of texts in double quotes in which `\` goes before `"` and `\`.
struct QuotedFormat: OutputFormat {
  enum Context: UInt8, Joinable, Taped { case line, word, quoted, escaped, closed }
  static let name = "quoted"
  let start = Context.line

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    switch (context, byte) {
    case (.quoted, UInt8(ascii: "\\")): context = .escaped
    case (.quoted, UInt8(ascii: "\"")): context = .closed
    case (.quoted, 0x0A):
      throw Unfit(id: .dotenvQuote, message: "a line ends inside a text in quotes", help: "write the quote")
    case (.quoted, _): break
    case (.escaped, _): context = .quoted
    case (_, 0x0A): context = .line
    case (_, 0x20): context = .word
    case (.closed, _):
      throw Unfit(id: .mixedValue, message: "a letter right behind a quote", help: "write a blank between them")
    case (_, UInt8(ascii: "\"")): context = .quoted
    default: context = .word
    }
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context {
    case .quoted: return .encoded(Backslashes())
    case .line, .word:
      guard type.alphabet.isSubset(of: ByteSet.alphanumerics.union(ByteSet(".-"))), !type.mayBeEmpty else {
        throw Unfit(
          id: .holeInWord, message: "a value that may need quotes, and there are none", help: "write it in quotes")
      }
      context = .word
      return .verbatim
    case .escaped, .closed:
      throw Unfit(id: .mixedArgument, message: "a value right behind a quote", help: "write a blank between them")
    }
  }

  func finish(_ context: Context) throws(Unfit) {
    guard context == .quoted || context == .escaped else { return }
    throw Unfit(id: .unfinished, message: "the file ends inside a text in quotes", help: "write the quote")
  }

  func describe(_ context: Context) -> String {
    switch context {
    case .line: "at the beginning of a line"
    case .word: "in a word"
    case .quoted: "in a text in quotes"
    case .escaped: "behind a backslash"
    case .closed: "behind a quote"
    }
  }

  private struct Backslashes: Encoder {
    func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
      for byte in value {
        if byte == 0x0A { throw Refusal(id: .iniLine, "has a line feed", help: "write it on one line") }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { output.append(UInt8(ascii: "\\")) }
        output.append(byte)
      }
    }
  }
}

/// A format that is wrong: it takes a value's bytes for inert where they are not.
struct BrokenFormat: OutputFormat {
  static let name = "broken"
  private let quoted = QuotedFormat()
  var start: QuotedFormat.Context { .line }
  func advance(_ context: inout QuotedFormat.Context, over byte: UInt8) throws(Unfit) {
    try quoted.advance(&context, over: byte)
  }
  func place(_ type: TextType, in context: inout QuotedFormat.Context) throws(Unfit) -> Placement { .verbatim }
  func finish(_ context: QuotedFormat.Context) throws(Unfit) { try quoted.finish(context) }
  func isBetweenTokens(_ context: QuotedFormat.Context) -> Bool { context == .line }
  func describe(_ context: QuotedFormat.Context) -> String { quoted.describe(context) }
}

/// Lines of at most sixteen bytes.
struct NarrowFormat: OutputFormat {
  static let name = "narrow"

  /// How many bytes the line has.
  struct Context: Joinable, Taped {
    var length = 0
    mutating func pass(_ tape: inout Tape) { tape.pass(&length) }
    static func unify(_ a: inout Context, _ b: inout Context, _ how: Unification) {
      how.most(&a.length, &b.length, isForeseen: false)
    }
  }
  let start = Context()
  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    context.length = byte == 0x0A ? 0 : context.length + 1
    guard context.length <= 16 else {
      throw Unfit(
        id: .cronLength, message: "the line is longer than 16 bytes", help: "write a shorter line", isExcess: true)
    }
  }
  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement { .verbatim }
  func finish(_ context: Context) throws(Unfit) {}
  func describe(_ context: Context) -> String { "in text" }
}

/// The formats of the tests.
enum TinyFormats: FormatCatalogue {
  static let names = ["plain", "quoted", "broken", "narrow"]

  static func open<Visitor: FormatVisitor>(_ name: String, _ visitor: Visitor) -> Visitor.Result? {
    switch name {
    case "plain": visitor.visit(PlainFormat())
    case "quoted": visitor.visit(QuotedFormat())
    case "broken": visitor.visit(BrokenFormat())
    case "narrow": visitor.visit(NarrowFormat())
    default: nil
    }
  }
}
