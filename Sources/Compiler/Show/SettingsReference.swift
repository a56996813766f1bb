public import Schema

/// The reference of all settings as a page of Markdown, made from the tables that read them.
public enum SettingsReference {
  /// The page.
  public static func page(of type: RecordType) -> String {
    var text = """
      # Settings of site.yaml

      Every key, what it decides, what it can be, and what happens when it is not written. A key that begins with `x-` is
      ignored, in every mapping but `settings`. This page is made from the tables that read the file: `make reference`
      writes it anew.


      """
    section(type, path: "", title: "site.yaml", into: &text)
    return text
  }

  private static func section(_ type: RecordType, path: String, title: String, into text: inout String) {
    text += "## \(title)\n\n| Key | Value | When not written | What it decides |\n|---|---|---|---|\n"
    for field in type.fields {
      text +=
        "| `\(path)\(field.key)` | \(words(field.shape)) | \(words(field.absence, field.shape)) | \(cell(field.doc)) |\n"
    }
    text += "\n"
    for field in type.fields {
      guard let record = record(field.shape) else { continue }
      let key = path + field.key
      section(record.type, path: key + record.suffix, title: "`\(key)`", into: &text)
    }
  }

  private static func record(_ shape: Shape) -> (type: RecordType, suffix: String)? {
    switch shape {
    case .record(let type): (type, ".")
    case .optional(let wrapped): record(wrapped)
    case .list(.record(let type)): (type, "[].")
    case .either(let shapes): shapes.compactMap(record).first
    default: nil
    }
  }

  private static func words(_ shape: Shape) -> String {
    switch shape {
    case .integer(let type):
      type.range.lowerBound == .min
        ? "a whole number" : "a whole number, \(type.range.lowerBound) to \(type.range.upperBound)"
    case .boolean: "`true` or `false`"
    case .text(let type):
      type.choices.isEmpty
        ? "\(type.name)" + (type.example.isEmpty ? "" : ", such as `\(type.example)`")
        : type.choices.map { "`\($0)`" }.joined(separator: ", ")
    case .list(let element): "a list: " + words(element)
    case .map: "keys and values"
    case .either(let shapes): shapes.map(words).joined(separator: ", or ")
    case .optional(let wrapped): words(wrapped)
    case .record: "a mapping"
    case .fragment(let type): "\(type.name), such as `\(type.example)`"
    case .secret: "nothing; secrets are files"
    }
  }

  private static func words(_ absence: RecordType.Absence, _ shape: Shape) -> String {
    switch absence {
    case .required: return "**required**"
    case .value("{}"): return record(shape) == nil ? "none" : "each key's default"
    case .value("[]"): return "none"
    case .value(let text): return "`\(text)`"
    case .derived(let text): return cell(text)
    case .absent: return "absent"
    }
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|")
  }
}
