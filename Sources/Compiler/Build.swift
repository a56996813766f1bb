public import Diagnostics
import JSON
public import Output
public import Template

/// A site compiled with its templates: everything that goes into the output folder, and everything that is known of it.
///
/// The whole way from bytes to bytes is in this file: `SiteModel.read`, `TemplateIndex` and `TemplateSet`, then `make`. Nothing
/// on it looks at the disk.
public struct Build: Sendable {
  /// The site.
  public let model: SiteModel
  /// The templates.
  public let templates: TemplateSet
  /// The artifacts in the order of their paths, with what each byte of them was made from.
  public let artifacts: [Rendered]
  /// What belongs in the output folder.
  public let tree: OutputTree
  /// What the operator should know, and what stops nothing.
  public let warnings: DiagnosticList

  /// What compiling a site comes to.
  public enum Outcome: Sendable {
    /// Everything can be written.
    case built(Build)
    /// Everything that was found; at least one is an error.
    case refused(DiagnosticList)

    /// Everything that was found.
    public var findings: DiagnosticList {
      switch self {
      case .built(let build): build.warnings
      case .refused(let findings): findings
      }
    }
  }

  /// Compiles a site.
  ///
  /// - Parameters:
  ///   - site: the site as it was read; what is wrong with it and with the templates is told together.
  ///   - templates: the templates, compiled for any number of sites.
  public static func make(_ site: SiteModel.Reading, with templates: TemplateSet) -> Outcome {
    var diagnostics = DiagnosticList()
    diagnostics.report(contentsOf: site.findings)
    diagnostics.report(contentsOf: templates.diagnostics)
    guard case .read(let model) = site, !diagnostics.hasErrors else { return .refused(diagnostics) }
    let artifacts = templates.render(model.arena, into: &diagnostics)
    guard !diagnostics.hasErrors else { return .refused(diagnostics) }
    do throws(OutputTreeError) {
      let tree = try OutputTree(
        artifacts: artifacts.map { Artifact(path: $0.path, mode: $0.mode, bytes: $0.bytes) },
        generator: Generator.name, settings: JSONValue(model.arena, SiteModel.type),
        templates: BuiltInTemplates.digests(in: templates.index))
      return .built(
        Build(model: model, templates: templates, artifacts: artifacts, tree: tree, warnings: diagnostics))
    } catch {
      diagnostics.report(contentsOf: error.findings)
      return .refused(diagnostics)
    }
  }
}
