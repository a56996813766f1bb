import ArgumentParser
import Compiler
import Host
import Output

extension Gen {
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Compare the output folder with what would be built.",
      discussion: """
        Prints one line for each file that differs: stale (the site or a template has changed), edited (by hand), missing or \
        orphan (no longer made). Exit status 1 if any does. Writes nothing.
        """)

    @OptionGroup var options: SiteOptions
    @Argument(help: "The site (default: site.yaml).") var site: [String] = []

    func run() throws {
      let site = try Positionals(site).site
      let session = try Session(site, options)
      let comparison = try session.folder.compare(with: try session.build().tree)
      guard !comparison.drift.isCurrent else { return }
      try StandardStream.output.write(comparison.lines.map { $0 + "\n" }.joined())
      switch comparison.remedy {
      case .build: try? StandardStream.error.write("gen build\(arguments(site))\n")
      case .forcedBuild: try? StandardStream.error.write("gen build --force\(arguments(site))\n")
      case .byHand(let findings): Messages().report(findings)
      }
      throw ExitCode(1)
    }

    /// The arguments of a command for the same site.
    private func arguments(_ site: String) -> String {
      let output = options.output.map { " -o \($0)" } ?? ""
      let templates = options.templates.map { " --templates \($0)" } ?? ""
      return output + templates + (site == "site.yaml" ? "" : " \(site)")
    }
  }
}
