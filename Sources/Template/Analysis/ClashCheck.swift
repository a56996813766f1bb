import Diagnostics

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
