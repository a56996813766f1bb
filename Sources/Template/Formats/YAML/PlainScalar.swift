import TextTypes

/// Scalars without quotes that every reader takes for the text that they are: YAML 1.1 and 1.2, in block and in flow.
enum PlainScalar {
  /// Whether a value is such a text in block style.
  static let isText: @Sendable (ArraySlice<UInt8>) -> Bool = { value in
    guard let first = value.first, let last = value.last, last != UInt8(ascii: ":") else { return false }
    guard firsts.contains(first) || value.starts(with: "./".utf8) || value.starts(with: "../".utf8) else {
      return false
    }
    return value.allSatisfy(inner.contains) && !reserved.contains(String(decoding: value, as: UTF8.self).lowercased())
  }

  /// Whether a value is such a text between brackets, where some readers end a scalar at a `:`.
  static let isTextInFlow: @Sendable (ArraySlice<UInt8>) -> Bool = { value in
    !value.contains(UInt8(ascii: ":")) && isText(value)
  }

  private static let firsts = ByteSet.alphanumerics.subtracting(.digits).union(ByteSet("_/"))
  private static let inner = ByteSet.alphanumerics.union(ByteSet("_./@+:-"))
  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "inf", "nan",
  ]
}
