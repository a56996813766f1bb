import ArgumentParser
import Compiler
import Diagnostics
import Host

extension Gen {
  struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "print",
      abstract: "Print one artifact.",
      discussion: "For pipes: gen print docker-compose.yml | docker compose -f - config")

    @OptionGroup var options: SiteOptions
    @Argument(help: "The artifact's path in the output folder.", completion: .artifact) var path: String
    @Argument(help: "The site (default: site.yaml).", completion: .site) var site: [String] = []

    func run() throws {
      let session = try Session(try Positionals(first: path, rest: site).site, options)
      let templates = try session.templates()
      switch SingleArtifact.make(path, of: session.site.reading, with: templates) {
      case .made(let bytes): try StandardStream.output.write(bytes)
      case .refused(let findings): throw session.refusal(findings, templates)
      case .unknown(let near):
        let hint = near.map { ", did you mean \($0)?" } ?? ""
        Messages().report([
          Diagnostic(
            .error, id: .noArtifact, "the artifact \(path) does not exist\(hint)", at: nil,
            help: "`gen list` shows them all"
          )
        ])
        throw ExitCode(64)
      }
    }
  }
}
