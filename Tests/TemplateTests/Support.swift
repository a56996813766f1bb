import Diagnostics
import Schema

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

  /// Compiles and renders templates.
  init(_ sources: [TemplateSource], replacing: [String: String] = [:]) throws {
    programs = TemplateCompiler.compile(sources, root: Model.root, into: &diagnostics)
    let arena = try Model.arena(replacing: replacing)
    for program in programs { artifacts += program.render(arena, site: "site.yaml", into: &diagnostics) }
  }

  /// Compiles and renders one template of a format.
  init(_ format: String, _ text: String, replacing: [String: String] = [:]) throws {
    let bytes = Array("{#\nformat: \(format)\n#}\n\(text)".utf8)
    try self.init([TemplateSource(path: "t", file: "t", bytes: bytes)], replacing: replacing)
  }
}

/// One finding on one line, its notes behind it; lines count from the one after a header of three lines.
func line(_ diagnostic: Diagnostic) -> String {
  let help = diagnostic.help.map { " | \($0)" } ?? ""
  guard let place = diagnostic.place else { return "\(diagnostic.message) [\(diagnostic.id)]\(help)" }
  let start = place.span.start
  return "\(place.file):\(start.line):\(start.column): \(diagnostic.message) [\(diagnostic.id)]\(help)"
}
