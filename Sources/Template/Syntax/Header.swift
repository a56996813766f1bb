/// What a template says about the artifact that it makes, in the comment at its beginning.
///
///     {#
///     format: nginx
///     mode: 0755
///     when: secrets.provider == "dotenv"
///     each: zone in dns.zones
///     path: dns/{{ zone.name }}.zone
///
///     Anything after a blank line is for people.
///     #}
struct Header {
  /// The name of the format, and where it stands.
  var format: (name: String, range: Range<Int>)?
  /// The artifact's mode.
  var mode: UInt16 = 0o644
  /// When the artifact exists.
  var when: Range<Int>?
  /// The list of which each item makes an artifact.
  var each: Range<Int>?
  /// The path of each.
  var path: Range<Int>?

  /// The header of a template that says nothing.
  init() {}

  /// Reads the header of a template.
  init(_ bytes: [UInt8]) throws(TemplateError) {
    guard bytes.starts(with: "{#".utf8) else { return }
    var index = 2
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    while index + 1 < bytes.count, !(bytes[index] == 0x23 && bytes[index + 1] == 0x7D) {
      var end = index
      while end < bytes.count, bytes[end] != 0x0A,
        !(bytes[end] == 0x23 && end + 1 < bytes.count && bytes[end + 1] == 0x7D)
      { end += 1 }
      let line = Self.trimmed(bytes, index..<end)
      if line.isEmpty && index > 3 { return }
      if !line.isEmpty { try take(bytes, line) }
      index = end < bytes.count && bytes[end] == 0x0A ? end + 1 : end
    }
  }

  private mutating func take(_ bytes: [UInt8], _ line: Range<Int>) throws(TemplateError) {
    guard let colon = bytes[line].firstIndex(of: UInt8(ascii: ":")) else {
      throw Self.unknown(line)
    }
    let key = String(decoding: bytes[line.lowerBound..<colon], as: UTF8.self)
    let value = Self.trimmed(bytes, colon + 1..<line.upperBound)
    let text = String(decoding: bytes[value], as: UTF8.self)
    switch key {
    case "format": format = (text, value)
    case "mode":
      guard ["0644", "0755"].contains(text) else {
        throw TemplateError(
          "header-mode", "\(text) is not a mode of an artifact", help: "write 0644, or 0755 for a script", at: value)
      }
      mode = text == "0755" ? 0o755 : 0o644
    case "when": when = value
    case "each": each = value
    case "path": path = value
    default: throw Self.unknown(line.lowerBound..<colon)
    }
  }

  private static func unknown(_ range: Range<Int>) -> TemplateError {
    TemplateError(
      "header-key", "this is no part of a template's header",
      help: "write format, mode, when, each or path; leave a blank line before a comment for people",
      at: range)
  }

  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    return start..<end
  }
}
