public import Diagnostics

/// Why a text is not a value of a type.
public struct Refusal: Error, Hashable, Sendable {
  /// The stable name of the kind of finding, such as `size-format`.
  public var id: FindingID
  /// What is wrong, to be read after the setting's path and the text: `is not a size`.
  public var message: String
  /// What to write instead.
  public var help: String?
  /// Whether the text holds a password, and must not be shown.
  public var hidesText: Bool

  /// Makes a refusal.
  public init(id: FindingID, _ message: String, help: String? = nil, hidesText: Bool = false) {
    self.id = id
    self.message = message
    self.help = help
    self.hidesText = hidesText
  }
}
