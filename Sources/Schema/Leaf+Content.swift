public import Document
import Model
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
      let error = error.showing(decoding.example, as: shape)
      if scalar.style == .block, let line = scalar.text.withoutLastBreak, (try? Self(parsing: line)) != nil {
        let refusal = Refusal(
          id: error.id, "ends in a line break, which `|` and `>` keep",
          help: "write \(line) on the line of the key, or `|-` in place of `|`")
        decoding.refuse(scalar.text, at: path, node.place, refusal)
        return nil
      }
      let words = scalar.text.split(separator: " ").map(String.init)
      if path.hasSuffix("]"), words.count > 1, words.allSatisfy({ (try? Self(parsing: $0)) != nil }) {
        let refusal = Refusal(
          id: error.id, "is \(words.count) values without a comma between them",
          help: "write \(words.joined(separator: ", "))")
        decoding.refuse(scalar.text, at: path, node.place, refusal)
        return nil
      }
      decoding.refuse(scalar.text, at: path, node.place, error)
      return nil
    }
  }
}

extension Refusal {
  /// The refusal with the key's own example in its help, where that has the one of the type.
  fileprivate func showing(_ example: String?, as shape: Shape) -> Refusal {
    guard let example, let help, let general = shape.generalExample else { return self }
    var refusal = self
    refusal.help = help.replacing("such as \(general)", with: "such as \(example)")
    return refusal
  }
}

extension Shape {
  /// What error texts show for every value of the type.
  fileprivate var generalExample: String? {
    switch self {
    case .text(let type): type.example
    case .integer: "4"
    case .fragment(let type): type.example
    default: nil
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
