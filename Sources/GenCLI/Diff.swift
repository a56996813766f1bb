import ArgumentParser
import Compiler
import Host
import Output

extension Gen {
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Show what a build would change, as a diff that `git apply` accepts.",
      discussion: "Exit status 1 if there are differences. Writes nothing.")

    @OptionGroup var options: SiteOptions
    @Argument(help: "The site (default: site.yaml).") var site: [String] = []

    func run() throws {
      let session = try Session(try Positionals(site).site, options)
      let comparison = try session.folder.compare(with: try session.build().tree)
      let (differences, incomparable) = (comparison.differences, comparison.incomparable)
      guard !differences.isEmpty || !incomparable.isEmpty else { return }
      try StandardStream.output.write(differences)
      Messages().report(incomparable)
      throw ExitCode(1)
    }
  }
}
