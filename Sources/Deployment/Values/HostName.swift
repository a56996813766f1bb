public import Schema

/// The name or address of a host that something connects to.
public struct HostName: Text {
  /// The name, such as `smtp.example.net`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "host name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("-.")), example: "smtp.example.net")

  /// Reads a host name of one label or more, or an IPv4 address.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let name = text.lowercased()
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard name.utf8.count <= 253, labels.allSatisfy({ DomainName.isLabel(String($0)) }) else {
      throw Refusal(id: "host-format", "is not a host name", help: "write a name such as smtp.example.net")
    }
    return name
  }
}
