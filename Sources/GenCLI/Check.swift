import ArgumentParser
import Compiler
import Host

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare the output folder with what would be built.",
    discussion: """
      Prints one line for each file that differs: stale (the site or a template has changed), edited (by hand), missing or \
      orphan (no longer made). Exit status 1 if any does. Writes nothing.
      """)

  @OptionGroup var options: SiteOptions
  @Argument(help: "The site (default: site.yaml).") var site: [String] = []

  func run() throws {
    let site = try Positionals(site).site
    let session = try Session(site, options)
    guard let tree = try session.build().tree else { throw ExitCode(70) }
    let drift = try session.folder.drift(from: tree)
    guard !drift.isCurrent else { return }
    var text = ""
    var isForced = false
    for entry in drift.entries where entry.status != .current {
      if entry.status == .edited || entry.status == .foreign { isForced = true }
      text += "\(entry.status == .foreign ? "edited" : entry.status.rawValue) \(session.folder.path)/\(entry.path)\n"
    }
    try StandardStream.output.write(Array(text.utf8))
    let output = options.output.map { " -o \($0)" } ?? ""
    let templates = options.templates.map { " --templates \($0)" } ?? ""
    let name = site == "site.yaml" ? "" : " \(site)"
    try? StandardStream.error.write("gen build\(isForced ? " --force" : "")\(output)\(templates)\(name)\n")
    throw ExitCode(1)
  }
}
