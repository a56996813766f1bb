import Digest
import Schema

/// The hash that a service's label holds of the files which are mounted into its container or copied into its image:
/// `docker compose up -d` looks at labels, and not into those files.
struct MountedFiles {
  private let model: RecordType

  init(model: RecordType) {
    self.model = model
  }

  private static let services = [
    ["odoo", "tenants"], ["odoo", "superadmin"], ["postgres", "tenants"], ["postgres", "superadmin"],
  ]

  /// Fills in the hash of every service.
  func fill(_ arena: inout Arena, from artifacts: [Artifact]) {
    let files = Dictionary(artifacts.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for path in Self.services {
      guard let list = cell(arena, path + ["mounted_files"]), let hash = cell(arena, path + ["configuration_hash"])
      else {
        continue
      }
      let first = Int(arena.cells[list].start)
      var content: [UInt8] = []
      for offset in 0..<Int(max(arena.cells[list].count, 0)) {
        let name = String(decoding: arena.text(of: arena.cells[first + offset]), as: UTF8.self)
        guard let artifact = files[name] else { continue }
        // Lengths and names take part, so that no two sets of files have the same content.
        content += "\(name) \(artifact.mode) \(artifact.bytes.count)\n".utf8
        content += artifact.bytes
      }
      arena.setScalar(SHA256Digest(of: content).hex.utf8, at: hash, origins: arena.cells[hash].origins)
    }
  }

  private func cell(_ arena: Arena, _ path: [String]) -> Int? {
    var type = model
    var slots: [Int] = []
    for key in path {
      guard let slot = type.slot(of: key) else { return nil }
      slots.append(slot)
      if case .record(let next) = type.fields[slot].shape { type = next }
    }
    return arena.cell(slots)
  }
}
