import Diagnostics
import Digest
public import Model

/// Templates that were compiled when gen was built: what they were compiled to, and the digests of their bytes.
public struct RecordedTemplates: Sendable {
  /// What is known of one template.
  struct Entry: Sendable {
    var path = ""
    /// The hash of its bytes.
    var hash: UInt64 = 0
    var digest = SHA256Digest(words: .zero)
    /// What it was compiled to; nil for one that is only included.
    var program: RecordedProgram?
  }

  /// The templates, in the order of their paths.
  let entries: [Entry]
  let table: ContentTable
  let bytes: RecordedBytes

  /// The version of the form; the recording is made with every build, and never read by another one.
  private static let version: UInt64 = 1

  /// Reads a recording; nil when it is damaged, or of templates for another model.
  ///
  /// - Parameters:
  ///   - bytes: the recording.
  ///   - root: the type of the model.
  public init?(_ bytes: RecordedBytes, root: RecordType) {
    var tape = Tape(reading: bytes)
    var (version, model) = (UInt64(0), UInt64(0))
    tape.pass(&version)
    tape.pass(&model)
    guard version == Self.version, model == ModelHash.of(root) else { return nil }
    var table = ContentTable()
    table.pass(&tape)
    var entries: [Entry] = []
    tape.pass(&entries, blank: Entry()) { tape, entry in entry.pass(&tape, table) }
    guard !tape.isDamaged else { return nil }
    self.bytes = bytes
    self.table = table
    self.entries = entries
  }

  /// Compiles templates, and writes down what they were compiled to.
  ///
  /// - Returns: nil when a template has errors, or something would not be read back as it was written.
  public static func recording(_ sources: [TemplateSource], root: RecordType) -> [UInt8]? {
    let set = TemplateSet(TemplateIndex(builtIn: sources, own: [], root: root))
    guard !set.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    var table = ContentTable()
    var entries = Tape()
    _ = entries.count(sources.count)
    for (index, source) in sources.enumerated() {
      var entry = Entry(
        path: source.path, hash: ModelHash.of(source.bytes), digest: SHA256Digest(of: source.bytes))
      if let program = set.programs.first(where: { $0.source == index }) {
        entry.program = RecordedProgram(program, &table)
        guard entry.program != nil else { return nil }
      }
      entry.pass(&entries, table)
    }
    var tape = Tape()
    var (version, model) = (Self.version, ModelHash.of(root))
    tape.pass(&version)
    tape.pass(&model)
    table.pass(&tape)
    tape.append(entries)
    return tape.written
  }
}

extension RecordedTemplates.Entry {
  /// Whether a template is the one that was recorded, as far as a hash can tell.
  func describes(_ template: TemplateSource) -> Bool {
    path == template.path && hash == ModelHash.of(template.bytes)
  }

  /// Writes the entry, or reads it.
  mutating func pass(_ tape: inout Tape, _ table: ContentTable) {
    tape.pass(&path)
    tape.pass(&hash)
    digest.pass(&tape)
    tape.pass(&program, blank: RecordedProgram()) { tape, program in program.pass(&tape) }
  }
}
