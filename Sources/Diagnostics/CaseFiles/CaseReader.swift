/// Reads a case file line by line.
struct CaseReader {
  private(set) var cases: [CaseFile.Case] = []
  private(set) var lines: [String] = []
  /// Whether the lines that follow are text of the last part.
  private var isOpen = false

  private static let quote = UInt8(ascii: "\"")

  /// How many lines have been read: the number of the last one.
  private var number: Int { lines.count }

  mutating func read(_ bytes: [UInt8]) throws(CaseFile.Fault) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      let line = rest[..<end]
      lines.append(String(decoding: line, as: UTF8.self))
      try check(line)
      try take(line)
      rest = rest[(end + 1)...]
    }
    guard rest.isEmpty else {
      throw CaseFile.Fault(line: number + 1, message: "the file ends without a line feed")
    }
    try close()
  }

  private func fault(_ message: String, line: Int? = nil) -> CaseFile.Fault {
    CaseFile.Fault(line: line ?? number, message: message)
  }

  private func check(_ line: ArraySlice<UInt8>) throws(CaseFile.Fault) {
    guard String(validating: line, as: UTF8.self) != nil else { throw fault("the line is not UTF-8") }
    guard !line.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) else {
      throw fault("the line holds a control character")
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) throws(CaseFile.Fault) {
    switch line.first {
    case nil, UInt8(ascii: "#"): try endPart()
    case UInt8(ascii: "|"), Self.quote: try takeText(line)
    case UInt8(ascii: "\\") where line.count == 1: try takeMark()
    case UInt8(ascii: "=") where line.starts(with: "=== ".utf8): try begin(try scalar(line.dropFirst(4)))
    default: try takePart(line)
    }
  }

  /// A case begins.
  private mutating func begin(_ name: String) throws(CaseFile.Fault) {
    try close()
    if let other = cases.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      throw fault("there is a case `\(name)` already, on line \(other.lines.lowerBound + 1)")
    }
    cases.append(CaseFile.Case(name: name, parts: [], lines: number - 1..<number))
  }

  /// A part begins; without a text its lines follow.
  private mutating func takePart(_ line: ArraySlice<UInt8>) throws(CaseFile.Fault) {
    let isLetter = line.first.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 } ?? false
    guard isLetter, let colon = line.firstIndex(of: UInt8(ascii: ":")), !Self.isBlank(line[..<colon].last),
      line.endIndex == colon + 1 || line[colon + 1] == UInt8(ascii: " ")
    else { throw fault("the line is no comment, no `=== NAME`, no `PART: TEXT` and no `|LINE`") }
    try endPart()
    guard let last = cases.indices.last else { throw fault("a part stands before the first case") }
    let name = String(decoding: line[..<colon], as: UTF8.self)
    if let other = cases[last].parts.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      throw fault("there is a part `\(name)` already, on line \(other.lines.lowerBound + 1)")
    }
    isOpen = line.endIndex == colon + 1
    let text = isOpen ? "" : try scalar(line[(colon + 2)...])
    cases[last].parts.append(CaseFile.Part(name: name, text: text, lines: number - 1..<number))
    cases[last].lines = cases[last].lines.lowerBound..<number
  }

  /// A line of a part's text.
  private mutating func takeText(_ line: ArraySlice<UInt8>) throws(CaseFile.Fault) {
    guard isOpen else { throw fault("a line of text stands outside of a part") }
    let isQuoted = line.first == Self.quote
    guard isQuoted || !Self.isBlank(line.last) else {
      throw fault("the line ends in a blank that nobody sees: write it in quotes, without the bar")
    }
    let text = isQuoted ? try scalar(line) : String(decoding: line.dropFirst(), as: UTF8.self)
    changeLast { $0.text += text + "\n" }
  }

  /// The text ends without a line feed.
  private mutating func takeMark() throws(CaseFile.Fault) {
    guard isOpen else { throw fault("a line of text stands outside of a part") }
    try endPart()
    changeLast { $0.text.unicodeScalars.removeLast() }
  }

  /// Changes the part that is read, which goes on to this line.
  private mutating func changeLast(_ change: (inout CaseFile.Part) -> Void) {
    guard let last = cases.indices.last, let part = cases[last].parts.indices.last else { return }
    change(&cases[last].parts[part])
    cases[last].parts[part].lines = cases[last].parts[part].lines.lowerBound..<number
    cases[last].lines = cases[last].lines.lowerBound..<number
  }

  /// A name or a text of one line; quotes at both ends are no part of it.
  private func scalar(_ text: ArraySlice<UInt8>) throws(CaseFile.Fault) -> String {
    if text.first == Self.quote {
      guard text.count > 1, text.last == Self.quote else {
        throw fault("a text begins with a quote, and does not end with one")
      }
      return String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
    }
    guard let first = text.first, !Self.isBlank(first), !Self.isBlank(text.last) else {
      throw fault("a text is empty, or begins or ends with a blank: write it in quotes")
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The lines of a part end.
  private mutating func endPart() throws(CaseFile.Fault) {
    if isOpen, let part = cases.last?.parts.last, part.lines.count == 1 {
      throw fault(
        "the part `\(part.name)` has no lines: an empty text is written `\"\"`", line: part.lines.lowerBound + 1)
    }
    isOpen = false
  }

  /// A case ends.
  private mutating func close() throws(CaseFile.Fault) {
    try endPart()
    if let last = cases.last, last.parts.isEmpty {
      throw fault("the case `\(last.name)` has no part", line: last.lines.lowerBound + 1)
    }
  }

  private static func isBlank(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: " ") || byte == 0x09 }
}
