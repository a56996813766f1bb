import Schema
import Testing
import TextTypes

/// A finding and the texts that it answers.
struct Refused: Sendable, CustomTestStringConvertible {
  /// The message as it stands after the text in a diagnostic, the finding's name, and what to write instead.
  let finding: String
  /// The texts that are refused so.
  let texts: [String]

  init(_ finding: String, _ texts: [String]) {
    self.finding = finding
    self.texts = texts
  }

  var testDescription: String { finding }
}

/// The printed form of a text; nil when it is refused.
func printed<Value: Leaf>(_ type: Value.Type, _ text: String) -> String? {
  try? Value(parsing: text).printed
}

/// Why a text is refused; nil when it is not.
func finding<Value: Leaf>(_ type: Value.Type, _ text: String) -> String? {
  do throws(Refusal) {
    _ = try Value(parsing: text)
    return nil
  } catch {
    return "\(error.message) [\(error.id)]" + (error.help.map { " | \($0)" } ?? "")
  }
}

/// A text many times over.
func many(_ text: String, _ count: Int) -> String {
  String(repeating: text, count: count)
}
