import TextTypes

/// Why a value is no good as a password of a service.
public enum SecretFault: Hashable, Sendable {
  case empty
  case severalLines
  /// A character that some place where it is put would act on.
  case characters
  /// A word that Odoo does not take for text.
  case word
  /// A text that is in instructions, to be replaced.
  case placeholder
  /// Fewer than 20 characters, or few different ones.
  case weak

  /// Looks at a value, without the line feed at its end.
  ///
  /// - Returns: the first fault, the worst first; nil for a good one.
  public static func first(in value: some Collection<UInt8>) -> SecretFault? {
    let value = Array(value)
    if value.isEmpty { return .empty }
    if value.contains(0x0A) || value.contains(0x0D) { return .severalLines }
    guard value.allSatisfy(plain.contains) else { return .characters }
    let text = String(decoding: value, as: UTF8.self).lowercased()
    if ["true", "false", "none"].contains(text) { return .word }
    if placeholders.contains(where: text.contains) { return .placeholder }
    return value.count < 20 || Set(value).count < 8 ? .weak : nil
  }

  /// What the start script takes: characters that stand for themselves in every file and protocol on the way.
  private static let plain = ByteSet.alphanumerics.union(ByteSet("._~+/=$,-"))

  private static let placeholders = [
    "changeme", "change_me", "change-me", "change.me", "placeholder", "replace", "example", "password", "passwd",
    "secret", "your_", "your-", "todo", "xxxx", "12345", "qwert", "letmein",
  ]

  /// What is wrong, read after the secret's name.
  var message: String {
    switch self {
    case .empty: "is empty"
    case .severalLines: "has more than one line"
    case .characters: "has a character other than A-Z a-z 0-9 . _ ~ + / = $ , -"
    case .word: "is a word that Odoo does not read as text"
    case .placeholder: "is a placeholder, or a commonly guessed word"
    case .weak: "is weak: it has fewer than 20 characters, or fewer than 8 different ones"
    }
  }
}
