/// The formats that gen brings along.
enum BuiltInFormats: FormatCatalogue {
  static var names: [String] { [] }

  static func open<Visitor: FormatVisitor>(_ name: String, _ visitor: Visitor) -> Visitor.Result? { nil }
}
