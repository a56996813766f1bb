import Diagnostics
import Document
import Model
import Schema
import TextTypes

/// A small model in the manner of the real one.
struct Sample: Section {
  let name: Traced<Word>
  let alias: Traced<Word?>
  let host: Host
  let limits: Limits
  let rules: Traced<[Rule]>
  let peers: Traced<[Traced<Word>]>
  let options: Traced<Keyed<Word, Word>>

  static let section = SectionTable(
    "sample", Sample.init, reserved: ["cluster": ""],
    Row("name", \.name, "The name."),
    Row("alias", \.alias, derived: "the value of name", "Another name."),
    Row("host", \.host, record: "The host."),
    Row("limits", \.limits, record: "The limits."),
    Row("rules", \.rules, list: "The rules."),
    Row("peers", \.peers, default: [Word("self")], "The peers."),
    Row("options", \.options, map: "Further options."))
}

struct Host: Section {
  let cores: Traced<Int>
  let ipv6: Traced<Bool>

  static let section = SectionTable(
    "host", Host.init,
    Row("cores", \.cores, in: 1...8, "The cores."),
    Row("ipv6", \.ipv6, default: false, "Whether it speaks IPv6."))
}

struct Limits: Section {
  let time: Traced<Int>
  let colour: Traced<Colour>

  static let section = SectionTable(
    "limits", Limits.init,
    Row("time", \.time, in: 1...60, default: 10, "The time, in seconds."),
    Row("colour", \.colour, default: .red, "The colour."))
}

struct Rule: Section {
  let port: Traced<Int>
  let comment: Traced<Word?>

  static let section = SectionTable(
    "rule", Rule.init, Row("port", \.port, "The port."), Row("comment", \.comment, optional: "Why."))
}

enum Colour: String, Choice {
  case red, green
  static let typeName = "colour"
}

/// Lower-case letters.
struct Word: Leaf {
  let printed: String
  init(_ text: String) { printed = text }
  init(parsing text: String) throws(Refusal) {
    guard !text.isEmpty, text.utf8.allSatisfy({ ByteSet.lowercase.contains($0) }) else {
      throw Refusal(id: .nameFormat, "is not a word", help: "write lower-case letters")
    }
    printed = text
  }
  static let placeholder = Word("x")
  static let shape = Shape.text(TextType(name: "word", alphabet: .lowercase, traits: .isWord, example: "shop"))
}

/// Writes node trees without a parser: every node on a line of its own.
struct Writer {
  private var line = 0

  mutating func text(_ text: String, _ style: Node.Scalar.Style = .plain) -> Node {
    Node(.scalar(.init(text, style: style)), place: place(span(text.unicodeScalars.count)))
  }

  mutating func map(_ pairs: (String, (inout Writer) -> Node)...) -> Node {
    let start = Mark(line: line + 1, column: 1)
    let entries = pairs.map { key, value in
      line += 1
      let key = Node.Entry(
        key: key,
        keyPlace: place(
          Span(start: Mark(line: line, column: 1), end: Mark(line: line, column: key.utf8.count + 1))),
        value: value(&self))
      return key
    }
    return Node(.mapping(entries), place: place(Span(start: start, end: Mark(line: line, column: 80))))
  }

  mutating func list(_ items: ((inout Writer) -> Node)...) -> Node {
    let start = Mark(line: line + 1, column: 1)
    return Node(.sequence(items.map { $0(&self) }), place: place(Span(at: start)))
  }

  private func place(_ span: Span) -> Place { Place(file: "site.yaml", span: span) }

  private func span(_ width: Int) -> Span {
    Span(start: Mark(line: line, column: 20), end: Mark(line: line, column: 20 + width))
  }
}

/// One finding on one line.
func line(_ diagnostic: Diagnostic) -> String {
  let mark = diagnostic.place?.span.start
  let help = diagnostic.help.map { " | \($0)" } ?? ""
  return "\(mark?.line ?? 0):\(mark?.column ?? 0): \(diagnostic.message) [\(diagnostic.id)]\(help)"
}
