import Diagnostics
import TextTypes

/// Writes a value into a scalar, or a comment, of YAML.
struct YAMLEncoder: Encoder {
  /// Where the value stands.
  enum Style: Equatable, Sendable {
    case double, single, comment
    /// In a line of a block scalar whose text begins at a column.
    case block(indent: Int)
  }

  let style: Style
  /// Whether compose replaces `$` in the scalar.
  let isCompose: Bool

  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    for scalar in String(decoding: value, as: UTF8.self).unicodeScalars {
      if scalar == "$", isCompose, style != .comment {
        output.append(contentsOf: "$$".utf8)
      } else if style == .double, scalar == "\"" || scalar == "\\" {
        output.append(UInt8(ascii: "\\"))
        output.append(contentsOf: scalar.utf8)
      } else if style == .single, scalar == "'" {
        output.append(contentsOf: "''".utf8)
      } else if Self.isPrintable(scalar) {
        output.append(contentsOf: scalar.utf8)
      } else {
        try control(scalar, into: &output)
      }
    }
  }

  private func control(_ scalar: Unicode.Scalar, into output: inout [UInt8]) throws(Refusal) {
    switch (style, scalar) {
    case (.double, "\n"): output.append(contentsOf: "\\n".utf8)
    case (.double, "\t"): output.append(contentsOf: "\\t".utf8)
    case (.double, "\r"): output.append(contentsOf: "\\r".utf8)
    case (.double, _) where scalar.value != 0: output.append(contentsOf: Self.escape(scalar.value))
    case (.block, "\t"), (.single, "\t"), (.comment, "\t"): output.append(0x09)
    case (.block(let indent), "\n"):
      output.append(0x0A)
      output.append(contentsOf: repeatElement(0x20, count: indent))
    default:
      throw Refusal(
        id: .yamlControl, "contains a line break or a control character, which has no place here",
        help: "use a value without it, or double quotes in the template")
    }
  }

  /// `\xNN`, or `\uNNNN` where two digits are not enough.
  private static func escape(_ value: UInt32) -> [UInt8] {
    let digits = value < 0x100 ? 2 : 4
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    var escape = Array((digits == 2 ? "\\x" : "\\u").utf8)
    for place in (0..<digits).reversed() { escape.append(hexadecimal[Int(value >> (4 * UInt32(place)) & 15)]) }
    return escape
  }

  /// Whether a character stands for itself (YAML 1.1, 5.1): no control, no line break of YAML 1.1, no byte order mark.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFD, 0x10000...: true
    default: false
    }
  }
}
