import ArgumentParser
import Compiler
import Host
import JSON
import Output
import Reports

extension Gen {
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Compare the output folder with what would be built.",
      discussion: """
        Prints one line for each file that differs: stale (the site or a template has changed), merged (git merged it from \
        versions that gen wrote), edited (by hand), missing or orphan (no longer made). Exit status 1 if any does. Writes \
        nothing. If only `gen build --force` would help, it says first what would be lost; `gen diff --unified` shows it.
        """)

    @OptionGroup var options: SiteOptions
    @OptionGroup var findings: FindingOptions
    @OptionGroup var strictness: StrictOption
    @OptionGroup var exit: ExitOptions
    @Argument(help: "The site (default: site.yaml).", completion: .site) var site: [String] = []

    func run() throws {
      let site = try Positionals(site).site
      let report = Report(findings.format, site: site)
      try report.gather { try compare(site, report) }
    }

    private func compare(_ site: String, _ report: Report) throws {
      let session = try Session(site, options, report)
      let comparison = try session.folder.compare(
        with: try session.build(strictness.strict ? .refused : .unreported).tree)
      let remedy = comparison.drift.isCurrent ? nil : comparison.remedy
      let command = remedy.flatMap { commandLine(for: $0, site) }
      if report.isForPrograms {
        report.add(comparison.findings, sources: [:])
        report.answer { $0.check(of: comparison, remedy: command) }
      } else if remedy != nil {
        try StandardStream.output.write(comparison.differing.map { "\($0.status) \($0.path)\n" }.joined())
        // What would be lost comes before the command that loses it.
        Messages().report(comparison.stops)
        if let command { try? StandardStream.error.write(command + "\n") }
      }
      if remedy != nil { try exit.end(1) }
    }

    /// The command that makes the folder current.
    private func commandLine(for remedy: FolderComparison.Remedy, _ site: String) -> String? {
      switch remedy {
      case .build: "gen build\(arguments(site))"
      case .forcedBuild: "gen build --force\(arguments(site))"
      case .byHand: nil
      }
    }

    /// The arguments of a command for the same site.
    private func arguments(_ site: String) -> String {
      let output = options.output.map { " -o \($0)" } ?? ""
      let templates = options.templates.map { " --templates \($0)" } ?? ""
      return output + templates + (site == "site.yaml" ? "" : " \(site)")
    }
  }
}

extension FindingReport {
  /// The document `check`.
  fileprivate func check(of comparison: FolderComparison, remedy: String?) -> JSONValue {
    .document(
      "check", version: 1,
      [
        "current": .bool(comparison.drift.isCurrent),
        "files": .array(
          comparison.differing.map {
            ["path": .string($0.path), "status": .string($0.status), "line": .integer($0.line)]
          }),
        "remedy": remedy.map(JSONValue.string) ?? .null,
        "findings": .array(findings.map(JSONValue.init)),
      ])
  }
}
