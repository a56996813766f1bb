extension Evaluator {
  /// Forgets what was looked at.
  mutating func forget() {
    touched.removeAll(keepingCapacity: true)
    artifacts.removeAll(keepingCapacity: true)
  }

  /// The artifacts that a selection means; what decided that they are there was looked at.
  mutating func entries(_ selection: Selection) -> [ArtifactTable.Entry] {
    let entries = table.entries(selection.template, element: selection.loop.map { loops[$0].element })
    for entry in entries { touched += entry.cells }
    return entries
  }

  /// The digest of artifacts. What they say follows from so much that the artifacts themselves are noted, and not cells.
  mutating func digest(of parts: [DigestPart]) -> [UInt8] {
    let entries = parts.flatMap { part -> [ArtifactTable.Entry] in
      switch part {
      case .template(let selection):
        return table.entries(selection.template, element: selection.loop.map { loops[$0].element })
      case .folder(let selections):
        let all = selections.flatMap { table.entries($0.template, element: nil) }
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
