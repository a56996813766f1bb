/// A mention of other artifacts in a template, such as `digest("odoo.conf", "odoo-start")`.
///
/// Artifacts are named by the path of the template that makes them: what a header or a site says of their own paths does
/// not change it.
struct Reference: Hashable, Sendable {
  /// What is asked about artifacts.
  enum Function: String, CaseIterable, Sendable {
    /// The path of one artifact below the output folder.
    case path
    /// The SHA-256 of the paths, modes and contents of any number of artifacts.
    case digest
    /// The content of one artifact, as a trusted fragment of its format.
    case contents

    /// Whether the answer depends on what is in the artifacts, so that they have to be rendered first.
    var needsContents: Bool { self != .path }
    /// The names, for messages.
    static var names: String { allCases.map { "`\($0.rawValue)(…)`" }.joined(separator: ", ") }
  }

  /// What is asked.
  var function: Function
  /// Which artifacts are meant.
  var selection: Selection
  /// Where it stands.
  var region: Region
}

/// The artifacts of one template, or the one that it makes of the element that a loop is at.
struct Selection: Hashable, Sendable {
  /// The template's index.
  var template: Int32
  /// The loop whose element is meant, where the template makes an artifact for each.
  var loop: Int?
}

/// What one name in a digest means.
enum DigestPart: Hashable, Sendable {
  /// The artifacts of a template, in the order in which it makes them.
  case template(Selection)
  /// All artifacts of the templates in a folder, in the order of their paths.
  case folder([Selection])
}
