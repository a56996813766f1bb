import Diagnostics
import TextTypes

extension HTMLFormat {
  /// Behind `<!`: a comment or the document's type.
  func declaration(_ context: inout HTMLContext, _ byte: UInt8) throws(Unfit) {
    let isDash = byte == UInt8(ascii: "-")
    switch context.state {
    case .declaration where isDash && context.word.isEmpty: context.state = .declarationDash
    case .declaration where byte == UInt8(ascii: " ") && context.word == Self.type: context.state = .document
    case .declaration:
      context.word.append(LetterCase.lower(byte))
      guard Self.letters.contains(byte), context.word.isWhole else { throw Self.declarationText }
    case .declarationDash where isDash: context.state = .commentStart
    case .declarationDash: throw Self.declarationText
    case .commentStart where byte == UInt8(ascii: ">"):
      throw Self.syntax("browsers end this comment here", "write something into it")
    case .commentStart where isDash: throw Self.syntax("browsers may end this comment here", "write a blank before it")
    case .commentEnd where byte == UInt8(ascii: ">"): context.state = .text
    case .commentEnd: throw Self.syntax("a comment cannot contain `--`", "write something else")
    case .document where byte == UInt8(ascii: ">"): context.state = .text
    case .document:
      guard ByteSet.alphanumerics.contains(byte) || byte == 0x20 else { throw Self.declarationText }
    default: context.state = isDash ? (context.state == .commentDash ? .commentEnd : .commentDash) : .comment
    }
  }

  private static let type = ShortWord("doctype")
  private static let declarationText = syntax(
    "only a comment or a doctype can follow `<!`", "write <!DOCTYPE html> or <!-- … -->")

  /// In a style or a program: only the end of its element ends it. What looks like another script in one, in a comment, makes
  /// browsers read on behind that end.
  func raw(_ context: inout HTMLContext, _ byte: UInt8) throws(Unfit) {
    switch (context.state, byte) {
    case (.rawOpen, UInt8(ascii: "!")):
      throw Self.syntax(
        "because of this `<!`, browsers may not stop at the element's end", "write `< !`, or use a separate file")
    case (_, UInt8(ascii: "<")): context.state = .rawOpen
    case (.rawOpen, UInt8(ascii: "/")): (context.state, context.word) = (.rawClose, ShortWord())
    case (.rawClose, _) where Self.letters.contains(byte): context.word.append(LetterCase.lower(byte))
    case (.rawClose, _)
    where context.word == context.element && (byte == UInt8(ascii: ">") || Self.blanks.contains(byte)):
      context = byte == UInt8(ascii: ">") ? HTMLContext() : HTMLContext(state: .between, isEnd: true)
    default: context.state = .raw
    }
  }

  func place(_ type: TextType, in context: inout HTMLContext) throws(Unfit) -> Placement {
    switch context.state {
    case .text where type.alphabet.isSubset(of: .text): return Self.text.placement(of: type)
    case .text: throw .lines(type, .line)
    case .reference, .doubleReference: throw .afterEscape("`&`")
    case .double:
      guard type.alphabet.isSubset(of: .text) else { throw .lines(type, .line) }
      try allow(type, context)
      if context.isWhole { (context.word, context.isWhole) = (.unknown, false) }
      return Self.value.placement(of: type)
    case .open, .close, .tagName, .between, .slash, .attribute, .attributeEnd, .equals, .single, .valueEnd, .bare:
      throw Unfit(
        id: .holeInTag, message: "a value in a tag must be in double quotes",
        help: "write name=\"{{ … }}\"")
    case .comment, .commentDash, .commentEnd, .declaration, .declarationDash, .commentStart, .document, .raw, .rawOpen,
      .rawClose:
      throw Unfit(
        id: .holeInMarkup, message: "a value cannot stand \(describe(context))",
        help: "put it into the text of an element, or into an attribute")
    }
  }

  /// An address may be that of a program, and some attributes hold more than text.
  private func allow(_ type: TextType, _ context: HTMLContext) throws(Unfit) {
    switch context.purpose {
    case .text: return
    case .address:
      // A path of this site, or what follows a scheme that runs nothing; or all of an address that says so itself.
      let rest = ByteSet.alphanumerics.union(ByteSet(context.word == Self.mail ? "-._+@" : "-._~/?#+,=%"))
      let isFirst = context.isWhole && context.word.isEmpty
      let isSlash = context.isWhole && context.word == Self.slash
      let isWhole = !type.traits.isDisjoint(with: [.isWebAddress, .isAbsolutePath])
      if isFirst ? isWhole : type.isInert(in: rest) && (isSlash || !context.isWhole) {
        if !isSlash || !type.mayHold(UInt8(ascii: "/")) { return }
      }
      throw Unfit(
        id: .holeInLink, message: "\(type.name) may be the address of a program, or of another site",
        help: "use a web address, or write its beginning in the template: https://, ./ or #")
    case .program:
      throw Unfit(
        id: .holeInMarkup, message: "a browser acts on the value of this attribute",
        help: "write the attribute in the template")
    }
  }

  private static let slash = ShortWord("/")
  private static let mail = ShortWord("mailto:")

  private static let text = EscapingEncoder(
    inert: ByteSet.text.subtracting(ByteSet("&<>")), refusal: .control(.htmlControl), escape: entity)
  private static let value = EscapingEncoder(
    inert: ByteSet.text.subtracting(ByteSet("&<>\"")), refusal: .control(.htmlControl), escape: entity)

  private static let entity: @Sendable (UInt8) -> [UInt8]? = { byte in
    switch byte {
    case UInt8(ascii: "&"): Array("&amp;".utf8)
    case UInt8(ascii: "<"): Array("&lt;".utf8)
    case UInt8(ascii: ">"): Array("&gt;".utf8)
    case UInt8(ascii: "\""): Array("&quot;".utf8)
    default: nil
    }
  }
}
