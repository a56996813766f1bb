public import Document
import TextTypes

extension Leaf {
  /// Reads the value from a scalar, whichever way it was written: what a text means is decided by its key.
  public static func read(_ node: Node, at path: String, in decoding: inout Decoding) -> Self? {
    guard case .scalar(let scalar) = node.content, !node.isEmptyValue else {
      decoding.mismatch(node, at: path, expected: shape)
      return nil
    }
    do throws(Refusal) {
      return try Self(parsing: scalar.text)
    } catch {
      if scalar.style == .block, let line = scalar.text.withoutLastBreak, (try? Self(parsing: line)) != nil {
        let refusal = Refusal(
          id: error.id, "ends in a line break, which `|` and `>` keep",
          help: "write \(line) on the line of the key, or `|-` in place of `|`")
        decoding.refuse(scalar.text, at: path, node.place, refusal)
        return nil
      }
      decoding.refuse(scalar.text, at: path, node.place, error)
      return nil
    }
  }
}

extension String {
  /// The text before the line break at its end; nil where it has none, or has others.
  fileprivate var withoutLastBreak: String? {
    guard utf8.last == UInt8(ascii: "\n") else { return nil }
    let line = String(decoding: utf8.dropLast(), as: UTF8.self)
    return line.utf8.contains(UInt8(ascii: "\n")) ? nil : line
  }
}
