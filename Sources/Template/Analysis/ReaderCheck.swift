import Diagnostics

/// Refuses values where the format is not that of the program that reads the artifact.
struct ReaderCheck {
  private let path: String
  private let format: String
  private let help: String

  /// Reports each value of a template, when its path says that another format would be right, or none.
  static func run(
    _ operations: [Operation], path: String, format: String, mode: UInt16, in findings: inout Findings
  ) {
    let reader = KnownReader(of: path)
    let isProgram = reader == nil && mode & 0o111 != 0 && format == TextFormat.name
    guard isProgram || reader.map({ !$0.formats.contains(format) }) == true else { return }
    let formats = reader?.formats ?? [ShellFormat.name]
    let help =
      formats.isEmpty
      ? "write literal text only, and let the program read the values from a file of a supported format"
      : "use the format \(formats.joined(separator: " or "))"
    ReaderCheck(path: path, format: format, help: help).report(operations, in: &findings)
  }

  private func report(_ operations: [Operation], in findings: inout Findings) {
    for operation in operations {
      switch operation {
      case .text, .assign: break
      case .hole(let hole):
        findings.error(
          .textReader, "values in the format \(format) are not escaped for the program that reads `\(path)`",
          at: hole.region, help: help)
      case .branch(let branches, let otherwise, _):
        for branch in branches { report(branch.body, in: &findings) }
        report(otherwise, in: &findings)
      case .loop(let loop):
        report(loop.body, in: &findings)
        report(loop.otherwise ?? [], in: &findings)
      case .included(let body, let region):
        findings.includes.append(region)
        report(body, in: &findings)
        findings.includes.removeLast()
      }
    }
  }
}
