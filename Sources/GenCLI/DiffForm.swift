import ArgumentParser
import Host
import JSON
import Review

/// How differences are printed, and when they are a failure.
struct DiffForm: ParsableArguments {
  /// The forms of a review, and those of findings, in which its flags are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, github, gitlab, sarif

    /// Whether only flags are printed.
    var isOfFindings: Bool { [.github, .gitlab, .sarif].contains(self) }

    /// How findings are printed beside it.
    var ofFindings: FindingFormat { FindingFormat(rawValue: rawValue) ?? .text }
  }

  /// What is printed in place of the review.
  enum Shape: String, EnumerableFlag {
    case unified, stat, nameOnly, applyPlan

    static func help(for value: Shape) -> ArgumentHelp? {
      switch value {
      case .unified: "Print the lines instead, as a diff that `git apply` accepts."
      case .stat: "Print instead how many lines of each file change."
      case .nameOnly: "Print instead the paths of the files that change."
      case .applyPlan: "Print instead the commands that apply the change on the server, in order."
      }
    }
  }

  @Option(
    help: ArgumentHelp(
      "What to compare with: a revision of the git repository, or a folder (default: what the output folder was built from).",
      valueName: "revision|dir"), completion: .revision)
  var base: String?
  @Flag(exclusivity: .exclusive) var shape: Shape?
  @Option(
    help: ArgumentHelp(
      "How it is printed: text, json, markdown (a comment for a pull request); or only its flags as findings: github, gitlab or sarif.",
      valueName: "format"))
  var format: Format = .text
  @Option(
    help: ArgumentHelp(
      "Fail only if a change has one of these risks: \(Risks.all).", valueName: "risk,..."),
    completion: .list(ReviewFlag.Risk.allCases.map(\.rawValue)))
  var failOn = Risks(risks: [])
  func validate() throws {
    if let shape, format != .text, !(shape == .applyPlan && format == .json) {
      throw ValidationError(
        "Write one of --unified, --stat, --name-only and --apply-plan, or --format \(format.rawValue), not both.")
    }
  }

  /// The document for programs.
  func json(_ review: Review) -> JSONValue { shape == .applyPlan ? review.plan.json : review.json }

  /// Prints a review for people; nothing where nothing changes.
  func write(_ review: Review) throws {
    switch (shape, format) {
    case (_, .json), (_, .github), (_, .gitlab), (_, .sarif): break
    case (.unified?, _): try StandardStream.output.write(review.unified)
    case (.stat?, _): try StandardStream.output.write(review.statistics)
    case (.nameOnly?, _): try StandardStream.output.write(review.names)
    case (.applyPlan?, _): try StandardStream.output.write(review.plan.text)
    case (nil, .markdown): try StandardStream.output.write(ReviewMarkdown(review).text)
    case (nil, .text):
      if review.isEmpty { return }
      let isTerminal = StandardStream.output.isTerminal
      try Pager.write(ReviewText(review, usesColour: ProcessState.usesColour(isTerminal: isTerminal)).text)
    }
  }
}

/// Risks of a change, separated by commas.
struct Risks: ExpressibleByArgument {
  static let all = ReviewFlag.Risk.allCases.map(\.rawValue).joined(separator: ", ")

  var risks: [ReviewFlag.Risk]

  init(risks: [ReviewFlag.Risk]) { self.risks = risks }

  init?(argument: String) {
    var risks: [ReviewFlag.Risk] = []
    for word in argument.split(separator: ",") {
      guard let risk = ReviewFlag.Risk(rawValue: String(word)) else { return nil }
      risks.append(risk)
    }
    self.risks = risks
  }

  static var allValueStrings: [String] { ReviewFlag.Risk.allCases.map(\.rawValue) }
}
