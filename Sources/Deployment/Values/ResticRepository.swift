import Diagnostics
import Schema
public import TextTypes

/// Where backups go: a repository as restic names it.
public struct ResticRepository: Text {
  /// The repository, such as `s3:https://s3.example.net/bucket`.
  public let printed: String
  /// Takes a repository in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "restic repository", alphabet: ByteSet.alphanumerics.union(ByteSet("./:@_~+-")), traits: .isWord,
    pattern: "^(/|s3:|sftp:|rest:|b2:|azure:|gs:|swift:|rclone:)[A-Za-z0-9./:@_~+-]+$",
    example: "s3:https://s3.eu-central-1.amazonaws.com/stockshop-backup")
  /// Longer than any repository that is worth reading.
  public static let limit = 1024

  private static let schemes = ["s3:", "sftp:", "rest:", "b2:", "azure:", "gs:", "swift:", "rclone:"]

  /// Reads a local path, or a scheme of restic's and what follows it; no password (restic's manual, "Preparing a new
  /// repository").
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if text.begins(with: "/") {
      guard let path = try? AbsolutePath(parsing: text) else { throw refusal("is not a supported path") }
      return path.printed
    }
    guard let scheme = schemes.first(where: text.begins) else { throw unknownScheme(text) }
    let place = text.without(scheme.utf8.count)
    guard !place.isEmpty else { throw refusal("has no place after \(scheme)") }
    guard place.isMade(of: type.alphabet), !place.begins(with: "-") else {
      throw refusal(
        "has an unsupported character", "write letters, digits and . / : @ _ ~ + - after \(scheme)")
    }
    try refuseCredentials(place, of: scheme)
    switch scheme {
    case "rest:" where (try? HTTPURL(parsing: place)) == nil:
      throw refusal("has no URL after rest:", "write rest:https://host:8000/path/")
    case "s3:" where !place.holds("/"):
      throw refusal("has no bucket after the host", "write s3:https://host/bucket, for example \(type.example)")
    case "s3:" where !namesHost(place):
      throw refusal(
        "has no host: restic takes what stands before the first / for one",
        "write s3:https://host/bucket, for example \(type.example)")
    case "sftp:" where !place.begins(with: "//") && place.pieces(":", atMost: 2).count != 2:
      throw refusal("has no path after the host", "write sftp:user@host:/path or sftp://user@host:22//path")
    case "b2:", "azure:", "gs:", "swift:", "rclone:":
      guard let bucket = place.pieces(":", atMost: 2).first, !bucket.isEmpty, bucket.utf8.count < place.utf8.count
      else {
        throw refusal("has no path after the bucket", "write \(scheme)bucket:/path")
      }
    default: break
    }
    return text
  }

  /// Whether what stands after `s3:` begins with a host: with a URL, or with a name that has a dot or a port. `s3://bucket/path` is how
  /// other programs write a bucket, and restic would ask a host of the bucket's name.
  private static func namesHost(_ place: String) -> Bool {
    if place.begins(with: "https://") || place.begins(with: "http://") { return true }
    let host = (place.begins(with: "//") ? place.without(2) : place).pieces("/", atMost: 2)[0]
    return host.holds(".") || host.holds(":")
  }

  /// Refuses a user and a password before the host; sftp has a user and never a password.
  private static func refuseCredentials(_ place: String, of scheme: String) throws(Refusal) {
    let address =
      ["https://", "http://", "//"].first(where: place.begins).map { place.without($0.utf8.count) } ?? place
    let authority = address.pieces("/", atMost: 2)[0]
    guard let at = authority.utf8.lastIndex(of: UInt8(ascii: "@")) else { return }
    let user = String(decoding: authority.utf8[..<at], as: UTF8.self)
    guard scheme != "sftp:" || user.holds(":") else { return }
    throw Refusal(
      id: .resticFormat, "contains a user or a password",
      help: "write it without them, and keep them in the secret restic_environment", hidesText: true)
  }

  private static func unknownScheme(_ text: String) -> Refusal {
    if text.begins(with: "https://") || text.begins(with: "http://") {
      return refusal(
        "does not name the kind of storage", "write rest: before it for a REST server, or s3: for S3")
    }
    if text.begins(with: ByteSet("./~")) {
      return refusal("is a path that depends on where restic runs", "write the absolute path")
    }
    return refusal("is not a restic repository")
  }

  private static func refusal(_ message: String, _ help: String? = nil) -> Refusal {
    let list = schemes.joined(separator: " ")
    return Refusal(
      id: .resticFormat, message,
      help: help ?? "write a path, or one of \(list) and a place, such as sftp:backup@host:/srv/restic")
  }
}
