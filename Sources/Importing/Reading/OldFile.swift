import TextTypes

/// A file of the old deployment.
public struct OldFile: Hashable, Sendable {
  /// Its path below the folder that is imported, with `/` between names.
  public var path: String
  /// Its content.
  public var bytes: [UInt8]

  /// Makes a file from its path and its content.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The largest file that is read, in bytes.
  public static let largest = 1 << 20

  /// Whether a file can be part of a deployment, by its path: compose files, configurations, variables, Dockerfiles and lists of packages, and
  /// all that is in nginx's folders. A folder of modules, or of git, has none.
  public static func isWanted(_ path: String) -> Bool {
    let names = path.split(separator: "/").map { $0.lowercased() }
    guard let name = names.last else { return false }
    if [".md", ".bak", ".orig", "~", ".swp", ".pem", ".key", ".crt"].contains(where: name.hasSuffix) { return false }
    if [".conf", ".cfg", ".yml", ".yaml", ".env", ".vhost"].contains(where: name.hasSuffix) { return true }
    if name.hasPrefix(".env") || name.hasPrefix("dockerfile") || name.hasSuffix(".dockerfile") { return true }
    if name.hasPrefix("requirements") && name.hasSuffix(".txt") { return true }
    return names.dropLast().contains { nginxFolders.contains($0) }
  }

  /// Whether a folder is looked into.
  public static func isWanted(folder path: String) -> Bool {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    return ![".git", ".github", "node_modules", "__pycache__", ".venv", "venv", "static", "tests", "out"].contains(name)
  }

  /// Folders in which every file is a part of nginx's configuration.
  static let nginxFolders: Set<String> = ["sites-available", "sites-enabled", "nginx", "conf.d"]

  /// The last name of its path.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The path of its folder, with a slash at its end; empty for the topmost one.
  var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  /// Its lines, without their ends and without a byte order mark; nil where it is not UTF-8 text.
  var lines: [String]? {
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { return nil }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    return content.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }
}

/// What is in the folder that is imported, and was not read.
public struct UnreadFile: Hashable, Sendable {
  /// Its path below that folder.
  public var path: String
  /// Why it was not read, to be read after its path.
  public var reason: String

  /// Makes one from its path and the reason.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

extension String {
  /// The text without blanks and tabs at its ends.
  var trimmed: String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(self[first...last])
  }

  /// The text without a pair of quotes around it.
  var unquoted: String {
    guard utf8.count >= 2, let quote = first, quote == "\"" || quote == "'", last == quote else { return self }
    return String(dropFirst().dropLast())
  }

  /// The words between blanks and tabs.
  var words: [String] { split { $0 == " " || $0 == "\t" }.map(String.init) }

  /// The elements of a list that is separated by commas, without blanks around them and without empty ones.
  var listed: [String] { split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty } }
}
