import Schema
public import TextTypes

/// The formula of a value, or what it is with its unit: a line for people.
public struct Explanation: PrintedText {
  /// The line.
  public let printed: String
  /// Takes a line in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "explanation", alphabet: .text, traits: .isWord, example: "2 × server.cpu_cores + 1")
}
