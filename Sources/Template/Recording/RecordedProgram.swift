import Digest

/// One program of a recording: what is asked of it before it is rendered, and where the rest begins.
struct RecordedProgram: Sendable {
  private var format = ""
  private var mode: UInt16 = 0
  private var loops = 0
  private var registers = 0
  /// The templates that it was made from, by their indices.
  private(set) var needs: [Int32] = []
  private var references: [Reference] = []
  /// The digest of what it makes, where that is the same for every site.
  private var digest: SHA256Digest?
  /// The folders of whose templates it asks.
  private(set) var folders: [String] = []
  /// The header and the body, each as it was written; of a recording that is read, where they lie.
  private var header: [UInt8] = []
  private var body: [UInt8] = []
  private var headerStart = 0
  private var headerCount = 0
  private var bodyStart = 0
  private var bodyCount = 0

  /// What a program is read into.
  init() {}

  /// Writes a program down; nil when it would not be read back as it is.
  init?(_ program: Program, _ table: inout ContentTable) {
    format = program.format
    mode = program.mode
    loops = program.code.loops
    registers = program.code.registers
    needs = program.needs.sorted()
    references = program.references
    folders = program.folders.sorted()
    digest = program.fixedContent.map(SHA256Digest.init(of:))
    var code = program.code
    var header = OperationTape(Tape(), table)
    Self.pass(&code, &header)
    guard let content = program.code.body() else { return nil }
    var body = OperationTape(Tape(), header.table)
    var operations = content.operations
    body.pass(&operations)
    guard content.record(&body.tape) else { return nil }
    table = body.table
    self.header = header.tape.written
    self.body = body.tape.written
  }

  /// Writes the program, or reads where its parts lie.
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&format)
    tape.pass(&mode)
    tape.pass(&loops)
    tape.pass(&registers)
    tape.pass(&needs, blank: 0) { tape, file in tape.pass(&file) }
    tape.pass(&references, blank: .blank)
    tape.pass(&digest, blank: SHA256Digest(words: .zero)) { tape, digest in digest.pass(&tape) }
    tape.pass(&folders, blank: "") { tape, folder in tape.pass(&folder) }
    headerCount = tape.count(header.count)
    bodyCount = tape.count(body.count)
    headerStart = tape.offset
    tape.skip(headerCount, or: header)
    bodyStart = tape.offset
    tape.skip(bodyCount, or: body)
  }

  /// What a header says that has to be evaluated.
  private static func pass(_ code: inout Program.Code, _ operations: inout OperationTape) {
    var path = code.path
    var hasPath = path != nil
    operations.tape.pass(&hasPath)
    if hasPath {
      var list = path ?? []
      operations.pass(&list)
      path = list
    }
    code.path = path
    operations.tape.pass(&code.condition, blank: .blank) { tape, formula in formula.pass(&tape) }
    var hasEach = code.each != nil
    operations.tape.pass(&hasEach)
    if hasEach {
      var loop = code.each ?? .blank
      operations.pass(&loop)
      code.each = loop
    }
    code.header.pass(&operations.tape)
  }

  /// The program, as if it had been compiled with some templates; nil when it cannot be read.
  ///
  /// - Parameters:
  ///   - source: the index of its template.
  ///   - path: the template's path.
  ///   - recorded: the recording that it is from.
  ///   - sources: all templates.
  func program(
    at source: Int32, _ path: String, of recorded: RecordedTemplates, sources: [SourceFile]
  ) -> Program? {
    let (bytes, table) = (recorded.bytes, recorded.table)
    var header = OperationTape(Tape(reading: bytes, from: headerStart, count: headerCount), table)
    let (start, count, format, isFixed) = (bodyStart, bodyCount, format, digest != nil)
    var code = Program.Code(
      path: nil, condition: nil, each: nil, header: .blank, loops: loops, registers: registers,
      body: Lazy {
        Self.body(OperationTape(Tape(reading: bytes, from: start, count: count), table), format, isFixed: isFixed)
      })
    Self.pass(&code, &header)
    guard !header.tape.isDamaged, loops >= 0, registers >= 0 else { return nil }
    return Program(
      path: path, source: Int(source), format: format, mode: mode, references: references, needs: Set(needs),
      folders: Set(folders), code: code, digest: digest, sources: sources)
  }

  private static func body(_ operations: OperationTape, _ format: String, isFixed: Bool) -> Program.Body? {
    var reading = operations
    var list: [Operation] = []
    reading.pass(&list)
    guard !reading.tape.isDamaged else { return nil }
    // Of texts alone the second check takes everything from what the analysis came to: it would compare that with itself.
    if isFixed {
      return Program.Body(operations: list, placements: [], check: { _, _, _ in nil }, record: { _ in false })
    }
    return BuiltInFormats.open(format, BodyReader(operations: list, reading: reading)) ?? nil
  }
}

extension Program {
  /// What it makes, where that is the same for every site: only texts of templates are in it.
  fileprivate var fixedContent: [UInt8]? {
    var content: [UInt8] = []
    func append(_ operations: [Operation]) -> Bool {
      operations.allSatisfy { operation in
        switch operation {
        case .text(let region, _): content += sources[Int(region.file)].bytes[region.range]
        case .included(let body, _): return append(body)
        case .hole, .branch, .loop, .assign: return false
        }
        return true
      }
    }
    guard let body = code.body(), append(body.operations) else { return nil }
    return content
  }
}

/// Reads where values stand, for whichever format a program has.
private struct BodyReader: FormatVisitor {
  let operations: [Operation]
  let reading: OperationTape

  func visit<Format: OutputFormat>(_ format: Format) -> Program.Body? {
    var tape = reading.tape
    guard
      let decisions = Decisions(on: &tape, format, holding: reading.holes),
      decisions.passages.count >= reading.texts
    else { return nil }
    let check = FormatCheck(format: format, decisions: decisions)
    return Program.Body(
      operations: operations, placements: decisions.placements,
      check: { output, edges, texts in check.disagreement(in: output, edges, texts) },
      record: { tape in decisions.record(from: format.start, on: &tape) })
  }
}
