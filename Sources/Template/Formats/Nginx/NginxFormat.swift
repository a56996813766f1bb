import Diagnostics
import TextTypes

/// nginx's configuration, as ngx_conf_file.c reads it.
///
/// A quote means something only where a token begins; after a closing one there must be a blank, `;`, `{` or `)`. There is
/// no way to write a `$` that is not a variable, so no value may hold one. What a token means depends on its directive: a
/// regular expression takes a value with its metacharacters quoted.
struct NginxFormat: OutputFormat {
  static let name = "nginx"
  typealias Context = NginxContext

  var start: NginxContext { NginxContext() }

  func advance(_ context: inout NginxContext, over byte: UInt8) throws(Unfit) {
    if context.isInToken { try count(&context) }
    switch context.state {
    case .comment:
      if byte == 0x0A {
        context.state = context.resumesStatement ? .statement : .argument
        context.length = 0
      }
    case .afterFragment:
      guard byte == 0x0A else {
        throw Unfit(
          id: .fragmentLine, message: "the line continues after a trusted fragment, which may end in a comment",
          help: "write the rest on the next line")
      }
      context.state = .statement
    case .statement, .argument: try begin(&context, byte)
    case .bare: try bare(&context, byte)
    case .bareEscape: take(&context, .bare, byte)
    case .double: quoted(&context, byte, UInt8(ascii: "\""), .doubleEscape)
    case .doubleEscape: take(&context, .double, byte)
    case .single: quoted(&context, byte, UInt8(ascii: "'"), .singleEscape)
    case .singleEscape: take(&context, .single, byte)
    case .closed, .placed:
      if byte == UInt8(ascii: ")") {
        context.state = .bare
        context.word = .unknown
      } else if try !end(&context, byte) {
        throw Unfit(
          id: .mixedArgument, message: "the argument continues after a value or a quote that may have ended it",
          help: "quote the whole argument: \"…{{ … }}…\"")
      }
    }
  }

  /// Counts one byte more of a token or a comment.
  private func count(_ context: inout NginxContext) throws(Unfit) {
    context.length += 1
    let (limit, isPath) = (context.limit, context.isPath)
    // The byte behind it is counted too.
    guard context.length <= limit + 1 else {
      throw Unfit(
        id: .nginxLength,
        message: isPath
          ? "nginx never matches a location whose path is longer than \(limit) bytes"
          : "nginx accepts at most \(limit) bytes in one argument or comment",
        help: "write less", isExcess: true)
    }
  }

