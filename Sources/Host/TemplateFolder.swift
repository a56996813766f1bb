import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a folder of templates.
///
/// Left out are what editors and tools leave behind (names that end in `~`, `.swp`, `.swo`, `.orig` or `.rej`, or that
/// stand between two `#`) and names that begin with a dot, but for the few that are files people make on purpose:
/// `.env.example`, `.gitignore`, `.gitattributes`, `.dockerignore`. A symbolic link to another template of the folder is
/// that template again. One that leads anywhere else is refused unread, since messages show what they are about; so is one to
/// a folder, which may lead round in a circle.
public struct TemplateFolder {
  /// A file as it was read.
  public struct File: Hashable, Sendable {
    /// The path, relative to the folder, with `/` between names.
    public var path: String
    /// The content.
    public var bytes: [UInt8]
  }

  /// How much is read: more is a wrong folder rather than templates.
  struct Limits {
    var files = 2_000
    var fileSize = 1 << 20
    var totalSize = 64 << 20
    var depth = 16
  }

  private static let dottedNames: Set<String> = [".env.example", ".gitignore", ".gitattributes", ".dockerignore"]
  private static let leftBehind = ["~", ".swp", ".swo", ".orig", ".rej"]

  private let path: String
  private let limits: Limits
  private var files: [File] = []
  /// Where each file that was read is in `files`.
  private var read: [FileStatus.Identity: Int] = [:]
  private var links: [(path: String, target: FileStatus.Identity)] = []
  private var names = 0
  private var size = 0

  /// Whether there is such a folder, or something else in its place that should be told of.
  ///
  /// - Throws: 74 when the system does not say: to go on without would be to build something else.
  public static func exists(_ path: String) throws(HostError) -> Bool {
    do throws(Errno) {
      _ = try FileStatus(at: path)
      return true
    } catch {
      guard error == .noSuchFileOrDirectory || error == .notDirectory else { throw .reading(path, error) }
      return false
    }
  }

  /// Reads all templates in a folder, sorted by the bytes of their paths.
  ///
  /// - Throws: 66 when the folder or a file is not there or cannot be opened, 65 when something in it is no template or
  ///   too large, 74 when reading fails.
  public static func read(_ path: String) throws(HostError) -> [File] { try read(path, limits: Limits()) }

  static func read(_ path: String, limits: Limits) throws(HostError) -> [File] {
    let root: Folder
    do throws(Errno) {
      root = try Folder(path: path, followsLink: true)
    } catch {
      throw HostError(
        .missingInput, id: .missingInput, "cannot read the folder \(path): \(error)",
        help: "name a folder of templates")
    }
    var reader = TemplateFolder(path: path, limits: limits)
    try reader.visit(root, inside: "", depth: 0)
    try reader.resolveLinks()
    return reader.files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private init(path: String, limits: Limits) {
    self.path = path
    self.limits = limits
  }

  /// Whether a file is a template by the names on its path, rather than what editors and tools leave behind.
  public static func isTemplate(_ path: String) -> Bool {
    path.split(separator: "/").allSatisfy { isTemplate(name: String($0)) }
  }

  static func isTemplate(name: String) -> Bool {
    if name.hasPrefix(".") { return dottedNames.contains(name) }
    if name.hasPrefix("#") && name.hasSuffix("#") { return false }
    return !leftBehind.contains { name.hasSuffix($0) }
  }

  private func refused(_ inner: String, _ message: String, help: String) -> HostError {
    HostError(.badInput, id: .templatesFolder, "\(path)/\(inner) \(message)", help: help)
  }

  private mutating func visit(_ folder: Folder, inside prefix: String, depth: Int) throws(HostError) {
    let names = try reading(prefix) { () throws(Errno) in try folder.names() }
    for name in names where Self.isTemplate(name: name) {
      let inner = prefix + name
      guard name.unicodeScalars.allSatisfy({ $0 != "\u{FFFD}" }) else {
        throw refused(inner, "has a name that is not UTF-8", help: "give it another name")
      }
      self.names += 1
      guard self.names <= limits.files else {
        throw refused(
          "", "contains more than \(limits.files) files", help: "name a folder that contains only templates")
      }
      switch try reading(inner, { () throws(Errno) in try folder.status(of: name)?.kind }) {
      case .folder:
        guard depth < limits.depth else { throw refused(inner, "is nested too deeply", help: "use fewer folders") }
        let next = try reading(inner) { () throws(Errno) in try folder.folder(name) }
        try visit(next, inside: inner + "/", depth: depth + 1)
      case .file: try take(name, in: folder, path: inner)
      case .symbolicLink: try note(name, in: folder, path: inner)
      case .special, nil: throw refused(inner, "is not a regular file", help: "remove it")
      }
    }
  }

  /// Reads one file.
  private mutating func take(_ name: String, in folder: Folder, path inner: String) throws(HostError) {
    let file = try reading(inner) { () throws(Errno) in
      try folder.open(name, flags: O_RDONLY | O_NONBLOCK | O_NOCTTY)
    }
    defer { try? file.close() }
    let status = try reading(inner) { () throws(Errno) in try FileStatus(of: file) }
    guard status.kind == .file else { throw refused(inner, "is not a regular file", help: "remove it") }
    let bytes = try reading(inner) { () throws(Errno) in
      try Folder.bytes(of: file, size: status.size, limit: limits.fileSize)
    }
    guard let bytes else {
      throw refused(inner, "is larger than \(limits.fileSize) bytes", help: "remove it, or move it elsewhere")
    }
    read[status.identity] = files.count
    try add(File(path: inner, bytes: bytes))
  }

  private mutating func add(_ file: File) throws(HostError) {
    size += file.bytes.count
    guard size <= limits.totalSize else {
      throw refused(
        "", "contains more than \(limits.totalSize) bytes", help: "name a folder that contains only templates")
    }
    files.append(file)
  }

  /// Notes which file a link leads to, without opening it.
  private mutating func note(_ name: String, in folder: Folder, path inner: String) throws(HostError) {
    let status = try reading(inner) { () throws(Errno) in
      guard let status = try folder.status(of: name, followsLink: true) else { throw .noSuchFileOrDirectory }
      return status
    }
    guard status.kind == .file else {
      throw refused(inner, "is a symbolic link, and its target is not a file", help: "put the files themselves there")
    }
    links.append((inner, status.identity))
  }

  /// Gives each link the content of the template that it leads to.
  private mutating func resolveLinks() throws(HostError) {
    for (inner, target) in links {
      guard let index = read[target] else {
        throw refused(
          inner, "is a symbolic link to a file outside this folder", help: "put the file itself there")
      }
      try add(File(path: inner, bytes: files[index].bytes))
    }
  }

  private func reading<Result>(_ inner: String, _ call: () throws(Errno) -> Result) throws(HostError) -> Result {
    do throws(Errno) {
      return try call()
    } catch {
      let shown = "\(path)/\(inner)"
      guard error == .noSuchFileOrDirectory || error == .permissionDenied else { throw .reading(shown, error) }
      throw HostError(
        .missingInput, id: .missingInput, "cannot read \(shown): \(error)",
        help: "check its permissions, and whether a link leads to an existing file")
    }
  }
}
