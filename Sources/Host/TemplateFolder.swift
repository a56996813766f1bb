import Compiler
public import Template

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The user's own templates.
public enum TemplateFolder {
  private static let fileLimit = 1 << 20
  private static let countLimit = 10_000
  private static let depthLimit = 16

  /// Reads every template below a folder, in the order of the paths; none when there is no such folder and it need not
  /// be there. Editors' backups and hidden files are left alone, but for `.env.example`. Links to folders are not followed.
  public static func read(_ folder: String, isRequired: Bool) throws(HostError) -> [TemplateSource] {
    var paths: [String] = []
    guard try list(folder, "", 0, &paths) else {
      guard isRequired else { return [] }
      throw HostError(
        .missingInput, id: "no-templates", "cannot read the folder \(folder)", help: "name a folder that exists")
    }
    var sources: [TemplateSource] = []
    for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let file = "\(folder)/\(path)"
      sources.append(TemplateSource(path: path, file: file, bytes: try Input.read(file, limit: fileLimit)))
    }
    return sources
  }

  private static func list(_ root: String, _ prefix: String, _ depth: Int, _ paths: inout [String]) throws(HostError)
    -> Bool
  {
    guard let stream = unsafe opendir(prefix.isEmpty ? root : "\(root)/\(prefix)") else { return false }
    defer { unsafe closedir(stream) }
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { pointer in
        unsafe String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
      }
      guard isTemplate(name) else { continue }
      let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
      guard paths.count < countLimit, depth < depthLimit else {
        throw HostError(
          .badInput, id: "too-many-templates", "\(root) holds too many files to be a folder of templates",
          help: "name another folder with --templates")
      }
      var status = stat()
      guard unsafe lstat("\(root)/\(path)", &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: _ = try list(root, path, depth + 1, &paths)
      case S_IFREG: paths.append(path)
      case S_IFLNK:
        if unsafe stat("\(root)/\(path)", &status) == 0, status.st_mode & S_IFMT == S_IFREG {
          paths.append(path)
        }
      default: break
      }
    }
    return true
  }

  private static func isTemplate(_ name: String) -> Bool {
    if name == ".env.example" { return true }
    return !name.hasPrefix(".") && !name.hasSuffix("~") && !name.hasSuffix(".swp") && !name.hasPrefix("#")
  }
}
