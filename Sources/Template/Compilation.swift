import Diagnostics
import Schema

/// The compilation of one template.
struct Compilation {
  let library: TemplateLibrary
  let source: Int
  let root: RecordType

  private var text: TemplateSource { library.sources[source] }

  /// The program; nil when anything is wrong, which is reported.
  func program(into diagnostics: inout DiagnosticList) -> Program? {
    do throws(TemplateError) {
      let format = try self.format()
      let before = diagnostics.all.count
      let program = try compile(format, into: &diagnostics)
      return diagnostics.all.count == before ? program : nil
    } catch {
      diagnostics.report(error.diagnostic(in: text))
      return nil
    }
  }

  private func format() throws(TemplateError) -> Format {
    guard let declared = library.headers[source].format else {
      throw TemplateError(
        "header-format", "the template does not say what it makes",
        help: "begin it with {# and a line such as `format: nginx`; one of \(Format.allNames)", at: 0..<0)
    }
    guard let format = Format(rawValue: declared.name) else {
      let hint =
        nearest(declared.name, among: Format.allCases.map(\.rawValue)).map { ", did you mean \"\($0)\"?" } ?? ""
      throw TemplateError(
        "header-format", "\"\(declared.name)\" is not a format\(hint)", help: "write one of \(Format.allNames)",
        at: declared.range)
    }
    return format
  }

  private func compile(_ format: Format, into diagnostics: inout DiagnosticList) throws(TemplateError) -> Program {
    let header = library.headers[source]
    var checker = StatementChecker(library: library, source: source)
    var scope = Scope(root: root)
    let each = try header.each.map { range throws(TemplateError) in try loop(range, &checker, &scope) }
    let condition = try header.when.map { range throws(TemplateError) in
      try ExpressionChecker(scope: scope).condition(try expression(range))
    }
    if let when = header.when {
      scope.present += try ExpressionChecker(scope: scope).narrowed(try expression(when), when: true)
    }
    let pathCode = try path(header, &checker, scope)
    let code = checker.check(library.statements[source], &scope)
    for (source, error) in checker.errors { diagnostics.report(error.diagnostic(in: library.sources[source])) }
    let visitor = Analyse(
      code: code, types: checker.types, source: source, end: text.bytes.count, isComplete: checker.errors.isEmpty)
    let analysed = format.open(visitor)
    for (source, error) in analysed.errors { diagnostics.report(error.diagnostic(in: library.sources[source])) }
    return Program(
      path: text.path, format: format.rawValue, mode: header.mode, source: source, usesLate: checker.usesLate,
      sources: library.sources, code: code, placements: analysed.placements, check: analysed.check,
      variables: checker.variables, condition: condition, each: each, pathCode: pathCode)
  }

  /// `each: zone in dns.zones`.
  private func loop(
    _ range: Range<Int>, _ checker: inout StatementChecker, _ scope: inout Scope
  ) throws(TemplateError) -> (list: Reference, variable: Int) {
    var parser = try ExpressionParser(text.bytes, range)
    let (name, _) = try parser.name()
    guard parser.take(.name("in")) else { throw parser.unexpected("`in`") }
    let list = try parser.expression()
    try parser.finish()
    guard case .cell(let shape, let reference) = try ExpressionChecker(scope: scope).check(list),
      let element = shape.element
    else { throw TemplateError("type", "expected a list", help: "name a list after `in`", at: list.range) }
    let variable = checker.variable()
    scope.names[name] = .cell(element, Reference(base: .variable(variable), slots: []))
    return (reference, variable)
  }

  /// The path of each artifact, whose values can be nothing but plain names.
  private func path(
    _ header: Header, _ checker: inout StatementChecker, _ scope: Scope
  ) throws(TemplateError) -> [Code]? {
    guard let range = header.path else {
      guard let each = header.each else { return nil }
      throw TemplateError(
        "header-path", "each artifact needs a path of its own", help: "add `path: name-{{ … }}`", at: each)
    }
    guard header.each != nil else {
      throw TemplateError(
        "header-path", "the template's own path is the artifact's", help: "remove `path:`, or add `each:`", at: range)
    }
    let bytes = Array(text.bytes[..<range.upperBound])
    var segmenter = Segmenter(bytes, from: range.lowerBound)
    let names = ByteSet.alphanumerics.union(ByteSet("._-"))
    var code: [Code] = []
    for segment in try segmenter.run() {
      switch segment {
      case .text(let range): code.append(.text(Array(bytes[range]), offset: range.lowerBound))
      case .output(let range):
        let hole = try checker.hole(try expression(range), scope)
        let type = checker.types[hole.id]
        guard type.alphabet.isSubset(of: names), !type.mayBeEmpty, !type.mayBeginWithDash else {
          throw TemplateError(
            "header-path", "the value may hold more than a file's name can",
            help: "use a name of letters, digits and . _ -", at: range)
        }
        code.append(.hole(hole))
      case .statement(let range):
        throw TemplateError("header-path", "a path has no statements", help: "write text and {{ … }}", at: range)
      }
    }
    return code
  }

  private func expression(_ range: Range<Int>) throws(TemplateError) -> Expression {
    var parser = try ExpressionParser(text.bytes, range)
    let expression = try parser.expression()
    try parser.finish()
    return expression
  }
}

/// What the analysis of one template has found.
struct Analysed {
  var placements: [Placement]
  var check: any OutputCheck
  var errors: [(source: Int, error: TemplateError)]
}

/// Analyses a template with whichever format it has.
private struct Analyse: FormatVisitor {
  var code: [Code]
  var types: [TextType]
  var source: Int
  var end: Int
  /// Whether all code is there; if not, where the reader is cannot be said.
  var isComplete: Bool

  func visit(_ format: some OutputFormat) -> Analysed {
    var analysis = ContextAnalysis(format, types: types)
    if isComplete { analysis.run(code, source: source, end: end) }
    return Analysed(
      placements: analysis.placements, check: FormatCheck(format: format, contexts: analysis.contexts),
      errors: analysis.errors)
  }
}
