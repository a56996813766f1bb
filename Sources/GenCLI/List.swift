import ArgumentParser
import Compiler
import Host
import Template

extension Gen {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the artifacts: path, mode, format, template and its origin, separated by tabs.",
      discussion: """
        The origin is built-in, or what your template is: own (it adds an artifact), copy (the built-in one, byte for byte), override (it takes \
        the place of a built-in one), override-outdated (which has changed since `gen templates copy` copied it) or override-removed (which \
        this gen has no longer).
        """)

    @OptionGroup var options: SiteOptions
    @Argument(help: "The site (default: site.yaml).", completion: .site) var site: [String] = []

    func run() throws {
      let session = try Session(try Positionals(site).site, options)
      let templates = try session.templates()
      let overrides = try session.ownTemplates.overrides()
      switch ArtifactList.make(of: session.site.reading, with: templates) {
      case .refused(let findings): throw session.refusal(findings, templates)
      case .made(let artifacts):
        let lines = artifacts.map { artifact in
          "\(artifact.path)\t0\(String(artifact.mode, radix: 8))\t\(artifact.format)\t"
            + "\(templates.sources[artifact.template].file)\t"
            + "\(overrides.state(of: templates.sources[artifact.template].path)?.rawValue ?? "built-in")\n"
        }
        try StandardStream.output.write(lines.joined())
      }
    }
  }
}
