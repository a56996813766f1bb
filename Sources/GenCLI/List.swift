import ArgumentParser
import Compiler
import Host
import Template

extension Gen {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the artifacts: path, mode, format and template, separated by tabs.")

    @OptionGroup var options: SiteOptions
    @Argument(help: "The site (default: site.yaml).", completion: .site) var site: [String] = []

    func run() throws {
      let session = try Session(try Positionals(site).site, options)
      let templates = try session.templates()
      switch ArtifactList.make(of: session.site.reading, with: templates) {
      case .refused(let findings): throw session.refusal(findings, templates)
      case .made(let artifacts):
        let lines = artifacts.map { artifact in
          "\(artifact.path)\t0\(String(artifact.mode, radix: 8))\t\(artifact.format)\t"
            + "\(templates.sources[artifact.template].file)\n"
        }
        try StandardStream.output.write(lines.joined())
      }
    }
  }
}
