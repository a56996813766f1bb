/// The output formats that a header can name.
protocol FormatCatalogue {
  /// The names, for messages.
  static var names: [String] { get }

  /// Calls a visitor with the format of a name; nil when there is none.
  static func open<Visitor: FormatVisitor>(_ name: String, _ visitor: Visitor) -> Visitor.Result?
}
