public import Diagnostics

/// Whether artifacts would get in each other's way.
enum ClashCheck {
  /// Reports programs with one artifact each whose paths are the same, upper and lower case aside.
  static func run(_ programs: [Program], in findings: inout Findings) {
    var owners: [[UInt8]: Program] = [:]
    for program in programs where program.code.path == nil {
      let key = ArtifactPath.folded(program.path)
      guard let owner = owners[key] else {
        owners[key] = program
        continue
      }
      findings.error(
        "artifact-clash", "the artifact `\(program.path)` has the path of another, upper and lower case aside",
        at: program.code.header, help: "give one of the templates another name",
        notes: [.init("the other template", at: owner.sources[owner.source].place(0..<0))])
    }
  }
}

extension Rendered {
  /// Reports artifacts whose paths are the same, upper and lower case aside, or of which one is a folder of another.
  ///
  /// - Parameter artifacts: the artifacts of all programs.
  public static func reportClashes(_ artifacts: [Rendered], into diagnostics: inout DiagnosticList) {
    var owners: [[UInt8]: String] = [:]
    for artifact in artifacts {
      if let other = owners.updateValue(artifact.path, forKey: ArtifactPath.folded(artifact.path)) {
        diagnostics.error(
          "artifact-clash", "two artifacts want the paths `\(other)` and `\(artifact.path)`", at: nil,
          help: "change the `path` of a template, or the values that it is made from")
      }
    }
    for artifact in artifacts {
      let path = ArtifactPath.folded(artifact.path)
      for (index, byte) in path.enumerated() where byte == UInt8(ascii: "/") {
        guard let file = owners[Array(path[..<index])] else { continue }
        diagnostics.error(
          "artifact-clash", "the artifact `\(file)` is a folder of the artifact `\(artifact.path)`", at: nil,
          help: "change the `path` of a template, or the values that it is made from")
        break
      }
    }
  }
}
