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
    @OptionGroup var exit: ExitOptions
    @Argument(help: "The site (default: site.yaml).") var site: [String] = []

    func run() throws {
      let site = try Positionals(site).site
      let report = Report(form.format.ofFindings ?? .text, site: site)
      try report.gather { try review(Session(site, options, report), report) }
    }

    private func review(_ session: Session, _ report: Report) throws {
      let build = try session.build()
      let comparison = try session.folder.compare(with: build.tree)
      let folder = session.folder.path
      Messages(report).report(comparison.incomparable)
      let base =
        try form.base.map { try DiffBase($0, session, build.tree).read() } ?? ReviewBase(comparison.drift, name: folder)
      let review = Review(build, since: base, disk: comparison.drift, folder: folder)
      try form.write(review)
      let failures = review.findings(of: Set(form.failOn.risks))
      Messages(report).report(report.isForPrograms ? review.findings(of: Set(ReviewFlag.Risk.allCases)) : failures)
      let isFailure =
        form.failOn.risks.isEmpty ? !review.isEmpty || !comparison.incomparable.isEmpty : !failures.isEmpty
      if isFailure { try exit.end(1) }
    }
  }
}
