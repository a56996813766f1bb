import Compiler
import Diagnostics
import Document
import Model
import Output
import Schema

/// Which settings of two sites differ, in the order of the reference.
struct SettingsDifference {
  private(set) var changes: [SettingChange] = []
  private let old: CellNames
  private let new: CellNames
  /// The present document.
  private let document: Node

  /// Compares two sites; what is only written in another way is no change.
  init(from old: SiteModel, to new: SiteModel) {
    self.old = CellNames(settingsOf: old)
    self.new = CellNames(settingsOf: new)
    document = new.document
    compare(old.document, new.document, .record(WrittenSettings.type), [], absence: .required)
  }

  private mutating func compare(
    _ before: Node?, _ after: Node?, _ shape: Shape, _ keys: [String], absence: RecordType.Absence
  ) {
    guard before != nil || after != nil else { return }
    if let before, let after, before.says(after) { return }
    let known = changes.count
    if let record = shape.record, [before, after].allSatisfy({ $0?.isMapping ?? true }) {
      for field in record.fields {
        compare(
          before?.value(at: field.key), after?.value(at: field.key), field.shape, keys + [field.key],
          absence: field.absence)
      }
      // A record may be there or not, with nothing in it.
      if changes.count > known || before != nil && after != nil { return }
    } else if let mapped = shape.mapped, [before, after].allSatisfy({ $0?.isMapping ?? true }) {
      for key in Self.keys(after, before) {
        compare(before?.value(at: key), after?.value(at: key), mapped, keys + [key], absence: .absent)
      }
      if changes.count > known || before != nil && after != nil { return }
    }
    let path = keys.joined(separator: ".")
    // Another way to write the same, or a default that is written out.
    let (former, present) = (old.texts(at: path), new.texts(at: path))
    if !present.isEmpty, former == present { return }
    add(path, before, after, keys, absence)
  }

  private mutating func add(
    _ path: String, _ before: Node?, _ after: Node?, _ keys: [String], _ absence: RecordType.Absence
  ) {
    var change = SettingChange(
      path: path, old: Self.side(before, absence), new: Self.side(after, absence), place: after?.place,
      anchor: anchor(keys), keys: keys)
    if case .sequence(let new)? = after?.content ?? before.flatMap(\.emptied) {
      let old = before?.elements ?? []
      let numbers = Self.numbers(old.map(\.flow), new.map(\.flow))
      for part in LineDiff.changes(from: numbers.old, to: numbers.new) {
        change.added += part.new.map { new[$0].flow }
        change.removed += part.old.map { old[$0].flow }
        // The line of what is new, rather than that where the list begins.
        if let first = part.new.first, change.added.count == part.new.count { change.place = new[first].place }
      }
    }
    changes.append(change)
  }

  /// Where the innermost section is written that a key leads into.
  private func anchor(_ keys: [String]) -> Place? {
    var (node, place) = (document, document.place)
    for key in keys {
      guard case .mapping(let entries) = node.content, let entry = entries.first(where: { $0.key == key }) else {
        break
      }
      (node, place) = (entry.value, entry.keyPlace)
    }
    return place
  }

  private static func side(_ node: Node?, _ absence: RecordType.Absence) -> SettingChange.Side {
    if let node { return SettingChange.Side(text: node.flow, isWritten: true) }
    switch absence {
    case .value(let text): return SettingChange.Side(text: text, isWritten: false)
    case .derived(let text): return SettingChange.Side(text: text, isWritten: false)
    case .absent, .required: return SettingChange.Side(text: "", isWritten: false)
    }
  }

  /// The keys of two mappings, each once.
  private static func keys(_ first: Node?, _ second: Node?) -> [String] {
    var seen: Set<String> = []
    return [first, second].flatMap { node -> [String] in
      guard case .mapping(let entries)? = node?.content else { return [] }
      return entries.map(\.key)
    }.filter { seen.insert($0).inserted }
  }

  /// Numbers for texts: the same for the same.
  private static func numbers(_ old: [String], _ new: [String]) -> (old: [Int], new: [Int]) {
    var known: [String: Int] = [:]
    func number(_ text: String) -> Int {
      if let number = known[text] { return number }
      known[text] = known.count
      return known.count - 1
    }
    return (old.map { number($0) }, new.map { number($0) })
  }
}

extension Node {
  fileprivate var isMapping: Bool {
    if case .mapping = content { return true }
    return false
  }

  fileprivate var elements: [Node] {
    if case .sequence(let nodes) = content { return nodes }
    return []
  }

  /// For a list that is no longer written: an empty one.
  fileprivate var emptied: Content? {
    if case .sequence = content { return .sequence([]) }
    return nil
  }
}
