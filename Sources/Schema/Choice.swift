import Diagnostics
public import Model
public import TextTypes

/// A value that is one of a few words: an enumeration whose raw values are the words as they are written.
public protocol Choice: Leaf, CaseIterable, RawRepresentable where RawValue == String {
  /// The type's name in messages and in the reference, such as `operating system`.
  static var typeName: String { get }
  /// What whoever needs another one can do, after the list of them; empty where there is nothing.
  static var otherwise: String { get }
  /// Other words for the same, as other programs have them, in lower case.
  static var synonyms: [String: Self] { get }
}

extension Choice {
  /// Nothing.
  public static var otherwise: String { "" }
  /// None.
  public static var synonyms: [String: Self] { [:] }
}

extension Choice {
  /// The type, with every word.
  public static var shape: Shape {
    .text(TextType(name: typeName, words: allCases.map { $0.rawValue }))
  }

  /// The first word.
  public static var placeholder: Self { allCases[allCases.startIndex] }

  /// Reads one of the words.
  ///
  /// - Throws: an error that says so, with the nearest one.
  public init(parsing text: String) throws(Refusal) {
    guard let value = Self(rawValue: text) else {
      let words = Self.allCases.map { $0.rawValue }
      let hint = Self.meant(by: text, among: words).map { ", did you mean \"\($0)\"?" } ?? ""
      throw Refusal(
        id: .unknownChoice, "is not \(Self.typeName.withArticle)\(hint)",
        help: "write one of \(words.joined(separator: ", "))\(Self.otherwise)")
    }
    self = value
  }

  /// The word that another one stands for: in another case, with another program's name, without its end, or misspelt.
  private static func meant(by text: String, among words: [String]) -> String? {
    let folded = text.lowercased()
    if let word = words.first(where: { $0 == folded }) ?? synonyms[folded]?.rawValue { return word }
    let longer = words.filter { $0.hasPrefix(folded + ".") }
    return longer.count == 1 ? longer[0] : nearest(folded, among: words)
  }

  /// The word.
  public var printed: String { rawValue }
}
