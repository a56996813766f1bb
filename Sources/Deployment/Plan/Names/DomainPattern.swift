import Schema
public import TextTypes

/// A domain name as a part of a regular expression: `shops[.]example[.]net`.
public struct DomainPattern: PrintedText {
  /// The expression. Dots are in brackets: a backslash would need another one in most files.
  public let printed: String
  /// Takes an expression in its printed form.
  public init(canonical: String) { printed = canonical }
  /// The expression that matches one name.
  init(_ name: DomainName) { printed = name.labels.joined(separator: "[.]") }

  /// The type.
  public static let type = TextType(
    name: "domain pattern", alphabet: DomainName.type.alphabet.union(ByteSet("[]")), traits: [.isWord, .isPCRE],
    example: "shops[.]example[.]net")
}
