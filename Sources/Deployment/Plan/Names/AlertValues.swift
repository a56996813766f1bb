import Schema
public import TextTypes

/// The samples of a series in a unit test of Prometheus, in its notation.
public struct AlertValues: PrintedText {
  /// The samples, such as `0+60x10`.
  public let printed: String
  /// Takes samples in their printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "samples", alphabet: ByteSet.digits.union(ByteSet(" .+-_xe")), traits: .isNeverEmpty, example: "0+60x10")
}
