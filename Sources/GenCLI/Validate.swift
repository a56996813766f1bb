import ArgumentParser
import Compiler
import Diagnostics
import Host

/// How findings or values are printed.
enum TextOrJSON: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Say everything that is wrong with the site and the templates.",
    discussion:
      "Errors and warnings go to standard error as text, or to standard output with --format json. Exit status 65 if there are errors."
  )

  @OptionGroup var options: SiteOptions
  @Option(help: "How findings are printed: text or json.") var format: TextOrJSON = .text
  @Flag(
    help: "List on standard output what is trusted: where fragments from site.yaml bring structure into artifacts.")
  var listTrusted = false
  @Argument(help: "The site (default: site.yaml).") var site: [String] = []

  func validate() throws {
    if listTrusted, format == .json { throw ValidationError("'--list-trusted' prints text only.") }
  }

  func run() throws {
    let session = try Session(try Positionals(site).site, options)
    let (build, messages) = try session.compile()
    let findings = build.diagnostics.sorted
    switch format {
    case .text: messages.report(findings)
    case .json: try StandardStream.output.write(Array(DiagnosticPrinter(sources: [:]).json(findings).utf8))
    }
    if build.diagnostics.hasErrors { throw ExitCode(65) }
    if listTrusted {
      let list = TrustedList(build.listing, folder: session.folder.path)
      try StandardStream.output.write(Array(list.lines.map { $0 + "\n" }.joined().utf8))
    }
  }
}
