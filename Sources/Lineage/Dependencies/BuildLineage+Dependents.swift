import Compiler
import Model

/// What lines can be asked to depend on.
package struct LineageSource {
  /// The settings' paths.
  package var settings: Set<String> = []
  /// Values of the model, by their cells.
  package var cells: Set<Int32> = []

  /// Makes a source of settings.
  package init(settings: Set<String>) {
    self.settings = settings
  }

  init(settings: Set<String>, cells: Set<Int32>) {
    self.settings = settings
    self.cells = cells
  }

  /// Whether there is nothing in it.
  package var isEmpty: Bool { settings.isEmpty && cells.isEmpty }
}

extension BuildLineage {
  /// The settings at a path and below it, or the values of the model where there is no setting: what the model makes of a setting has its
  /// path too, and may follow from others.
  package func source(at path: String) -> LineageSource {
    let own = Set(settings.settings.map(\.path).filter { $0.isWithin(path) })
    if !own.isEmpty { return LineageSource(settings: own) }
    let cells = model.arena.cells.indices.map { Int32($0) }.filter { $0 > 0 && self.path(of: $0).isWithin(path) }
    return LineageSource(settings: [], cells: Set(cells))
  }

  /// The settings at a path and below it; nothing where the site has none there.
  package func source(ofSetting path: String) -> LineageSource {
    LineageSource(settings: Set(settings.settings.map(\.path).filter { $0.isWithin(path) }))
  }

  /// Every line that depends on one of some settings and values, in the order of the artifacts.
  package func lines(dependingOn source: LineageSource) -> [(artifact: ArtifactLines, line: OutputLine)] {
    // A value that is another one in its place has the same step.
    let steps = Set(
      source.cells.compactMap { model.arena.step(of: model.arena.cells[Int($0)]) }.map { ObjectIdentifier($0) })
    let graph = DependencyGraph<Bool>(model.arena, tree, artifacts.map(\.artifact)) { step in
      step.setting.map { source.settings.contains($0.path) } ?? steps.contains(ObjectIdentifier(step))
    } ownCell: { cell in
      source.cells.contains(cell)
    }
    return artifacts.flatMap { artifact in
      artifact.lines.filter { graph.sum(of: $0, in: artifact.artifact) }.map { (artifact, $0) }
    }
  }
}
