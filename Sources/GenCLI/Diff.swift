import ArgumentParser
import Compiler
import Host

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what a build would change, as a diff that `git apply` accepts.",
    discussion: "Exit status 1 if there are differences. Writes nothing.")

  @OptionGroup var options: SiteOptions
  @Argument(help: "The site (default: site.yaml).") var site: [String] = []

  func run() throws {
    let session = try Session(try Positionals(site).site, options)
    guard let tree = try session.build().tree else { throw ExitCode(70) }
    let drift = try session.folder.drift(from: tree)
    let prefix = session.folder.path + "/"
    let text = drift.entries.flatMap { entry -> [UInt8] in
      guard entry.status != .current, !entry.isEditedOrphan else { return [] }
      let new = entry.built.map { FileDiff.Version(mode: $0.mode, bytes: $0.bytes) }
      return FileDiff(path: entry.path, prefix: prefix, from: Self.version(entry.found), to: new).bytes
    }
    guard !text.isEmpty else { return }
    try StandardStream.output.write(text)
    throw ExitCode(1)
  }

  private static func version(_ found: DiskEntry) -> FileDiff.Version? {
    guard case .file(let mode, let bytes) = found else { return nil }
    return FileDiff.Version(mode: mode, bytes: bytes)
  }
}
