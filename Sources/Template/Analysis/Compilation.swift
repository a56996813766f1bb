import Diagnostics
import Model
import TextTypes

/// The way of one template from its statements to a program.
struct Compilation<Catalogue: FormatCatalogue> {
  private let file: Int32
  private let source: TemplateSource
  private let library: Library
  private let header: Header
  private let before: Int
  private var checker: Checker
  var findings: Findings {
    get { checker.findings }
    set { checker.findings = newValue }
  }

  init(_ file: Int32, _ source: TemplateSource, _ library: Library, root: RecordType, _ findings: Findings) {
    self.file = file
    self.source = source
    self.library = library
    header = library.headers[Int(file)]
    before = findings.all.count
    checker = Checker(root: root, library: library, file: file, findings: findings)
  }

  /// The header's comment, or the file's beginning.
  private var headerRegion: Region {
    header.path?.region ?? header.each?.list.region ?? header.condition?.region ?? header.format?.region
      ?? Region(file: file, start: 0, end: 0)
  }

  /// Checks the header; nil for a template that is only included, and for one whose header has errors.
  mutating func outline() -> Program? {
    guard !library.isPartial(file), library.isReadable(file) else { return nil }
    if let fault = ArtifactPath.fault(in: source.path) {
      findings.error(
        .artifactPath, "the template's path \(fault)", at: Region(file: file, start: 0, end: 0),
        help: "write a relative path with plain names")
    }
    checker.isInHeader = true
    let condition = header.condition.flatMap { self.condition($0) }
    let each = header.each.flatMap { self.each($0) }
    let path = header.path.map { self.path($0.statements) }
    checker.isInHeader = false
    requirePath()
    guard let format = header.format else {
      missingFormat()
      return nil
    }
    guard Catalogue.names.contains(format.name) else {
      unknownFormat(format.name, at: format.region)
      return nil
    }
    guard !isFaulty else { return nil }
    return Program(
      path: source.path, source: Int(file), format: format.name, mode: header.mode, references: [], needs: [file],
      code: Program.Code(
        path: path, condition: condition, each: each, header: headerRegion, loops: checker.loopLists.count,
        registers: checker.registers, body: Lazy { nil }),
      sources: library.sources)
  }

  /// Checks the whole template; nil for a template that is only included, and for one with errors.
  mutating func run() -> Program? {
    let outline = outline()
    guard !library.isPartial(file), let statements = library.statements[Int(file)] else { return nil }
    let operations = checker.check(statements)
    guard var program = outline else { return nil }
    // A value that was reported is missing, and the reader would stumble over the gap.
    let analysis = Analysis(
      operations: operations, file: file, holes: checker.holes, texts: checker.texts, findings: findings)
    if Format(rawValue: program.format) != nil {
      ReaderCheck.run(operations, path: plainPath, format: program.format, mode: header.mode, in: &findings)
    }
    guard !isFaulty, let result = Catalogue.open(program.format, analysis) else { return nil }
    findings = result.findings
    guard !isFaulty else { return nil }
    program.references = checker.references.sorted {
      ($0.region.start, $0.selection.template) < ($1.region.start, $1.selection.template)
    }
    program.needs.formUnion(checker.included)
    program.folders = checker.folders
    program.needs.formUnion(program.references.map(\.selection.template))
    program.code.loops = checker.loopLists.count
    program.code.registers = checker.registers
    let body = Program.Body(
      operations: operations, placements: result.placements, check: result.check, record: result.record)
    program.code.body = Lazy { body }
    return program
  }

  /// Whether the template has errors, in itself or in what it includes.
  private var isFaulty: Bool {
    if findings.hasFindings(since: before) { return true }
    return findings.faulty.contains(file) || !checker.included.isDisjoint(with: findings.faulty)
  }

  /// The artifact's path, with a letter for each value in it.
  private var plainPath: String {
    guard let statements = header.path?.statements else { return source.path }
    return statements.map { statement in
      if case .text(let region) = statement { findings.text(region) } else { "x" }
    }.joined()
  }

