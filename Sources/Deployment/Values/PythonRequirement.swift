public import Schema

/// A Python package and the versions that will do.
public struct PythonRequirement: Text {
  /// The requirement, such as `qifparse==0.5`.
  public let printed: String
  /// Takes a requirement in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "Python requirement", alphabet: ByteSet.alphanumerics.union(ByteSet("._-[],=<>!~*+")),
    example: "qifparse==0.5")

  /// Reads a name, extras in brackets and version clauses, without blanks, options or addresses.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let name = text.utf8.prefix { ByteSet.alphanumerics.union(ByteSet("._-")).contains($0) }
    let rest = text.utf8.dropFirst(name.count)
    let begins: [UInt8] = Array("[=<>!~".utf8)
    guard !name.isEmpty, text.utf8.count <= 200, text.isMade(of: type.alphabet),
      name.first.map(ByteSet.alphanumerics.contains) == true, rest.first.map(begins.contains) ?? true
    else {
      throw Refusal(
        id: "requirement-format", "is not a Python requirement",
        help: "write a name and a version without blanks, such as qifparse==0.5")
    }
    return text
  }
}
