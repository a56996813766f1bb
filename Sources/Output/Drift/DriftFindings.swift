public import Diagnostics

extension FolderComparison {
  /// The files that differ as findings, each at the first line that a build would change; and what else stops a build. The files that
  /// follow from the others are left out, unless there is nothing else: a forge shows only so many.
  public var findings: [Diagnostic] {
    let others = drift.entries.filter { !OutputTree.ownPaths.contains($0.path) }.compactMap(finding)
    let files = others.isEmpty ? drift.entries.compactMap(finding) : others
    return plan.refusals.filter { [.boundSetting, .newerManifest].contains($0.id) } + files
  }

  private func finding(_ entry: DriftEntry) -> Diagnostic? {
    guard let (id, message, help) = text(entry) else { return nil }
    let mark = Mark(line: entry.firstDifference, column: 1)
    let isLost = (entry.status == .edited || entry.status == .foreign) && entry.path != Manifest.path
    return Diagnostic(
      .error, id: id, message, at: Place(file: shown(entry.path), span: Span(at: mark)), help: help,
      notes: isLost ? [DriftWording(folder: "").loss(entry)] : [])
  }

  private func text(_ entry: DriftEntry) -> (FindingID, String, String)? {
    let build = "run `gen build`, and commit what it changes"
    switch entry.status {
    case .current: return nil
    case .stale: return (.staleFile, "the file is not what site.yaml and the templates make now", build)
    case .missing: return (.missingFile, "the file is missing", build)
    case .orphan where entry.isEditedOrphan:
      return (.editedOrphan, "the file is no longer made, and was edited since gen wrote it", "remove it by hand")
    case .orphan: return (.orphanFile, "the file is no longer made", "run `gen build`, which removes it")
    case .merged: return (.mergedFile, "git merged the file from versions that gen wrote", build)
    case .edited where entry.path == Manifest.path:
      return (.damagedManifest, "the file is damaged", "restore it from version control")
    case .edited:
      return (
        .editedFile, "the file was edited since gen wrote it", "move the edit into site.yaml or a template"
      )
    case .foreign: return (.foreignFile, "gen did not write the file", "move it away")
    }
  }
}

extension DriftEntry {
  /// The line of the file on the disk that a build would change first; 1 where there is none.
  public var firstDifference: Int {
    guard case .file(_, let found) = found, let built, !isEditedOrphan else { return 1 }
    let (old, new) = (DiffText(found), DiffText(built.bytes))
    let numbers = DiffText.numbers(old, new)
    guard let first = LineDiff.changes(from: numbers.old, to: numbers.new).first else { return 1 }
    return min(first.old.lowerBound + 1, max(1, old.lines.count))
  }
}
