import Model

/// Where each cell of a model is: its path, and what it is a part of.
struct ModelTree {
  /// One cell.
  struct Place {
    /// The cell of the record or the list that it is in; -1 for the root.
    var parent: Int32 = -1
    /// The name in a record; none for an element of a list.
    var key: String?
    /// The number in the list, from 0.
    var index: Int32 = 0
  }

  private var places: [Place]

  init(_ arena: Arena, _ type: RecordType) {
    places = Array(repeating: Place(), count: arena.cells.count)
    note(0, .record(type), arena)
  }

  private mutating func note(_ cell: Int, _ shape: Shape, _ arena: Arena) {
    let value = arena.cells[cell]
    if value.isAbsent { return }
    let first = Int(value.start)
    switch shape {
    case .optional(let wrapped): note(cell, wrapped, arena)
    case .record(let type):
      for (slot, field) in type.fields.enumerated() where places.indices.contains(first + slot) {
        places[first + slot] = Place(parent: Int32(cell), key: field.key)
        note(first + slot, field.shape, arena)
      }
    case .list, .map:
      guard let element = shape.element else { return }
      for offset in 0..<Int(value.count) where places.indices.contains(first + offset) {
        places[first + offset] = Place(parent: Int32(cell), index: Int32(offset))
        note(first + offset, element, arena)
      }
    case .integer, .boolean, .text, .either, .fragment, .secret: return
    }
  }

  /// Where a cell is.
  subscript(cell: Int32) -> Place { places[Int(cell)] }

  /// A cell's path, such as `odoo.tenants.workers`.
  func path(of cell: Int32) -> String {
    var path = ""
    var cell = cell
    while cell > 0 {
      let place = places[Int(cell)]
      let isName = path.first.map { $0 != "[" } ?? false
      path = (place.key ?? "[\(place.index)]") + (isName ? "." : "") + path
      cell = place.parent
    }
    return path
  }
}
