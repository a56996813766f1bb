/// The formats that gen has.
enum BuiltInFormats: FormatCatalogue {
  static let names = Format.allCases.map(\.rawValue)

  static func open<Visitor: FormatVisitor>(_ name: String, _ visitor: Visitor) -> Visitor.Result? {
    Format(rawValue: name)?.open(visitor)
  }
}
