public import Schema

/// The path of a folder, relative to site.yaml.
public struct RelativePath: Text {
  /// The path, such as `custom_addons`; `..` only at its beginning.
  public let printed: String
  /// Takes a path in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The last name in the path.
  public var name: String { printed.split(separator: "/").last.map(String.init) ?? printed }

  /// The type.
  public static let type = TextType(
    name: "relative path", alphabet: ByteSet.alphanumerics.union(ByteSet("/._-")), pattern: "^[A-Za-z0-9/._-]+$",
    example: "./custom_addons")

  /// Reads a path of plain names; `./` at its beginning is dropped.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let help = "write a path relative to site.yaml, such as ./custom_addons, of letters, digits and . _ -"
    guard !text.hasPrefix("/") else { throw Refusal(id: "path-format", "is not relative to site.yaml", help: help) }
    let names = text.split(separator: "/").map(String.init).filter { $0 != "." }
    guard !names.isEmpty, text.isMade(of: type.alphabet), !text.hasPrefix("-") else {
      throw Refusal(id: "path-format", "is not a path that can be used", help: help)
    }
    let inner = names.drop { $0 == ".." }
    guard !inner.isEmpty, !inner.contains(".."), inner.allSatisfy({ !$0.hasPrefix("-") }) else {
      throw Refusal(id: "path-format", "has a `..` or a leading hyphen in it", help: help)
    }
    return names.joined(separator: "/")
  }
}
