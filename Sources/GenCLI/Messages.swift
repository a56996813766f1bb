import Diagnostics
import Host

/// Prints findings on standard error, or adds them to a report for a program.
struct Messages {
  private let target: Report?
  /// The content of each file that a finding can name, asked for only when there is one.
  private let sources: () -> [String: [UInt8]]

  init(_ target: Report? = nil, sources: @autoclosure @escaping () -> [String: [UInt8]] = [:]) {
    self.target = target
    self.sources = sources
  }

  /// Prints findings, sorted by place.
  func report(_ findings: [Diagnostic]) {
    if findings.isEmpty { return }
    if let target, target.isForPrograms {
      target.add(findings, sources: sources())
      return
    }
    let printer = DiagnosticPrinter(
      sources: sources(), usesColour: ProcessState.usesColour(isTerminal: StandardStream.error.isTerminal))
    try? StandardStream.error.write(printer.text(findings))
  }
}
