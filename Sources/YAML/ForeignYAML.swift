public import Diagnostics
public import Document

/// Reads YAML that is somebody else's, such as a docker-compose.yml: aliases and merge keys are resolved, tags are left out, and of several
/// documents the first is read. As in `YAMLReader`, no type is taken from how a scalar looks.
public struct ForeignYAML: Sendable {
  /// The most nodes that a document may have once its aliases are resolved: a few lines of aliases can stand for billions.
  public static let nodeLimit = 20_000

  /// The document.
  public var root: Node
  /// What was read in another way than it may be meant.
  public var remarks: [Diagnostic.Note]

  /// Why a document cannot be read.
  public struct Refusal: Error {
    /// What is wrong, in one sentence without a full stop, and where.
    public var finding: Diagnostic.Note
  }

  /// Reads a document. A byte order mark is skipped.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name in places.
  public static func read(_ bytes: [UInt8], file: String) throws(Refusal) -> ForeignYAML {
    let start = Place(file: file, span: Span(at: .start))
    guard bytes.count <= YAMLReader.sizeLimit else {
      throw Refusal(finding: .init("the file is larger than \(YAMLReader.sizeLimit) bytes", at: start))
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    var builder = ForeignTreeBuilder(content, file: file)
    let root = try builder.build()
    return ForeignYAML(root: root, remarks: builder.remarks)
  }
}

/// Builds the tree of a foreign document from libyaml's events.
struct ForeignTreeBuilder {
  private let events: EventReader
  private let source: SourceText
  private let file: String
  private var anchors: [String: (node: Node, size: Int)] = [:]
  /// How many nodes there are, those behind aliases included.
  private var size = 0
  private(set) var remarks: [Diagnostic.Note] = []

  init(_ bytes: [UInt8], file: String) {
    events = EventReader(bytes)
    source = SourceText(bytes)
    self.file = file
  }

  /// The root of the first document.
  mutating func build() throws(ForeignYAML.Refusal) -> Node {
    _ = try next()
    guard case .documentStart = try next().kind else { throw refusal("the file is empty", Span(at: .start)) }
    let root = try node(try next(), depth: 0)
    _ = try next()
    let end = try next()
    if case .documentStart = end.kind { remark("a second document begins here, and was not read", end.span) }
    return root
  }

  private mutating func node(_ event: Event, depth: Int) throws(ForeignYAML.Refusal) -> Node {
    let before = size
    size += 1
    guard size <= ForeignYAML.nodeLimit else {
      throw refusal("the file has more than \(ForeignYAML.nodeLimit) values once its aliases are resolved", event.span)
    }
    guard depth < YAMLReader.depthLimit else {
      throw refusal("the nesting is deeper than \(YAMLReader.depthLimit) levels", event.span)
    }
    if let tag = event.tag, tag.hasPrefix("!"), !tag.hasPrefix("!!") {
      remark("the tag \(tag.withoutHiddenCharacters) was not looked at", event.span)
    }
    let made: Node
    switch event.kind {
    case .scalar(let text, let style):
      let written: Node.Scalar.Style = style == .plain ? .plain : style == .quoted ? .quoted : .block
      made = Node(.scalar(.init(text, style: written)), place: place(source.trimmed(event.span, style)))
    case .sequenceStart: made = try sequence(event.span, depth)
    case .mappingStart: made = try mapping(event.span, depth)
    case .alias:
      let name = event.anchor ?? ""
      guard let target = anchors[name] else {
        throw refusal("the alias *\(name) has no anchor before it", event.span)
      }
      size += target.size
      guard size <= ForeignYAML.nodeLimit else {
        throw refusal(
          "the file has more than \(ForeignYAML.nodeLimit) values once its aliases are resolved", event.span)
      }
      return target.node
    default: throw refusal("the file cannot be read beyond this point", event.span)
    }
    if let anchor = event.anchor { anchors[anchor] = (made, size - before) }
    return made
  }

  private mutating func sequence(_ span: Span, _ depth: Int) throws(ForeignYAML.Refusal) -> Node {
    var nodes: [Node] = []
    while true {
      let event = try next()
      if case .sequenceEnd = event.kind { return Node(.sequence(nodes), place: place(span)) }
      nodes.append(try node(event, depth: depth + 1))
    }
  }

  private mutating func mapping(_ span: Span, _ depth: Int) throws(ForeignYAML.Refusal) -> Node {
    var entries: [Node.Entry] = []
    var positions: [String: Int] = [:]
    var merged: [Node.Entry] = []
    while true {
      let event = try next()
      if case .mappingEnd = event.kind { break }
      let key = try node(event, depth: depth + 1)
      let value = try node(try next(), depth: depth + 1)
      guard case .scalar(let name) = key.content else {
        remark("a key is not one word, and was not read", key.place.span)
        continue
      }
      if name.text == "<<", name.style == .plain {
        merged += Self.merged(value)
      } else if let index = positions[name.text] {
        remark("the key \(name.text.withoutHiddenCharacters) is given twice; the second was read", key.place.span)
        entries[index].value = value
      } else {
        positions[name.text] = entries.count
        entries.append(Node.Entry(key: name.text, keyPlace: key.place, value: value))
      }
    }
    for entry in merged where positions[entry.key] == nil {
      positions[entry.key] = entries.count
      entries.append(entry)
    }
    return Node(.mapping(entries), place: place(span))
  }

  /// The entries that a merge key adds: of one mapping, or of a list of them, where the first counts.
  private static func merged(_ value: Node) -> [Node.Entry] {
    switch value.content {
    case .mapping(let entries): entries
    case .sequence(let nodes):
      nodes.flatMap { node in
        guard case .mapping(let entries) = node.content else { return [Node.Entry]() }
        return entries
      }
    case .scalar: []
    }
  }

  private mutating func next() throws(ForeignYAML.Refusal) -> Event {
    do throws(SyntaxError) {
      return try events.next()
    } catch {
      let finding = SyntaxFinding(error, source, openBracket: nil, lastQuoted: nil).diagnostic(file: file)
      throw ForeignYAML.Refusal(finding: .init(finding.message, at: finding.place))
    }
  }

  private mutating func remark(_ message: String, _ span: Span) {
    // A hostile file has as many of them as it has bytes.
    if remarks.count < 100 { remarks.append(.init(message, at: place(span))) }
  }

  private func refusal(_ message: String, _ span: Span) -> ForeignYAML.Refusal {
    ForeignYAML.Refusal(finding: .init(message.withoutHiddenCharacters, at: place(span)))
  }

  private func place(_ span: Span) -> Place { Place(file: file, span: span) }
}
