/// All templates, parsed.
struct Library: Sendable {
  /// The files, in the order in which they were given.
  let sources: [SourceFile]
  /// The statements of each file; nil where its bytes could not be read.
  let statements: [[Statement]?]
  /// The header of each file; a file that is only included has none, and its first comment is just that.
  let headers: [Header]
  private let indices: [String: Int32]

  /// Parses templates, and reports what is wrong with how they are written.
  init(_ templates: [TemplateSource], in findings: inout Findings) {
    sources = findings.sources
    var statements: [[Statement]?] = []
    var headers: [Header] = []
    var indices: [String: Int32] = [:]
    for (index, template) in templates.enumerated() {
      let file = Int32(index)
      indices[template.path] = file
      guard SourceCheck.accepts(file, in: &findings) else {
        statements.append(nil)
        headers.append(Header())
        continue
      }
      headers.append(template.isPartial ? Header() : HeaderParser.header(of: file, in: &findings))
      let tokens = Lexer.tokens(of: file, in: &findings)
      statements.append(StatementParser.statements(of: file, tokens, in: &findings))
    }
    self.statements = statements
    self.headers = headers
    self.indices = indices
  }

  /// The file with a path.
  func file(at path: String) -> Int32? { indices[path] }

  /// All paths, in the order of the files.
  var paths: [String] { sources.map(\.path) }
}
