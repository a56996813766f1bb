import ArgumentParser
import Compiler
import Diagnostics
import Host
import Schema

struct Print: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract: "Print one artifact.", discussion: "For pipes: gen print docker-compose.yml | docker compose -f - config")

  @OptionGroup var options: SiteOptions
  @Argument(help: "The artifact's path in the output folder.") var path: String
  @Argument(help: "The site (default: site.yaml).") var site: [String] = []

  func run() throws {
    let session = try Session(try Positionals(first: path, rest: site).site, options)
    let files = try session.build().tree?.files ?? []
    guard let artifact = files.first(where: { $0.path == path }) else {
      let hint = nearest(path, among: files.map(\.path)).map { ", did you mean \($0)?" } ?? ""
      Messages().report([
        Diagnostic(
          .error, id: "no-artifact", "there is no artifact \(path)\(hint)", at: nil, help: "`gen list` shows them all")
      ])
      throw ExitCode(64)
    }
    try StandardStream.output.write(artifact.bytes)
  }
}
