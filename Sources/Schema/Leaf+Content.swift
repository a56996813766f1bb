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
      decoding.refuse(scalar.text, at: path, node.place, error)
      return nil
    }
  }
}
