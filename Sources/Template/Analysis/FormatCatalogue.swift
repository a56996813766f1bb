/// The output formats that a header can name.
protocol FormatCatalogue {
  /// The names, for messages.
  static var names: [String] { get }

  /// Calls a visitor with the format of a name; nil when there is none.
  static func open<Visitor: FormatVisitor>(_ name: String, _ visitor: Visitor) -> Visitor.Result?
}

/// Something that is done with a format whose type is known only when templates are read. A generic function, so that the
/// compiler makes one for each format, and no byte costs a dynamic call.
protocol FormatVisitor {
  associatedtype Result
  func visit<Format: OutputFormat>(_ format: Format) -> Result
}
