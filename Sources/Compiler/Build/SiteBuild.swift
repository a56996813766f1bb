public import Diagnostics
public import Schema
public import Template

/// A site compiled with its templates: every artifact, in memory.
public struct SiteBuild: Sendable {
  /// What was found, in site.yaml and in the templates.
  public private(set) var diagnostics: DiagnosticList
  /// The artifacts in the order of their paths; none when anything is wrong.
  public private(set) var artifacts: [Artifact] = []
  /// Everything that belongs in the output folder; nil when anything is wrong.
  public private(set) var tree: OutputTree?
  /// What is known of each artifact: its template and its format.
  public private(set) var listing: [Entry] = []
  /// The model with everything filled in that is known only now.
  public private(set) var arena: Arena?

  /// One artifact's description.
  public struct Entry: Sendable, Equatable {
    /// The path in the output folder.
    public var path: String
    /// The mode.
    public var mode: UInt16
    /// The format.
    public var format: String
    /// The template's file.
    public var template: String
    /// The trusted fragments in it.
    public var fragments: [Rendered.Fragment]
  }

  /// Compiles a site.
  ///
  /// - Parameters:
  ///   - model: the site.
  ///   - templates: all templates, the user's over the built-in ones.
  public init(_ model: SiteModel, templates: [TemplateSource]) {
    var diagnostics = model.diagnostics
    let programs = TemplateCompiler.compile(templates, root: SiteModel.type, into: &diagnostics)
    self.diagnostics = diagnostics
    guard var arena = model.arena, !diagnostics.hasErrors else { return }
    var rendered = Self.render(programs.filter { !$0.usesLate }, arena, templates, into: &diagnostics)
    MountedFiles(model: SiteModel.type)?.fill(&arena, from: rendered.map(\.artifact))
    rendered += Self.render(programs.filter(\.usesLate), arena, templates, into: &diagnostics)
    self.diagnostics = diagnostics
    self.arena = arena
    guard !diagnostics.hasErrors else { return }
    rendered.sort { $0.artifact.path.utf8.lexicographicallyPrecedes($1.artifact.path.utf8) }
    do throws(OutputTreeError) {
      tree = try OutputTree(
        artifacts: rendered.map(\.artifact), generator: Generator.name, settings: JSONValue(arena, SiteModel.type),
        templates: templates.map { Manifest.Template(path: $0.path, sha256: SHA256Digest(of: $0.bytes)) })
      artifacts = rendered.map(\.artifact)
      listing = rendered.map(\.entry)
    } catch {
      self.diagnostics.report(contentsOf: error.findings)
    }
  }

  private struct Made {
    var artifact: Artifact
    var entry: Entry
  }

  private static func render(
    _ programs: [Program], _ arena: Arena, _ templates: [TemplateSource], into diagnostics: inout DiagnosticList
  ) -> [Made] {
    programs.flatMap { program in
      program.render(arena, into: &diagnostics).map { file in
        let template = templates[program.source].file
        return Made(
          artifact: Artifact(path: file.path, mode: file.mode, bytes: file.bytes),
          entry: Entry(
            path: file.path, mode: file.mode, format: program.format, template: template, fragments: file.fragments))
      }
    }
  }
}
