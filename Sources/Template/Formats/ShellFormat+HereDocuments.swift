import Schema

extension ShellFormat {
  /// What comes after `<`; true when the byte belonged to it.
  func redirection(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) -> Bool {
    if byte == UInt8(ascii: "<"), context.less == 1 {
      context.less = 2
      return true
    }
    let isDocument = context.less == 2
    context.less = 0
    guard isDocument else { return false }
    context.opening = ShellContext.Document(stripsTabs: byte == UInt8(ascii: "-"))
    return byte == UInt8(ascii: "-")
  }

  /// The delimiter of a here-document; true when the byte belonged to it.
  func delimiter(_ context: inout ShellContext, _ byte: UInt8) -> Bool {
    guard var document = context.opening else { return false }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"): document.isQuoted = true
    case 0x20 where document.delimiter.isEmpty: break
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      document.delimiter.append(byte)
    default:
      context.opening = nil
      context.documents.append(document)
      return false
    }
    context.opening = document
    return true
  }

  /// The body of a here-document, up to the line that is its delimiter.
  func document(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    guard let document = context.documents.first else { return }
    guard byte == 0x0A else {
      context.line.append(byte)
      if document.isQuoted { return }
      if context.isEscaped { context.isEscaped = false } else if byte == UInt8(ascii: "\\") { context.isEscaped = true }
      return
    }
    context.isEscaped = false
    if context.line.contains(ShellContext.value) { try requireMore(than: document.delimiter, in: context.line) }
    let line = document.stripsTabs ? Array(context.line.drop { $0 == 0x09 }) : context.line
    context.line = []
    guard line == document.delimiter else { return }
    context.documents.removeFirst()
    if context.documents.isEmpty { context.frames.removeLast() }
  }

  /// A line of a body that holds a value must hold something that its delimiter does not: else a value could be chosen that
  /// makes the line the delimiter.
  private func requireMore(than delimiter: [UInt8], in line: [UInt8]) throws(Unfit) {
    guard line.allSatisfy({ $0 == ShellContext.value || $0 == 0x09 || delimiter.contains($0) }) else { return }
    throw Unfit(
      id: "here-document-line", message: "with some value the line would be the here-document's delimiter",
      help: "write some other text into the line")
  }

  /// Whether a substitution is open in the line of a here-document in hand: its rules are the shell's again.
  func isInSubstitution(_ line: [UInt8]) -> Bool {
    line.contains(UInt8(ascii: "`"))
      || zip(line, line.dropFirst()).contains { pair in
        pair.0 == UInt8(ascii: "$") && (pair.1 == UInt8(ascii: "(") || pair.1 == UInt8(ascii: "{"))
      }
  }
}
