import Deployment
public import Model

/// The reference of what templates see as a page of Markdown, made from the tables that the model is projected by.
public enum ModelReference {
  /// The page.
  public static func page(of type: RecordType) -> String {
    var text = """
      # What templates see

      Every name that a template can use, what its value can be, and what it says. `[]` stands for one element of a list,
      which a loop runs through: `{% for network in networks %}`, then `network.name`. What may be absent has to be asked
      for first: `{% if server.ipv6 is defined %}`. `gen show` prints the values of a site, and where each comes from. This
      page is made from the tables of the model: `make reference` writes it anew.


      """
    section(type, path: "", title: "The model", into: &text)
    return text
  }

  private static func section(_ type: RecordType, path: String, title: String, into text: inout String) {
    text += "## \(title)\n\n| Name | Value | Meaning |\n|---|---|---|\n"
    for field in type.fields {
      text += "| `\(path)\(field.key)` | \(words(field.shape)) | \(field.doc.asCell) |\n"
    }
    text += "\n"
    for field in type.fields {
      guard let (record, suffix) = fields(field.shape) else { continue }
      section(record, path: path + field.key + suffix, title: "`\(path + field.key)`", into: &text)
    }
  }

  /// The fields of a record, or of each element that a loop runs through.
  private static func fields(_ shape: Shape) -> (type: RecordType, suffix: String)? {
    switch shape {
    case .optional(let wrapped): return fields(wrapped)
    case .map:
      guard case .record(let entry)? = shape.element else { return nil }
      return (entry, "[].")
    default: return shape.fields
    }
  }

  private static func words(_ shape: Shape) -> String {
    switch shape {
    case .optional(let wrapped): "\(words(wrapped)); may be absent"
    case .record: "a record"
    case .list(.record): "a list of records"
    case .map: "a list of records"
    case .secret: "a secret, whose value gen never knows"
    default: shape.inReference
    }
  }
}
