import TextTypes

extension YAMLFormat {
  /// Blanks that begin a line, comments, and, where compose need not be followed, scalars up to what can end them.
  func skip(_ context: inout YAMLContext, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    let end: Int
    switch context.state {
    case .content:
      end = bytes.first(not: 0x20, in: range)
      if context.isLeading { context.column += end - range.lowerBound }
    case .comment: end = bytes.first(0x0A, in: range)
    case .double where !isCompose: end = bytes.end(of: Self.inDouble, in: range)
    case .single where !isCompose: end = bytes.end(of: Self.inSingle, in: range)
    case .blockLine where !isCompose: end = bytes.first(0x0A, in: range)
    case .plain where !isCompose && context.meanings.isEmpty: end = bytes.end(of: Self.inPlain, in: range)
    default: return range.lowerBound
    }
    context.length = min(context.length + end - range.lowerBound, max(context.length, YAMLContext.keyLimit + 2))
    return end
  }

  private static let inDouble = ByteSet(0x00...0xFF).subtracting(ByteSet("\n\"\\"))
  private static let inSingle = ByteSet(0x00...0xFF).subtracting(ByteSet("\n'"))
  /// What goes on with a plain scalar in block style and between brackets.
  private static let inPlain = ByteSet.alphanumerics.union(ByteSet("_./@+-"))
}
