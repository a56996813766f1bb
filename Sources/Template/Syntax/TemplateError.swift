import Diagnostics

/// What is wrong with a template, and where.
struct TemplateError: Error {
  /// The stable name of the finding.
  var id: String
  /// What is wrong.
  var message: String
  /// What to write instead.
  var help: String
  /// The bytes that it is about.
  var range: Range<Int>

  init(_ id: String, _ message: String, help: String, at range: Range<Int>) {
    self.id = id
    self.message = message
    self.help = help
    self.range = range
  }

  /// The finding in a template.
  func diagnostic(in source: TemplateSource) -> Diagnostic {
    Diagnostic(.error, id: id, message, at: source.place(range), help: help.isEmpty ? nil : help)
  }
}
