import Diagnostics
import Host

/// Prints findings on standard error.
struct Messages {
  private let printer: DiagnosticPrinter

  init(sources: [String: [UInt8]] = [:]) {
    printer = DiagnosticPrinter(sources: sources, usesColour: Terminal.usesColour)
  }

  /// Prints findings, sorted by place.
  func report(_ findings: [Diagnostic]) {
    if !findings.isEmpty { Terminal.report(printer.text(findings)) }
  }
}
