import Testing

/// A line of the smallest site, its replacement, and the resulting finding.
struct Mistake: Sendable, CustomTestStringConvertible {
  let line: String
  let replacement: String
  let findings: [String]

  init(_ line: String, _ replacement: String, _ findings: [String]) {
    self.line = line
    self.replacement = replacement
    self.findings = findings
  }

  /// The site with the mistake in it.
  var reading: Reading { Reading(Examples.least(replacing: line, by: replacement)) }

  var testDescription: String { replacement.isEmpty ? "without `\(line)`" : replacement }
}
