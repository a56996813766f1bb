public import Deployment
public import Diagnostics
package import Document
public import JSON
public import Model
import Output
import Schema
import YAML

/// A site.yaml that was read without errors, and everything that follows from it.
///
/// A class, for the typed model is large, and handed from hand to hand.
public final class SiteModel: Sendable {
  /// The name of the file in messages.
  public let file: String
  /// What follows from the site, typed.
  public let deployment: Deployment
  /// The same as templates, `gen show` and provenance see it.
  public let arena: Arena
  /// What the operator should know, and what stops nothing.
  public let warnings: DiagnosticList

  /// The settings as they are written, with their defaults.
  package let site: Site
  /// The document that they were read from.
  package let document: Node

  private init(
    file: String, document: Node, site: Site, deployment: Deployment, arena: Arena, warnings: DiagnosticList
  ) {
    self.file = file
    self.document = document
    self.site = site
    self.deployment = deployment
    self.arena = arena
    self.warnings = warnings
  }

  /// What reading a site comes to.
  public enum Reading: Sendable {
    /// A model.
    case read(SiteModel)
    /// Everything that was found; at least one is an error.
    case refused(DiagnosticList)

    /// Everything that was found.
    public var findings: DiagnosticList {
      switch self {
      case .read(let model): model.warnings
      case .refused(let findings): findings
      }
    }
  }

  /// The type of the model.
  public static var type: RecordType { Deployment.table.type }

  /// Reads a site and derives everything from it.
  ///
  /// - Parameters:
  ///   - bytes: the content of site.yaml.
  ///   - file: its name in messages.
  public static func read(_ bytes: [UInt8], file: String) -> Reading {
    var diagnostics = DiagnosticList()
    guard let node = YAMLReader.read(bytes, file: file, into: &diagnostics) else { return .refused(diagnostics) }
    return read(node, file: file, diagnostics)
  }

  /// Reads a site as a manifest records it; nil where it records none.
  ///
  /// - Parameters:
  ///   - written: the settings as they were written.
  ///   - file: the manifest's name in messages.
  public static func read(written: JSONValue, file: String) -> Reading? {
    WrittenSettings.node(written, file: file).map { read($0, file: file) }
  }

  /// The name of the file, as a manifest records it; nil for the usual one, and for a stream, whose name says nothing.
  var recordedFile: String? {
    // A file of a revision is named as git does: main:site.yaml.
    let name = file.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? ""
    let isFile = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    return isFile && name != Manifest.usualSiteFile ? name : nil
  }

  /// The settings as they are written, as a manifest records them.
  var written: JSONValue { WrittenSettings.json(document) }

  /// Reads a site from its document.
  package static func read(_ node: Node, file: String, _ diagnostics: DiagnosticList = DiagnosticList()) -> Reading {
    var decoding = Decoding(diagnostics: diagnostics)
    let site = Site.decode(node, at: "", in: &decoding)
    let deployment = Deployment(site)
    Rules.examine(site, deployment, in: &decoding)
    // What is refused is not projected: it may be larger than anything that is not.
    guard !decoding.diagnostics.hasErrors else { return .refused(decoding.diagnostics) }
    var arena = Arena()
    deployment.project(into: &arena, at: 0)
    return .read(
      SiteModel(
        file: file, document: node, site: site, deployment: deployment, arena: arena, warnings: decoding.diagnostics))
  }
}
