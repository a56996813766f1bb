import Schema
public import TextTypes

/// A sentence about an alert. Prometheus puts an alert's labels into it where it has `{{ $labels.name }}`.
public struct AlertText: PrintedText {
  /// The sentence.
  public let printed: String
  /// Takes a sentence in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "text of an alert",
    alphabet: ByteSet.alphanumerics.union(ByteSet(" .,:;'()/%_+=@*${}-")), traits: .isWord,
    example: "The database server {{ $labels.server }} does not answer.")
}
