/// What a path of an artifact may be.
enum ArtifactPath {
  /// Why a path is refused, to be read after it; nil for a good one.
  static func fault(in path: String) -> String? {
    if path.isEmpty { return "is empty" }
    if path.utf8.first == UInt8(ascii: "/") { return "is not relative" }
    for byte in path.utf8 where byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\") {
      return "has a control character or a backslash"
    }
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      if part.isEmpty { return "has an empty part" }
      if part == "." || part == ".." { return "has the part `\(part)`" }
      if part.utf8.count > 255 { return "has a part of more than 255 bytes" }
    }
    return path.utf8.count > 1024 ? "is longer than 1024 bytes" : nil
  }

  /// What of a path a file system without upper and lower case sees.
  static func folded(_ path: String) -> [UInt8] { path.utf8.map(LetterCase.lower) }
}
