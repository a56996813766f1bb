import Diagnostics

/// A file of variables, such as `.env` beside docker-compose.yml: `NAME=value` on each line.
struct Variables {
  /// A variable as it is written.
  struct Variable {
    var name: String
    var value: String
    var place: Place
  }

  private(set) var all: [Variable] = []

  /// Reads a file; one that is no text has no variables.
  init(_ file: OldFile) {
    for (index, line) in (file.lines ?? []).enumerated() {
      var text = line.trimmed
      if text.isEmpty || text.hasPrefix("#") { continue }
      if text.hasPrefix("export ") { text = String(text.dropFirst(7)).trimmed }
      let place = Place(file: file.path, span: Span(at: Mark(line: index + 1, column: 1)))
      guard let delimiter = text.firstIndex(of: "=") else {
        all.append(Variable(name: text, value: "", place: place))
        continue
      }
      let name = String(text[..<delimiter]).trimmed
      all.append(
        Variable(name: name, value: Self.value(String(text[text.index(after: delimiter)...]).trimmed), place: place))
    }
  }

  /// A value without its quotes, or without the comment behind it.
  private static func value(_ text: String) -> String {
    if let quote = text.first, quote == "\"" || quote == "'", let end = text.dropFirst().firstIndex(of: quote) {
      return String(text[text.index(after: text.startIndex)..<end])
    }
    var before: Character = " "
    for index in text.indices {
      if text[index] == "#", before == " " || before == "\t" { return String(text[..<index]).trimmed }
      before = text[index]
    }
    return text
  }

  /// The value that a variable has at last.
  func value(of name: String) -> String? { all.last { $0.name == name }?.value }
}

/// What `${NAME}` stands for in a compose file.
struct Interpolation {
  private let variables: [String: String]
  /// The names that were asked for.
  private(set) var used: Set<String> = []
  /// How many bytes may still be put in place of variables: a few lines of them can stand for more than memory holds.
  private var budget = 1 << 22
  /// How long what stands between braces may be.
  private static let lengthLimit = 1_000

  init(_ variables: Variables?) {
    self.variables = Dictionary((variables?.all ?? []).map { ($0.name, $0.value) }) { _, last in last }
  }

  /// A text with its variables replaced: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?message}`, `${NAME:+other}`; `$$` is
  /// a dollar sign. What cannot be read stays as it is; a default is not looked into.
  mutating func text(_ text: String) -> String {
    guard text.contains("$") else { return text }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      if rest.first == "$" {
        result += "$"
        rest = rest.dropFirst()
      } else if rest.first == "{", let end = rest.prefix(Self.lengthLimit).firstIndex(of: "}") {
        result += replacement(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
      } else {
        let name = rest.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        result += name.isEmpty ? "$" : replacement(name)
        rest = rest[name.endIndex...]
      }
    }
    return result + rest
  }

  private mutating func replacement(_ expression: Substring) -> String {
    let word = expression.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    let name = String(word)
    used.insert(name)
    var rest = expression[word.endIndex...]
    let countsEmpty = rest.first == ":"
    if countsEmpty { rest = rest.dropFirst() }
    let value = variables[name].flatMap { countsEmpty && $0.isEmpty || $0.utf8.count > budget ? nil : $0 }
    budget -= value?.utf8.count ?? 0
    switch rest.first {
    case "-": return value ?? String(rest.dropFirst())
    case "+": return value == nil ? "" : String(rest.dropFirst())
    default: return value ?? ""
    }
  }
}
