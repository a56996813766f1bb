import Diagnostics
import JSON
import Reports

/// Stops the program where something that always holds does not.
func require(_ condition: Bool, _ message: String) {
  if !condition { fatalError(message) }
}

/// Prints findings as people and as programs see them; only the first few, as a broken input has many of one kind.
func requirePrintable(_ diagnostics: DiagnosticList, _ sources: [String: [UInt8]]) {
  let sorted = Array(diagnostics.sorted.prefix(4))
  let printer = DiagnosticPrinter(sources: sources, usesColour: true)
  let report = FindingReport(sorted, sources: sources)
  let documents = [report.json, report.gitlab, report.sarif(version: "1.0.0")]
  let texts: [[UInt8]] =
    [Array(printer.text(sorted).utf8), Array(report.github.utf8)] + documents.map { Array($0.compact) }
  for text in texts { require(text.allSatisfy(isPlain), "a finding holds a control character") }
  require(sorted.allSatisfy { !$0.message.isEmpty }, "a finding says nothing")
}

/// Stops the program where a text that is shown holds a control character.
func requirePlain(_ text: String) {
  require(text.utf8.allSatisfy { isPlain($0) && $0 != 0x1B }, "a text holds a control character")
}

/// Whether a byte is a part of a text that a terminal shows: the escape is that of the colours.
private func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || byte == 0x0A || byte == 0x1B }
