import Diagnostics
public import Model
public import Schema
public import TextTypes

/// How much swap space the host has: a size, or what its memory suggests.
public enum Swap: Leaf {
  /// 2 GiB where memory is below 8 GiB, else none.
  case automatic
  /// So much.
  case size(ByteCount)

  /// The type.
  public static let shape = Shape.text(
    TextType(
      name: "size of the swap space", alphabet: ByteSet.digits.union(ByteSet("TGMKiBauto")), traits: .isWord,
      pattern: "^(auto|0|[0-9]+(B|KiB|MiB|GiB|TiB))$", example: "auto",
      lookalikes: .integers(0...0)))
  /// The type's example.
  public static let placeholder = Swap.automatic

  /// Reads `auto`, `0` or a size.
  public init(parsing text: String) throws(Refusal) {
    if text == "auto" {
      self = .automatic
    } else if ["none", "off", "no", "false"].contains(text.folded) {
      throw Refusal(id: .sizeFormat, "is not a size", help: "write 0 for no swap space, auto, or a size such as 2GiB")
    } else {
      self = .size(try ByteCount(parsing: text))
    }
  }

  /// The setting as it is written in site.yaml.
  public var printed: String {
    switch self {
    case .automatic: "auto"
    case .size(let size): size.printed
    }
  }
}
