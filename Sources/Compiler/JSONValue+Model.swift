public import JSON
public import Model

extension JSONValue {
  /// The model as templates see it; what is absent is left out.
  public init(_ arena: Arena, _ type: RecordType) {
    self.init(arena, 0, .record(type))
  }

  /// One value of the model.
  init(_ arena: Arena, _ index: Int, _ shape: Shape) {
    let cell = arena.cells[index]
    switch shape {
    case .optional(let wrapped): self.init(arena, index, wrapped)
    case .integer:
      self = JSONNumber(String(decoding: arena.text(of: cell), as: UTF8.self)).map(JSONValue.number) ?? .null
    case .boolean: self = .bool(arena.text(of: cell).elementsEqual("true".utf8))
    case .secret: self = .null
    case .text, .either, .fragment: self = .string(String(decoding: arena.text(of: cell), as: UTF8.self))
    case .list, .map:
      guard let element = shape.element else {
        self = .array([])
        return
      }
      self = .array((0..<Int(max(cell.count, 0))).map { JSONValue(arena, Int(cell.start) + $0, element) })
    case .record(let type):
      self = .object(
        type.fields.enumerated().compactMap { slot, field in
          let index = Int(cell.start) + slot
          return arena.cells[index].isAbsent ? nil : JSONMember(field.key, JSONValue(arena, index, field.shape))
        })
    }
  }
}
