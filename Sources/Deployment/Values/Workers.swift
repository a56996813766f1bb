import Diagnostics
public import Model
public import Schema
public import TextTypes

/// How many worker processes an instance has: a number, or as many as the host carries.
public enum Workers: Leaf {
  /// As many as processors and memory allow.
  case automatic
  /// A number of workers; 0 is one process with threads.
  case count(Int)

  /// The type.
  public static let shape = Shape.text(
    TextType(
      name: "number of workers", alphabet: ByteSet.digits.union(ByteSet("auto")), traits: .isWord,
      pattern: "^(auto|\(NumberPattern.numbers(from: 0, to: 1024)))$",
      example: "auto", lookalikes: .integers(0...1024)))
  /// The type's example.
  public static let placeholder = Workers.automatic

  /// Reads `auto` or a number up to 1024.
  public init(parsing text: String) throws(Refusal) {
    if text == "auto" {
      self = .automatic
    } else if let count = text.decimal(in: 0...1024) {
      self = .count(count)
    } else {
      throw Refusal(id: .workersFormat, "is not a number of workers", help: "write auto, or a number from 0 to 1024")
    }
  }

  /// The setting as it is written in site.yaml.
  public var printed: String {
    switch self {
    case .automatic: "auto"
    case .count(let count): String(count)
    }
  }
}
