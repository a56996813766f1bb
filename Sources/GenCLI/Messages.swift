import Diagnostics
import Host

/// Prints findings on standard error.
struct Messages {
  /// The content of each file that a finding can name, asked for only when there is one.
  private let sources: () -> [String: [UInt8]]

  init(sources: @autoclosure @escaping () -> [String: [UInt8]] = [:]) {
    self.sources = sources
  }

  /// Prints findings, sorted by place.
  func report(_ findings: [Diagnostic]) {
    if findings.isEmpty { return }
    let printer = DiagnosticPrinter(
      sources: sources(), usesColour: ProcessState.usesColour(isTerminal: StandardStream.error.isTerminal))
    try? StandardStream.error.write(printer.text(findings))
  }
}
