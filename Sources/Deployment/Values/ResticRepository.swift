public import Schema

/// Where backups go: a repository as restic names it.
public struct ResticRepository: Text {
  /// The repository, such as `s3:https://s3.example.net/bucket`.
  public let printed: String
  /// Takes a repository in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "restic repository", alphabet: ByteSet.alphanumerics.union(ByteSet("./:@_~+-")),
    example: "s3:https://s3.eu-central-1.amazonaws.com/stockshop-backup")

  /// Reads a local path, or a scheme of restic's and what follows it; no password.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let schemes = ["s3:", "sftp:", "rest:", "b2:", "azure:", "gs:", "swift:", "rclone:"]
    guard text.isMade(of: type.alphabet), text.utf8.count > 1,
      text.hasPrefix("/") || schemes.contains(where: { text.hasPrefix($0) && text.utf8.count > $0.utf8.count })
    else {
      throw Refusal(
        id: "restic-format", "is not a restic repository",
        help:
          "write a path, or one of \(schemes.joined(separator: " ")) and where it is, such as sftp:backup@host:/srv/restic"
      )
    }
    if let at = text.utf8.firstIndex(of: UInt8(ascii: "@")), text.hasPrefix("rest:"),
      text[..<at].split(separator: ":").count > 2
    {
      throw Refusal(
        id: "restic-format", "holds a password",
        help: "keep it among the secrets, and set RESTIC_REST_PASSWORD from there")
    }
    return text
  }
}
