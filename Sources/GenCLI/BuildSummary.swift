import Host

/// What a build did, in a line for the people at a terminal.
struct BuildSummary {
  /// The line, with its end.
  let text: String

  /// - Parameters:
  ///   - report: what the build did.
  ///   - folder: the output folder.
  ///   - silenced: how many warnings the site silences.
  init(_ report: BuildReport, of folder: String, silenced: Int) {
    self.init(
      folder: folder, written: report.written.count, removed: report.removed.count, unchanged: report.unchanged,
      silenced: silenced)
  }

  init(folder: String, written: Int, removed: Int, unchanged: Int, silenced: Int) {
    var parts = [
      written > 0 ? "\(Counted.things(written, "file")) written" : nil,
      removed > 0 ? "\(removed) removed" : nil,
      unchanged > 0 ? "\(unchanged) unchanged" : nil,
    ].compactMap(\.self)
    if written == 0, removed == 0 { parts = ["nothing to do, \(Counted.things(unchanged, "file")) unchanged"] }
    let end = silenced > 0 ? "; \(Counted.silenced(silenced))" : ""
    text = "\(folder): \(parts.joined(separator: ", "))\(end)\n"
  }
}
