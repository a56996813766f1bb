import ArgumentParser
import Compiler
import Host

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what a build would change, as a diff that `git apply` accepts.",
    discussion: "Exit status 1 if there are differences. Writes nothing.")

  @OptionGroup var options: SiteOptions
  @Argument(help: "The site (default: site.yaml).") var site: [String] = []

  func run() throws {
    let session = try Session(try Positionals(site).site, options)
    guard let tree = try session.build().tree else { throw ExitCode(70) }
    let drift = try session.folder.drift(from: tree)
    let text = UnifiedDiff.text(of: drift, in: session.folder.path)
    guard !text.isEmpty else { return }
    try Terminal.print(text)
    throw ExitCode(1)
  }
}
