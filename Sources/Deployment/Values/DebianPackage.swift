public import Schema

/// A package of Debian or Ubuntu, with or without a version.
public struct DebianPackage: Text {
  /// The package, such as `fonts-noto-cjk`.
  public let printed: String
  /// Takes a package in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "Debian package", alphabet: ByteSet.alphanumerics.union(ByteSet("+.-=:~")), example: "fonts-noto-cjk")

  /// Reads a name by Debian's policy, and after `=` a version.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, parts[0].utf8.count >= 2,
      parts[0].isMade(of: ByteSet.digits.union(.lowercase).union(ByteSet("+.-"))),
      parts[0].utf8.first.map(ByteSet.digits.union(.lowercase).contains) == true,
      parts.count == 1 || (!parts[1].isEmpty && parts[1].isMade(of: type.alphabet)), text.utf8.count <= 200
    else {
      throw Refusal(
        id: "package-format", "is not a Debian package",
        help: "write a name, and a version after = if you need one: fonts-noto-cjk")
    }
    return text
  }
}
