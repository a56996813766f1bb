import Diagnostics
public import Document
public import Model
import TextTypes

/// Values under keys that the operator chooses, in the order of the file, such as further options of a program.
public struct Keyed<Key: Leaf, Value: Leaf>: Readable {
  /// One key and its value.
  public struct Entry: Sendable {
    /// The key.
    public let key: Traced<Key>
    /// The value.
    public let value: Traced<Value>

    /// Makes an entry.
    public init(key: Traced<Key>, value: Traced<Value>) {
      self.key = key
      self.value = value
    }
  }

  /// The entries, in the order of the file.
  public var entries: [Entry]

  /// Makes a list of keys and values.
  public init(_ entries: [Entry] = []) {
    self.entries = entries
  }

  /// The value under a key: who asks looks at no other entry, and so depends on none.
  public func value(of key: Key) -> Traced<Value>? {
    entries.first { $0.key.value == key }?.value
  }

  /// These entries without those whose keys another has, then that one's.
  public func overridden(by other: Keyed) -> Keyed {
    let names = Set(other.entries.map(\.key.value))
    return Keyed(entries.filter { !names.contains($0.key.value) } + other.entries)
  }

  /// The type, for templates, editors and the reference.
  public static var shape: Shape {
    guard case .text(let key) = Key.shape else { return .list(Value.shape) }
    return .map(key: key, value: Value.shape)
  }

  /// What stands in for a value that could not be read.
  public static var placeholder: Keyed { Keyed() }

  /// Reads a mapping; a key that is refused is reported at its place, and its value is not looked at.
  public static func read(_ node: Node, at path: String, in decoding: inout Decoding) -> Keyed? {
    guard case .mapping(let pairs) = node.content else {
      decoding.mismatch(node, at: path, expected: shape)
      return nil
    }
    var entries: [Entry] = []
    var isWhole = true
    for pair in pairs {
      guard !Concealment.isSecret(key: pair.key) else {
        decoding.refuseSecret(at: "\(path).\(pair.key)", pair.keyPlace)
        isWhole = false
        continue
      }
      do throws(Refusal) {
        let key = try Key(parsing: pair.key)
        let place = "\(path).\(pair.key)"
        let value = Traced<Value>.decode(pair.value, at: place, in: &decoding)
        // Who looks at the key looks at the setting, even where its value could not be read.
        let step = value.isStandIn ? Step(setting: place, at: pair.value.place) : value.step
        entries.append(Entry(key: Traced(key, step), value: value))
      } catch {
        decoding.refuse(pair.key, at: path, pair.keyPlace, error)
        isWhole = false
      }
    }
    return isWhole ? Keyed(entries) : nil
  }

  /// Writes the value into its cell.
  public func project(into arena: inout Arena, at cell: Int, origins: Int32) {
    let first = arena.setAggregate(count: entries.count, at: cell, origins: origins)
    // Counted and reached into: enumerated() and Traced's own function ask the runtime for types, again for each entry.
    for offset in entries.indices {
      let entry = entries[offset]
      let fields = arena.setAggregate(count: 2, at: first + offset, origins: 0)
      entry.key.value.project(into: &arena, at: fields, origins: arena.note(entry.key.step))
      entry.value.value.project(into: &arena, at: fields + 1, origins: arena.note(entry.value.step))
    }
  }
}
