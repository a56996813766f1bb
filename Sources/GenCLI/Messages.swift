import Diagnostics
import Host

/// Prints findings on standard error.
struct Messages {
  private let printer: DiagnosticPrinter

  init(sources: [String: [UInt8]] = [:]) {
    printer = DiagnosticPrinter(
      sources: sources, usesColour: ProcessState.usesColour(isTerminal: StandardStream.error.isTerminal))
  }

  /// Prints findings, sorted by place.
  func report(_ findings: [Diagnostic]) {
    if !findings.isEmpty { try? StandardStream.error.write(printer.text(findings)) }
  }
}
