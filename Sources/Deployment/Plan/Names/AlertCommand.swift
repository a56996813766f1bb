import Schema
public import TextTypes

/// A command that somebody types who looks at an alert: without pipes, so that a table or a span of code can hold it.
public struct AlertCommand: PrintedText {
  /// The command.
  public let printed: String
  /// Takes a command in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "command", alphabet: ByteSet.alphanumerics.union(ByteSet(" ./_:=,@%'\"*{}()[]$~+?&-")), traits: .isWord,
    example: "./drift.sh")
}
