import Diagnostics

/// A directive of nginx with its arguments, and what is in its block.
struct NginxDirective {
  /// The name and the arguments, without quotes.
  var words: [String]
  var place: Place
  /// What stands between its braces; nil where it has none.
  var block: [NginxDirective]?

  /// Its name, such as `proxy_pass`.
  var name: String { words.first ?? "" }
  /// Its arguments.
  var arguments: [String] { Array(words.dropFirst()) }
}

/// A file of nginx's configuration, by nginx's own rules for words, quotes and comments.
struct NginxConf {
  /// How deep blocks are read, and how many directives.
  private static let depthLimit = 16
  private static let countLimit = 20_000
  /// How long the name of a variable may be, in bytes.
  private static let nameLimit = 100

  let path: String
  private(set) var directives: [NginxDirective] = []
  /// Where reading stopped, and why; nil where it came to the end.
  private(set) var fault: (reason: String, place: Place)?

  private var bytes: [UInt8] = []
  private var index = 0
  private var line = 1
  private var count = 0

  /// Reads a file; nil where it is no text.
  init?(_ file: OldFile) {
    guard file.lines != nil else { return nil }
    path = file.path
    bytes = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.bytes.dropFirst(3)) : file.bytes
    directives = block(depth: 0)
    bytes = []
  }

  private enum Token {
    case word(String)
    case open, close, end, stop
  }

  private mutating func block(depth: Int) -> [NginxDirective] {
    var result: [NginxDirective] = []
    var words: [String] = []
    var start = line
    while fault == nil {
      let token = next()
      if words.isEmpty { start = line }
      switch token {
      case .word(let word): words.append(word)
      case .end:
        if !words.isEmpty { result.append(directive(words, start, nil)) }
        words = []
      case .open:
        guard depth < Self.depthLimit else {
          fail("its blocks are nested too deeply")
          break
        }
        let content = block(depth: depth + 1)
        result.append(directive(words, start, content))
        words = []
      case .close:
        if !words.isEmpty { result.append(directive(words, start, nil)) }
        if depth > 0 { return result }
        fail("a brace is closed that is not open")
      case .stop:
        if !words.isEmpty { result.append(directive(words, start, nil)) }
        if depth > 0 { fail("a brace is not closed") }
        return result
      }
      count += 1
      if count > Self.countLimit { fail("it has too many directives") }
    }
    return result
  }

  private func directive(_ words: [String], _ line: Int, _ block: [NginxDirective]?) -> NginxDirective {
    NginxDirective(words: words, place: Place(file: path, span: Span(at: Mark(line: line, column: 1))), block: block)
  }

  private mutating func fail(_ reason: String) {
    if fault == nil { fault = (reason, Place(file: path, span: Span(at: Mark(line: line, column: 1)))) }
  }

  private mutating func next() -> Token {
    skipBlanks()
    guard index < bytes.count else { return .stop }
    switch bytes[index] {
    case UInt8(ascii: ";"):
      index += 1
      return .end
    case UInt8(ascii: "{"):
      index += 1
      return .open
    case UInt8(ascii: "}"):
      index += 1
      return .close
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .word(quoted(bytes[index]))
    default: return .word(plain())
    }
  }

  private mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x0A:
        line += 1
        index += 1
      case 0x20, 0x09, 0x0D: index += 1
      case UInt8(ascii: "#"): while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      default: return
      }
    }
  }

  private mutating func quoted(_ quote: UInt8) -> String {
    index += 1
    var word: [UInt8] = []
    while index < bytes.count, bytes[index] != quote {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
      if bytes[index] == 0x0A { line += 1 }
      word.append(bytes[index])
      index += 1
    }
    if index >= bytes.count { fail("a quote is not closed") }
    index += 1
    return String(decoding: word, as: UTF8.self)
  }

  private mutating func plain() -> String {
    var word: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte <= 0x20 || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "}") { break }
      if byte == UInt8(ascii: "{") {
        // A variable such as ${host} is part of the word.
        guard word.last == UInt8(ascii: "$"),
          let end = bytes[index...].prefix(Self.nameLimit).firstIndex(of: UInt8(ascii: "}"))
        else { break }
        word += bytes[index...end]
        index = end + 1
        continue
      }
      if byte == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] > 0x20 {
        word.append(byte)
        index += 1
      }
      word.append(bytes[index])
      index += 1
    }
    if word.isEmpty { index += 1 }
    return String(decoding: word, as: UTF8.self)
  }
}
