/// All templates that stand beside each other: their headers, and the statements of those that were parsed.
struct Library: Sendable {
  /// The files, in the order in which they were given.
  let sources: [SourceFile]
  /// The header of each file; a file that is only included has none, and its first comment is just that.
  private(set) var headers: [Header] = []
  /// What the header of each template that makes artifacts comes to; nil for one that makes none, and for a faulty one.
  var outlines: [Program?]
  /// The statements of each file; nil where it was not parsed, and where its bytes could not be read.
  private(set) var statements: [[Statement]?]
  /// The conditions on which artifacts of other templates depend; one about the elements of a list is about loop -1.
  var conditions: Set<Formula> = []
  private var isParsed: [Bool]
  private var readable: [Bool] = []
  private let partial: [Bool]
  private var indices: [String: Int32] = [:]

  /// Reads the headers of templates, and reports what is wrong with them. Of two with one path the later one counts.
  ///
  /// - Parameter known: the templates that were compiled when gen was built, whose headers nobody needs.
  init(_ templates: [TemplateSource], known: [Bool], in findings: inout Findings) {
    sources = findings.sources
    outlines = Array(repeating: nil, count: sources.count)
    statements = Array(repeating: nil, count: sources.count)
    isParsed = Array(repeating: false, count: sources.count)
    partial = templates.map(\.isPartial)
    for (index, template) in templates.enumerated() { indices[template.path] = Int32(index) }
    for index in templates.indices {
      let file = Int32(index)
      let isTaken = isActive(file) && (known[index] || SourceCheck.accepts(file, in: &findings))
      readable.append(isTaken)
      let needsHeader = isTaken && !partial[index] && !known[index]
      headers.append(needsHeader ? HeaderParser.header(of: file, in: &findings) : Header())
    }
  }

  /// Parses templates, and all that they include; reports what is wrong with how they are written.
  mutating func parse(_ files: some Sequence<Int32>, in findings: inout Findings) {
    var waiting = Array(files)
    while let file = waiting.popLast() {
      let index = Int(file)
      guard !isParsed[index] else { continue }
      isParsed[index] = true
      guard readable[index] else { continue }
      let tokens = Lexer.tokens(of: file, in: &findings)
      let parsed = StatementParser.statements(of: file, tokens, in: &findings)
      statements[index] = parsed
      waiting += Self.included(in: parsed).compactMap(self.file(at:))
    }
  }

  private static func included(in statements: [Statement]) -> [String] {
    statements.flatMap { statement -> [String] in
      switch statement {
      case .text, .output, .assign: []
      case .branch(let branches, _): branches.flatMap { included(in: $0.body) }
      case .loop(let loop): included(in: loop.body) + included(in: loop.otherwise ?? [])
      case .include(let path, _): [path]
      }
    }
  }

  /// The file with a path.
  func file(at path: String) -> Int32? { indices[path] }

  /// Whether no other file takes the place of this one.
  func isActive(_ file: Int32) -> Bool { indices[sources[Int(file)].path] == file }

  /// Whether a file's bytes are a text.
  func isReadable(_ file: Int32) -> Bool { readable[Int(file)] }

  /// Whether a file is there to be included only.
  func isPartial(_ file: Int32) -> Bool { partial[Int(file)] }

  /// The files that count, in their order.
  var files: [Int32] { sources.indices.map { Int32($0) }.filter(isActive) }

  /// The paths of all files that count, in the order of the files.
  var paths: [String] { files.map { sources[Int($0)].path } }

  /// The paths of the templates that make artifacts.
  var artifacts: [String] { files.filter { !isPartial($0) }.map { sources[Int($0)].path } }
}
