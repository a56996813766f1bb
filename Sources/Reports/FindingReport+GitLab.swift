import Diagnostics
public import JSON

extension FindingReport {
  /// The findings as a report of GitLab's "Code Quality", which a merge request shows (docs.gitlab.com, "Code quality report format").
  public var gitlab: JSONValue {
    .array(
      items.map { item in
        [
          "description": .string(item.help.map { "\(item.message); \($0)" } ?? item.message),
          "check_name": .string(item.finding.id.name), "fingerprint": .string(item.fingerprint),
          "severity": item.finding.severity == .error ? "major" : "minor",
          "location": [
            "path": .string(item.path),
            "lines": ["begin": .integer(item.span.start.line), "end": .integer(item.span.end.line)],
          ],
        ]
      })
  }
}
