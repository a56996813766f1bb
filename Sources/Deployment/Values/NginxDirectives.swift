import Diagnostics
public import Model
public import Schema
public import TextTypes

/// Directives of nginx that an operator adds: text that is trusted to mean what it says, within the block that it is put into.
public struct NginxDirectives: Leaf, Hashable {
  /// The directives, without the line break behind the last.
  public let printed: String

  /// The type.
  public static let shape = Shape.fragment(
    FragmentType(name: "nginx directives", format: "nginx", example: "add_header X-Robots-Tag noindex always;"))
  /// What stands in for directives that could not be read.
  public static let placeholder = NginxDirectives(canonical: "")
  /// More than fits into a block that anyone would review.
  static let limit = 16_384

  private init(canonical: String) { printed = canonical }

  /// Reads lines of text; what they mean is looked at where a template puts them.
  ///
  /// - Throws: that there is nothing, too much, or a character that a reviewer could not see.
  public init(parsing text: String) throws(Refusal) {
    guard text.utf8.count <= Self.limit else {
      throw Refusal(
        id: .tooLong, "is longer than \(Self.limit) bytes", help: "write an `include` of a file on the server")
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.contains(where: { !$0.allSatisfy { $0 == " " || $0 == "\t" } }) else {
      throw Refusal(
        id: .directivesEmpty, "has no directives", help: "write directives after `|`, or remove the key")
    }
    for line in lines {
      let visible = line.replacing("\t", with: " ")
      guard let (message, _) = Line.mistake(in: "|\(visible)|") else { continue }
      throw Refusal(id: .directivesFormat, message, help: "write plain lines after `|`")
    }
    let kept = text.utf8.reversed().drop { $0 == 0x0A }.reversed()
    self.init(canonical: String(decoding: Array(kept), as: UTF8.self))
  }
}
