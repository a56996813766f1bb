import Diagnostics
import Document
import Model
import TextTypes

/// A mapping of the document while a table reads it: which keys are written, which are not known, and which key a misspelt
/// one stands for.
struct Mapping {
  private let entries: [Node.Entry]
  private let path: String
  /// Where findings about missing keys are placed.
  private let place: Place
  /// Keys that were written wrongly: they are not reported again.
  private let misspelt: [String]

  /// Opens a mapping and reports the keys that it should not have; nil when the node is no mapping, which is reported.
  init?(_ node: Node, _ type: RecordType, reserved: [String: String], at path: String, in decoding: inout Decoding) {
    guard case .mapping(let entries) = node.content else {
      decoding.mismatch(node, at: path, expected: .record(type))
      return nil
    }
    self.entries = entries
    self.path = path
    self.place = decoding.key ?? Place(file: node.place.file, span: Span(at: .start))
    // A wrong key is asked of those that are not written; most mappings have none.
    lazy var open = type.fields.map(\.key).filter { known in !entries.contains { $0.key == known } }
    var misspelt: [String] = []
    for entry in entries where type.slot(of: entry.key) == nil && !entry.key.hasPrefix("x-") {
      let subject = path.isEmpty ? "" : path + ": "
      let place = entry.keyPlace
      if let remedy = reserved[entry.key] {
        decoding.diagnostics.error(
          .reservedKey, "\(subject)the key \"\(entry.key)\" is reserved for later", at: place,
          help: "remove it; \(remedy.isEmpty ? "it has no effect in this version of gen" : remedy)")
      } else if Concealment.isSecret(key: entry.key) {
        decoding.refuseSecret(at: path.isEmpty ? entry.key : "\(path).\(entry.key)", entry.keyPlace)
      } else if let meant = nearest(entry.key, among: open) {
        misspelt.append(meant)
        decoding.diagnostics.error(
          .unknownKey, "\(subject)unknown key \(decoding.quote(entry.key)), did you mean \"\(meant)\"?", at: place)
      } else {
        decoding.diagnostics.error(
          .unknownKey, "\(subject)unknown key \(decoding.quote(entry.key))", at: place,
          help: "the keys here are \(type.fields.map(\.key).joined(separator: ", ")); "
            + "a key that begins with x- is ignored")
      }
    }
    self.misspelt = misspelt
  }

  /// Reads one property, or what stands in for it.
  func property<Root, Property: Setting>(_ row: Row<Root, Property>, in decoding: inout Decoding) -> Property {
    if let readPart = row.readPart { return readPart(self, &decoding) }
    let key = row.field.key
    let path = path.isEmpty ? key : "\(path).\(key)"
    guard let entry = entries.first(where: { $0.key == key }) else {
      return absent(row, path, in: &decoding)
    }
    let outer = decoding.key
    decoding.key = entry.keyPlace
    defer { decoding.key = outer }
    let value = Property.decode(entry.value, at: path, in: &decoding)
    guard let refusal = row.check?(value), case .scalar(let scalar) = entry.value.content else { return value }
    // A value that could not be read is a placeholder, which may be out of range: that has been reported already.
    if value.isStandIn { return value }
    decoding.refuse(scalar.text, at: path, entry.value.place, refusal)
    return Property.standIn(at: path)
  }

  private func absent<Root, Property: Setting>(
    _ row: Row<Root, Property>, _ path: String, in decoding: inout Decoding
  ) -> Property {
    if misspelt.contains(row.field.key) { return Property.standIn(at: path) }
    if let fallback = row.fallback { return fallback(path) }
    let subject = self.path.isEmpty ? "" : self.path + ": "
    decoding.diagnostics.error(
      .missingKey, "\(subject)the key \"\(row.field.key)\" is missing", at: place,
      help: row.field.remedy)
    return Property.standIn(at: path)
  }
}

extension RecordType.Field {
  /// What to write where the key is missing.
  fileprivate var remedy: String {
    switch shape {
    case .record(let type):
      let keys = type.fields.filter { $0.absence == .required }.map(\.key)
      return "write `\(key):`, with \(keys.joined(separator: ", ")) indented under it"
    case .text(let type) where !type.example.isEmpty: return "write `\(key): \(type.example)`"
    default: return "write `\(key): …`; \(shape.howToWrite)"
    }
  }
}
