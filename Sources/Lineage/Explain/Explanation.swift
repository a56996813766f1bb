public import Compiler
public import Diagnostics
public import JSON
public import Template

/// The answer of `gen explain`: what made lines of the output, and which lines depend on settings.
public struct Explanation {
  /// What explaining comes to.
  public enum Outcome {
    /// The answer.
    case made(Explanation)
    /// What is wrong with the site or a template.
    case refused(DiagnosticList)
    /// What was asked for that does not exist.
    case unknown([Diagnostic])
  }

  /// The version of the answer in JSON; it is raised when something in it changes its meaning.
  public static let version = 1

  private var lines: [LineReport] = []
  private var removed: [RemovedLine] = []
  private var dependents: [(path: String, line: Int, text: String)] = []

  /// Explains.
  ///
  /// - Parameters:
  ///   - targets: what was asked about.
  ///   - site: the site as it was read.
  ///   - document: its bytes.
  ///   - index: all templates; only those that are needed are compiled.
  ///   - folder: the output folder's name.
  public static func make(
    _ targets: [ExplainTarget], of site: SiteModel.Reading, document: [UInt8], with index: TemplateIndex, folder: String
  ) -> Outcome {
    let outlines: [TemplateIndex.Outline]
    switch ArtifactList.make(of: site, with: index) {
    case .made(let all): outlines = all
    case .refused(let findings): return .refused(findings)
    }
    guard case .read(let model) = site else { return .refused(site.findings) }
    let names = OutputNames(outlines.map(\.path), folder: folder)
    switch SomeArtifacts.make(by: wanted(targets, names, outlines), of: model, with: index) {
    case .refused(let findings): return .refused(findings)
    case .made(let artifacts):
      var finder = TargetFinder(BuildLineage(model, index, artifacts), names, document)
      for target in targets { finder.find(target) }
      if !finder.unknown.isEmpty { return .unknown(finder.unknown) }
      return .made(Explanation(finder))
    }
  }

  /// The templates of the artifacts that are asked about; nil where all are needed.
  private static func wanted(
    _ targets: [ExplainTarget], _ names: OutputNames, _ outlines: [TemplateIndex.Outline]
  ) -> Set<Int>? {
    var wanted: Set<Int> = []
    for target in targets {
      guard case .line(let path, _, _) = target else { return nil }
      guard let artifact = names.artifact(path) else { continue }
      wanted.formUnion(outlines.filter { $0.path == artifact }.map(\.template))
    }
    return wanted
  }

  private init(_ finder: TargetFinder) {
    lines = finder.lines
    removed = finder.removed
    dependents = finder.dependents.map { artifact, line in
      ("\(finder.names.folder)/\(artifact.artifact.path)", line.number, artifact.text(of: line))
    }
  }

  /// The answer as a text: lines one after the other, then each line that depends on what was asked about, by its place alone.
  public var text: String {
    let reports = lines.map(\.text) + removed.map(\.report)
    let list = dependents.map { "\($0.path):\($0.line)\n" }.joined()
    return (reports + (list.isEmpty ? [] : [list])).joined(separator: "\n")
  }

  /// The answer as a tree.
  public var json: JSONValue {
    .object([
      JSONMember("format", .string("explanation")), JSONMember("version", .integer(Self.version)),
      JSONMember("lines", .array(lines.map(\.json))), JSONMember("removed", .array(removed.map(\.json))),
      JSONMember(
        "dependents",
        .array(
          dependents.map { line in
            .object([
              JSONMember("path", .string(line.path)), JSONMember("line", .integer(line.line)),
              JSONMember("text", .string(line.text)),
            ])
          })),
    ])
  }
}

/// The artifacts' paths, as people write them.
struct OutputNames {
  /// The artifacts' paths below the output folder.
  let paths: [String]
  /// The output folder's name.
  let folder: String

  init(_ paths: [String], folder: String) {
    self.paths = paths
    self.folder = folder
  }

  /// The artifact that a path means: the path below the output folder, or one that leads into it from anywhere.
  func artifact(_ path: String) -> String? {
    let bare = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    if paths.contains(bare) { return bare }
    if bare.hasPrefix(folder + "/"), paths.contains(String(bare.dropFirst(folder.count + 1))) {
      return String(bare.dropFirst(folder.count + 1))
    }
    return paths.filter { bare.hasSuffix("/" + $0) }.max { $0.utf8.count < $1.utf8.count }
  }
}