  private func begin(_ context: inout NginxContext, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: break
    case UInt8(ascii: "#"):
      context.resumesStatement = context.state == .statement
      context.state = .comment
      context.length = 1
    case UInt8(ascii: "}"):
      guard context.state == .statement, context.depth > 0 else {
        throw Unfit(
          id: .nginxBrace, message: "this `}` closes no block",
          help: "remove it, or end the statement before it with `;`")
      }
      context.tables &= ~(UInt32(1) << UInt32(context.depth))
      context.depth -= 1
      context.beginStatement()
    case UInt8(ascii: ";"), UInt8(ascii: "{"):
      guard context.state == .argument else {
        throw Unfit(
          id: .nginxEmpty, message: "a directive is missing before this", help: "write one, or remove the character")
      }
      _ = try end(&context, byte)
    case UInt8(ascii: "\""): context.beginToken(.double)
    case UInt8(ascii: "'"): context.beginToken(.single)
    case UInt8(ascii: "\\"): context.beginToken(.bareEscape)
    default:
      context.beginToken(.bare)
      if byte == UInt8(ascii: "~") { tilde(&context) }
      take(&context, .bare, byte)
    }
  }

  /// A `~` at the beginning of a server's name, of a map's key and of some other arguments makes it a regular expression.
  private func tilde(_ context: inout NginxContext) {
    switch context.directive {
    case _ where context.isName: if context.isInTable { context.isExpression = true }
    case .serverName, .address, .referers: context.isExpression = true
    // The sign may be glued to the path, or stand alone before it.
    case .location: if context.preceding == .none { context.isExpression = true }
    default: break
    }
  }

  private func bare(_ context: inout NginxContext, _ byte: UInt8) throws(Unfit) {
    if byte == UInt8(ascii: "\\") {
      context.state = .bareEscape
      context.variable = .none
    } else if byte == UInt8(ascii: "{"), context.variable == .dollar {
      context.variable = .braced
    } else if try !end(&context, byte) {
      take(&context, .bare, byte)
    }
  }

  private func quoted(_ context: inout NginxContext, _ byte: UInt8, _ quote: UInt8, _ escape: NginxContext.State) {
    if byte == UInt8(ascii: "\\") {
      context.state = escape
      context.variable = .none
      context.isTokenStart = false
    } else if byte == quote {
      context.state = .closed
      context.variable = .none
      context.isTokenStart = false
    } else {
      if byte == UInt8(ascii: "~"), context.isTokenStart { tilde(&context) }
      take(&context, context.state, byte)
    }
  }

  /// Takes one byte into the current token.
  private func take(_ context: inout NginxContext, _ state: NginxContext.State, _ byte: UInt8) {
    let isEscaped = context.state != state
    context.state = state
    context.isTokenStart = false
    context.word.append(byte)
    if isEscaped { return }
    if context.isExpression {
      if byte == UInt8(ascii: "[") { context.isInClass = true }
      if byte == UInt8(ascii: "]") { context.isInClass = false }
    }
    switch context.variable {
    case .braced: if byte == UInt8(ascii: "}") { context.variable = .none }
    case .dollar where byte == UInt8(ascii: "{"): context.variable = .braced
    case .dollar, .name:
      context.variable = byte == UInt8(ascii: "$") ? .dollar : ByteSet.name.contains(byte) ? .name : .none
    case .none: if byte == UInt8(ascii: "$") { context.variable = .dollar }
    }
  }

  /// Whether a byte ends a token; if so, moves on to what comes then.
  private func end(_ context: inout NginxContext, _ byte: UInt8) throws(Unfit) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D:
      if context.state != .argument { context.endToken() }
      context.state = .argument
      context.isName = false
      context.length = 0
    case UInt8(ascii: ";"): context.beginStatement()
    case UInt8(ascii: "{"): try open(&context)
    default: return false
    }
    return true
  }

  private func open(_ context: inout NginxContext) throws(Unfit) {
    guard context.depth < NginxContext.depthLimit else { throw .tooDeep }
    if context.state != .argument { context.endToken() }
    guard context.directive != .lua else {
      throw Unfit(
        id: .nginxLua, message: "Lua blocks are not supported", help: "put the code into a separate file")
    }
    context.depth += 1
    let bit = UInt32(1) << UInt32(context.depth)
    context.tables = context.directive == .table ? context.tables | bit : context.tables & ~bit
    context.beginStatement()
  }

  func finish(_ context: NginxContext) throws(Unfit) {
    guard context.state == .statement, context.depth == 0 else {
      throw .unfinished(describe(context), help: "close every block and end every statement with `;`")
    }
  }

  func isBetweenTokens(_ context: NginxContext) -> Bool {
    context.state == .statement || context.state == .argument
  }

  func describe(_ context: NginxContext) -> String {
    switch context.state {
    case .statement: context.depth == 0 ? "between statements" : "inside a block"
    case .argument: "between arguments"
    case .bare, .placed: context.isName ? "inside a directive's name" : "inside an argument"
    case .bareEscape, .doubleEscape, .singleEscape: "after a `\\`"
    case .double, .single: "inside quotes"
    case .closed: "after a closing quote"
    case .comment: "inside a comment"
    case .afterFragment: "after a trusted fragment"
    }
  }
}
