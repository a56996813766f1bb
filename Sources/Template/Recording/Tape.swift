/// Values one after the other in a compact form: written when gen is built, and read back when it runs.
///
/// One description of a type serves both ways (`Taped`), so that what is read is what was written. Every byte is ASCII, as a
/// text literal needs it. Whatever a tape holds, reading ends: what cannot be read makes it damaged, and gives zeros.
struct Tape {
  private let bytes: RecordedBytes
  private let end: Int
  private var position: Int
  private var depth = 0
  /// What was written.
  private(set) var written: [UInt8] = []
  /// Whether values are read.
  let isReading: Bool
  /// Whether something could not be read.
  private(set) var isDamaged = false

  /// A tape to write on.
  init() {
    isReading = false
    bytes = RecordedBytes("")
    position = 0
    end = 0
  }

  /// A tape to read, from a position on.
  init(reading bytes: RecordedBytes, from position: Int = 0, count: Int? = nil) {
    isReading = true
    self.bytes = bytes
    self.position = position
    end = min(bytes.count, count.map { position.addingReportingOverflow($0).partialValue } ?? bytes.count)
  }

  /// Where the next value begins.
  var offset: Int { isReading ? position : written.count }

  /// Notes that a value means nothing.
  mutating func damage() {
    isDamaged = true
    position = end
  }

  /// Passes a number: six bits to a byte, the lowest first; the seventh says that more follow.
  mutating func pass(_ value: inout UInt64) {
    if isReading { value = read() } else { write(value) }
  }

  private mutating func read() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < end, let byte = bytes.byte(at: position) {
      position += 1
      value |= UInt64(byte & 0x3F) << shift
      if byte & 0x40 == 0 { return value }
      shift += 6
      if shift > 60 { break }
    }
    damage()
    return 0
  }

  private mutating func write(_ value: UInt64) {
    var rest = value
    while rest > 0x3F {
      written.append(UInt8(rest & 0x3F) | 0x40)
      rest >>= 6
    }
    written.append(UInt8(rest))
  }

  /// Passes what may hold itself, to a depth that no template reaches.
  mutating func nested(_ body: (inout Tape) -> Void) {
    guard enter() else { return }
    body(&self)
    leave()
  }

  /// Begins something that may hold itself; false where that goes too deep.
  mutating func enter() -> Bool {
    depth += 1
    if depth > 512 { damage() }
    return depth <= 512
  }

  /// Ends it.
  mutating func leave() { depth -= 1 }

  /// Passes bytes by, or writes them as they are.
  mutating func skip(_ count: Int, or bytes: [UInt8]) {
    guard isReading else {
      written += bytes
      return
    }
    if count <= end - position { position += count } else { damage() }
  }

  /// Adds what another tape holds.
  mutating func append(_ other: Tape) { written += other.written }

  /// Passes a number that may be negative.
  mutating func pass(_ value: inout Int) {
    var bits = UInt64(bitPattern: Int64(value << 1 ^ value >> 63))
    pass(&bits)
    value = Int(truncatingIfNeeded: bits >> 1) ^ -Int(truncatingIfNeeded: bits & 1)
  }

  /// Passes a number of a smaller type.
  mutating func pass(_ value: inout some FixedWidthInteger & UnsignedInteger) {
    var bits = UInt64(truncatingIfNeeded: value)
    pass(&bits)
    value = .init(truncatingIfNeeded: bits)
  }

  /// Passes the index of a template.
  mutating func pass(_ file: inout Int32) {
    var number = Int(file)
    pass(&number)
    if let small = Int32(exactly: number) { file = small } else { damage() }
  }

  /// Passes a choice.
  mutating func pass(_ value: inout Bool) {
    var bits: UInt64 = value ? 1 : 0
    pass(&bits)
    value = bits == 1
  }

  /// Passes one of several cases.
  mutating func pass<Value: RawRepresentable>(_ value: inout Value)
  where Value.RawValue: FixedWidthInteger & UnsignedInteger {
    var raw = value.rawValue
    pass(&raw)
    guard isReading else { return }
    if let found = Value(rawValue: raw) { value = found } else { damage() }
  }

  /// How many elements follow: never more than there are bytes.
  mutating func count(_ count: Int) -> Int {
    var count = UInt64(count)
    pass(&count)
    guard isReading else { return Int(truncatingIfNeeded: count) }
    guard count <= UInt64(max(end - position, 0)) else {
      damage()
      return 0
    }
    return Int(count)
  }

  /// Passes elements; `blank` is what one is read into.
  mutating func pass<Element>(
    _ list: inout [Element], blank: Element, _ pass: (inout Tape, inout Element) -> Void
  ) {
    let count = count(list.count)
    if isReading {
      list = []
      list.reserveCapacity(count)
      for _ in 0..<count where !isDamaged {
        var element = blank
        pass(&self, &element)
        list.append(element)
      }
    } else {
      for var element in list { pass(&self, &element) }
    }
  }

  /// Passes elements that describe themselves.
  mutating func pass<Element: Taped>(_ list: inout [Element], blank: Element) {
    pass(&list, blank: blank) { tape, element in element.pass(&tape) }
  }

  /// Passes bytes: as they are where all of them are ASCII, and as numbers else.
  mutating func pass(_ bytes: inout [UInt8]) {
    var isASCII = bytes.allSatisfy { $0 < 0x80 }
    pass(&isASCII)
    guard isASCII else { return pass(&bytes, blank: 0) { tape, byte in tape.pass(&byte) } }
    let count = count(bytes.count)
    if isReading { bytes = self.bytes.copy(position..<position + count) }
    skip(count, or: bytes)
  }

  /// Passes a text.
  mutating func pass(_ text: inout String) {
    var bytes = isReading ? [] : Array(text.utf8)
    pass(&bytes)
    if isReading { text = String(decoding: bytes, as: UTF8.self) }
  }

  /// Passes what may be absent.
  mutating func pass<Value>(_ value: inout Value?, blank: Value, _ pass: (inout Tape, inout Value) -> Void) {
    var isThere = value != nil
    self.pass(&isThere)
    guard isThere else {
      value = nil
      return
    }
    var content = value ?? blank
    pass(&self, &content)
    value = content
  }
}

/// What can be written on a tape, and read back.
protocol Taped {
  /// Writes every field, or reads it: the same ones in the same order both ways.
  mutating func pass(_ tape: inout Tape)
}

extension Taped where Self: RawRepresentable, RawValue == UInt8 {
  mutating func pass(_ tape: inout Tape) { tape.pass(&self) }
}
