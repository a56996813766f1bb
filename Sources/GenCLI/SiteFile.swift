import ArgumentParser
import Compiler
import Diagnostics
import Host

/// A site.yaml that has been read from the disk or from standard input.
struct SiteFile {
  /// The site's name in messages.
  let name: String
  /// What follows from the site, or what is wrong with it.
  let reading: SiteModel.Reading
  private let path: String
  /// The content.
  let bytes: [UInt8]

  /// The largest site.yaml that is read, in bytes.
  static let largest = 1 << 20

  /// Reads a site.
  init(_ path: String) throws(HostError) {
    self.path = path
    name = path == "-" ? "<stdin>" : path
    bytes = try InputFile.read(path, limit: Self.largest, otherwise: Self.otherNames(of: path))
    reading = SiteModel.read(bytes, file: name)
  }

  /// The same name with the other ending that YAML files have.
  private static func otherNames(of path: String) -> [String] {
    for (ending, other) in [(".yaml", ".yml"), (".yml", ".yaml")] where path.hasSuffix(ending) {
      return [path.dropLast(ending.utf8.count) + other]
    }
    return []
  }

  /// What follows from the site. Errors are reported, and end the command.
  ///
  /// - Parameter report: where they go; nil for standard error.
  func model(_ report: Report? = nil) throws -> SiteModel {
    switch reading {
    case .read(let model): return model
    case .refused(let findings):
      Messages(report, sources: [name: excerptable]).report(findings.sorted)
      throw ExitCode(65)
    }
  }

  /// The content for excerpts in messages, with passwords made unreadable.
  var excerptable: [UInt8] { Concealment.conceal(bytes) }

  /// The name of the file in its folder.
  var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The path of something that lies beside the site.
  func beside(_ name: String) -> String {
    guard path != "-", let slash = path.lastIndex(of: "/") else { return name }
    return path[...slash] + name
  }

  /// The folder that the site is in.
  var folder: String {
    guard path != "-", let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
