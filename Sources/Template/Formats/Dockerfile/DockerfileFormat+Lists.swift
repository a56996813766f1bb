import Diagnostics
import TextTypes

extension DockerfileFormat {
  /// A byte of a list in JSON (RFC 8259). What is none, were it for a comma too much, Docker hands to the shell, or takes apart
  /// at its blanks, quotes and all.
  func list(_ context: inout DockerfileContext, _ byte: UInt8) throws(Unfit) {
    switch (context.state, byte) {
    case (.string, UInt8(ascii: "\"")):
      context.holdsProgram = context.holdsProgram || ShellPrograms.takesPrograms(context.word)
      (context.state, context.word) = (.listComma, ShortWord())
    case (.string, UInt8(ascii: "\\")): context.state = .escape
    case (.string, ..<0x20): throw Self.list
    case (.string, _): context.word.append(byte)
    case (.escape, UInt8(ascii: "u")): (context.state, context.digits, context.word) = (.digits, 0, .unknown)
    case (.escape, _):
      guard ByteSet("\"\\/bfnrt").contains(byte) else { throw Self.list }
      (context.state, context.word) = (.string, .unknown)
    case (.digits, _):
      guard ByteSet.digits.union(ByteSet("abcdefABCDEF")).contains(byte) else { throw Self.list }
      context.digits += 1
      if context.digits == 4 { (context.state, context.digits) = (.string, 0) }
    case (_, 0x20), (_, 0x09): break
    case (.list, UInt8(ascii: "\"")): (context.state, context.word) = (.string, ShortWord())
    case (.listComma, UInt8(ascii: ",")): context.state = .list
    case (.listComma, UInt8(ascii: "]")): context.state = .listEnd
    default: throw Self.list
    }
  }

  static let list = Unfit(
    id: .dockerfileList,
    message: "this looks like a list but is not valid JSON, so Docker passes it to the shell",
    help: "write [\"…\", \"…\"] with commas only between the strings; for the shell's `[`, write `test`")

  static let interpreter = Unfit(
    id: .dockerfileShell, message: "with SHELL, another program reads the following commands",
    help: "remove it, and run other programs by name: RUN bash /path/of/a/script")
}
