public import Diagnostics
import JSON
public import Output
public import Template

/// A site compiled with its templates: everything that goes into the output folder, and everything that is known of it.
///
/// The whole way from bytes to bytes is in this file: `SiteModel.read`, `TemplateIndex` and `TemplateSet`, then `make`. Nothing
/// on it looks at the disk.
///
/// A class, for it is large, and handed from hand to hand.
public final class Build: Sendable {
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

  private init(
    model: SiteModel, templates: TemplateSet, artifacts: [Rendered], tree: OutputTree, warnings: DiagnosticList
  ) {
    self.model = model
    self.templates = templates
    self.artifacts = artifacts
    self.tree = tree
    self.warnings = warnings
  }

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
  ///   - site: the site as it was read; mistakes in it and in the templates are reported together.
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
        digests: Dictionary(artifacts.compactMap { made in made.digest.map { (made.path, $0) } }) { first, _ in first },
        generator: Generator.name, siteFile: model.recordedFile, site: model.written,
        settings: JSONValue(model.arena, SiteModel.type), templates: BuiltInTemplates.digests(in: templates.index))
      return .built(
        Build(model: model, templates: templates, artifacts: artifacts, tree: tree, warnings: diagnostics))
    } catch {
      diagnostics.report(contentsOf: error.findings)
      return .refused(diagnostics)
    }
  }
}
