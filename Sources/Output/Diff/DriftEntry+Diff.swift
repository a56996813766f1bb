extension DriftEntry {
  /// What a build would change about the file, told to overwrite; nil when that is nothing, or when what is there is no
  /// file that could be compared.
  ///
  /// - Parameter prefix: the output folder as seen from where the difference is to be applied, such as `out/`.
  public func diff(prefix: String) -> FileDiff? {
    let old: FileDiff.Version?
    switch found {
    case .file(let mode, let bytes): old = .init(mode: mode, bytes: bytes)
    case .missing: old = nil
    // What is in the way goes before the file is written.
    case .folder where obstacle == nil, .blocked where obstacle == nil: old = nil
    case .oversized, .folder, .symbolicLink, .special, .blocked: return nil
    }
    if isEditedOrphan { return nil }
    let new = built.map { FileDiff.Version(mode: $0.mode, bytes: $0.bytes) }
    let diff = FileDiff(path: path, prefix: prefix, from: old, to: new)
    return diff.bytes.isEmpty ? nil : diff
  }
}
