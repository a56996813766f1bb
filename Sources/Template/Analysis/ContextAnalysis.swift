import Schema

/// Follows a format's reader through a template, before anything is rendered: literal text moves it on, branches must meet,
/// a loop's body must lead back to where it began, the file must end where a file may. Each hole gets its placement.
struct ContextAnalysis<Format: OutputFormat> {
  private let format: Format
  private let types: [TextType]
  /// How each hole's value gets to its place.
  private(set) var placements: [Placement]
  /// The reader's state before each hole, and after it.
  private(set) var contexts: [(before: Format.Context, after: Format.Context)]
  /// What has been found wrong, with the number of the template.
  private(set) var errors: [(source: Int, error: TemplateError)] = []

  /// Nothing more can be said: the reader's state is not known.
  private struct Lost: Error {}

  init(_ format: Format, types: [TextType]) {
    self.format = format
    self.types = types
    self.placements = Array(repeating: .verbatim, count: types.count)
    self.contexts = Array(repeating: (format.start, format.start), count: types.count)
  }

  /// Follows a whole file.
  mutating func run(_ code: [Code], source: Int, end: Int) {
    var context = format.start
    do throws(Lost) {
      try walk(code, &context, source)
      do throws(Unfit) {
        try format.finish(context)
      } catch {
        errors.append((source, TemplateError(error.id, error.message, help: error.help, at: end..<end)))
      }
    } catch {}
  }

  private mutating func walk(_ code: [Code], _ context: inout Format.Context, _ source: Int) throws(Lost) {
    for part in code {
      switch part {
      case .text(let bytes, let offset): try advance(bytes, offset, &context, source)
      case .hole(let hole): place(hole, &context, source)
      case .choice(let branches, let otherwise, let range):
        try choose(branches.map(\.body) + [otherwise], range, &context, source)
      case .loop(let loop): try repeats(loop, &context, source)
      case .included(let code, let source): try walk(code, &context, source)
      case .setText, .setInteger, .setCondition, .setCell: break
      }
    }
  }

  private mutating func advance(
    _ bytes: [UInt8], _ offset: Int, _ context: inout Format.Context, _ source: Int
  ) throws(Lost) {
    for (index, byte) in bytes.enumerated() {
      do throws(Unfit) {
        try format.advance(&context, over: byte)
      } catch {
        let at = offset + index
        errors.append((source, TemplateError(error.id, error.message, help: error.help, at: at..<at + 1)))
        throw Lost()
      }
    }
  }

  private mutating func place(_ hole: Hole, _ context: inout Format.Context, _ source: Int) {
    let before = context
    do throws(Unfit) {
      placements[hole.id] = try format.place(types[hole.id], in: &context)
      contexts[hole.id] = (before, context)
    } catch {
      errors.append((source, TemplateError(error.id, error.message, help: error.help, at: hole.range)))
    }
  }

  private mutating func choose(
    _ bodies: [[Code]], _ range: Range<Int>, _ context: inout Format.Context, _ source: Int
  ) throws(Lost) {
    var met: Format.Context?
    for body in bodies {
      var inner = context
      try walk(body, &inner, source)
      guard let former = met else {
        met = inner
        continue
      }
      guard let joined = format.join(former, inner) else {
        errors.append(
          (
            source,
            TemplateError(
              "branches-differ", "one branch ends \(format.describe(former)), another one \(format.describe(inner))",
              help: "let every branch end in the same place of the file", at: range)
          ))
        throw Lost()
      }
      met = joined
    }
    if let met { context = met }
  }

  private mutating func repeats(_ loop: LoopCode, _ context: inout Format.Context, _ source: Int) throws(Lost) {
    let start = context
    // A few rounds are enough for a state that only becomes more general.
    for _ in 0..<4 {
      let known = errors.count
      var inner = context
      try walk(loop.body, &inner, source)
      guard errors.count == known else { break }
      guard let joined = format.join(context, inner) else {
        errors.append(
          (
            source,
            TemplateError(
              "loop-differs", "the loop begins \(format.describe(context)), and ends \(format.describe(inner))",
              help: "let the loop's body end in the same place of the file as it begins", at: loop.range)
          ))
        throw Lost()
      }
      if joined == context { break }
      context = joined
    }
    guard !loop.otherwise.isEmpty else { return }
    var other = start
    try walk(loop.otherwise, &other, source)
    guard let joined = format.join(context, other) else {
      errors.append(
        (
          source,
          TemplateError(
            "branches-differ", "the loop ends \(format.describe(context)), its else \(format.describe(other))",
            help: "let both end in the same place of the file", at: loop.range)
        ))
      throw Lost()
    }
    context = joined
  }
}
