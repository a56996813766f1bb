public import Diagnostics

/// The catalogue of all findings, as a page of Markdown and one by one.
public enum FindingsReference {
  /// The page, with an anchor for each finding: its name.
  public static var page: String {
    var text = """
      # Findings

      Every message of gen ends in a name in brackets, such as `[size-format]`, which stays as it is from version to version.
      Below, for each: what is wrong, why it is refused, and what to do. `gen docs size-format` prints the same.
      For those about templates, [template-errors.md](template-errors.md) has a template that is refused and one that is
      taken. This page is made from the catalogue in the sources: `make reference` writes it anew.

      """
    for area in FindingArea.all {
      text += "\n## \(area.title)\n\n\(area.about)\n"
      for entry in area.entries { text += "\n### `\(entry.id)`\n\n\(entry.text)\n" }
    }
    return text
  }

  /// What is to be said about one finding: its text, and an example where there is one.
  public static func text(on id: FindingID) -> String {
    let example = FindingExample(of: id).map { "\n\($0.text)" } ?? ""
    return "\(id)\n\n\(FindingArea.text(on: id))\n\(example)"
  }
}
