import ArgumentParser
import Compiler
import Host

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the artifacts: path, mode and format, with tabs between them, and the template of each.")

  @OptionGroup var options: SiteOptions
  @Argument(help: "The site (default: site.yaml).") var site: [String] = []

  func run() throws {
    let build = try Session(try Positionals(site).site, options).build()
    let lines = build.listing.map { "\($0.path)\t0\(String($0.mode, radix: 8))\t\($0.format)\t\($0.template)\n" }
    try StandardStream.output.write(Array(lines.joined().utf8))
  }
}
