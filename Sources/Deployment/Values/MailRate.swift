import Diagnostics
public import Model
public import Schema
public import TextTypes

/// How much mail may be sent: a number of recipients per hour or day.
public struct MailRate: Leaf {
  /// How many recipients.
  public let count: Int
  /// `h` for an hour, `d` for a day.
  public let unit: String

  /// The type.
  public static let shape = Shape.text(
    TextType(
      name: "rate of mail", alphabet: ByteSet.digits.union(ByteSet("/hd")), traits: .isWord,
      pattern: "^[1-9][0-9]{0,5}/[hd]$", example: "100/h"))
  /// The type's example.
  public static let placeholder = MailRate(count: 100, unit: "h")

  init(count: Int, unit: String) {
    self.count = count
    self.unit = unit
  }

  /// Reads a number up to 999999, a slash, and `h` or `d`.
  public init(parsing text: String) throws(Refusal) {
    let parts = text.pieces("/", atMost: 3)
    guard text.utf8.count <= 32, parts.count == 2, let count = parts[0].decimal(in: 1...999_999),
      ["h", "d"].contains(parts[1])
    else {
      let isZero = parts.count == 2 && parts[0] == "0"
      throw Refusal(
        id: .mailRateFormat, isZero ? "would let no mail through" : "is not a mail rate",
        help: "write a number of recipients per hour or per day, such as 100/h")
    }
    self.init(count: count, unit: parts[1])
  }

  /// The length of the time that is counted in, in seconds.
  public var seconds: Int { unit == "h" ? 3600 : 86400 }

  /// The rate as it is written in site.yaml.
  public var printed: String { "\(count)/\(unit)" }
}
