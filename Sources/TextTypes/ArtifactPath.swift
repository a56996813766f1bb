/// The path of an artifact, relative to the output folder, with `/` between its names.
///
/// The same law holds for what is built and for what a manifest claims, so that neither can name a file outside the
/// folder. Only printable ASCII: such a path has one spelling on every disk, in git and in `SHA256SUMS`, and sorts by its
/// bytes.
public struct ArtifactPath: Hashable, Sendable {
  /// The path, such as `initdb/db/10-role.sh`.
  public let printed: String

  /// Takes a path that is known to be one.
  public init(canonical: String) { printed = canonical }

  /// The longest path, in bytes.
  public static let longestPath = 1_000
  /// The longest name in a path, in bytes: what Linux file systems take.
  static let longestName = 255

  /// Why a path cannot be used, to be read after the path; nil when it can.
  public static func fault(in path: String) -> String? {
    let bytes = path.utf8
    if bytes.isEmpty { return "is empty" }
    if bytes.count > longestPath { return "is longer than \(longestPath) bytes" }
    if bytes.first == UInt8(ascii: "/") { return "is not relative to the output folder" }
    let array = Array(bytes)
    guard array.allSatisfy({ $0 >= 0x20 && $0 <= 0x7E && $0 != UInt8(ascii: "\\") }) else {
      return "has a backslash, or a character that is not printable ASCII"
    }
    for name in array.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if let fault = fault(inName: name) { return fault }
    }
    return nil
  }

  /// Whether a name is one that the disk writer gives to a file that it has not finished: `.gen-` and 16 hexadecimal
  /// digits.
  public static func isTemporary(name: some StringProtocol) -> Bool {
    let bytes = name.utf8
    guard name.hasPrefix(temporaryPrefix), bytes.count == temporaryPrefix.utf8.count + 16 else { return false }
    return bytes.dropFirst(temporaryPrefix.utf8.count).allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
  }

  /// How the name of an unfinished file begins.
  public static let temporaryPrefix = ".gen-"

  private static func fault(inName bytes: ArraySlice<UInt8>) -> String? {
    if bytes.isEmpty { return "has an empty name in it" }
    if bytes.count > longestName { return "has a name longer than \(longestName) bytes" }
    if bytes.first == 0x20 || bytes.last == 0x20 { return "has a name that begins or ends with a blank" }
    // All other names that are refused begin with a dot.
    guard bytes.first == UInt8(ascii: ".") else { return nil }
    let name = String(decoding: bytes, as: UTF8.self)
    if name == "." || name == ".." { return "has \"\(name)\" in it" }
    if name.lowercased() == ".git" { return "is in git's own folder" }
    if isTemporary(name: name) { return "has a name that is reserved for unfinished files" }
    return nil
  }
}
