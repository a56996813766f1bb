import Diagnostics
import Schema
public import TextTypes

/// The name of a kind of warning about a site, such as `image-unpinned`.
public struct WarningName: Text {
  /// The name, as messages have it in brackets.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type, with every name.
  public static let type = TextType(name: "name of a warning", words: FindingID.warningsAboutSites.map(\.name).sorted())
  /// Room for a mistake that deserves a precise answer.
  public static let limit = 64

  /// The kind.
  var id: FindingID? { FindingID(named: printed) }

  /// Reads the name of a kind of finding that can be a warning about a site.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if type.choices.contains(text) { return text }
    let meant = text.folded.pieces("_").joined(separator: "-")
    guard let id = FindingID(named: text) else {
      let near = type.choices.contains(meant) ? meant : nearest(meant, among: type.choices)
      throw Refusal(
        id: .lintName, "is not the name of a warning\(near.map { ", did you mean \"\($0)\"?" } ?? "")",
        help: "write the name that the warning has in brackets; `gen docs --findings` lists all of them")
    }
    throw Refusal(
      id: .lintName, "is not a warning about site.yaml, and cannot be silenced",
      help: "remove it, and do what `gen docs \(id)` says")
  }
}
