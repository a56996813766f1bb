extension NginxDirectives {
  /// The names of the directives that are not inside a block, in their order.
  ///
  /// Words, quotes, comments and blocks as `ngx_conf_read_token` reads them; a brace after a dollar sign belongs to a variable.
  var outermost: [String] {
    var names: [String] = []
    var (depth, isFirst) = (0, true)
    var bytes = Array(printed.utf8)[...]
    while let byte = bytes.first {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"):
        bytes.removeFirst()
      case UInt8(ascii: "#"):
        bytes = bytes.drop { $0 != UInt8(ascii: "\n") }
      case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        depth += byte == UInt8(ascii: "{") ? 1 : byte == UInt8(ascii: "}") ? -1 : 0
        isFirst = true
        bytes.removeFirst()
      default:
        let word = Self.word(&bytes)
        if isFirst, depth == 0 { names.append(word) }
        isFirst = false
      }
    }
    return names
  }

  /// Takes one word, without the quotes around it; there is at least one byte.
  private static func word(_ bytes: inout ArraySlice<UInt8>) -> String {
    let quote = bytes.first.flatMap { [UInt8(ascii: "\""), UInt8(ascii: "'")].contains($0) ? $0 : nil }
    if quote != nil { bytes.removeFirst() }
    var (word, isEscaped, isVariable): ([UInt8], Bool, Bool) = ([], false, false)
    while let byte = bytes.first {
      let isEnd =
        quote.map { byte == $0 } ?? (" \t\n;".utf8.contains(byte) || (byte == UInt8(ascii: "{") && !isVariable))
      if isEnd, !isEscaped {
        if quote != nil { bytes.removeFirst() }
        break
      }
      isVariable = byte == UInt8(ascii: "$") && !isEscaped
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      word.append(byte)
      bytes.removeFirst()
    }
    return String(decoding: word, as: UTF8.self)
  }
}
