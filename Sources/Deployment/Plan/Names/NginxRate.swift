import Schema
public import TextTypes

/// A rate as nginx writes it: `10r/m`.
public struct NginxRate: PrintedText {
  /// The rate.
  public let printed: String
  /// Takes a rate in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "rate of nginx", alphabet: ByteSet.digits.union(ByteSet("r/sm")), traits: .isWord, example: "10r/m")
}
