import Compiler
import Model
import Schema

/// What the values of a model are called, by their cells.
struct CellNames {
  private let arena: Arena
  private let paths: [String]
  /// For each step the value that says best what it made: the one that is in the fewest lists.
  private let best: [ObjectIdentifier: Int]
  /// The cells of lists and records.
  private let aggregates: Set<Int>

  /// The names of what templates see.
  init(of model: SiteModel) { self.init(model.arena, SiteModel.type) }

  /// The names of the settings as they are written, with their defaults.
  init(settingsOf model: SiteModel) {
    var arena = Arena()
    model.site.project(into: &arena, at: 0)
    self.init(arena, WrittenSettings.type)
  }

  private init(_ arena: Arena, _ type: RecordType) {
    var walk = Walk(arena)
    walk.visit(0, .record(type), "", depth: 0)
    self.arena = arena
    paths = walk.paths
    best = walk.best.mapValues(\.cell)
    aggregates = walk.aggregates
  }

  /// What a value is called, such as `odoo.tenants.workers`: where the same value is in a list of services, too, not by its place there.
  func name(of cell: Int32) -> String {
    let index = Int(cell)
    guard paths.indices.contains(index) else { return "" }
    if let step = arena.step(of: arena.cells[index]), let other = best[ObjectIdentifier(step)],
      text(of: Int32(other)) == text(of: cell)
    {
      return Self.short(paths[other])
    }
    return Self.short(paths[index])
  }

  /// The value of an entry is called by its key alone: `postgres.tenants.settings[work_mem]`.
  private static func short(_ path: String) -> String {
    path.hasSuffix("].value") ? String(path.dropLast(".value".count)) : path
  }

  /// The printed form of a value; empty for what has none.
  func text(of cell: Int32) -> String {
    guard arena.cells.indices.contains(Int(cell)) else { return "" }
    return String(decoding: arena.text(of: arena.cells[Int(cell)]), as: UTF8.self)
  }

  /// The values at a path and below it, with their paths; nothing where there is no such path.
  func texts(at path: String) -> [String] {
    paths.indices.filter { paths[$0] == path || paths[$0].hasPrefix(path + ".") || paths[$0].hasPrefix(path + "[") }
      .map { index in
        let cell = arena.cells[index]
        // Where the cells of a list or of a record are says nothing.
        return
          "\(paths[index]) \(aggregates.contains(index) || cell.isAbsent ? "\(cell.count)" : text(of: Int32(index)))"
      }
  }

  /// The way through a model.
  private struct Walk {
    let arena: Arena
    var paths: [String]
    var best: [ObjectIdentifier: (depth: Int, cell: Int)] = [:]
    var aggregates: Set<Int> = []

    init(_ arena: Arena) {
      self.arena = arena
      paths = [String](repeating: "", count: arena.cells.count)
    }

    /// What an element of a list is called by what it says of itself, which stays when others come before it.
    private func label(of index: Int, _ shape: Shape) -> String? {
      let cell = arena.cells[index]
      guard let record = shape.record, record.fields.count == cell.count else { return nil }
      for key in ["key", "name", "service", "path"] {
        guard let slot = record.slot(of: key) else { continue }
        let text = arena.text(of: arena.cells[Int(cell.start) + slot])
        if !text.isEmpty { return String(decoding: text, as: UTF8.self) }
      }
      return nil
    }

    mutating func visit(_ index: Int, _ shape: Shape, _ path: String, depth: Int) {
      paths[index] = path
      let cell = arena.cells[index]
      if let step = arena.step(of: cell), depth < best[ObjectIdentifier(step)]?.depth ?? .max {
        best[ObjectIdentifier(step)] = (depth, index)
      }
      guard !cell.isAbsent else { return }
      if let element = shape.listed ?? shape.element {
        aggregates.insert(index)
        for offset in 0..<Int(cell.count) {
          let index = Int(cell.start) + offset
          visit(index, element, "\(path)[\(label(of: index, element) ?? String(offset))]", depth: depth + 1)
        }
      } else if let record = shape.record, record.fields.count == cell.count {
        aggregates.insert(index)
        for (slot, field) in record.fields.enumerated() {
          visit(Int(cell.start) + slot, field.shape, path.isEmpty ? field.key : "\(path).\(field.key)", depth: depth)
        }
      }
    }
  }
}
