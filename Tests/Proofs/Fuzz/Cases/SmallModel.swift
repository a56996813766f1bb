import Model
import Template
import TextTypes

/// A small model with a value of each kind, for templates made by chance.
enum SmallModel {
  static let formats = [
    "nginx", "sh", "yaml", "yaml.compose", "ini.odoo", "crontab", "zone", "dotenv", "dockerfile", "markdown", "json",
    "html", "postfix", "text",
  ]
  static let line = TextType(name: "line", alphabet: .text, traits: [], example: "any text")
  static let lines = TextType(name: "note", alphabet: .text.union(ByteSet("\n\t")), traits: [], example: "any text")
  static let word = TextType(name: "word", alphabet: .lowercase, traits: .isWord, example: "shop")
  static let entry = RecordType(
    name: "entry", fields: [field("name", .text(word)), field("comment", .optional(.text(line)))])

  private static func field(_ key: String, _ shape: Shape) -> RecordType.Field {
    RecordType.Field(key: key, shape: shape, doc: "A field.")
  }

  /// The model's type.
  static let type = RecordType(
    name: "model",
    fields: [
      field("line", .text(line)), field("lines", .text(lines)), field("word", .text(word)),
      field("port", .integer(IntegerType(name: "port", range: 1...65535))), field("flag", .boolean),
      field("maybe", .optional(.text(line))), field("list", .list(.text(line))),
      field("entries", .list(.record(entry))), field("secret", .secret),
      field("directives", .fragment(FragmentType(name: "nginx directives", format: "nginx", example: "a b;"))),
    ])

  /// A template that others can include.
  static let part = Array("{{ word }}{% if flag %}{{ port }}{% endif %}".utf8)

  /// The header for a byte; none for the last few, so that headers are made by chance too.
  static func header(_ byte: UInt8) -> String.UTF8View {
    let index = Int(byte) % (formats.count + 2)
    return (index < formats.count ? "{#\nformat: \(formats[index])\n#}\n" : "").utf8
  }

  /// The template and its part.
  static func sources(_ source: [UInt8]) -> [TemplateSource] {
    [TemplateSource(path: "t", file: "t", bytes: source), TemplateSource(path: "_part", file: "_part", bytes: part)]
  }

  /// The model with a text in every place that can hold it.
  static func arena(_ text: String) -> Arena {
    let scalars = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" }
    let lines = String(String.UnicodeScalarView(scalars))
    let line = lines.replacing("\n", with: "")
    var arena = Arena()
    // As in a site: a value that is too long for its place is reported at its setting.
    let origins = arena.note(Step(setting: "value", at: nil))
    let first = arena.setAggregate(count: type.fields.count, at: 0, origins: 0)
    for (slot, text) in [line, lines, "shop", "80", "true", line].enumerated() {
      arena.setScalar(text, at: first + slot, origins: origins)
    }
    let list = arena.setAggregate(count: 2, at: first + 6, origins: origins)
    arena.setScalar(line, at: list, origins: origins)
    arena.setScalar("", at: list + 1, origins: origins)
    let entries = arena.setAggregate(count: 2, at: first + 7, origins: origins)
    for offset in 0..<2 {
      let fields = arena.setAggregate(count: 2, at: entries + offset, origins: origins)
      arena.setScalar("shop", at: fields, origins: origins)
      if offset == 0 { arena.setScalar(line, at: fields + 1, origins: origins) }
    }
    arena.setScalar(lines, at: first + 9, origins: origins)
    return arena
  }
}
