import ArgumentParser
import Compiler
import Host

extension Gen {
  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "build",
      abstract: "Compile the site, and bring the output folder up to date.",
      discussion: """
        Prints each path that it wrote or removed, one a line. Files whose content does not change are not touched. A file \
        that was edited by hand, or that gen did not write, is never overwritten without --force; nothing is written then. The same \
        holds for a setting that decides where the data of a running site is.
        """)

    @OptionGroup var options: SiteOptions
    @Flag(
      help:
        "Overwrite files that were edited by hand, or that gen did not write; change settings that data is bound to.")
    var force = false
    @Flag(help: "Wait until every file is safely on the disk.") var sync = false
    @OptionGroup var findings: FindingOptions
    @Argument(help: "The site (default: site.yaml).", completion: .site) var site: [String] = []

    func run() throws {
      let site = try Positionals(site).site
      // Standard output is for the paths.
      let report = Report(findings.format, site: site, on: .error)
      try report.gather { try build(Session(site, options, report), report) }
    }

    private func build(_ session: Session, _ report: Report) throws {
      let build = try session.build(reportsWarnings: true)
      let done = try session.folder.build(build.tree, force: force, sync: sync)
      Messages(report).report(done.warnings)
      try StandardStream.output.write(done.changed.map { "\(session.folder.path)/\($0)\n" }.joined())
    }
  }
}
