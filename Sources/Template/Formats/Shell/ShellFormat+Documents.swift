import Diagnostics
import TextTypes

extension ShellFormat {
  /// A value in the body of a here-document: no line that it is part of may be the delimiter.
  func body(_ type: TextType, _ context: inout ShellContext) throws(Unfit) -> Placement {
    guard let document = context.documents.first else { throw .lines(type, .line) }
    guard !document.isProgram || type.alphabet.isSubset(of: .foreign) else { throw Self.program(type) }
    context.noteValue(type)
    let holdsLines = type.mayHold(0x0A)
    guard !holdsLines || context.matched <= 0 else {
      throw Unfit(
        id: .holeInDelimiter, message: "\(type.name) may have several lines, one of which may end the here-document",
        help: "begin the line with text that the delimiter does not begin with")
    }
    let guarding = DelimiterGuard(
      delimiter: document.delimiter, matched: context.matched, stripsTabs: document.stripsTabs,
      isAtMargin: context.isAtMargin)
    let encoder = encoder(document.isQuoted ? .none : .document)
    context.passValue(type)
    if !guarding.objects(to: type), case .verbatim = encoder.placement(of: type) { return .verbatim }
    return .encoded(CheckedEncoder(encoder) { guarding.objection(to: $0) })
  }
}

/// Keeps a here-document's delimiter, and tabs that the shell would strip, from coming out of a value.
private struct DelimiterGuard: Sendable {
  let delimiter: [UInt8]
  /// How much of the delimiter comes before the value in its line; negative when it is another line already.
  let matched: Int
  let stripsTabs: Bool
  let isAtMargin: Bool

  /// Whether some values of a type have no place here.
  func objects(to type: TextType) -> Bool {
    if type.mayHold(0x0A) || (stripsTabs && isAtMargin && type.mayHold(0x09)) { return true }
    if matched > 0, type.mayHold(anyOf: ByteSet(0x80...0xFF)) { return true }
    return matched >= 0 && matched < delimiter.count && type.mayHold(delimiter[matched])
  }

  func objection(to value: ArraySlice<UInt8>) -> Refusal? {
    let lines = value.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if stripsTabs, line.first == 0x09, index > 0 || isAtMargin {
        return Refusal(
          id: .shHereTab, "has a line that begins with a tab, which `<<-` would remove",
          help: "use a value without it, or a here-document without `-`")
      }
      if index == 0, matched < 0 { continue }
      if isMisread(line, behind: index == 0 ? matched : 0) {
        return Refusal(
          id: .shHereDelimiter,
          "has a line that begins like the delimiter \(text), and a character that dash then misreads",
          help: "use another value, or another delimiter in the template")
      }
      let isWhole = index > 0 && index < lines.count - 1
      let rest = index == 0 ? delimiter[matched...] : delimiter[...]
      if isWhole ? line.elementsEqual(rest) : !line.isEmpty && rest.starts(with: line) {
        return Refusal(
          id: .shHereDelimiter, "has a line that may end the here-document, \(text)",
          help: "use another value, or another delimiter in the template")
      }
    }
    return nil
  }

  /// Whether dash, having begun to compare a line with the delimiter, loses or mistakes a byte of it: the one at which they
  /// differ, if that is not ASCII, and bytes that it uses as marks of its own.
  private func isMisread(_ line: ArraySlice<UInt8>, behind matched: Int) -> Bool {
    let common = zip(line, delimiter[matched...]).prefix { $0 == $1 }.count
    guard matched + common > 0 else { return false }
    return line.dropFirst(common).first.map { $0 >= 0x80 } == true || line.contains { (0x81...0x88).contains($0) }
  }

  private var text: String { String(decoding: delimiter, as: UTF8.self) }
}

extension ShellContext {
  /// Moves on in a here-document's line over a value that its guard has let pass.
  fileprivate mutating func passValue(_ type: TextType) {
    if type.mayHold(0x0A) {
      // It may end in a line feed, or be empty at the beginning of the line.
      matched = 0
      isUncertain = true
      isAtMargin = true
    } else if type.mayBeEmpty {
      isUncertain = matched >= 0
    } else {
      matched = -1
      isUncertain = false
      isAtMargin = false
    }
  }
}
