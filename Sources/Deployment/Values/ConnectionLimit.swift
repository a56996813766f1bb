import Diagnostics
public import Model
public import Schema
public import TextTypes

/// How many requests of one tenant are worked on at the same time: a number, or a share of the workers.
public enum ConnectionLimit: Leaf {
  /// About half of the workers.
  case automatic
  /// A number of requests.
  case count(Int)

  /// The type.
  public static let shape = Shape.text(
    TextType(
      name: "limit of connections", alphabet: ByteSet.digits.union(ByteSet("auto")), traits: .isWord,
      pattern: "^(auto|[1-9][0-9]{0,3})$", example: "auto",
      lookalikes: .integers(1...9999)))
  /// The type's example.
  public static let placeholder = ConnectionLimit.automatic

  /// Reads `auto` or a number up to 9999.
  public init(parsing text: String) throws(Refusal) {
    if text == "auto" {
      self = .automatic
    } else if let count = text.decimal(in: 1...9999) {
      self = .count(count)
    } else {
      throw Refusal(
        id: .connectionsFormat, "is not a number of requests", help: "write auto, or a number from 1 to 9999")
    }
  }

  /// The setting as it is written in site.yaml.
  public var printed: String {
    switch self {
    case .automatic: "auto"
    case .count(let count): String(count)
    }
  }

  /// The number, where one is written.
  var count: Int? {
    if case .count(let count) = self { return count }
    return nil
  }
}
