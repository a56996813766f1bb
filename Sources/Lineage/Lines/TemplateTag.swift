import Template

/// A tag of a template, such as `{% if odoo.mail is defined %}`, of which the provenance has the beginning.
struct TemplateTag {
  /// Its bytes.
  let range: Range<Int>

  /// Finds the end of a tag that begins at a byte.
  init(at start: Int, in bytes: [UInt8]) {
    var quote: UInt8?
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { index += 1 }
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "}"), index > start + 1, index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: "}")
      {
        self.range = start..<index + 2
        return
      }
      index += 1
    }
    self.range = start..<bytes.count
  }

  /// Whether nothing stands in the line of the template behind it.
  func endsItsLine(in bytes: [UInt8]) -> Bool {
    range.upperBound >= bytes.count || bytes[range.upperBound] == 0x0A
  }
}
