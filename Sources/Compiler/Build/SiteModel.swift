import Deployment
public import Diagnostics
public import Schema
import YAML

/// A site.yaml that has been read: the model that follows from it, and what is wrong with it.
public struct SiteModel: Sendable {
  /// The name of the file in messages.
  public let file: String
  /// The model as templates see it; nil when anything is wrong: what is refused may be larger than anything that is not.
  public let arena: Arena?
  /// What was found.
  public let diagnostics: DiagnosticList

  /// The type of the model.
  public static var type: RecordType { Deployment.table.type }

  /// Reads a site and derives everything from it.
  ///
  /// - Parameters:
  ///   - bytes: the content of site.yaml.
  ///   - file: its name in messages.
  public init(_ bytes: [UInt8], file: String) {
    self.file = file
    var diagnostics = DiagnosticList()
    guard let node = YAMLReader.read(bytes, file: file, into: &diagnostics) else {
      self.arena = nil
      self.diagnostics = diagnostics
      return
    }
    var decoding = Decoding(file: file, diagnostics: diagnostics)
    let site = Site.decode(node, at: "", in: &decoding)
    let deployment = Deployment(site)
    Rules.examine(site, deployment, in: &decoding)
    self.diagnostics = decoding.diagnostics
    guard !decoding.diagnostics.hasErrors else {
      self.arena = nil
      return
    }
    var arena = Arena()
    deployment.project(into: &arena, at: 0)
    self.arena = arena
  }
}
