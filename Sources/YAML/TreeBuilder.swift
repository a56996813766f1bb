import Diagnostics
import Document

/// Builds the tree from libyaml's events, and refuses what site.yaml may not have.
struct TreeBuilder {
  private let events: EventReader
  private let source: SourceText
  private let file: String
  private(set) var diagnostics = DiagnosticList()

  /// Where the brackets and braces stand that are open.
  private var brackets: [Mark] = []
  private var hasStopped = false
  /// The quoted text that was read last.
  private var lastQuoted: Span?
  /// Whether a blank was reported that YAML takes for a letter: what follows may be out of place because of it.
  private var hasOddBlank = false
  /// The texts of anchors, for their aliases: both are refused, and nothing else is to be said about them.
  private var anchors: [String: Node.Content] = [:]

  /// Reading cannot go on; what is wrong has been reported.
  private struct Stop: Error {}

  init(_ bytes: [UInt8], file: String) {
    self.events = EventReader(bytes)
    self.source = SourceText(bytes)
    self.file = file
  }

  /// The document's root; nil where there is none, which is reported.
  mutating func build() -> Node? {
    do throws(Stop) {
      return try document()
    } catch {
      return nil
    }
  }

  private mutating func document() throws(Stop) -> Node? {
    _ = try next()
    let start = try next()
    guard case .documentStart(_, let hasDirectives) = start.kind else {
      refuseEmptiness()
      return nil
    }
    if hasDirectives {
      diagnostics.error(
        .directive, "a `%` line at the start is not allowed", at: place(Span(at: start.span.start)),
        help: "remove the line; the file is read as UTF-8 YAML without tags")
    }
    let root = try node(try next(), depth: 0)
    _ = try next()
    let end = try next()
    if case .documentStart = end.kind {
      diagnostics.error(
        .severalDocuments, "a second document begins here", at: place(end.span),
        help: "keep one site in one file; remove the `---`")
      // Which of them is meant, nobody knows.
      return nil
    }
    if root.isEmptyValue {
      refuseEmptiness()
      return nil
    }
    return root
  }

  private mutating func refuseEmptiness() {
    diagnostics.error(
      .emptyDocument, "the file contains no settings", at: place(Span(at: .start)),
      help: "`gen init` writes a small site.yaml to start with")
  }

  private mutating func node(_ event: Event, depth: Int) throws(Stop) -> Node {
    refuseProperties(of: event)
    switch event.kind {
    case .scalar(let text, let style):
      let node = Node(.scalar(.init(text, style: style.schema)), place: place(source.trimmed(event.span, style)))
      if let anchor = event.anchor { anchors[anchor] = node.content }
      return node
    case .sequenceStart:
      try enter(event, depth)
      defer { leave(event) }
      return try sequence(event.span.start, depth)
    case .mappingStart:
      try enter(event, depth)
      defer { leave(event) }
      return try mapping(event.span.start, depth)
    default:
      diagnostics.error(
        .alias, "an alias (`*name`) is not allowed", at: place(event.span),
        help: "write the value out where it is used")
      return Node(event.anchor.flatMap { anchors[$0] } ?? .scalar(.init("", style: .quoted)), place: place(event.span))
    }
  }

  private mutating func enter(_ event: Event, _ depth: Int) throws(Stop) {
    guard depth < YAMLReader.depthLimit else {
      diagnostics.error(
        .tooDeep, "the nesting is deeper than \(YAMLReader.depthLimit) levels", at: place(event.span),
        help: "no setting is deeper than five levels; look for a missing `]` or `}`")
      throw Stop()
    }
    if source.isBracket(at: event.span.start) { brackets.append(event.span.start) }
  }

  private mutating func leave(_ event: Event) {
    if !hasStopped, brackets.last == event.span.start { brackets.removeLast() }
  }

  private mutating func sequence(_ start: Mark, _ depth: Int) throws(Stop) -> Node {
    var nodes: [Node] = []
    while true {
      let event = try next()
      if case .sequenceEnd = event.kind {
        return Node(
          .sequence(nodes), place: place(Span(start: start, end: nodes.last?.place.span.end ?? event.span.end)))
      }
      nodes.append(try node(event, depth: depth + 1))
    }
  }

