import ArgumentParser
import Host

/// Builds again and again, after each change of what a build reads.
struct BuildLoop {
  private let options: SiteOptions
  private let site: String
  private let build: () throws -> Void

  /// - Parameters:
  ///   - options: where templates and the output folder are.
  ///   - site: the site's path.
  ///   - build: one build; it reports what is wrong with the site by itself.
  init(_ options: SiteOptions, _ site: String, _ build: @escaping () throws -> Void) {
    self.options = options
    self.site = site
    self.build = build
  }

  /// Runs until somebody ends the process.
  ///
  /// - Throws: that nobody reads the output any more.
  func run() throws -> Never {
    let places = SiteOptions.Places(options, beside: site)
    let inputs = [site, places.templates]
    var before = FileStamps(of: inputs)
    while true {
      try once()
      // What the build itself has written is no change; what was written beside it while it ran is one.
      var change = SettledChange(from: [before, FileStamps(of: [places.output])])
      if StandardStream.error.isTerminal {
        try? StandardStream.error.write("watching \(site), \(places.templates) and \(places.output); Ctrl-C ends it\n")
      }
      while true {
        Pause.forAMoment()
        let now = [FileStamps(of: inputs), FileStamps(of: [places.output])]
        guard change.hasSettled(at: now) else { continue }
        before = now[0]
        break
      }
    }
  }

  private func once() throws {
    do {
      try build()
    } catch let error as HostError where error.kind != .readerGone {
      Messages().report(error.findings)
    } catch is ExitCode {
      // Reported already.
    }
  }
}
