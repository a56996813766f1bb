extension Evaluator {
  /// Forgets what was looked at.
  mutating func forget() {
    touched.removeAll(keepingCapacity: true)
    artifacts.removeAll(keepingCapacity: true)
  }

  /// The artifacts that a selection means; what decided that they are there was looked at.
  mutating func entries(_ selection: Selection) -> [ArtifactTable.Entry] {
    let element = selection.loop.map { loops[$0].element }
    let entries = table.entries(selection.template, element: element)
    let decisive = decisive(selection.template)
    touched.append(decisive.condition)
    // Where an element has an artifact, that artifact's own cells say why.
    if element == nil || entries.isEmpty { touched.append(decisive.elements) }
    for entry in entries { touched += entry.cells }
    return entries
  }

  /// What decided which artifacts of a template there are, as groups: of many references to it each would note the same cells.
  private mutating func decisive(_ template: Int32) -> (condition: Int32, elements: Int32) {
    if let known = decisive[template] { return known }
    let cells = table.cells(deciding: template)
    let made = (condition: groups.append(cells.condition), elements: groups.append(cells.elements))
    decisive[template] = made
    return made
  }

  /// The digest of artifacts. What they say follows from so much that the artifacts themselves are noted, and not their cells; what
  /// decided that there are no others was looked at.
  mutating func digest(of parts: [DigestPart]) -> [UInt8] {
    let entries = parts.flatMap { part -> [ArtifactTable.Entry] in
      switch part {
      case .template(let selection): return self.entries(selection)
      case .folder(let selections):
        let all = selections.flatMap { self.entries($0) }
        return all.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      }
    }
    artifacts += entries.map(\.path)
    work += entries.reduce(0) { $0 + (table.rendered[$1.path]?.bytes.count ?? 0) / 4 }
    return table.digest(of: entries)
  }

  /// The content of an artifact, without the line feed that ends it: a tag that stands alone has one behind it.
  mutating func contents(of selection: Selection) -> [UInt8] {
    guard let entry = entries(selection).first, let bytes = table.rendered[entry.path]?.bytes else { return [] }
    artifacts.append(entry.path)
    work += bytes.count / 4
    return bytes.last == 0x0A ? bytes.dropLast() : bytes
  }
}
