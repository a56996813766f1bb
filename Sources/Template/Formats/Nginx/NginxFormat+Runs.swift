import TextTypes

extension NginxFormat {
  /// Comments, blanks, and tokens up to what can end them or begins a variable, as far as there is room for so many bytes.
  func skip(_ context: inout NginxContext, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    guard context.isInToken else {
      return context.state == .afterFragment ? range.lowerBound : bytes.end(of: Self.blanks, in: range)
    }
    let room = max(context.limit + 1 - context.length, 0)
    let within = range.lowerBound..<min(range.upperBound, range.lowerBound + room)
    let end: Int
    switch context.state {
    case .comment:
      end = bytes.first(0x0A, in: within)
      context.length += end - range.lowerBound
      return end
    case .double, .single, .bare:
      guard context.variable == .none, !context.isTokenStart, !context.isExpression else { return range.lowerBound }
      let ordinary = context.state == .double ? Self.inDouble : context.state == .single ? Self.inSingle : Self.inBare
      end = bytes.end(of: ordinary, in: within)
    default: return range.lowerBound
    }
    context.length += end - range.lowerBound
    context.word.append(bytes, range.lowerBound..<end)
    return end
  }

  private static let blanks = ByteSet(" \t\n\r")
  private static let inDouble = ByteSet(0x00...0xFF).subtracting(ByteSet("\"\\$"))
  private static let inSingle = ByteSet(0x00...0xFF).subtracting(ByteSet("'\\$"))
  private static let inBare = ByteSet(0x00...0xFF).subtracting(ByteSet(" \t\n\r;{\\$"))
}

extension NginxContext {
  /// Whether the current token is the path of a `location`.
  var isPath: Bool { directive == .location && !isExpression && state != .comment }
  /// How many bytes the token or the current comment may have.
  var limit: Int { isPath ? Self.pathLimit : Self.lengthLimit }
}
