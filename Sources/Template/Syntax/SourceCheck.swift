/// What no template may hold, whatever its format: it is looked for before anything is parsed.
enum SourceCheck {
  /// The largest template, in bytes.
  static let sizeLimit = 1 << 20

  /// The first reason why a text is no template; nil for a good one.
  static func problem(in bytes: [UInt8]) -> TemplateError? {
    if bytes.count > sizeLimit {
      return TemplateError(
        "template-too-large", "the template has more than \(sizeLimit) bytes", help: "split it with {% include %}",
        at: 0..<0)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return TemplateError(
        "byte-order-mark", "the template begins with a byte order mark", help: "save it as UTF-8 without a BOM",
        at: 0..<0)
    }
    for (offset, byte) in bytes.enumerated() where byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == 0x7F {
      let what = byte == 0x0D ? "a carriage return" : "a control character"
      return TemplateError(
        "template-control", "the template holds \(what)", help: "save it with line feeds alone, and without controls",
        at: offset..<offset + 1)
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      return TemplateError("template-encoding", "the template is not UTF-8", help: "save it as UTF-8", at: 0..<0)
    }
    return nil
  }
}
