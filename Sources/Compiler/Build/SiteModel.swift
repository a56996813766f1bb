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
  /// The settings as they are written, with their defaults; they are laid out only when somebody asks.
  private let written: (@Sendable () -> Arena)?

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
      arena = nil
      written = nil
      self.diagnostics = diagnostics
      return
    }
    var decoding = Decoding(diagnostics: diagnostics)
    let site = Site.decode(node, at: "", in: &decoding)
    let deployment = Deployment(site)
    Rules.examine(site, deployment, in: &decoding)
    self.diagnostics = decoding.diagnostics
    guard !decoding.diagnostics.hasErrors else {
      arena = nil
      written = nil
      return
    }
    var arena = Arena()
    deployment.project(into: &arena, at: 0)
    self.arena = arena
    written = {
      var arena = Arena()
      site.project(into: &arena, at: 0)
      return arena
    }
  }

  /// How the values of the model came about, with everything filled in; nil when anything is wrong.
  public func explanations(of arena: Arena) -> Explanations? {
    guard let written else { return nil }
    return Explanations((arena, Self.type), settings: (written(), Site.table.type))
  }
}
