/// The type of a trusted fragment: text that is put into an artifact as it is, structure and all.
///
/// It can stand alone in a template of its own format only, where that format has a place for it, and stays in there.
public struct FragmentType: Sendable, Equatable {
  /// The type's name in messages and in the reference, such as `nginx directives`.
  public var name: String
  /// The output format in whose language it is written, as in the header of a template.
  public var format: String
  /// A value to show in the reference and in error texts.
  public var example: String

  /// Makes a type.
  public init(name: String, format: String, example: String) {
    self.name = name
    self.format = format
    self.example = example
  }
}
