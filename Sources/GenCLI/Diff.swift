import ArgumentParser
import Compiler
import Diagnostics
import Host
import JSON
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
    @Argument(help: "The site (default: site.yaml).", completion: .site) var site: [String] = []

    func run() throws {
      let site = try Positionals(site).site
      let report = Report(form.format.ofFindings, site: site)
      try report.gather { try compare(try Session(site, options, report), report) }
    }

    private func compare(_ session: Session, _ report: Report) throws {
      let build = try session.build()
      let comparison = try session.folder.compare(with: build.tree)
      let folder = session.folder.path
      let base =
        try form.base.map { try DiffBase($0, session, build.tree).read() } ?? ReviewBase(comparison.drift, name: folder)
      let review = Review(build, since: base, disk: comparison.drift, folder: folder)
      let risks = Set(form.failOn.risks)
      let failures = review.findings(of: risks)
      let messages = Messages(report, sources: [session.site.name: session.site.excerptable])
      if form.format.isOfFindings {
        messages.report(
          comparison.incomparable + (risks.isEmpty ? review.findings(of: Set(ReviewFlag.Risk.allCases)) : failures))
      } else {
        if form.format == .json { report.answer { _ in form.json(review) } }
        try form.write(review)
        messages.report(comparison.incomparable + failures)
      }
      let isFailure = risks.isEmpty ? !review.isEmpty || !comparison.incomparable.isEmpty : !failures.isEmpty
      if isFailure { try exit.end(1) }
    }
  }
}
