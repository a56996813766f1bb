public import Diagnostics
public import TextTypes

/// The state of reading a document: what has been found wrong with it.
public struct Decoding: Sendable {
  /// What has been found so far.
  public var diagnostics: DiagnosticList
  /// The place of the key whose value is being read, or of the whole document: that of a finding about something that is
  /// not there.
  package var key: Place?
  /// An example of the value that is being read, for what is said about it; nil where the key has none.
  package var example: String?
  /// Whether the key that is being read may be left out.
  package var mayBeAbsent = true
  /// What those who know the whole language say about keys.
  package var advice: KeyAdvice?

  /// Starts to read a document.
  public init(diagnostics: DiagnosticList = DiagnosticList()) {
    self.diagnostics = diagnostics
  }

  /// Reports that a setting's value is refused; a secret is not repeated.
  public mutating func refuse(_ text: String, at path: String, _ place: Place, _ refusal: Refusal) {
    if Self.isPlaceholder(text) {
      diagnostics.error(
        .placeholder, "\(path): \(quote(text)) stands for a value of your own", at: place,
        help: refusal.help ?? "write your own value in its place")
      return
    }
    let isHidden = refusal.hidesText || Concealment.isSecret(key: path)
    diagnostics.error(
      refusal.id, "\(path): \(isHidden ? "the value" : quote(text)) \(refusal.message)", at: place,
      help: refusal.help.map { $0 + Slip.aside(on: text) })
  }

  /// Whether a text is in angle brackets, as `gen init` writes what has to be replaced.
  private static func isPlaceholder(_ text: String) -> Bool {
    text.utf8.count > 2 && text.hasPrefix("<") && text.hasSuffix(">")
  }

  /// Reports that a secret stands where everybody can read it.
  package mutating func refuseSecret(at path: String, _ place: Place) {
    diagnostics.error(
      .secretInSite, "\(path): a secret does not belong in a committed file", at: place,
      help: "remove it here, and change it where it is in use; "
        + (advice?.secret(path) ?? "secrets are files in the folder that secrets.directory names"))
  }

  /// A text in quotes, cut where it is too long to be read.
  package func quote(_ text: String) -> String {
    let limit = 60
    guard text.unicodeScalars.count > limit else { return "\"\(text)\"" }
    return "\"\(String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))))…\""
  }
}
