import ArgumentParser
import Compiler
import Diagnostics
import Host
import Template

/// How findings or values are printed.
enum TextOrJSON: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

extension Gen {
  struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "validate",
      abstract: "Report all errors and warnings in the site and the templates.",
      discussion:
        "Errors and warnings go to standard error as text, or to standard output with --format json. Exit status 65 if there are errors."
    )

    @OptionGroup var options: SiteOptions
    @Option(help: "The output format of findings: text or json.") var format: TextOrJSON = .text
    @Flag(
      help: "List on standard output the trusted fragments of site.yaml, which bring structure into artifacts.")
    var listTrusted = false
    @Argument(help: "The site (default: site.yaml).") var site: [String] = []

    func validate() throws {
      if listTrusted, format == .json { throw ValidationError("'--list-trusted' prints text only.") }
    }

    func run() throws {
      let session = try Session(try Positionals(site).site, options)
      let templates = try session.templates()
      let outcome = Compiler.Build.make(session.site.reading, with: TemplateSet(templates))
      let findings = outcome.findings.sorted
      switch format {
      case .text: session.messages(templates).report(findings)
      case .json: try StandardStream.output.write(Array(DiagnosticPrinter(sources: [:]).json(findings).utf8))
      }
      guard case .built(let build) = outcome else { throw ExitCode(65) }
      if listTrusted {
        let list = TrustedList(build.artifacts, folder: session.folder.path)
        try StandardStream.output.write(list.lines.map { $0 + "\n" }.joined())
      }
    }
  }
}
