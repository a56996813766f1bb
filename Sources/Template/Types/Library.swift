/// All templates, parsed.
struct Library: Sendable {
  /// The files, in the order in which they were given.
  let sources: [SourceFile]
  /// The statements of each file; nil where its bytes could not be read, or nobody needs them.
  private(set) var statements: [[Statement]?]
  /// The header of each file; a file that is only included has none, and its first comment is just that.
  private(set) var headers: [Header]
  private let indices: [String: Int32]

  /// Parses templates, and reports what is wrong with how they are written.
  ///
  /// - Parameters:
  ///   - templates: all templates.
  ///   - needed: the indices of those that are to be compiled; what they include is parsed with them, and nothing else.
  init(_ templates: [TemplateSource], needed: [Int], in findings: inout Findings) {
    sources = findings.sources
    indices = Dictionary(
      templates.enumerated().map { ($1.path, Int32($0)) }, uniquingKeysWith: { _, last in last })
    statements = Array(repeating: nil, count: templates.count)
    headers = Array(repeating: Header(), count: templates.count)
    var isParsed = Array(repeating: false, count: templates.count)
    var waiting = needed
    while !waiting.isEmpty {
      for index in waiting where !isParsed[index] {
        isParsed[index] = true
        parse(Int32(index), templates[index], in: &findings)
      }
      waiting = waiting.flatMap { includes(in: statements[$0] ?? []) }.filter { !isParsed[$0] }
    }
  }

  private mutating func parse(_ file: Int32, _ template: TemplateSource, in findings: inout Findings) {
    guard SourceCheck.accepts(file, in: &findings) else { return }
    if !template.isPartial { headers[Int(file)] = HeaderParser.header(of: file, in: &findings) }
    let tokens = Lexer.tokens(of: file, in: &findings)
    statements[Int(file)] = StatementParser.statements(of: file, tokens, in: &findings)
  }

  /// The templates that statements include, in every branch.
  private func includes(in statements: [Statement]) -> [Int] {
    statements.flatMap { statement -> [Int] in
      switch statement {
      case .include(let path, _): file(at: path).map { [Int($0)] } ?? []
      case .branch(let branches, _): branches.flatMap { includes(in: $0.body) }
      case .loop(let loop): includes(in: loop.body) + includes(in: loop.otherwise ?? [])
      case .text, .output, .assign: []
      }
    }
  }

  /// The file with a path.
  func file(at path: String) -> Int32? { indices[path] }

  /// All paths, in the order of the files.
  var paths: [String] { sources.map(\.path) }
}
