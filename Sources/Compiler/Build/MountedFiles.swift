import Schema

/// The hash that a service's label holds of the files which are mounted into its container or copied into its image:
/// `docker compose up -d` looks at labels, and not into those files.
struct MountedFiles {
  private let list: Int
  private let hash: Int
  private let files: Int

  /// The places of the services and of what they say about themselves; nil where the model has none.
  init?(model: RecordType) {
    guard let list = model.slot(of: "services"), case .record(let service) = model.fields[list].shape.element,
      let hash = service.slot(of: "configuration_hash"), let files = service.slot(of: "configuration_files")
    else { return nil }
    (self.list, self.hash, self.files) = (list, hash, files)
  }

  /// Fills in the hash of every service.
  func fill(_ arena: inout Arena, from artifacts: [Artifact]) {
    let known = Dictionary(artifacts.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for service in arena.elements(of: arena.cell([list])) {
      var content: [UInt8] = []
      for cell in arena.elements(of: arena.cell([files], from: service)) {
        let name = String(decoding: arena.text(of: arena.cells[cell]), as: UTF8.self)
        guard let artifact = known[name] else { continue }
        // Lengths and names take part, so that no two sets of files have the same content.
        content += "\(name) \(artifact.mode) \(artifact.bytes.count)\n".utf8
        content += artifact.bytes
      }
      let cell = arena.cell([hash], from: service)
      arena.setScalar(SHA256Digest(of: content).hex.utf8, at: cell, origins: arena.cells[cell].origins)
    }
  }
}

extension Arena {
  /// The cells of a list's elements.
  fileprivate func elements(of list: Int) -> Range<Int> {
    let first = Int(cells[list].start)
    return first..<first + Int(max(cells[list].count, 0))
  }
}
