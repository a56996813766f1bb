import Digest

/// Makes names for findings by which a forge recognises them in the next report, wherever their lines have moved to.
struct Fingerprints {
  private var counts: [[String]: Int] = [:]

  /// The name of the next finding: a digest of what describes it, and of how many with the same description came before.
  ///
  /// - Parameter description: texts that do not change while other lines of the file do.
  mutating func next(_ description: [String]) -> String {
    let number = counts[description, default: 0]
    counts[description] = number + 1
    var bytes: [UInt8] = []
    // The length comes first, so that no two lists of texts are written alike.
    for text in description { bytes += "\(text.utf8.count):\(text)".utf8 }
    return SHA256Digest(of: bytes + Array("\(number)".utf8)).hex
  }
}
