import Diagnostics

/// The findings of a compilation: of one kind there is one at one place, however often a template is included.
struct Findings {
  /// The templates that regions refer to.
  let sources: [SourceFile]
  private(set) var all: [Diagnostic] = []
  /// The includes that led to the current place, the outermost first.
  var includes: [Region] = []
  /// The templates in which something was found.
  private(set) var faulty: Set<Int32> = []
  private var said: Set<Key> = []
  /// How many findings each template has.
  private var counts: [Int32: Int] = [:]
  /// The most findings of one template: more help nobody.
  static let limit = DiagnosticList.mostOfAKind

  private struct Key: Hashable {
    var id: FindingID
    var file: Int32
    var start: Int32
  }

  init(sources: [SourceFile]) {
    self.sources = sources
  }

  /// Adds an error; the includes that led to its place follow as notes.
  mutating func error(
    _ id: FindingID, _ message: String, at region: Region, help: String, notes: [Diagnostic.Note] = []
  ) {
    faulty.insert(region.file)
    guard counts[region.file, default: 0] < Self.limit,
      said.insert(Key(id: id, file: region.file, start: region.start)).inserted
    else { return }
    counts[region.file, default: 0] += 1
    let trail = includes.reversed().map { Diagnostic.Note("included here", at: place($0)) }
    all.append(Diagnostic(.error, id: id, message, at: place(region), help: help, notes: notes + trail))
  }

  /// Whether a template has reached the limit of findings.
  func isFull(_ file: Int32) -> Bool { counts[file, default: 0] >= Self.limit }

  /// The place of a region.
  func place(_ region: Region) -> Place {
    sources[Int(region.file)].place(region.range)
  }

  /// The text of a region.
  func text(_ region: Region) -> String {
    sources[Int(region.file)].text(region)
  }

  /// Whether anything was found since the list had that many findings.
  func hasFindings(since count: Int) -> Bool { all.count > count }
}
