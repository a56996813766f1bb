extension JSONValue {
  /// The tree as UTF-8 text, indented by two blanks a level and ended by a line feed: what `jq .` would print.
  public var prettyPrinted: [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.write(self, indent: 0)
    writer.bytes.append(UInt8(ascii: "\n"))
    return writer.bytes
  }

  /// The same for a reader whose screen the tree may end up on.
  ///
  /// - Parameter isEscaped: which characters beyond ASCII are written as their code points. None may have more than four hexadecimal digits.
  public func prettyPrinted(escaping isEscaped: @escaping (Unicode.Scalar) -> Bool) -> [UInt8] {
    var writer = JSONWriter(isPretty: true, isEscapedToo: isEscaped)
    writer.write(self, indent: 0)
    writer.bytes.append(UInt8(ascii: "\n"))
    return writer.bytes
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
  var isEscapedToo: ((Unicode.Scalar) -> Bool)?
  var bytes: [UInt8] = []

  init(isPretty: Bool, isEscapedToo: ((Unicode.Scalar) -> Bool)? = nil) {
    self.isPretty = isPretty
    self.isEscapedToo = isEscapedToo
  }

  mutating func write(_ value: JSONValue, indent: Int) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .number(let number): bytes += number.printed.utf8
    case .string(let text): write(text)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        begin(index, indent: indent + 1)
        write(element, indent: indent + 1)
      }
      end(UInt8(ascii: "]"), isEmpty: elements.isEmpty, indent: indent)
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        begin(index, indent: indent + 1)
        write(member.key)
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(UInt8(ascii: " ")) }
        write(member.value, indent: indent + 1)
      }
      end(UInt8(ascii: "}"), isEmpty: members.isEmpty, indent: indent)
    }
  }

  private mutating func begin(_ index: Int, indent: Int) {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    newLine(indent: indent)
  }

  private mutating func end(_ bracket: UInt8, isEmpty: Bool, indent: Int) {
    if !isEmpty { newLine(indent: indent) }
    bytes.append(bracket)
  }

  private mutating func newLine(indent: Int) {
    guard isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<2 * indent { bytes.append(UInt8(ascii: " ")) }
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    if let isEscapedToo, text.unicodeScalars.contains(where: isEscapedToo) {
      for scalar in text.unicodeScalars { write(scalar, isEscapedToo(scalar)) }
      return
    }
    writeBytes(of: text)
  }

  private mutating func write(_ scalar: Unicode.Scalar, _ isEscaped: Bool) {
    guard isEscaped, !scalar.isASCII else { return writeBytes(of: String(scalar)) }
    let digits = String(scalar.value, radix: 16)
    bytes += (#"\u"# + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits).utf8
  }

  private mutating func writeBytes(of text: String) {
    // Most texts have nothing in them that is escaped, and stay as they are.
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    guard bytes[start...].contains(where: Self.isEscaped) else { return }
    bytes.removeSubrange(start...)
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
