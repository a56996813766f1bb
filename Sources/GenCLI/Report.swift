import ArgumentParser
import Compiler
import Diagnostics
import Host
import JSON
import Reports

/// The findings of a command: for people they are printed as they come; for a program all of them are gathered, and printed as one
/// document when the command ends, however it ends.
final class Report {
  /// How they are printed.
  let format: FindingFormat
  /// The site, which findings about no file are attributed to.
  private let site: String
  private let stream: StandardStream
  private var findings: [Diagnostic] = []
  private var sources: [String: [UInt8]] = [:]
  private var ownDocument: JSONValue?

  /// Begins a report.
  ///
  /// - Parameter stream: where a program finds the document: standard error for a command whose answer is something else.
  init(_ format: FindingFormat, site: String, on stream: StandardStream = .output) {
    self.format = format
    self.site = site == "-" ? "<stdin>" : site
    self.stream = stream
  }

  /// Whether findings are for a program.
  var isForPrograms: Bool { format != .text }

  /// Adds findings.
  ///
  /// - Parameter sources: the content of each file that they can name.
  func add(_ findings: [Diagnostic], sources: @autoclosure () -> [String: [UInt8]]) {
    guard !findings.isEmpty else { return }
    self.findings += findings
    self.sources.merge(sources()) { _, new in new }
  }

  /// Sets what is printed as JSON instead of the bare findings.
  func answer(_ document: (FindingReport) -> JSONValue) { ownDocument = document(report) }

  /// Runs a command, and prints the document at its end.
  func gather(_ run: () throws -> Void) throws {
    guard isForPrograms else { return try run() }
    do {
      try run()
    } catch let error as HostError where error.kind != .readerGone {
      add(error.findings, sources: [:])
      try write()
      throw ExitCode(error.exitCode)
    } catch let status as ExitCode {
      try write()
      throw status
    }
    try write()
  }

  private var report: FindingReport {
    let tree = WorkingTree()
    return FindingReport(
      findings, sources: sources,
      repository: tree.map { RepositoryPath(root: $0.root, current: $0.current) } ?? RepositoryPath(), mainFile: site)
  }

  private func write() throws {
    switch format {
    case .text: break
    case .json: try stream.write((ownDocument ?? report.json).document)
    case .github: try stream.write(report.github)
    case .gitlab: try stream.write(report.gitlab.document)
    case .sarif: try stream.write(report.sarif(version: Generator.version).document)
    }
  }
}
