import Diagnostics

@testable import Template

/// What a set of templates comes to.
struct Outcome {
  var programs: [Program] = []
  var artifacts: [Rendered] = []
  var diagnostics = DiagnosticList()

  /// The findings, one to a line.
  var findings: [String] { diagnostics.sorted.map(line) }
  /// The first artifact's text.
  var text: String? { artifacts.first.map { String(decoding: $0.bytes, as: UTF8.self) } }

  /// Compiles and renders files, given as pairs of path and content.
  init(
    _ files: KeyValuePairs<String, String>, replacing: [String: Any] = [:], provenance: Bool = true,
    limits: RenderLimits = RenderLimits()
  ) throws {
    let sources = files.map { TemplateSource(path: $0.key, file: $0.key, bytes: Array($0.value.utf8)) }
    try self.init(sources, replacing: replacing, provenance: provenance, limits: limits)
  }

  /// Compiles and renders templates.
  init(
    _ sources: [TemplateSource], replacing: [String: Any] = [:], provenance: Bool = true,
    limits: RenderLimits = RenderLimits()
  ) throws {
    let index = TemplateIndex(
      builtIn: [], own: sources, root: Model.root, reserved: ["manifest"], formats: TinyFormats.self)
    let set = TemplateSet(index, only: nil, formats: TinyFormats.self)
    programs = set.programs
    diagnostics.report(contentsOf: set.diagnostics)
    artifacts = set.render(
      try Model.arena(replacing: replacing), recordsProvenance: provenance, limits: limits,
      into: &diagnostics)
  }
}

/// One finding on one line, followed by its notes.
func line(_ diagnostic: Diagnostic) -> String {
  let help = diagnostic.help.map { " | \($0)" } ?? ""
  let notes = diagnostic.notes.map { " | note: \(position($0.place))\($0.message)" }.joined()
  return "\(position(diagnostic.place))\(diagnostic.message) [\(diagnostic.id)]\(help)\(notes)"
}

private func position(_ place: Place?) -> String {
  guard let place else { return "" }
  let (start, end) = (place.span.start, place.span.end)
  return "\(place.file):\(start.line):\(start.column)-\(end.line):\(end.column): "
}