  private mutating func mapping(_ start: Mark, _ depth: Int) throws(Stop) -> Node {
    var entries: [Node.Entry] = []
    var keys = KeyPlaces()
    while true {
      let event = try next()
      if case .mappingEnd = event.kind {
        return Node(
          .mapping(entries),
          place: place(Span(start: start, end: entries.last?.value.place.span.end ?? event.span.end)))
      }
      let key = try node(event, depth: depth + 1)
      let value = try node(try next(), depth: depth + 1)
      guard let name = name(of: key, event) else { continue }
      // Keys that begin with a hyphen are elements without a blank behind it, of which there may be several.
      if let first = keys.note(name, at: key.place), !name.hasPrefix("-") {
        diagnostics.error(
          .duplicateKey, "the key \"\(name)\" is given twice", at: key.place, help: "remove one of the two",
          notes: [Diagnostic.Note("the first one is here", at: first)])
        continue
      }
      entries.append(Node.Entry(key: name, keyPlace: key.place, value: value))
    }
  }

  /// The text of a key; nil where it is none, which is reported.
  private mutating func name(of key: Node, _ event: Event) -> String? {
    guard case .scalar(let scalar) = key.content else {
      diagnostics.error(
        .complexKey, "a key must be one word, not a list or a mapping", at: place(Span(at: key.place.span.start)),
        help: "write `key: value`")
      return nil
    }
    if case .alias = event.kind { return nil }
    if scalar.text == "<<" && scalar.style == .plain {
      diagnostics.error(
        .mergeKey, "a merge key (`<<`) is not allowed", at: key.place,
        help: "write the keys out where they belong")
      return nil
    }
    if scalar.text.isEmpty {
      diagnostics.error(
        .emptyKey, "a key is missing before the colon", at: key.place, help: "write `key: value`")
      return nil
    }
    if scalar.style == .plain, let odd = scalar.text.unicodeScalars.first(where: OddBlank.isOne) {
      hasOddBlank = true
      diagnostics.error(.yamlSyntax, OddBlank.message(odd), at: key.place, help: OddBlank.help)
      return nil
    }
    guard scalar.text.utf8.count <= Self.longestKey else {
      diagnostics.error(
        .keyLength, "the key is longer than \(Self.longestKey) bytes",
        at: place(Span(at: key.place.span.start)), help: "no setting has such a name")
      return nil
    }
    return scalar.text
  }

  /// How many bytes a key may have: as many as YAML itself looks at before a `:` (YAML 1.2, 7.4.2); behind a `?` there may be more.
  private static let longestKey = 1024

  private mutating func refuseProperties(of event: Event) {
    if case .alias = event.kind { return }
    if event.anchor != nil {
      diagnostics.error(
        .anchor, "an anchor (`&name`) is not allowed", at: place(Span(at: event.span.start)),
        help: "write the value out where it is used")
    }
    if event.tag != nil {
      diagnostics.error(
        .tag, "a tag (`\(source.tag(behind: event.span.start))`) is not allowed",
        at: place(Span(at: event.span.start)),
        help: "remove it; the key decides the type of its value")
    }
  }

  private mutating func next() throws(Stop) -> Event {
    do throws(SyntaxError) {
      let event = try events.next()
      if case .scalar(let text, .quoted) = event.kind {
        lastQuoted = event.span
        refuseControls(in: text, event.span)
      }
      return event
    } catch {
      hasStopped = true
      if !hasOddBlank {
        let finding = SyntaxFinding(error, source, openBracket: brackets.last, lastQuoted: lastQuoted)
        diagnostics.report(finding.diagnostic(file: file))
      }
      throw Stop()
    }
  }

  /// An escape such as `"\x1b"` makes characters that could not be written as they are; a line break could, in a block.
  private mutating func refuseControls(in text: String, _ span: Span) {
    let isRefused = text.unicodeScalars.contains {
      $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value)
    }
    guard isRefused else { return }
    diagnostics.error(
      .controlCharacter, "the text contains a control character", at: place(span),
      help: "remove the escape; no setting can hold one")
  }

  private func place(_ span: Span) -> Place {
    Place(file: file, span: span)
  }
}

extension Event.Style {
  fileprivate var schema: Node.Scalar.Style {
    switch self {
    case .plain: .plain
    case .quoted: .quoted
    case .block: .block
    }
  }
}
