/// Which of some templates need not be compiled, since they were when gen was built.
struct RecordedSelection {
  /// For each template whether it is known what it is compiled to.
  private(set) var isKnown: [Bool]
  /// The programs of those that are known and not only included.
  private(set) var programs: [Program?]
  /// The indices of the others.
  var missing: [Int] { isKnown.indices.filter { !isKnown[$0] } }

  /// Looks templates up in a recording. One that includes another is known only where that is as it was.
  init(_ recorded: RecordedTemplates?, _ templates: [TemplateSource], _ sources: [SourceFile]) {
    isKnown = Array(repeating: false, count: templates.count)
    programs = Array(repeating: nil, count: templates.count)
    guard let recorded else { return }
    var files = Array(repeating: Int32(-1), count: recorded.entries.count)
    for (index, template) in templates.enumerated() {
      if let number = template.recorded, recorded.entry(of: template) != nil { files[number] = Int32(index) }
    }
    for (number, index) in files.enumerated() where index >= 0 {
      guard let program = recorded.entries[number].program else {
        isKnown[Int(index)] = true
        continue
      }
      guard program.files.allSatisfy({ $0 >= 0 && Int($0) < files.count && files[Int($0)] >= 0 }) else { continue }
      programs[Int(index)] = program.program(
        recorded.entries[number].path, of: recorded, files: files, sources: sources)
      isKnown[Int(index)] = programs[Int(index)] != nil
    }
  }
}
