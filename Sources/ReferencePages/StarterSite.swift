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
      case .value(let value): lines.append(("\(indent)\(key): \(quoted(value))", path, nil))
      case .list(let values):
        lines.append(("\(indent)\(key):", path, nil))
        for (index, value) in values.enumerated() { lines.append(("\(indent)  - \(quoted(value))", path, index)) }
      case .mapping:
        lines.append(("\(indent)\(key):", path, nil))
        write(item, at: path, indent: indent + "  ", to: &lines)
      }
    }
  }

  /// A value as YAML reads it back: plain where that means the same to everybody, otherwise in double quotes.
  private static func quoted(_ value: String) -> String {
    let isNumber = !value.isEmpty && value.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let isSize =
      value.hasSuffix("iB")
      && value.dropLast(3).utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    if isNumber || isSize || value == "true" || value == "false" || isPlain(value) { return value }
    let escaped = value.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      case _ where scalar.isHidden:
        "\\u" + String(repeating: "0", count: 4 - scalar.hexadecimal.count) + scalar.hexadecimal
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }

  /// Whether a text begins with a letter and has only letters, digits and a few signs: nothing that YAML takes for something else.
  private static func isPlain(_ value: String) -> Bool {
    let isLetter = { (byte: UInt8) in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
    guard let first = value.utf8.first, isLetter(first) || first == UInt8(ascii: "<") && value.hasSuffix(">") else {
      return value.split(separator: ".").count == 4
        && value.utf8.allSatisfy { !isLetter($0) && $0 > 0x2D && $0 < 0x3A && $0 != 0x2F }
    }
    let words = ["yes", "no", "on", "off", "null", "y", "n"]
    return !words.contains(value.lowercased()) && !value.contains(": ") && !value.contains(" #")
      && !value.hasSuffix(":") && !value.hasSuffix(" ")
      && value.unicodeScalars.allSatisfy {
        $0.isASCII && $0.value >= 0x20 && $0 != "\"" && $0 != "\\" && $0.value != 0x7F
      }
  }
}

extension Unicode.Scalar {
  /// Its number in hexadecimal digits.
  fileprivate var hexadecimal: String { String(value, radix: 16) }
}
