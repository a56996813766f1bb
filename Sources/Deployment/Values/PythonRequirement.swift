import Diagnostics
import Schema
public import TextTypes

/// A Python package and the versions that will do.
public struct PythonRequirement: Text {
  /// The requirement, such as `qifparse==0.5`.
  public let printed: String
  /// Takes a requirement in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "Python requirement", alphabet: ByteSet.alphanumerics.union(ByteSet("._-[],=<>!~*+")), traits: .isWord,
    pattern: "^[A-Za-z0-9][A-Za-z0-9._\\[\\],=<>!~*+-]*$", example: "qifparse==0.5")
  /// Longer than any requirement that is worth reading.
  public static let limit = 200

  /// Reads a name, extras in brackets and version clauses: what PEP 508 has, without blanks, addresses and markers.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if let (message, help) = mistake(in: text) { throw refusal(message, help) }
    let name = String(decoding: text.utf8.prefix { !ends.contains($0) }, as: UTF8.self)
    guard isName(name) else { throw refusal() }
    var rest = text.without(name.utf8.count)
    if rest.begins(with: "[") {
      let parts = rest.without(1).pieces("]", atMost: 2)
      guard parts.count == 2, parts[0].pieces(",").allSatisfy(isName) else {
        throw refusal("has invalid extras", "write them in brackets separated by commas: \(name)[one,two]")
      }
      rest = parts[1]
    }
    guard rest.isEmpty || rest.pieces(",").allSatisfy(isClause) else {
      let isAssignment = rest.begins(with: "=") && !rest.begins(with: "==")
      throw isAssignment && isClause("=" + rest)
        ? refusal("has a single = in it", "write \(name)=\(rest)") : refusal("has an invalid version")
    }
    return text
  }

  private static let ends = ByteSet("[=<>!~,")

  private static func refusal(_ message: String = "is not a Python requirement", _ help: String? = nil) -> Refusal {
    Refusal(
      id: .requirementFormat, message,
      help: help ?? "write a name and a version without blanks, such as qifparse==0.5")
  }

  /// What was written in place of a requirement, where that can be told.
  private static func mistake(in text: String) -> (message: String, help: String?)? {
    if text.begins(with: "-") { return ("is a pip option", "write one package in each entry of the list") }
    if text.holds("/") || text.holds("@") {
      return (
        "is an address or a path",
        "write a package of the index, put the code into an add-ons folder, or install it in a Dockerfile.odoo of your own in templates/"
      )
    }
    if text.holds(";") { return ("has a condition after a semicolon", "write the requirement without it") }
    if text.holds(" ") { return ("contains blanks", withoutBlanks(text).map { "write \($0)" }) }
    return nil
  }

  /// The requirement without the blanks around its comparisons; nil where they stand between words, or it is none.
  private static func withoutBlanks(_ text: String) -> String? {
    let words = text.pieces(" ").filter { !$0.isEmpty }
    let joints = ByteSet("[]=<>!~,")
    let areJoined = zip(words, words.dropFirst()).allSatisfy { $0.ends(with: joints) || $1.begins(with: joints) }
    let joined = words.joined()
    return areJoined && (try? canonical(joined)) != nil ? joined : nil
  }

  /// Whether a text is the name of a package or of an extra: letters and digits, `.`, `_` and `-` between them.
  private static func isName(_ text: String) -> Bool {
    text.isMade(of: ByteSet.alphanumerics.union(ByteSet("._-"))) && text.begins(with: .alphanumerics)
      && text.ends(with: .alphanumerics)
  }

  /// Whether a text is a comparison and a version of PEP 440; a `*` can only end it, after `==` or `!=`.
  private static func isClause(_ text: String) -> Bool {
    guard let comparison = ["===", "==", "!=", "<=", ">=", "~=", "<", ">"].first(where: text.begins) else {
      return false
    }
    var version = text.without(comparison.utf8.count)
    if version.ends(with: ".*") {
      guard comparison == "==" || comparison == "!=" else { return false }
      version = String(decoding: version.utf8.dropLast(2), as: UTF8.self)
    }
    return version.isMade(of: ByteSet.alphanumerics.union(ByteSet("._-!+"))) && version.begins(with: .alphanumerics)
      && version.ends(with: .alphanumerics)
  }
}
