public import Diagnostics
package import Document

/// A setting of site.yaml that is not as it was.
public struct SettingChange: Hashable, Sendable {
  /// The setting as it is said on one of the two sides.
  public struct Side: Hashable, Sendable {
    /// What is written; what stands in for it where nothing is written.
    public var text: String
    /// Whether it is written.
    public var isWritten: Bool

    /// The text, with the remark that it is a default.
    public var described: String { isWritten ? text : text.isEmpty ? "not set" : "\(text) (default)" }
  }

  /// The path, such as `server.cpu_cores` or `postgres.settings.work_mem`; that of the whole list where a list has changed.
  public var path: String
  /// What it was.
  public var old: Side
  /// What it is.
  public var new: Side
  /// Of a list: what is in it that was not.
  public var added: [String] = []
  /// Of a list: what was in it, and is not.
  public var removed: [String] = []
  /// Where it is written now; nil where it is not.
  public var place: Place?
  /// The same, or the place of the section that it is no longer in: where a finding about it belongs.
  public var anchor: Place?
  /// The keys that lead to it.
  package var keys: [String]

  /// The change in one line, such as `server.cpu_cores 6 → 8`.
  public var text: String {
    guard added.isEmpty, removed.isEmpty else {
      return ([path] + added.map { "+ \($0)" } + removed.map { "- \($0)" }).joined(separator: " ")
    }
    return "\(path) \(old.described) → \(new.described)"
  }
}

extension SettingChange: CustomStringConvertible {
  /// The change in one line.
  public var description: String { text }
}

extension Node {
  /// What a mapping has under a key; nil where it has none, and for everything else.
  package func value(at key: String) -> Node? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// Whether two nodes say the same, wherever and however they are written.
  func says(_ other: Node) -> Bool {
    switch (content, other.content) {
    case (.scalar(let one), .scalar(let two)): one.text == two.text
    case (.sequence(let one), .sequence(let two)): one.count == two.count && zip(one, two).allSatisfy { $0.says($1) }
    case (.mapping(let one), .mapping(let two)):
      one.count == two.count && zip(one, two).allSatisfy { $0.key == $1.key && $0.value.says($1.value) }
    default: false
    }
  }

  /// The node in one line, as YAML in its flow form.
  var flow: String {
    switch content {
    case .scalar(let scalar):
      scalar.text.contains("\n") ? "(\(scalar.text.split(separator: "\n").count) lines)" : scalar.text
    case .sequence(let nodes): "[\(nodes.map(\.flow).joined(separator: ", "))]"
    case .mapping(let entries): "{\(entries.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", "))}"
    }
  }

  /// This document with what another one has at the end of some keys, or without it where the other one has nothing there.
  ///
  /// - Parameters:
  ///   - base: this document; nil where there is nothing yet.
  ///   - target: the other one.
  ///   - keys: the keys that lead there.
  package static func merged(_ base: Node?, _ target: Node?, _ keys: some Collection<String>) -> Node? {
    guard let key = keys.first else { return target }
    guard let frame = base ?? target else { return nil }
    var entries: [Entry] = []
    if case .mapping(let found)? = base?.content { entries = found }
    let value = merged(base?.value(at: key), target?.value(at: key), keys.dropFirst())
    let index = entries.firstIndex { $0.key == key }
    switch (index, value) {
    case (let index?, let value?): entries[index].value = value
    case (let index?, nil): entries.remove(at: index)
    case (nil, let value?): entries.append(Entry(key: key, keyPlace: value.place, value: value))
    case (nil, nil): break
    }
    if entries.isEmpty, target == nil { return nil }
    return Node(.mapping(entries), place: frame.place)
  }
}
