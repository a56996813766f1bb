import Diagnostics

/// What must not be seen in a report, nor get into site.yaml.
enum Sensitive {
  /// What stands for something secret.
  static let mark = "***"

  /// Words of names whose values are secrets.
  private static let words = [
    "passw", "secret", "token", "pwd", "api_key", "apikey", "private_key", "access_key", "credential", "dsn",
    "basicauth",
    "authorization", "passphrase",
  ]

  /// Whether a name says that its value is a secret; `…_FILE` names a file.
  static func isSecret(_ name: String) -> Bool {
    let last = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard !last.hasSuffix("_file"), !last.hasSuffix("proxy_pass"), !last.hasPrefix("allow_") else { return false }
    return words.contains { last.contains($0) } || Concealment.isSecret(key: last)
  }

  /// A value as it may be shown.
  static func shown(_ value: String, of name: String) -> String {
    if isSecret(name), !value.isEmpty { return isPath(value) ? value : mark }
    return cut(masked(value))
  }

  /// Whether a value names a file with a secret in it, rather than being one.
  private static func isPath(_ value: String) -> Bool { value.hasPrefix("/run/secrets/") }

  /// A text without the passwords that its words give: `NAME=value`, `--option value` and those in addresses.
  static func masked(_ text: String) -> String {
    var hidesNext = false
    let words = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "\n" || $0 == "\t" }
    return words.prefix(2_000).map { word in
      if hidesNext, !word.isEmpty {
        hidesNext = false
        return mark
      }
      if let delimiter = word.firstIndex(where: { $0 == "=" || $0 == ":" }), isSecret(String(word[..<delimiter])) {
        let after = word[word.index(after: delimiter)...]
        if after.isEmpty { hidesNext = true }
        return word[...delimiter] + (after.isEmpty ? "" : mark)
      }
      if isSecret(String(word)) || word == "-w" || word == "Basic" || word == "Bearer" { hidesNext = true }
      return withoutCredentials(word)
    }.joined(separator: " ")
  }

  /// An address without its user and password.
  private static func withoutCredentials(_ word: Substring) -> String {
    guard let scheme = word.firstRange(of: "://") else { return String(word) }
    let authority = word[scheme.upperBound...].prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@"), authority[..<at].contains(":") else { return String(word) }
    return word[..<scheme.upperBound] + mark + word[at...]
  }

  /// A text that is not longer than a line.
  private static func cut(_ text: String) -> String {
    let limit = 120
    guard text.unicodeScalars.count > limit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))) + "…"
  }
}
