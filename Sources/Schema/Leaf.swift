public import Model
public import TextTypes

/// A value that is one scalar.
public protocol Scalar: Content, Hashable {
  /// The type, for templates, editors and the reference. Never a list, an optional or a record.
  static var shape: Shape { get }
  /// The value's one printed form, the same in every artifact and in `gen show`.
  var printed: String { get }
}

extension Scalar {
  /// Writes the printed form.
  public func project(into arena: inout Arena, at cell: Int, origins: Int32) {
    arena.setScalar(printed, at: cell, origins: origins)
  }
}

/// A value that is written as one scalar: it parses from the scalar's text, and cannot hold a bad value once made.
public protocol Leaf: Scalar, Readable {
  /// Any value of the type: it stands in for a setting that could not be decoded, so that the rest can still be looked at.
  static var placeholder: Self { get }
  /// Reads a value from the text of a scalar.
  ///
  /// - Throws: why the text is not such a value. The message is read after the text in quotes.
  init(parsing text: String) throws(Refusal)
  /// A regular expression of ECMA 262 for the texts of the values from one to another, for editors; nil where the type has none.
  static func pattern(from least: Self, to greatest: Self) -> String?
}

extension Leaf {
  /// None.
  public static func pattern(from least: Self, to greatest: Self) -> String? { nil }
}
