import Diagnostics

/// All templates of a run, parsed once.
struct TemplateLibrary {
  /// The templates, in the order of their paths.
  let sources: [TemplateSource]
  /// Each one's header.
  private(set) var headers: [Header] = []
  /// Each one's statements.
  private(set) var statements: [[Statement]] = []
  /// Templates that could not be parsed.
  private(set) var broken: Set<Int> = []

  /// Parses every template; what is wrong is reported.
  init(_ sources: [TemplateSource], into diagnostics: inout DiagnosticList) {
    self.sources = sources
    for (index, source) in sources.enumerated() {
      var header = Header()
      var body: [Statement] = []
      do throws(TemplateError) {
        if let problem = SourceCheck.problem(in: source.bytes) { throw problem }
        if !source.isPartial { header = try Header(source.bytes) }
        var segmenter = Segmenter(source.bytes)
        var parser = StatementParser(source.bytes, try segmenter.run())
        body = try parser.run()
        for error in parser.errors { diagnostics.report(error.diagnostic(in: source)) }
        if !parser.errors.isEmpty { broken.insert(index) }
      } catch {
        diagnostics.report(error.diagnostic(in: source))
        broken.insert(index)
      }
      headers.append(header)
      statements.append(body)
    }
  }

  /// The number of the template with a path.
  func index(of path: String) -> Int? {
    sources.firstIndex { $0.path == path }
  }
}
