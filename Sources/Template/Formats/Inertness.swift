import Diagnostics
import TextTypes

extension TextType {
  /// Whether every value stands for itself where only these bytes do; where an empty value would move what follows into its
  /// place, no value may be empty either.
  func isInert(in set: ByteSet, mayBeEmpty: Bool = true) -> Bool {
    alphabet.isSubset(of: set) && (mayBeEmpty || !self.mayBeEmpty)
  }

  /// Whether a value can hold a byte.
  func mayHold(_ byte: UInt8) -> Bool { alphabet.contains(byte) }

  /// Whether a value can hold one of these bytes.
  func mayHold(anyOf set: ByteSet) -> Bool { alphabet.subtracting(set) != alphabet }

  /// Whether every value is a whole number in decimal digits.
  var isInteger: Bool { traits.contains(.isWholeNumber) }
}

extension ByteSet {
  /// What no reader of words takes for anything but text in the middle of a word.
  static let word = alphanumerics.union(ByteSet("_./:@%+,=-"))
  /// What stands for itself in the languages of other programs: in their words and in their quotes.
  static let foreign = alphanumerics.union(ByteSet("_.:@-"))
  /// What a variable's name is made of.
  static let name = alphanumerics.union(ByteSet("_"))
  /// Text with line feeds and tabs.
  static let lines = text.union(ByteSet("\n\t"))

  /// The bytes of both sets.
  func intersection(_ other: ByteSet) -> ByteSet { subtracting(subtracting(other)) }
}

extension Unfit {
  /// A value with line breaks or controls in a place that ends with its line.
  static func lines(_ type: TextType, _ place: Stretch) -> Unfit {
    Unfit(
      id: place.id, message: "\(type.name) may contain a line break, which would end the \(place.rawValue)",
      help: "use a value of one line")
  }

  /// A value whose first byte an escape would take.
  static func afterEscape(_ what: String = "`\\`") -> Unfit {
    Unfit(
      id: .holeAfterEscape, message: "a value cannot follow a \(what)",
      help: "remove the \(what), or write the text in another way")
  }

  /// A value that would go on with a variable's name.
  static func afterVariable(_ id: FindingID = .holeAfterVariable) -> Unfit {
    Unfit(
      id: id, message: "a value after a variable's name would continue the name",
      help: "put the name in braces: ${name}{{ … }}")
  }

  /// A file that ends where it should not.
  static func unfinished(_ place: String, help: String) -> Unfit {
    Unfit(id: .unfinished, message: "the file ends \(place)", help: help)
  }

  /// Too many constructs within one another.
  static let tooDeep = Unfit(
    id: .tooDeep, message: "the nesting is too deep here", help: "move the inner part into a variable or a file")
}

extension Refusal {
  /// A value with a control character that has no place in the file.
  static func control(_ id: FindingID) -> Refusal {
    Refusal(id: id, "contains a control character, which is not allowed here", help: "use a value without it")
  }

  /// A value with more than one line where there is only one.
  static func oneLine(_ id: FindingID) -> Refusal {
    Refusal(
      id: id, "contains a line break or another control character, which is not allowed here",
      help: "write it on one line, without control characters")
  }
}

extension OutputFormat {
  /// A value in a comment that goes on to the end of its line.
  func comment(_ type: TextType) throws(Unfit) -> Placement {
    guard type.isInert(in: .text) else { throw .lines(type, .comment) }
    return .verbatim
  }
}

/// What a line break would end.
enum Stretch: String {
  case block, comment, line

  fileprivate var id: FindingID {
    switch self {
    case .block: .holeInBlock
    case .comment: .holeInComment
    case .line: .holeInLine
    }
  }
}
