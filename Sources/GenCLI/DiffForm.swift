import ArgumentParser
import Host
import JSON
import Review

/// How differences are printed, and when they are a failure.
struct DiffForm: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, github, gitlab, sarif

    /// The format of findings for those that print only the risks of a change.
    var ofFindings: FindingFormat? {
      switch self {
      case .text, .json, .markdown: nil
      case .github: .github
      case .gitlab: .gitlab
      case .sarif: .sarif
      }
    }
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
      valueName: "revision|dir"))
  var base: String?
  @Flag(exclusivity: .exclusive) var shape: Shape?
  @Option(
    help:
      "The output format: text, json or markdown; or github, gitlab or sarif, which have only the risks of the change.")
  var format: Format = .text
  @Option(
    help: ArgumentHelp(
      "Fail only if a change has one of these risks: \(Risks.all).", valueName: "risk,..."))
  var failOn = Risks(risks: [])

  func validate() throws {
    if let shape, format != .text, !(shape == .applyPlan && format == .json) {
      throw ValidationError(
        "Write one of --unified, --stat, --name-only and --apply-plan, or --format \(format.rawValue), not both.")
    }
  }

  /// Prints a review; nothing where nothing changes and the text is for people.
  func write(_ review: Review) throws {
    switch (shape, format) {
    case (.unified?, _): try StandardStream.output.write(review.unified)
    case (.stat?, _): try StandardStream.output.write(review.statistics)
    case (.nameOnly?, _): try StandardStream.output.write(review.names)
    case (.applyPlan?, .json): try StandardStream.output.write(review.plan.json.prettyPrinted)
    case (.applyPlan?, _): try StandardStream.output.write(review.plan.text)
    case (nil, .json): try StandardStream.output.write(review.json.prettyPrinted)
    // The risks are in the report of the command.
    case (nil, .github), (nil, .gitlab), (nil, .sarif): break
    case (nil, .markdown): try StandardStream.output.write(ReviewMarkdown(review).text)
    case (nil, .text):
      if review.isEmpty { return }
      let isTerminal = StandardStream.output.isTerminal
      let text = ReviewText(review, usesColour: ProcessState.usesColour(isTerminal: isTerminal)).text
      try Pager.write(text)
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
