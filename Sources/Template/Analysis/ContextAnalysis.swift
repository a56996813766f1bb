import Diagnostics
import TextTypes

extension Operation.Content {
  /// Whether it is a trusted fragment.
  var isFragment: Bool { if case .fragment = self { true } else { false } }
}

/// Walks a program as its format's reader will read the output, and decides how each value is put.
struct ContextAnalysis<Format: OutputFormat> {
  /// What was decided for a hole.
  struct Site {
    var placement: Placement
    /// Whether it is a trusted fragment, which may hold many tokens.
    var isFragment: Bool
    var before: Format.Context
    var after: Format.Context
  }

  /// How a text moves the reader on.
  struct Passage {
    var before: Format.Context
    /// After its first line; nil when it has no more.
    var middle: Format.Context?
    var after: Format.Context
  }

  let format: Format
  var findings: Findings
  /// What was decided, by the index of the hole.
  private var sites: [Site?]
  /// What was found, by the index of the text.
  private var passages: [Passage?]
  /// How many bytes and steps may still be walked; includes and loops multiply them.
  private var budget = 1 << 26

  /// What ends a walk that cannot go on: it was reported.
  private struct Stopped: Error {}

  init(format: Format, holes: Int, texts: Int, findings: Findings) {
    self.format = format
    self.findings = findings
    passages = Array(repeating: nil, count: texts)
    sites = Array(repeating: nil, count: holes)
  }

  /// What the analysis came to.
  var decisions: Decisions<Format.Context> {
    var decisions = Decisions<Format.Context>()
    for site in sites {
      decisions.add(site.map { ($0.placement, isFragment: $0.isFragment, before: $0.before, after: $0.after) })
    }
    for passage in passages { decisions.add(passage.map { (before: $0.before, middle: $0.middle, after: $0.after) }) }
    return decisions
  }

  /// Walks a whole program.
  mutating func run(_ operations: [Operation], file: Int32) {
    var context = format.start
    do throws(Stopped) {
      try walk(operations, &context)
      let end = findings.sources[Int(file)].bytes.count
      do throws(Unfit) {
        try format.finish(context)
      } catch {
        findings.error(error.id, error.message, at: Region(file: file, start: end, end: end), help: error.help)
      }
    } catch {
      return
    }
  }

  private mutating func walk(_ operations: [Operation], _ context: inout Format.Context) throws(Stopped) {
    for operation in operations {
      switch operation {
      case .text(let region, let index):
        let before = context
        let middle = try walk(region, &context)
        passages[index] = Passage(before: before, middle: middle, after: context)
      case .hole(let hole): try place(hole, &context)
      case .branch(let branches, let otherwise, let region):
        try meet(branches, otherwise, at: region, &context)
      case .loop(let loop): try repeated(loop, &context)
      case .assign: try spend(1, at: nil)
      case .included(let body, let region):
        findings.includes.append(region)
        defer { findings.includes.removeLast() }
        try walk(body, &context)
      }
    }
  }

  private mutating func spend(_ amount: Int, at region: Region?) throws(Stopped) {
    budget -= amount
    guard budget < 0 else { return }
    if let region {
      findings.error(
        .templateSize, "the template and its includes are too large", at: region, help: "include less")
    }
    throw Stopped()
  }

  /// Walks over a text; the result is the state after its first line.
  private mutating func walk(
    _ region: Region, _ context: inout Format.Context
  ) throws(Stopped) -> Format.Context? {
    try spend(region.range.count, at: region)
    let bytes = findings.sources[Int(region.file)].bytes
    var index = region.range.lowerBound
    var middle: Format.Context?
    do throws(Unfit) {
      let line = bytes[region.range].firstIndex(of: 0x0A)
      if let line {
        try format.advance(&context, over: bytes, region.range.lowerBound..<line + 1, at: &index)
        middle = context
      }
      try format.advance(&context, over: bytes, index..<region.range.upperBound, at: &index)
      return middle
    } catch {
      var end = index + 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      findings.error(
        error.id, error.message, at: Region(file: region.file, start: index, end: end), help: error.help)
      throw Stopped()
    }
  }

  private mutating func place(_ hole: Operation.Hole, _ context: inout Format.Context) throws(Stopped) {
    try spend(1, at: hole.region)
    let before = context
    do throws(Unfit) {
      let site = try Self.site(of: hole.content, in: before, format)
      sites[hole.index] = Site(
        placement: site.placement, isFragment: hole.content.isFragment, before: before, after: site.after)
      context = site.after
    } catch {
      findings.error(error.id, error.message, at: hole.region, help: error.help)
      context = before
      // A fragment leaves the reader where it was.
      if hole.content.isFragment { return }
      // Goes on as if a word stood here, so that the findings after this one are told as well.
      let word = TextType(name: "word", alphabet: .lowercase, traits: .isWord)
      guard (try? format.place(word, in: &context)) != nil else { throw Stopped() }
    }
  }

  /// Decides how a value is put where the reader is in a state.
  static func site(
    of content: Operation.Content, in before: Format.Context, _ format: Format
  ) throws(Unfit) -> (placement: Placement, after: Format.Context) {
    var context = before
    let placement: Placement
    switch content {
    case .text(let type): placement = try format.place(type, in: &context)
    case .fragment(let type):
      guard type.format == Format.name else {
        throw Unfit(
          id: .fragmentFormat, message: "\(type.name) in a file of the format \(Format.name)",
          help: "write it into a template of the format \(type.format)")
      }
      try format.placeFragment(in: &context)
      placement = .encoded(FragmentEncoder(format: format, place: before))
    }
    return (placement, context)
  }

  private mutating func meet(
    _ branches: [Operation.Branch], _ otherwise: [Operation], at region: Region, _ context: inout Format.Context
  ) throws(Stopped) {
    let start = context
    var met: Format.Context?
    for body in branches.map(\.body) + [otherwise] {
      context = start
      try walk(body, &context)
      guard let end = met else {
        met = context
        continue
      }
      guard let joined = end.joined(context) else {
        findings.error(
          .branchesDiffer, "after this `if` the reader is \(format.describe(end)) or \(format.describe(context))",
          at: region,
          help:
            "let each branch end in the same state as the others; a missing branch ends in the state in which it begins"
        )
        throw Stopped()
      }
      met = joined
    }
    context = met ?? start
  }

  /// How often a loop's body is walked until it ends where it begins; a state becomes more general with each time.
  private static var rounds: Int { 4 }

  private mutating func repeated(_ loop: Operation.Loop, _ context: inout Format.Context) throws(Stopped) {
    let start = context
    var end = start
    for round in 1... {
      end = context
      try walk(loop.body, &end)
      guard round <= Self.rounds, let joined = context.joined(end) else {
        throw differ("before this loop's body the reader is", context, "and behind it", end, loop.region)
      }
      if joined == context { break }
      context = joined
    }
    guard let otherwise = loop.otherwise else { return }
    var other = start
    try walk(otherwise, &other)
    guard let joined = end.joined(other) else {
      throw differ("after this loop the reader is", end, "and after its `else`", other, loop.region)
    }
    context = joined
  }

  private mutating func differ(
    _ when: String, _ one: Format.Context, _ whenOther: String, _ other: Format.Context, _ region: Region
  ) -> Stopped {
    findings.error(
      .loopDiffers, "\(when) \(format.describe(one)), \(whenOther) \(format.describe(other))", at: region,
      help: "let the body end in the state in which it begins")
    return Stopped()
  }
}
