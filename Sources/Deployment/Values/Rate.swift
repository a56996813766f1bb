import Diagnostics
public import Model
public import Schema
public import TextTypes

/// How often something may happen: a number of times per second or minute.
public struct Rate: Leaf {
  /// How many times.
  public let count: Int
  /// `s` for a second, `m` for a minute.
  public let unit: String

  /// The type.
  public static let shape = Shape.text(
    TextType(
      name: "rate", alphabet: ByteSet.digits.union(ByteSet("/sm")), traits: .isWord, pattern: "^[1-9][0-9]{0,4}/[sm]$",
      example: "10/m"))
  /// The type's example.
  public static let placeholder = Rate(count: 10, unit: "m")

  init(count: Int, unit: String) {
    self.count = count
    self.unit = unit
  }

  /// Reads a number up to 99999, a slash, and `s` or `m`.
  public init(parsing text: String) throws(Refusal) {
    let help = "write a number per second or per minute, such as 10/m"
    guard text.utf8.count <= 32 else { throw Refusal(id: .rateFormat, "is not a rate", help: help) }
    let parts = text.pieces("/")
    if parts.count == 2, let count = parts[0].decimal(in: 1...99_999), ["s", "m"].contains(parts[1]) {
      self.init(count: count, unit: parts[1])
      return
    }
    guard parts.count == 2, parts[0] != "0" else {
      throw Refusal(
        id: .rateFormat, parts[0] == "0" ? "would let nothing through" : "is not a rate", help: help)
    }
    // nginx writes `10r/m`; people write `10/min`.
    let number = parts[0].pieces("r").first?.decimal(in: 1...99_999)
    switch (number, parts[1].folded) {
    case (let count?, "m"), (let count?, "min"), (let count?, "minute"):
      throw Refusal(id: .rateFormat, "is not a rate", help: "write \(count)/m")
    case (let count?, "s"), (let count?, "sec"), (let count?, "second"):
      throw Refusal(id: .rateFormat, "is not a rate", help: "write \(count)/s")
    default: throw Refusal(id: .rateFormat, "is not a rate", help: help)
    }
  }

  /// The rate as it is written in site.yaml.
  public var printed: String { "\(count)/\(unit)" }
}
