import Diagnostics
import TextTypes

/// Whether artifacts would get in each other's way.
enum PathCheck {
  /// Reports templates with one artifact each whose paths are known before there is a site.
  static func run(_ outlines: [Program], reserved: [String], in findings: inout Findings) {
    let fixed = outlines.filter { $0.code.path == nil }
    for (index, clash) in ArtifactPath.clashes(of: fixed.map(\.path), reserved: reserved) {
      let (message, help, other) = words(fixed[index].path, clash)
      let notes = other.map { other in [Diagnostic.Note("the other one", at: findings.place(fixed[other].code.header))]
      }
      findings.error(.artifactClash, message, at: fixed[index].code.header, help: help, notes: notes ?? [])
    }
  }

  /// What is wrong with the paths that the artifacts of a site have, with the artifacts' indices among those with a path.
  static func findings(
    in artifacts: [(program: Program, planned: [RenderSession.Planned])], reserved: [String]
  ) -> [(index: Int, finding: Diagnostic)] {
    let all = artifacts.flatMap { program, planned in
      planned.compactMap { artifact in artifact.path.map { (program: program, artifact: artifact, path: $0) } }
    }
    return ArtifactPath.clashes(of: all.map(\.path), reserved: reserved).map { index, clash in
      let one = all[index]
      let header = header(of: one.program)
      var notes = one.artifact.place == nil ? [] : [Diagnostic.Note("the path in the header", at: header)]
      var (message, help, other) = words(one.path, clash)
      if let other {
        if all[other].program.source == one.program.source {
          message =
            "the artifact's path `\(one.path)` is also the path of another artifact of this template, apart from upper and lower case"
          help = "use values that make each path different"
        } else {
          notes.append(.init("the other one", at: all[other].artifact.place ?? Self.header(of: all[other].program)))
        }
      }
      return (
        index,
        Diagnostic(.error, id: .artifactClash, message, at: one.artifact.place ?? header, help: help, notes: notes)
      )
    }
  }

  private static func header(of program: Program) -> Place {
    program.sources[Int(program.code.header.file)].place(program.code.header.range)
  }

  private static func words(_ path: String, _ clash: ArtifactPath.Clash) -> (message: String, help: String, other: Int?)
  {
    switch clash {
    case .same(let other), .differsInCase(let other):
      (
        "the artifact `\(path)` has the same path as another one, apart from upper and lower case",
        "give one of the templates another name, or another path in its header", other
      )
    case .inside(let other):
      ("the artifact `\(path)` is below another one, which is a file", "change one of the paths", other)
    case .reserved(let name):
      ("`\(name)` is a file that gen itself makes", "give the template another name or path", nil)
    }
  }
}
