import Schema
public import TextTypes

/// An expression of PromQL, or a series of a unit test of Prometheus.
public struct AlertExpression: PrintedText {
  /// The expression, such as `up{job="node"} == 0`.
  public let printed: String
  /// Takes an expression in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "expression of PromQL", alphabet: ByteSet.alphanumerics.union(ByteSet(" .,:_+-*/%=!<>~\"\\|?(){}[]^$")),
    traits: .isWord, example: #"up{job="node"} == 0"#)
}
