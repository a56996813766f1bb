import Model
import TextTypes

/// A number that differs between models for which templates would be compiled to something else: a recording of one is
/// no use with another. No key of anything, only a guard against a build gone wrong.
struct ModelHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of a model's type.
  static func of(_ root: RecordType) -> UInt64 {
    var hash = ModelHash()
    hash.take(root)
    return hash.value
  }

  /// The hash of a template's bytes.
  static func of(_ bytes: [UInt8]) -> UInt64 {
    var hash = ModelHash()
    hash.take(UInt64(bytes.count))
    unsafe bytes.withUnsafeBytes { buffer in
      let whole = buffer.count & ~7
      for start in stride(from: 0, to: whole, by: 8) {
        hash.take(UInt64(littleEndian: unsafe buffer.loadUnaligned(fromByteOffset: start, as: UInt64.self)))
      }
      for index in whole..<buffer.count { hash.take(UInt64(unsafe buffer[index])) }
    }
    return hash.value
  }

  @inline(__always)
  private mutating func take(_ word: UInt64) {
    value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 29
  }

  private mutating func take(_ text: String) {
    var word: UInt64 = 0
    for byte in text.utf8 { word = word << 8 ^ word >> 56 ^ UInt64(byte) }
    take(word)
  }

  private mutating func take(_ set: ByteSet) {
    let words = set.words
    for index in 0..<4 { take(words[index]) }
  }

  private mutating func take(_ type: RecordType) {
    take(UInt64(type.fields.count))
    for field in type.fields {
      take(field.key)
      take(field.shape)
    }
  }

  private mutating func take(_ type: TextType) {
    take(type.name)
    take(type.alphabet)
    take(UInt64(type.traits.rawValue))
    for choice in type.choices { take(choice) }
  }

  private mutating func take(_ shape: Shape) {
    switch shape {
    case .integer(let type):
      take(1)
      take(UInt64(bitPattern: Int64(type.range.lowerBound)))
      take(UInt64(bitPattern: Int64(type.range.upperBound)))
    case .boolean: take(2)
    case .text(let type):
      take(3)
      take(type)
    case .list(let element):
      take(4)
      take(element)
    case .map(let key, let value):
      take(5)
      take(key)
      take(value)
    case .either(let shapes):
      take(6)
      for shape in shapes { take(shape) }
    case .optional(let wrapped):
      take(7)
      take(wrapped)
    case .record(let type):
      take(8)
      take(type)
    case .fragment(let type):
      take(9)
      take(type.format)
    case .secret: take(10)
    }
  }
}
