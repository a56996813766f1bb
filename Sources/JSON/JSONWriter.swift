extension JSONValue {
  /// The tree as UTF-8 text, indented by two blanks a level and ended by a line feed: what `jq .` would print.
  public var prettyPrinted: [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.write(self, indent: 0)
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  /// The tree as UTF-8 text in one line, without blanks and without a line feed: what `jq -c .` would print.
  public var compact: [UInt8] {
    var writer = JSONWriter(isPretty: false)
    writer.write(self, indent: 0)
    return writer.bytes
  }
}

private struct JSONWriter {
  let isPretty: Bool
  var bytes: [UInt8] = []

  init(isPretty: Bool) { self.isPretty = isPretty }

  mutating func write(_ value: JSONValue, indent: Int) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .number(let number): bytes += number.printed.utf8
    case .string(let text): write(text)
    case .array(let elements):
      list(elements, between: ("[", "]"), indent: indent) { writer, element in
        writer.write(element, indent: indent + 1)
      }
    case .object(let members):
      list(members, between: ("{", "}"), indent: indent) { writer, member in
        writer.write(member.key)
        writer.bytes += (writer.isPretty ? ": " : ":").utf8
        writer.write(member.value, indent: indent + 1)
      }
    }
  }

  private mutating func list<Element>(
    _ elements: [Element], between brackets: (String, String), indent: Int, each: (inout Self, Element) -> Void
  ) {
    bytes += brackets.0.utf8
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(indent: indent + 1)
      each(&self, element)
    }
    if !elements.isEmpty { newLine(indent: indent) }
    bytes += brackets.1.utf8
  }

  private mutating func newLine(indent: Int) {
    guard isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent))
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    // Most texts have nothing in them that is escaped.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
    else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += #"\""#.utf8
      case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
      case 0x08: bytes += #"\b"#.utf8
      case 0x09: bytes += #"\t"#.utf8
      case 0x0A: bytes += #"\n"#.utf8
      case 0x0C: bytes += #"\f"#.utf8
      case 0x0D: bytes += #"\r"#.utf8
      case 0..<0x20, 0x7F: bytes += (#"\u00"# + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)).utf8
      default: bytes.append(byte)
      }
    }
  }
}
