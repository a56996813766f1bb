import ArgumentParser
import Compiler
import Diagnostics
import Host

extension Gen {
  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "build",
      abstract: "Compile the site, and bring the output folder up to date.",
      discussion: """
        Prints each path that it wrote or removed, one a line; on a terminal, a summary follows on standard error. Files whose content \
        does not change are not touched. A file \
        that was edited by hand, or that gen did not write, is never overwritten without --force; nothing is written then. The same \
        holds for a setting that decides where the data of a running site is.

        With --watch it builds again whenever site.yaml, a template or the output folder changes. A mistake is reported, and does not end it; \
        Ctrl-C does, with the status 130 in a shell.
        """)

    @OptionGroup var options: SiteOptions
    @Flag(
      help:
        "Overwrite files that were edited by hand, or that gen did not write; change settings that data is bound to.")
    var force = false
    @Flag(help: "Wait until every file is safely on the disk.") var sync = false
    @Flag(name: [.customShort("w"), .customLong("watch")], help: "Build again after each change, until Ctrl-C.")
    var watch = false
    @OptionGroup var strictness: StrictOption
    @OptionGroup var findings: FindingOptions
    @Argument(help: "The site (default: site.yaml).", completion: .site) var site: [String] = []

    func validate() throws {
      guard watch else { return }
      if force { throw ValidationError("'--watch' would lose every edit at once with '--force'. Write one of them.") }
      if findings.format != .text { throw ValidationError("'--watch' prints text only.") }
      if try Positionals(site).site == InputFile.standardInput {
        throw ValidationError("'--watch' needs a file that can change, not standard input.")
      }
    }

    func run() throws {
      let site = try Positionals(site).site
      if watch { try BuildLoop(options, site) { try build(site, Report(.text, site: site), isLast: false) }.run() }
      // Standard output is for the paths.
      let report = Report(findings.format, site: site, on: .error)
      try report.gather { try build(site, report, isLast: true) }
    }

    private func build(_ site: String, _ report: Report, isLast: Bool) throws {
      let session = try Session(site, options, report)
      let build = try session.build(strictness.strict ? .refused : .reported, isLast: isLast)
      let progress = BuildProgress(session.folder.path, isShown: !report.isForPrograms)
      defer { progress.end() }
      let done = try session.folder.build(
        build.tree, force: force, sync: sync, strict: strictness.strict, progress: progress.report)
      progress.end()
      Messages(report).report(done.warnings)
      try StandardStream.output.write(done.changed.map { "\(session.folder.path)/\($0)\n" }.joined())
      if !report.isForPrograms, StandardStream.error.isTerminal {
        try? StandardStream.error.write(
          BuildSummary(done, of: session.folder.path, silenced: build.warnings.silencedCount).text)
      }
    }
  }
}
