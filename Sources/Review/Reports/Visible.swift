import Diagnostics

/// Text that may hold anything, on one line, for people.
enum Visible {
  /// The text with what could steer a terminal, or hide from a reader, made visible.
  static func text(_ text: String) -> String { text.withoutHiddenCharacters }
}
