public import Document
public import Model

/// A property of a model: something that has a row in a table.
///
/// Two kinds of types are: `Traced`, for everything that can be looked at, and a `Tabled` record, which is only a place
/// for further properties.
public protocol Modeled: Sendable {
  /// The type of the property, for templates, editors and the reference.
  static var shape: Shape { get }
  /// Writes the property into a cell that has been set aside for it.
  func project(into arena: inout Arena, at cell: Int)
}

/// A property that is read from site.yaml.
public protocol Setting: Modeled {
  /// Reads the property from a node. Always returns: what cannot be read is reported, and a poisoned value stands in, so
  /// that the rest of the document is still looked at.
  static func decode(_ node: Node, at path: String, in decoding: inout Decoding) -> Self
  /// A poisoned value that stands in for one which could not be read; reports nothing.
  static func standIn(at path: String) -> Self
  /// Whether the property only stands in for one that could not be read.
  var isStandIn: Bool { get }
}

/// What a `Traced` value can hold.
public protocol Content: Sendable {
  /// The type, for templates, editors and the reference.
  static var shape: Shape { get }
  /// Writes the value into a cell that has been set aside for it.
  func project(into arena: inout Arena, at cell: Int, origins: Int32)
}

/// What a `Traced` value can hold that is read from site.yaml.
public protocol Readable: Content {
  /// Any value of the type, to stand in for one that could not be read.
  static var placeholder: Self { get }
  /// Reads a value from a node; nil when it cannot be read, which has then been reported.
  static func read(_ node: Node, at path: String, in decoding: inout Decoding) -> Self?
}
