/// Keeps out of messages what an operator should not have written into site.yaml, and may have: passwords and keys.
///
/// It goes by the names of keys, for it must also work on a file that cannot be read as YAML. The source lines that
/// findings show are taken from the result, so that no finding can show more.
public enum Concealment {
  /// What stands for what is hidden, whatever its length.
  static let mark = Array("***".utf8)

  /// How the names of keys end whose values are secrets.
  private static let endings = [
    "password", "passwd", "passphrase", "_pass", "pwd", "secret", "token", "credentials", "api_key", "apikey",
    "access_key", "private_key", "secret_key", "api-key", "access-key", "private-key", "secret-key",
  ].map { Array($0.utf8) }

  /// Whether a key's name says that its value is a secret.
  public static func isSecret(key: String) -> Bool { isSecret(Array(key.utf8)[...]) }

  private static func isSecret(_ key: ArraySlice<UInt8>) -> Bool {
    endings.contains { ending in
      guard key.count >= ending.count else { return false }
      let start = key.endIndex - ending.count
      return ending.indices.allSatisfy { lower(key[start + $0]) == ending[$0] }
    }
  }

  /// A file of YAML in which the values of such keys, and users and passwords in addresses, are hidden.
  ///
  /// Every line stays where it is: from the secret on it is cut, and the lines that go on with the value are hidden.
  public static func conceal(_ source: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    // The indentation of the key whose value may go on.
    var open: Int?
    for line in source.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if !result.isEmpty || line.startIndex > 0 { result.append(0x0A) }
      let indentation = line.prefix { $0 == 0x20 }.count
      let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x0D }
      if let depth = open, isBlank || indentation > depth || isItem(line, at: indentation, of: depth) {
        if !isBlank { result += line.prefix(indentation) + mark }
        continue
      }
      open = nil
      if let cut = secret(in: line) {
        result += line[..<cut] + [0x20] + mark
        open = indentation
      } else if let cut = credentials(in: line) {
        result += line[..<cut] + mark
      } else {
        result += line
      }
    }
    return result
  }

  /// Whether a line is an element of a list that stands under a key without being indented.
  private static func isItem(_ line: ArraySlice<UInt8>, at indentation: Int, of depth: Int) -> Bool {
    indentation == depth && line.dropFirst(indentation).starts(with: "- ".utf8)
  }

  /// Where the value of a secret's key begins in a line: behind the colon.
  private static func secret(in line: ArraySlice<UInt8>) -> Int? {
    for colon in line.indices where line[colon] == UInt8(ascii: ":") {
      var end = colon
      while end > line.startIndex, isAroundName(line[end - 1]) { end -= 1 }
      var start = end
      while start > line.startIndex, isName(line[start - 1]) { start -= 1 }
      if isSecret(line[start..<end]) { return colon + 1 }
    }
    return nil
  }

  /// Where the user begins in an address that names one with a password: behind `//`.
  private static func credentials(in line: ArraySlice<UInt8>) -> Int? {
    for colon in line.indices where line[colon] == UInt8(ascii: ":") {
      let start = colon + 3
      guard start <= line.endIndex, line[colon + 1] == UInt8(ascii: "/"), line[colon + 2] == UInt8(ascii: "/") else {
        continue
      }
      let authority = line[start...].prefix { $0 != UInt8(ascii: "/") && $0 != 0x20 }
      guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { continue }
      if authority[..<at].contains(UInt8(ascii: ":")) { return start }
    }
    return nil
  }

  private static func isAroundName(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch lower(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
