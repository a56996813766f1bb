public import Model

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
    text += "## \(title)\n\n| Key | Value | Default | Meaning |\n|---|---|---|---|\n"
    for field in type.fields {
      text +=
        "| `\(path)\(field.key)` | \(value(field)) | \(words(field.absence, field.shape)) | \(field.doc.asCell) |\n"
    }
    text += "\n"
    for field in type.fields {
      guard let record = field.shape.fields else { continue }
      let key = path + field.key
      section(record.type, path: key + record.suffix, title: "`\(key)`", into: &text)
    }
  }

  private static func value(_ field: RecordType.Field) -> String {
    guard field.shape.isText, let example = field.example else { return field.shape.inReference }
    let bounds = field.bounds.map { ", `\($0.least)` to `\($0.greatest)`" } ?? ""
    return "\(field.shape.described)\(bounds), such as `\(example.asCell)`"
  }

  private static func words(_ absence: RecordType.Absence, _ shape: Shape) -> String {
    switch absence {
    case .required: return "**required**"
    case .value("{}"): return shape.fields == nil ? "none" : "each key's default"
    case .value("[]"): return "none"
    case .value(let text): return "`\(text)`"
    case .derived(let text): return text.asCell
    case .absent: return "absent"
    }
  }
}
