import ArgumentParser
import Compiler
import Host
import JSON
import Lineage

/// How an explanation is printed.
enum ExplanationFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

extension Gen {
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Explain lines of the output, or list the lines that depend on a setting.",
      discussion: """
        A TARGET is a line of the output (out/odoo.conf:12, or out/odoo.conf:12:20 for the value at a column), a line of a diff \
        with its + or - (gen explain -- '-workers = 9'), the path of a setting or of a value (odoo.tenants.workers, backup), or a line of the site \
        (site.yaml:9). Without one, a diff is read from standard input: git diff | gen explain

        Of a line it says which line of which template made it, its values with the steps that led to them, the conditions and \
        loops that it stands in, and every setting that it depends on. Of a setting it lists every line that depends on it, as \
        PATH:LINE. Lines are those of what gen builds now. manifest.json and SHA256SUMS depend on everything, and are not listed.
        """)

    @OptionGroup var options: SiteOptions
    @Option(help: "The output format: text or json.") var format: ExplanationFormat = .text
    @Argument(help: "TARGETs, and the site (default: site.yaml).", completion: .target) var arguments: [String] = []

    func run() throws {
      let (sites, targets) = Self.sorted(arguments)
      let session = try Session(try Positionals(sites).site, options)
      let templates = try session.templates()
      let outcome = Explanation.make(
        try self.targets(targets, session), of: session.site.reading, document: session.site.bytes, with: templates,
        folder: session.folder.path)
      switch outcome {
      case .made(let explanation):
        switch format {
        case .text: try StandardStream.output.write(explanation.text)
        case .json: try StandardStream.output.write(explanation.json.prettyPrinted)
        }
      case .refused(let findings): throw session.refusal(findings, templates)
      case .unknown(let findings):
        Messages().report(findings)
        throw ExitCode(64)
      }
    }

    /// What the arguments ask about, or else the diff on standard input.
    private func targets(_ targets: [String], _ session: Session) throws -> [ExplainTarget] {
      guard targets.isEmpty else { return targets.map { ExplainTarget($0, site: session.site.name) } }
      guard session.site.name != "<stdin>", !StandardStream.isInputTerminal else {
        throw ValidationError("Name a TARGET, or give a diff on standard input.")
      }
      let diff = try InputFile.read("-", limit: 1 << 26)
      return PastedDiff.targets(String(decoding: diff, as: UTF8.self))
    }

    /// The arguments that name the site, and the others: a place such as out/odoo.conf:12 is no site.
    private static func sorted(_ arguments: [String]) -> (sites: [String], targets: [String]) {
      let isSite = { (argument: String) in !ExplainTarget.isTarget(argument) && Positionals.isSite(argument) }
      return (arguments.filter(isSite), arguments.filter { !isSite($0) })
    }
  }
}
