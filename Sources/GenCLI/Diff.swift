import ArgumentParser
import Compiler
import Diagnostics
import Host
import Output
import Review

extension Gen {
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Show what a build would change, by its causes, and what applying it takes.",
      discussion: """
        Changes are grouped by what caused them: a setting, a template, another version of gen, an edit by hand. \
        Changed comments and prose are counted, not shown. The base is the output folder, whose manifest records what it was built \
        from. Exit status 1 if there are differences; with --fail-on, only if a change has one of these risks. Writes nothing.
        """)

    @OptionGroup var options: SiteOptions
    @OptionGroup var form: DiffForm
    @Argument(help: "The site (default: site.yaml).") var site: [String] = []

    func run() throws {
      let session = try Session(try Positionals(site).site, options)
      let build = try session.build()
      let comparison = try session.folder.compare(with: build.tree)
      let folder = session.folder.path
      Messages().report(comparison.incomparable)
      let base =
        try form.base.map { try DiffBase($0, session, build.tree).read() } ?? ReviewBase(comparison.drift, name: folder)
      let review = Review(build, since: base, disk: comparison.drift, folder: folder)
      try form.write(review)
      let failures = review.findings(of: Set(form.failOn.risks))
      Messages().report(failures)
      if form.exitZero { return }
      let isFailure =
        form.failOn.risks.isEmpty ? !review.isEmpty || !comparison.incomparable.isEmpty : !failures.isEmpty
      if isFailure { throw ExitCode(1) }
    }
  }
}
