import Diagnostics

/// A small site.yaml to start with: settings that every site has to decide, each with a value or with a placeholder that `gen build` refuses.
public struct StarterSite {
  /// A setting that nobody can know but the operator.
  public struct Question: Sendable {
    /// The setting's path, such as `server.memory`.
    public let key: String
    /// What is asked for, in a few words.
    public let what: String
  }

  /// A mapping's keys, in their order, or one value.
  private indirect enum Item {
    case value(String)
    case list([String])
    case mapping([(key: String, item: Item)])

    /// Whether it is a mapping without keys.
    var isEmpty: Bool {
      guard case .mapping(let entries) = self else { return false }
      return entries.isEmpty
    }
  }

  private var root: Item = .mapping([])

  /// A site with placeholders.
  public init() {
    for (key, value) in Self.values { _ = set(key, value) }
  }

  /// The settings that nobody can know but the operator, in the order of the file.
  public static let questions = values.compactMap { key, value in
    value.hasPrefix("<") ? Question(key: key, what: String(value.dropFirst().dropLast())) : nil
  }

  /// The settings that a new site has, in the order of the file.
  static let keys = values.map(\.0)

  /// Versions are written out, so that a newer gen never upgrades a database server or Odoo by its own defaults.
  private static let values = [
    ("version", "1"), ("name", "<a word for this site, such as stockshop>"),
    ("contact", "<the operators' mail address>"),
    ("server.ipv4", "<the server's public address>"), ("server.cpu_cores", "<the number of its processor cores>"),
    ("server.memory", "<its memory, such as 16GiB>"), ("server.os", "debian-12"),
    ("domains.superadmin", "<the superadmin's host, such as superadmin.example.com>"),
    ("domains.tenants", "<the domain above the tenants' hosts, such as shops.example.net>"), ("odoo.version", "18.0"),
    ("odoo.image", "odoo:18.0-20250930"), ("postgres.version", "16"),
    ("tls.dns_provider", "<who serves the tenants' domain, such as cloudflare>"),
    ("backup.repository", "<a restic repository on another machine, such as sftp:backup@host:/srv/restic>"),
  ]

  /// Sets a setting, whether the file has it already or not.
  ///
  /// - Parameters:
  ///   - key: the setting's path, such as `odoo.tenants.workers`.
  ///   - value: the text of its value; what it means is decided by the setting.
  /// - Returns: whether there is room for it: not below a setting that has a value, and not in place of several settings.
  public mutating func set(_ key: String, _ value: String) -> Bool {
    let path = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path.allSatisfy({ !$0.isEmpty }), let changed = Self.set(path[...], .value(value), in: root) else {
      return false
    }
    root = changed
    return true
  }

  /// Sets a setting that is a list, as `set` does.
  package mutating func set(_ key: String, list: [String]) -> Bool {
    let path = key.split(separator: ".").map(String.init)
    guard let changed = Self.set(path[...], .list(list), in: root) else { return false }
    root = changed
    return true
  }

  /// The settings that stand for a value of the operator's own, each with its text.
  public var placeholders: [(key: String, text: String)] {
    var found: [(key: String, text: String)] = []
    Self.find(in: root, at: "", &found)
    return found
  }

  /// Whether a setting stands for a value of the operator's own.
  public func isPlaceholder(_ key: String) -> Bool { placeholders.contains { $0.key == key } }

  private static func find(in item: Item, at path: String, _ found: inout [(key: String, text: String)]) {
    switch item {
    case .value(let text): if text.hasPrefix("<"), text.hasSuffix(">") { found.append((path, text)) }
    case .list: break
    case .mapping(let entries):
      for (key, item) in entries { find(in: item, at: path.isEmpty ? key : "\(path).\(key)", &found) }
    }
  }

  /// Takes a setting out of the file, where it is there.
  package mutating func remove(_ key: String) {
    root = Self.removing(key.split(separator: ".").map(String.init)[...], from: root)
  }

  private static func removing(_ path: ArraySlice<String>, from item: Item) -> Item {
    guard case .mapping(var entries) = item, let index = entries.firstIndex(where: { $0.key == path.first }) else {
      return item
    }
    entries[index].item = removing(path.dropFirst(), from: entries[index].item)
    if path.count == 1 || entries[index].item.isEmpty { entries.remove(at: index) }
    return .mapping(entries)
  }

  private static func set(_ path: ArraySlice<String>, _ value: Item, in item: Item) -> Item? {
    guard let key = path.first else {
      if case .mapping(let entries) = item, !entries.isEmpty { return nil }
      return value
    }
    guard case .mapping(var entries) = item else { return nil }
    if let index = entries.firstIndex(where: { $0.key == key }) {
      guard let changed = set(path.dropFirst(), value, in: entries[index].item) else { return nil }
      entries[index].item = changed
    } else {
      guard let made = set(path.dropFirst(), value, in: .mapping([])) else { return nil }
      entries.append((key, made))
    }
    return .mapping(entries)
  }

  /// The file.
  public var text: String { lines.map { $0.text + "\n" }.joined() }

  /// The lines of the file, each with the setting that it gives, and the element of its list.
  package var lines: [(text: String, key: String?, element: Int?)] {
    var lines: [(text: String, key: String?, element: Int?)] = [
      ("# yaml-language-server: $schema=site.schema.json", nil, nil),
      ("# `gen docs` has every setting. After a change: gen build && git add --all out", nil, nil),
    ]
    Self.write(root, at: "", indent: "", to: &lines)
    return lines
  }

  private static func write(
    _ item: Item, at path: String, indent: String, to lines: inout [(text: String, key: String?, element: Int?)]
  ) {
    guard case .mapping(let entries) = item else { return }
    for (key, item) in entries {
      let path = path.isEmpty ? key : "\(path).\(key)"
      switch item {
      case .value(let value): lines.append(("\(indent)\(key): \(value.asYAML)", path, nil))
      case .list(let values):
        lines.append(("\(indent)\(key):", path, nil))
        for (index, value) in values.enumerated() { lines.append(("\(indent)  - \(value.asYAML)", path, index)) }
      case .mapping:
        lines.append(("\(indent)\(key):", path, nil))
        write(item, at: path, indent: indent + "  ", to: &lines)
      }
    }
  }
}
