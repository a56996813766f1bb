public import Document
public import Model

extension Optional: Content where Wrapped: Content {
  /// The type, for templates, editors and the reference.
  public static var shape: Shape { .optional(Wrapped.shape) }

  /// Writes the value into its cell.
  public func project(into arena: inout Arena, at cell: Int, origins: Int32) {
    switch self {
    case .some(let value): value.project(into: &arena, at: cell, origins: origins)
    case .none: arena.setAbsent(at: cell, origins: origins)
    }
  }
}

extension Optional: Readable where Wrapped: Readable {
  /// What stands in for a value that could not be read.
  public static var placeholder: Wrapped? { nil }

  /// Reads a value; nil when it cannot be read, which has been reported.
  public static func read(_ node: Node, at path: String, in decoding: inout Decoding) -> Wrapped?? {
    guard let value = Wrapped.read(node, at: path, in: &decoding) else { return nil }
    return .some(value)
  }
}

extension Array: Content where Element: Modeled {
  /// The type, for templates, editors and the reference.
  public static var shape: Shape { .list(Element.shape) }

  /// Writes the value into its cell.
  public func project(into arena: inout Arena, at cell: Int, origins: Int32) {
    let first = arena.setAggregate(count: count, at: cell, origins: origins)
    for offset in indices { self[offset].project(into: &arena, at: first + offset) }
  }
}

extension Array: Readable where Element: Setting {
  /// What stands in for a value that could not be read.
  public static var placeholder: [Element] { [] }

  /// Reads a value; nil when it cannot be read, which has been reported.
  public static func read(_ node: Node, at path: String, in decoding: inout Decoding) -> [Element]? {
    guard case .sequence(let nodes) = node.content else {
      decoding.mismatch(node, at: path, expected: shape)
      return nil
    }
    var elements: [Element] = []
    elements.reserveCapacity(nodes.count)
    for (index, node) in nodes.enumerated() {
      elements.append(Element.decode(node, at: "\(path)[\(index)]", in: &decoding))
    }
    return elements
  }
}
