import JSON
import Model

/// One value of a model with its path: a scalar, a list, or what is absent.
struct ModelValue {
  /// The path, such as `odoo.tenants.workers`.
  let path: String
  /// Its cell, and that one's number.
  let cell: Arena.Cell
  let index: Int32
  /// Its type, which is never optional or a record.
  let shape: Shape
}

extension Arena {
  /// The values of a record and of everything in it, in the order of the model; a list comes before its elements.
  func values(_ type: RecordType) -> [ModelValue] {
    var found: [ModelValue] = []
    collect(0, .record(type), "", into: &found)
    return found
  }

  private func collect(_ index: Int, _ shape: Shape, _ path: String, into found: inout [ModelValue]) {
    let cell = cells[index]
    switch shape {
    case .optional(let wrapped) where !cell.isAbsent: collect(index, wrapped, path, into: &found)
    case .record(let type) where !cell.isAbsent:
      for (slot, field) in type.fields.enumerated() {
        collect(Int(cell.start) + slot, field.shape, path.isEmpty ? field.key : "\(path).\(field.key)", into: &found)
      }
    case .list, .map:
      found.append(ModelValue(path: path, cell: cell, index: Int32(index), shape: shape))
      guard let element = shape.element, !cell.isAbsent else { return }
      for offset in 0..<Int(cell.count) {
        collect(Int(cell.start) + offset, element, "\(path)[\(offset)]", into: &found)
      }
    case .either(let shapes):
      found.append(ModelValue(path: path, cell: cell, index: Int32(index), shape: shape))
      guard let record = shapes.first(where: { $0.isRecord(of: cell) }) else { return }
      collect(index, record, path, into: &found)
    default: found.append(ModelValue(path: path, cell: cell, index: Int32(index), shape: shape))
    }
  }

  /// A value as `gen show` prints it; nil for one that is absent, and for lists that are not empty.
  func printed(_ value: ModelValue) -> String? {
    if value.cell.isAbsent { return nil }
    let text = String(decoding: text(of: value.cell), as: UTF8.self)
    switch value.shape {
    case .list, .map: return value.cell.count == 0 ? "[]" : nil
    case .fragment: return String(decoding: JSONValue.string(text).compact, as: UTF8.self)
    case .either(let shapes) where shapes.contains(where: { $0.isRecord(of: value.cell) }): return nil
    default: return text.isEmpty ? "\"\"" : text
    }
  }
}

extension Shape {
  /// Whether a cell of a value that is either of several types holds this one, a record. No word that stands for one is as
  /// short as a record has fields.
  fileprivate func isRecord(of cell: Arena.Cell) -> Bool {
    if case .record(let type) = self { return type.fields.count == cell.count }
    return false
  }
}
