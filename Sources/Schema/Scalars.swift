import Diagnostics
public import Model
public import TextTypes

extension Int: Leaf {
  /// Any whole number from 0, since no setting and nothing that follows from one is negative; a row narrows the range.
  public static var shape: Shape { .integer(IntegerType(name: "whole number", range: 0...Int.max)) }
  /// What stands in for a value that could not be read.
  public static var placeholder: Int { 0 }

  /// Reads decimal digits, and nothing else.
  ///
  /// - Throws: that it is not a whole number, or larger than any setting can be.
  public init(parsing text: String) throws(Refusal) {
    let digits = text.utf8
    guard !digits.isEmpty, digits.allSatisfy({ ByteSet.digits.contains($0) }) else {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      if parts.count == 2, let whole = Int(parts[0]), whole >= 0, Int(parts[1]) != nil {
        throw Refusal(
          id: .integerFormat, "is not a whole number", help: "write \(whole), without the dot and what is behind it")
      }
      throw Refusal(id: .integerFormat, "is not a whole number", help: "write digits only, such as 4")
    }
    if digits.count > 1, digits.first == UInt8(ascii: "0") {
      throw Refusal(
        id: .integerFormat, "begins with a zero, which some programs read as octal",
        help: "write the number without leading zeros")
    }
    guard let value = Int(text) else {
      throw Refusal(id: .outOfRange, "is too large a number", help: "write a smaller number")
    }
    self = value
  }

  /// The one printed form.
  public var printed: String { String(self) }
}

extension Bool: Leaf {
  /// The type, for templates, editors and the reference.
  public static var shape: Shape { .boolean }
  /// What stands in for a value that could not be read.
  public static var placeholder: Bool { false }

  /// Reads `true` or `false`, and none of YAML's other words for them.
  ///
  /// - Throws: that it is neither.
  public init(parsing text: String) throws(Refusal) {
    switch text {
    case "true": self = true
    case "false": self = false
    default: throw Refusal(id: .booleanFormat, "is neither true nor false", help: "write `true` or `false`")
    }
  }

  /// The one printed form.
  public var printed: String { self ? "true" : "false" }
}
