import Compiler
import Digest
import Lineage
import Output
import Template

/// Which templates are not those that a manifest records, and whose they are.
struct TemplateChanges {
  private var causes: [String: Cause] = [:]
  private let generator: Cause
  private let sources: [TemplateSource]

  init(_ manifest: Manifest?, _ build: Build) {
    sources = build.templates.index.sources
    generator = .generator(from: manifest?.generator ?? "another gen", to: Generator.name)
    guard let manifest else { return }
    let builtIn = Dictionary(BuiltInTemplates.all.map { ($0.path, $0.bytes) }) { first, _ in first }
    let before = Dictionary(manifest.templates.map { ($0.path, $0.sha256) }) { first, _ in first }
    let after = Dictionary(build.tree.manifest.templates.map { ($0.path, $0.sha256) }) { first, _ in first }
    let isSameGen = manifest.generator == Generator.name
    for source in build.templates.index.templates where before[source.path] != after[source.path] {
      let isBuiltIn = builtIn[source.path] == source.bytes
      // The user's own has gone, where gen is the same and brings this one along.
      causes[source.path] =
        isBuiltIn && !isSameGen
        ? generator
        : .template(source.path, isBuiltIn ? .removed : before[source.path] == nil ? .added : .changed)
    }
    for path in before.keys where after[path] == nil {
      causes[path] = isSameGen ? .template(path, .removed) : generator
    }
  }

  /// Why a line differs from that of the base.
  func cause(of line: LineChange, in build: Build) -> Cause {
    guard let artifact = build.artifacts.first(where: { $0.path == line.path }) else { return file(line.path, nil) }
    if let number = line.new {
      let lines = ArtifactLines(artifact, sources)
      if let key = lines.key(number), let cause = causes[path(of: key.template)] { return cause }
      for value in lines.values(number) {
        for other in value.artifacts {
          if let maker = build.artifacts.first(where: { $0.path == other }), let cause = cause(ofWhole: maker) {
            return cause
          }
        }
      }
    }
    return cause(ofWhole: artifact) ?? generator
  }

  /// Why a whole file is there or not.
  func cause(of file: Attribution.FileChange, in build: Build) -> Cause {
    self.file(file.path, build.artifacts.first { $0.path == file.path })
  }

  private func file(_ path: String, _ artifact: Rendered?) -> Cause {
    artifact.flatMap(cause(ofWhole:)) ?? causes[path] ?? generator
  }

  /// The cause of a changed template among those that made an artifact.
  private func cause(ofWhole artifact: Rendered) -> Cause? {
    let parts = Set(artifact.provenance.stretches.map(\.template))
    return ([artifact.template] + parts.sorted().map(Int.init)).lazy.compactMap { causes[path(of: $0)] }.first
  }

  private func path(of template: Int) -> String { sources.indices.contains(template) ? sources[template].path : "" }
}
