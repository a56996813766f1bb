import ArgumentParser
import Compiler
import Host

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile the site, and bring the output folder up to date.",
    discussion: """
      Prints each path that it wrote or removed, one a line. Files whose content does not change are not touched. A file \
      that was edited by hand, or that gen did not write, is never overwritten without --force; nothing is written then.
      """)

  @OptionGroup var options: SiteOptions
  @Flag(help: "Overwrite files that were edited by hand or that gen did not write.") var force = false
  @Flag(help: "Wait until the disk holds every file for good.") var sync = false
  @Argument(help: "The site (default: site.yaml).") var site: [String] = []

  func run() throws {
    let session = try Session(try Positionals(site).site, options)
    guard let tree = try session.build(reportsWarnings: true).tree else { throw ExitCode(70) }
    let report = try session.folder.build(tree, force: force, sync: sync)
    Messages().report(report.warnings)
    let prefix = session.folder.path
    try StandardStream.output.write(report.changed.flatMap { Array("\(prefix)/\($0)\n".utf8) })
  }
}
