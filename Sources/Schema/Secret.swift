public import Document
public import Model

/// A value that gen names and never has: a password or a key.
///
/// It has no text, so that none can get into an artifact, a message, a file's name or `gen show`: a template that asks for
/// it does not compile, and neither does Swift code. Where it is written in site.yaml all the same, it is refused unseen.
public struct Secret: Readable {
  /// Makes the name of nothing that anyone could read.
  public init() {}

  /// The type, for templates, editors and the reference.
  public static var shape: Shape { .secret }
  /// What stands in for a value that is refused.
  public static var placeholder: Secret { Secret() }

  /// Refuses whatever is written, and hides it from every message.
  public static func read(_ node: Node, at path: String, in decoding: inout Decoding) -> Secret? {
    decoding.refuseSecret(at: path, node.place)
    return nil
  }

  /// Leaves the cell as it is: without bytes.
  public func project(into arena: inout Arena, at cell: Int, origins: Int32) {
    arena.setAbsent(at: cell, origins: origins)
  }
}
