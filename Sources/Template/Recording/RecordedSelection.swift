import Digest

/// Which of some templates need not be compiled, since they were when gen was built.
struct RecordedSelection: Sendable {
  /// For each template whether it is known what it is compiled to.
  private(set) var isKnown: [Bool]
  /// The programs of those that are known and not only included.
  private(set) var programs: [Program?]
  /// The digests of the templates' bytes, where they are known.
  private(set) var digests: [SHA256Digest?]

  /// Looks templates up in a recording. One that needs another is known only where that is as it was.
  ///
  /// - Parameters:
  ///   - recorded: a recording of the built-in templates.
  ///   - builtIn: the built-in templates, in the order in which they were recorded.
  ///   - own: those of the user, which come after them; they take the place of built-in ones with the same path.
  ///   - sources: all of them.
  init(_ recorded: RecordedTemplates?, builtIn: [TemplateSource], own: [TemplateSource], _ sources: [SourceFile]) {
    isKnown = Array(repeating: false, count: sources.count)
    programs = Array(repeating: nil, count: sources.count)
    digests = Array(repeating: nil, count: sources.count)
    guard let recorded, recorded.entries.count == builtIn.count else { return }
    let replaced = own.map(\.path)
    let isIntact = builtIn.indices.map { index in
      recorded.entries[index].describes(builtIn[index]) && !replaced.contains(builtIn[index].path)
    }
    for index in builtIn.indices where isIntact[index] {
      let entry = recorded.entries[index]
      digests[index] = entry.digest
      guard let program = entry.program else {
        isKnown[index] = true
        continue
      }
      guard program.needs.allSatisfy({ isIntact.indices.contains(Int($0)) && isIntact[Int($0)] }) else { continue }
      guard !program.folders.contains(where: { folder in replaced.contains { $0.hasPrefix(folder) } }) else { continue }
      programs[index] = program.program(at: Int32(index), entry.path, of: recorded, sources: sources)
      isKnown[index] = programs[index] != nil
    }
  }
}
