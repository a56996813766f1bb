/// Why a text is not JSON that can be read, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// What is wrong, without a full stop.
  public var message: String
}

extension JSONValue {
  /// How deep lists and objects may nest in a text that is read.
  static let deepestNesting = 64

  /// Reads a JSON text (RFC 8259), strictly: UTF-8, one value, no key twice, no lone surrogate, nesting of 64 at most.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSONError(line: 1, message: "the text is not UTF-8")
    }
    var reader = JSONReader(bytes)
    self = try reader.document()
  }
}

/// Walks the bytes of a text that is known to be UTF-8.
private struct JSONReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value(depth: 0)
    skipBlanks()
    guard index == bytes.count else { throw error("something follows the end") }
    return value
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func error(_ message: String) -> JSONError {
    JSONError(line: 1 + bytes.prefix(index).count { $0 == 0x0A }, message: message)
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < JSONValue.deepestNesting else { throw error("lists and objects are nested too deeply") }
    skipBlanks()
    switch next {
    case nil: throw error("the text ends too early")
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    default: return try word()
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    index += 1
    var elements: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return elements }
      guard take(UInt8(ascii: ",")) else { throw error("`,` or `]` is missing") }
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> [JSONMember] {
    index += 1
    var members: [JSONMember] = []
    var keys = JSONKeys()
    skipBlanks()
    if take(UInt8(ascii: "}")) { return members }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw error("a key in quotes is missing") }
      let key = try string()
      guard keys.isNew(key, after: members) else { throw error("a key is given twice in an object") }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw error("`:` is missing") }
      members.append(JSONMember(key, try value(depth: depth + 1)))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return members }
      guard take(UInt8(ascii: ",")) else { throw error("`,` or `}` is missing") }
    }
  }

  /// A number or one of the three words: whatever runs up to the next delimiter.
  private mutating func word() throws(JSONError) -> JSONValue {
    let start = index
    while let byte = next, !" \t\n\r,]}:[{\"".utf8.contains(byte) { index += 1 }
    switch String(decoding: bytes[start..<index], as: UTF8.self) {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case let text:
      guard let number = JSONNumber(text) else { throw error("a value is expected here") }
      return .number(number)
    }
  }

  private mutating func string() throws(JSONError) -> String {
    index += 1
    let start = index
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { index += 1 }
    // Most texts have no escape in them.
    if next == UInt8(ascii: "\"") {
      index += 1
      return String(decoding: bytes[start..<index - 1], as: UTF8.self)
    }
    var text = Array(bytes[start..<index])
    while let byte = next {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try text.append(contentsOf: String(escape()).utf8)
      case 0..<0x20: throw error("a text contains a control character")
      default: text.append(byte)
      }
    }
    throw error("a text does not end")
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    guard let letter = next else { throw error("a text does not end") }
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicode()
    default: throw error("a backslash is not followed by an escape")
    }
  }

  private mutating func unicode() throws(JSONError) -> Unicode.Scalar {
    let high = try codeUnit()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard UTF16.isLeadSurrogate(UInt16(high)), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw error("a surrogate stands alone")
    }
    let low = try codeUnit()
    guard UTF16.isTrailSurrogate(UInt16(low)),
      let scalar = Unicode.Scalar(0x1_0000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw error("a surrogate stands alone") }
    return scalar
  }

  private mutating func codeUnit() throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw error("`\\u` is not followed by four hexadecimal digits")
      }
      unit = unit << 4 | UInt32(digit)
      index += 1
    }
    return unit
  }
}

/// The keys of an object so far: few are looked through, many are kept in a set.
private struct JSONKeys {
  private static let few = 12
  private var many: Set<[UInt8]> = []

  /// Whether a key is none of those before it, byte for byte.
  mutating func isNew(_ key: String, after members: [JSONMember]) -> Bool {
    guard members.count >= Self.few else {
      return !members.contains { $0.key.utf8.elementsEqual(key.utf8) }
    }
    if many.isEmpty { many = Set(members.map { Array($0.key.utf8) }) }
    return many.insert(Array(key.utf8)).inserted
  }
}
