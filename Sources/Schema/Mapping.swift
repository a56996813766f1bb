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
      } else if let glued = Self.glued(entry.key, among: open) {
        misspelt.append(glued.key)
        decoding.diagnostics.error(
          .unknownKey, "\(subject)unknown key \(decoding.quote(entry.key)): its colon has no blank behind it",
          at: place,
          help: "write `\(glued.key): \(glued.value)`")
      } else if entry.key.hasPrefix("-") {
        decoding.diagnostics.error(
          .unknownKey, "\(subject)unknown key \(decoding.quote(entry.key)): its hyphen has no blank behind it",
          at: place,
          help:
            "write a blank behind the `-` of a list; here are keys: \(type.fields.map(\.key).joined(separator: ", "))")
      } else if let meant = Self.meant(by: entry.key, among: open) {
        misspelt.append(meant)
        decoding.diagnostics.error(
          .unknownKey, "\(subject)unknown key \(decoding.quote(entry.key)), did you mean \"\(meant)\"?", at: place)
      } else {
        decoding.diagnostics.error(
          .unknownKey, "\(subject)unknown key \(decoding.quote(entry.key))", at: place,
          help: decoding.advice?.unknown(entry.key, path)
            ?? "the keys here are \(type.fields.map(\.key).joined(separator: ", ")); a key that begins with x- is ignored"
        )
      }
    }
    self.misspelt = misspelt
  }

  /// The known key that another one stands for: the same letters in another case or with other joints, or the nearest.
  private static func meant(by key: String, among open: [String]) -> String? {
    let letters = bare(key)
    return open.first { bare($0) == letters } ?? nearest(key, among: open)
  }

  private static func bare(_ key: String) -> String {
    key.lowercased().filter { $0 != "_" && $0 != "-" }
  }

  /// A key and a value that no blank parts, such as `port:9100` in braces.
  private static func glued(_ text: String, among open: [String]) -> (key: String, value: String)? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let (key, value) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
    return open.contains(key) && !value.isEmpty ? (key, value) : nil
  }

  /// Reads one property, or what stands in for it.
  func property<Root, Property: Setting>(_ row: Row<Root, Property>, in decoding: inout Decoding) -> Property {
    if let readPart = row.readPart { return readPart(self, &decoding) }
    let key = row.field.key
    let path = path.isEmpty ? key : "\(path).\(key)"
    guard let entry = entries.first(where: { $0.key == key }) else {
      return absent(row, path, in: &decoding)
    }
    let outer = (decoding.key, decoding.example, decoding.mayBeAbsent)
    (decoding.key, decoding.example, decoding.mayBeAbsent) = (
      entry.keyPlace, row.field.example, row.field.absence != .required
    )
    defer { (decoding.key, decoding.example, decoding.mayBeAbsent) = outer }
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
    default: return example.map { "write `\(key): \($0)`" } ?? "write `\(key): …`; \(shape.howToWrite(nil))"
    }
  }
}
