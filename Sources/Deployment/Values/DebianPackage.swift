import Diagnostics
import Schema
public import TextTypes

/// A package of Debian or Ubuntu, with or without a version.
public struct DebianPackage: Text {
  /// The package, such as `fonts-noto-cjk`.
  public let printed: String
  /// Takes a package in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "Debian package", alphabet: ByteSet.alphanumerics.union(ByteSet("+.-=:~")), traits: .isWord,
    pattern: "^[a-z0-9][a-z0-9+.-]+(=[0-9][A-Za-z0-9+.:~-]*)?$", example: "fonts-noto-cjk")
  /// Longer than any package's name and version.
  public static let limit = 200

  /// Reads a name (Debian policy, section 5.6.7), and after `=` a version (section 5.6.12).
  public static func canonical(_ text: String) throws(Refusal) -> String {
    func refusal(_ message: String, _ help: String) -> Refusal {
      Refusal(id: .packageFormat, message, help: help)
    }
    let parts = text.pieces("=", atMost: 2)
    let name = parts[0]
    guard name.utf8.count >= 2, name.isMade(of: ByteSet.digits.union(.lowercase).union(ByteSet("+.-"))),
      name.begins(with: ByteSet.digits.union(.lowercase))
    else {
      throw refusal("is not a Debian package", "write a name, and a version after = if you need one: fonts-noto-cjk")
    }
    guard !name.ends(with: "-") else {
      throw refusal("ends in a hyphen, with which apt-get removes a package", "write the name of a package to install")
    }
    if parts.count == 2 {
      guard parts[1].isMade(of: ByteSet.alphanumerics.union(ByteSet("+.:~-"))), parts[1].begins(with: .digits) else {
        throw refusal("has no Debian version after the =", "write a version such as 1.2.3-4, or only the name")
      }
    }
    return text
  }
}
