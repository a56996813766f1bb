public import Schema

/// How often something may happen: so many times a second or a minute.
public struct Rate: Leaf {
  /// How many times.
  public let count: Int
  /// `s` for a second, `m` for a minute.
  public let unit: String

  /// The type.
  public static let shape = Shape.text(
    TextType(name: "rate", alphabet: ByteSet.digits.union(ByteSet("/smr")), pattern: "^[0-9]+/[sm]$", example: "10/m"))
  /// Ten a minute.
  public static let placeholder = Rate(count: 10, unit: "m")

  init(count: Int, unit: String) {
    self.count = count
    self.unit = unit
  }

  /// Reads a number, a slash, and `s` or `m`.
  public init(parsing text: String) throws(Refusal) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[0].isDigits(1...5), let count = Int(parts[0]), count > 0,
      ["s", "m"].contains(parts[1])
    else {
      throw Refusal(id: "rate-format", "is not a rate", help: "write a number for a second or a minute, such as 10/m")
    }
    self.init(count: count, unit: parts[1])
  }

  /// The rate as it is written in site.yaml.
  public var printed: String { "\(count)/\(unit)" }
}
