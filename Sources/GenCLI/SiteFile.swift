import Compiler
import Diagnostics
import Host

/// A site.yaml that has been read from the disk or from standard input.
struct SiteFile {
  /// The site's name in messages.
  let name: String
  /// What follows from the site.
  let model: SiteModel
  private let path: String
  private let bytes: [UInt8]

  /// Reads a site.
  init(_ path: String) throws(HostError) {
    self.path = path
    name = path == "-" ? "<stdin>" : path
    bytes = try InputFile.read(path, limit: 1 << 20)
    model = SiteModel(bytes, file: name)
  }

  /// The content for excerpts in messages, with passwords made unreadable.
  var excerptable: [UInt8] { Concealment.conceal(bytes) }

  /// The path of something that lies beside the site.
  func beside(_ name: String) -> String {
    guard path != "-", let slash = path.lastIndex(of: "/") else { return name }
    return path[...slash] + name
  }

  /// The folder that the site lies in.
  var folder: String {
    guard path != "-", let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
