public import Diagnostics
import Output
public import Template
import TextTypes

/// One artifact, made without the others as far as it does not refer to them.
public enum SingleArtifact {
  /// What making it comes to.
  public enum Outcome: Sendable {
    /// Its content.
    case made([UInt8])
    /// There is none of the path; the nearest one that there is.
    case unknown(nearest: String?)
    /// Everything that was found; at least one is an error.
    case refused(DiagnosticList)
  }

  /// Makes it.
  ///
  /// - Parameters:
  ///   - path: its path in the output folder.
  ///   - site: the site as it was read.
  ///   - index: all templates; only those that are needed are compiled.
  public static func make(_ path: String, of site: SiteModel.Reading, with index: TemplateIndex) -> Outcome {
    if OutputTree.ownPaths.contains(path) { return own(path, of: site, with: index) }
    let outline: [TemplateIndex.Outline]
    switch ArtifactList.make(of: site, with: index) {
    case .made(let all): outline = all
    case .refused(let findings): return .refused(findings)
    }
    guard case .read(let model) = site, let wanted = outline.first(where: { $0.path == path }) else {
      return .unknown(nearest: nearest(path, among: outline.map(\.path) + OutputTree.ownPaths))
    }
    switch SomeArtifacts.make(by: [wanted.template], of: model, with: index) {
    case .refused(let findings): return .refused(findings)
    case .made(let artifacts):
      return artifacts.first { $0.path == path }.map { .made($0.bytes) } ?? .unknown(nearest: nil)
    }
  }

  /// What follows from all the others.
  private static func own(_ path: String, of site: SiteModel.Reading, with index: TemplateIndex) -> Outcome {
    switch Build.make(site, with: TemplateSet(index)) {
    case .refused(let findings): .refused(findings)
    case .built(let build):
      (build.tree.files + [build.tree.manifestFile]).first { $0.path == path }.map { .made($0.bytes) }
        ?? .unknown(nearest: nil)
    }
  }
}

/// The artifacts of a site without their contents, for which only headers are compiled.
public enum ArtifactList {
  /// What listing them comes to.
  public enum Outcome: Sendable {
    /// The artifacts, in the order of their paths.
    case made([TemplateIndex.Outline])
    /// Everything that was found; at least one is an error.
    case refused(DiagnosticList)
  }

  /// Lists them.
  public static func make(of site: SiteModel.Reading, with index: TemplateIndex) -> Outcome {
    var diagnostics = DiagnosticList()
    diagnostics.report(contentsOf: site.findings)
    diagnostics.report(contentsOf: index.diagnostics)
    guard case .read(let model) = site, !diagnostics.hasErrors else { return .refused(diagnostics) }
    let outlines = index.artifacts(of: model.arena, into: &diagnostics)
    return diagnostics.hasErrors ? .refused(diagnostics) : .made(outlines)
  }
}
