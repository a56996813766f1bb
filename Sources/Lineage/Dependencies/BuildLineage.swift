package import Compiler
import Model
package import Template

/// What made each line of the artifacts of a site, and what each depends on.
///
/// The files that follow from all the others, manifest.json and SHA256SUMS, are not among them.
package final class BuildLineage {
  /// The site.
  package let model: SiteModel
  /// All templates, as the places of lines count them.
  package let templates: TemplateIndex
  /// The artifacts in the order of their paths, with their lines.
  package let artifacts: [ArtifactLines]
  /// The settings of the site, as sets of them count them.
  package private(set) var settings: SettingTable
  let tree: ModelTree
  private let indices: [String: Int]
  private var graph: DependencyGraph<SettingSet>

  /// Takes the artifacts of a site apart.
  ///
  /// - Parameters:
  ///   - model: the site.
  ///   - templates: the templates.
  ///   - artifacts: some of the artifacts, in the order of their paths, with all those to whose contents they refer.
  package init(_ model: SiteModel, _ templates: TemplateIndex, _ artifacts: [Rendered]) {
    self.model = model
    self.templates = templates
    self.artifacts = artifacts.map { ArtifactLines($0, templates.sources) }
    indices = Dictionary(artifacts.indices.map { (artifacts[$0].path, $0) }) { first, _ in first }
    let settings = SettingTable(of: model)
    self.settings = settings
    tree = ModelTree(model.arena, SiteModel.type)
    graph = DependencyGraph(model.arena, tree, artifacts) { step in
      step.setting.flatMap { settings.number(of: $0.path) }.map { SettingSet($0) } ?? .none
    }
  }

  /// Takes the artifacts of a build apart.
  package convenience init(_ build: Build) {
    self.init(build.model, build.templates.index, build.artifacts)
  }

  /// The lines of an artifact.
  package func artifact(_ path: String) -> ArtifactLines? { indices[path].map { artifacts[$0] } }

  /// The settings that a line depends on: through its values, through the conditions and loops that it stands in, through what
  /// decided that its artifact is there, and through all other artifacts whose contents are looked at for it.
  package func settings(of line: OutputLine, in artifact: ArtifactLines) -> SettingSet {
    graph.sum(of: line, in: artifact.artifact)
  }

  /// The settings that a value of the model depends on.
  package func settings(of cell: Int32) -> SettingSet { graph.sum(of: cell) }

  /// The settings that anything that can be said of an artifact depends on.
  package func settings(ofArtifact path: String) -> SettingSet { graph.sum(ofArtifact: path) }

  /// The path of a value in the model.
  package func path(of cell: Int32) -> String { tree.path(of: cell) }
}
