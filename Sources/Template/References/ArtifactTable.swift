import Digest

/// The artifacts of one site, as far as they are known: their paths from the beginning, their contents once they are
/// rendered. It answers what templates ask about each other.
struct ArtifactTable: Sendable {
  /// One artifact.
  struct Entry: Sendable {
    /// The path below the output folder.
    var path: String
    /// The permissions.
    var mode: UInt16
    /// The cell of the element that it is made for; nil where the template makes one artifact.
    var element: Int?
    /// The cells that decided that its element has one, and on its path.
    var cells: [Int32]
  }

  /// The cells that decided which artifacts of a template there are.
  struct Decisive: Sendable {
    /// Those of the condition that all of them depend on.
    var condition: [Int32] = []
    /// Those of the list of their elements, and of what is asked of each element.
    var elements: [Int32] = []
  }

  private var entries: [Int32: [Entry]] = [:]
  private var decisive: [Int32: Decisive] = [:]
  private var indices: [Int32: [Int: Int]] = [:]
  /// The artifacts that are rendered, by their paths.
  var rendered: [String: Rendered] = [:]

  /// Notes the artifacts of a template, in the order in which it makes them, and the cells that decided which there are.
  mutating func note(_ artifacts: [Entry], of template: Int32, decidedBy cells: Decisive) {
    entries[template] = artifacts
    decisive[template] = cells
    indices[template] = Dictionary(
      artifacts.enumerated().compactMap { index, entry in entry.element.map { ($0, index) } }
    ) {
      first, _ in first
    }
  }

  /// The artifacts of a template, or the one of an element.
  func entries(_ template: Int32, element: Int?) -> [Entry] {
    guard let all = entries[template] else { return [] }
    guard let element else { return all }
    return indices[template]?[element].map { [all[$0]] } ?? []
  }

  /// What decided which artifacts of a template there are.
  func cells(deciding template: Int32) -> Decisive { decisive[template] ?? Decisive() }

  /// The SHA-256 of artifacts, one after the other: of each its path, mode and length on a line, then its content. So no
  /// two sets of files come to the same.
  func digest(of artifacts: [Entry]) -> [UInt8] {
    var content: [UInt8] = []
    for artifact in artifacts {
      guard let rendered = rendered[artifact.path] else { continue }
      content += "\(artifact.path) \(artifact.mode) \(rendered.bytes.count)\n".utf8
      content += rendered.bytes
    }
    return Array(SHA256Digest(of: content).hex.utf8)
  }
}
