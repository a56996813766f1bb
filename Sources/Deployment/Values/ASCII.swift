import Schema
import TextTypes

// The lexers of this folder look at bytes: comparing Characters would take a letter and the accent after it for one thing.
extension String {
  /// Whether every byte is in a set.
  func isMade(of set: ByteSet) -> Bool {
    utf8.allSatisfy { set.contains($0) }
  }

  /// Whether the text consists of exactly that many decimal digits.
  func isDigits(_ count: ClosedRange<Int>) -> Bool {
    count.contains(utf8.count) && isMade(of: .digits)
  }

  /// The number that the text is, without leading zeros; nil when it is none, or out of range.
  func decimal(in range: ClosedRange<Int>) -> Int? {
    guard isDigits(1...18), utf8.count == 1 || !begins(with: "0"), let value = Int(self), range.contains(value) else {
      return nil
    }
    return value
  }

  /// Whether the text begins with these bytes.
  func begins(with prefix: String) -> Bool {
    utf8.starts(with: prefix.utf8)
  }

  /// Whether the text ends with these bytes.
  func ends(with suffix: String) -> Bool {
    utf8.reversed().starts(with: suffix.utf8.reversed())
  }

  /// Whether the text begins with a byte of a set.
  func begins(with set: ByteSet) -> Bool {
    utf8.first.map(set.contains) == true
  }

  /// Whether the text ends with a byte of a set.
  func ends(with set: ByteSet) -> Bool {
    utf8.last.map(set.contains) == true
  }

  /// Whether the byte of an ASCII character occurs.
  func holds(_ character: Unicode.Scalar) -> Bool {
    utf8.contains(UInt8(ascii: character))
  }

  /// The text without its first bytes, which must be ASCII.
  func without(_ count: Int) -> String {
    String(decoding: utf8.dropFirst(count), as: UTF8.self)
  }

  /// The stretches between separators, empty ones included; at least one.
  func pieces(_ separator: Unicode.Scalar, atMost count: Int = .max) -> [String] {
    utf8.split(separator: UInt8(ascii: separator), maxSplits: count - 1, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The text with the letters A to Z in lower case, and nothing else changed.
  var folded: String {
    String(decoding: utf8.map { ByteSet.uppercase.contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
