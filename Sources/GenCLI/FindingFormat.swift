import ArgumentParser

/// How findings are printed.
enum FindingFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people, with the source line.
  case text
  /// The document that docs/formats.md describes.
  case json
  /// Annotations of GitHub Actions.
  case github
  /// A report of GitLab's Code Quality.
  case gitlab
  /// The Static Analysis Results Interchange Format.
  case sarif
}

/// The options of commands whose answer is a list of findings, and of those that can be refused.
struct FindingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How findings are printed: text, json, github (annotations of Actions), gitlab (Code Quality) or sarif.",
      valueName: "format"))
  var format: FindingFormat = .text
}

/// For commands that report warnings.
struct StrictOption: ParsableArguments {
  @Flag(help: "Treat warnings as errors: nothing is written, and the exit status is 65.") var strict = false
}

/// For commands whose answer can be no.
struct ExitOptions: ParsableArguments {
  @Flag(help: "End with 0 also where the answer is no; a command that cannot give one ends as always.")
  var exitZero = false

  /// What a command ends with whose answer is no.
  func end(_ status: Int32) throws {
    if !exitZero { throw ExitCode(status) }
  }
}
