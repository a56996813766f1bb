import Diagnostics

/// Says what drift means for a build.
struct DriftWording {
  /// The output folder's path.
  let folder: String

  /// The path of a file in the folder.
  func shown(_ path: String) -> String { folder == "." ? path : "\(folder)/\(path)" }

  private func error(
    _ id: FindingID, _ path: String, _ message: String, help: String, notes: [Diagnostic.Note] = []
  ) -> Diagnostic {
    Diagnostic(.error, id: id, "\(shown(path)) \(message)", at: nil, help: help, notes: notes)
  }

  /// Why a build must not touch a folder that a newer gen built; nil where none did.
  func newer(_ manifest: ManifestFound, than generator: String) -> Diagnostic? {
    let found: String?
    switch manifest {
    case .damaged(let damage): found = damage.newerGenerator
    case .read, .merged:
      found = manifest.manifest.map(\.generator).flatMap { GeneratorVersion.isNewer($0, than: generator) ? $0 : nil }
    case .absent: found = nil
    }
    return found.map { found in
      error(
        .newerManifest, Manifest.path, "was written by \(found), and this is \(generator)",
        help: "install that version; or use --force to go back to what this one builds")
    }
  }

  /// Why a build must not touch an entry; nil when it may.
  func refusal(_ entry: DriftEntry, manifest: ManifestFound, force: Bool) -> Diagnostic? {
    if let obstacle = entry.obstacle { return refusal(entry.path, obstacle) }
    if force { return nil }
    if entry.path == Manifest.path, case .damaged(let damage) = manifest {
      return error(
        .damagedManifest, entry.path, damage.message,
        help: "restore it from version control; or use --force to overwrite all files that differ")
    }
    switch entry.status {
    case .current, .stale, .merged, .missing, .orphan: return nil
    case .edited:
      return error(
        .editedFile, entry.path, "was edited since gen wrote it",
        help: "move the edit into site.yaml or a template; or use --force to lose it", notes: [loss(entry)])
    case .foreign:
      return error(
        .foreignFile, entry.path, "already exists, and gen did not write it",
        help: "move it away; or use --force to overwrite it", notes: [loss(entry)])
    }
  }

  /// What would be lost of a file if a build was told to overwrite it.
  func loss(_ entry: DriftEntry) -> Diagnostic.Note {
    guard let diff = entry.diff(prefix: "") else { return Diagnostic.Note("--force would replace it as a whole") }
    func lines(_ count: Int) -> String { count == 1 ? "1 line" : "\(count) lines" }
    let what: String
    switch (diff.removed, diff.added) {
    case (0, 0): what = "change its permissions"
    case (let removed, 0): what = "remove \(lines(removed)) of it"
    case (0, let added): what = "add \(lines(added)) to it"
    case (let removed, let added): what = "replace \(lines(removed)) of it by \(added)"
    }
    return Diagnostic.Note("--force would \(what); `gen diff --unified` shows it")
  }

  private func refusal(_ path: String, _ obstacle: DriftEntry.Obstacle) -> Diagnostic {
    switch obstacle {
    case .folder: error(.notAFile, path, "is a folder, but a file belongs there", help: "move the folder away")
    case .special: error(.notAFile, path, "is not a regular file", help: "remove it")
    case .way(let name, true):
      error(.linkInOutput, name, "is a symbolic link, which gen does not follow", help: "remove the link")
    case .way(let name, false):
      error(.notAFolder, name, "is not a folder, but \"\(shown(path))\" goes there", help: "move it away")
    }
  }

  func keptOrphan(_ entry: DriftEntry) -> Diagnostic {
    Diagnostic(
      .warning, id: .editedOrphan,
      "\(shown(entry.path)) is no longer made, but stays, because it was edited since gen wrote it", at: nil,
      help: "remove it by hand if it is not needed")
  }
}