  private mutating func missingFormat() {
    findings.error(
      .missingFormat, "the template does not say its format", at: Region(file: file, start: 0, end: 0),
      help: "write a comment at the very beginning, such as `{# format: nginx #}`; the formats are "
        + Catalogue.names.joined(separator: ", "))
  }

  private mutating func unknownFormat(_ name: String, at region: Region) {
    let near = nearest(name, among: Catalogue.names)
    findings.error(
      .unknownFormat, "unknown format `\(name)`" + (near.map { ", did you mean `\($0)`?" } ?? ""), at: region,
      help: "write one of \(Catalogue.names.joined(separator: ", "))")
  }

  /// What `when` says is known in the whole template.
  private mutating func condition(_ expression: Expression) -> Formula? {
    guard let typed = checker.condition(expression) else { return nil }
    checker.scope.facts.formUnion(typed.whenTrue)
    return typed.formula
  }

  private mutating func each(_ head: LoopHead) -> Operation.Loop? {
    let list = checker.loopHead(head.variable, head.variableRegion, head.list)
    let index = checker.makeLoop(over: list?.path)
    checker.bindElement(head.variable, list, index)
    let condition = checker.loopCondition(head.condition)
    guard let list else { return nil }
    return Operation.Loop(
      index: index, list: list.path, condition: condition, body: [], otherwise: nil, region: head.list.region)
  }

  private mutating func requirePath() {
    guard let each = header.each, header.path == nil else { return }
    findings.error(
      .headerPath, "one artifact for each `\(each.variable)`, but no path that distinguishes them",
      at: each.variableRegion,
      help: "write `path: folder/{{ \(each.variable).name }}.conf` below it, with a value that differs")
  }

  /// The bytes that a value in a path can have.
  private static var pathAlphabet: ByteSet { ByteSet.alphanumerics.union(ByteSet("._-")) }

  private mutating func path(_ statements: [Statement]) -> [Operation] {
    for statement in statements {
      switch statement {
      case .text, .output: break
      case .branch(_, let region), .include(_, let region), .assign(_, let region, _): refuseInPath(region)
      case .loop(let loop): refuseInPath(loop.region)
      }
    }
    let operations = checker.check(statements)
    for case .hole(let hole) in operations {
      guard case .text(let type) = hole.content, !type.mayBeEmpty, !type.mayBeginWithDash,
        type.alphabet.isSubset(of: Self.pathAlphabet)
      else {
        findings.error(
          .headerPath, "`\(checker.source(hole.subject))` may not be a valid part of a path", at: hole.region,
          help: "use a value of letters, digits, `.`, `_` and `-` that is never empty, such as a name")
        continue
      }
    }
    return operations
  }

  private mutating func refuseInPath(_ region: Region) {
    findings.error(
      .headerPath, "a tag in a path", at: region, help: "write text and `{{ … }}` only; `when` and `each` are keys")
  }
}

/// The analysis of one template, for whichever format it has.
private struct Analysis: FormatVisitor {
  let operations: [Operation]
  let file: Int32
  let holes: Int
  let texts: Int
  let findings: Findings

  struct Result {
    var findings: Findings
    var placements: [Placement]
    var check: OutputCheck
    var record: @Sendable (inout Tape) -> Bool
  }

  func visit<Format: OutputFormat>(_ format: Format) -> Result {
    var analysis = ContextAnalysis(format: format, holes: holes, texts: texts, findings: findings)
    analysis.run(operations, file: file)
    let decisions = analysis.decisions
    let check = FormatCheck(format: format, decisions: decisions)
    return Result(
      findings: analysis.findings, placements: decisions.placements,
      check: { output, edges, texts in check.disagreement(in: output, edges, texts) },
      record: { tape in decisions.record(from: format.start, on: &tape) })
  }
}
