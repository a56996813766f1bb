/// A text cut into lines, each with the line feed that ends it; the last may have none.
package struct DiffText {
  /// The whole text.
  package let bytes: [UInt8]
  /// Where each line is in it.
  package let lines: [Range<Int>]

  /// Cuts a text.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var lines: [Range<Int>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      lines.append(start..<index + 1)
      start = index + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    self.lines = lines
  }

  /// A line, with what ends it.
  package subscript(line: Int) -> ArraySlice<UInt8> { bytes[lines[line]] }

  /// Numbers for the lines of two texts: the same for the same line, so that comparing lines is comparing numbers.
  package static func numbers(_ old: DiffText, _ new: DiffText) -> (old: [Int], new: [Int]) {
    var known: [ArraySlice<UInt8>: Int] = [:]
    func number(_ text: DiffText) -> [Int] {
      text.lines.indices.map { index in
        let line = text[index]
        if let number = known[line] { return number }
        known[line] = known.count
        return known.count - 1
      }
    }
    return (number(old), number(new))
  }
}
