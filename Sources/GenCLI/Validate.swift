import ArgumentParser
import Compiler
import Diagnostics
import Host
import Template

extension Gen {
  struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "validate",
      abstract: "Report all errors and warnings in the site and the templates.",
      discussion:
        "Errors and warnings go to standard error as text, and to standard output in the other formats. Exit status 65 if there are errors, or with --strict if there are warnings. `lint.allow` in site.yaml silences warnings by their names."
    )

    @OptionGroup var options: SiteOptions
    @OptionGroup var findings: FindingOptions
    @OptionGroup var strictness: StrictOption
    @OptionGroup var exit: ExitOptions
    @Flag(
      help: "List on standard output the trusted fragments of site.yaml, which bring structure into artifacts.")
    var listTrusted = false
    @Argument(help: "The site (default: site.yaml).", completion: .site) var site: [String] = []

    func validate() throws {
      if listTrusted, findings.format != .text { throw ValidationError("'--list-trusted' prints text only.") }
    }

    func run() throws {
      let site = try Positionals(site).site
      let report = Report(findings.format, site: site)
      try report.gather { try validate(Session(site, options, report)) }
    }

    private func validate(_ session: Session) throws {
      let templates = try session.templates()
      let outcome = Compiler.Build.make(session.site.reading, with: TemplateSet(templates))
      let findings = outcome.findings
      let isRefused = strictness.strict && !findings.all.isEmpty
      session.messages(templates).report(isRefused ? findings.sortedAsErrors : findings.sorted)
      guard !isRefused, case .built(let build) = outcome else { return try exit.end(65) }
      session.tell(silenced: findings)
      if listTrusted {
        let list = TrustedList(build.artifacts, folder: session.folder.path)
        try StandardStream.output.write(list.lines.map { $0 + "\n" }.joined())
      }
    }
  }
}
