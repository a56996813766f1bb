/// Bytes that are read where they lie: those of a literal are a part of the program, and cost nothing until they are looked at.
@safe
public struct RecordedBytes: @unchecked Sendable {
  private let base: UnsafePointer<UInt8>
  private let owner: Owner?
  /// How many bytes there are.
  let count: Int

  /// What lives as long as the bytes are used.
  @safe
  private final class Owner {
    private let buffer: UnsafeMutableBufferPointer<UInt8>

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { unsafe self.buffer = buffer }

    deinit { unsafe buffer.deallocate() }
  }

  /// The bytes of a literal.
  public init(_ literal: StaticString) {
    unsafe base = literal.utf8Start
    count = literal.utf8CodeUnitCount
    owner = nil
  }

  /// A copy of bytes.
  public init(_ bytes: [UInt8]) {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    _ = unsafe buffer.initialize(from: bytes)
    unsafe base = UnsafePointer(buffer.baseAddress.unsafelyUnwrapped)
    count = bytes.count
    owner = unsafe Owner(buffer)
  }

  /// A copy of a part; empty where it is not within.
  func copy(_ range: Range<Int>) -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= count else { return [] }
    return unsafe Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// The byte at a position; nil behind the last.
  @inline(__always)
  func byte(at position: Int) -> UInt8? {
    guard position >= 0, position < count else { return nil }
    return unsafe base[position]
  }
}
