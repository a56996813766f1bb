import Diagnostics
public import Schema

/// The model, one line for each value: its path, its value, and where it comes from.
public struct ModelListing: Sendable {
  /// One value of the model.
  public struct Line: Sendable, Equatable {
    /// The path, such as `odoo.tenants.workers`.
    public var path: String
    /// The printed value.
    public var value: String
    /// Where it comes from: `2 × server.cpu_cores + 1; site.yaml:9`, `site.yaml:7` or `default`.
    public var origin: String
    /// Every setting that was looked at, with its place.
    public var settings: [String]

    /// The line as it is printed.
    public var text: String { origin.isEmpty ? "\(path) = \(value)" : "\(path) = \(value)  (\(origin))" }
  }

  /// The values in the order of the model.
  public private(set) var lines: [Line] = []
  private let arena: Arena
  private let file: String

  /// Lists a model.
  public init(_ arena: Arena, _ type: RecordType, file: String) {
    self.arena = arena
    self.file = file
    walk(0, .record(type), "")
  }

  /// The values at a path and below it.
  public func lines(at key: String) -> [Line] {
    lines.filter { $0.path == key || $0.path.hasPrefix(key + ".") || $0.path.hasPrefix(key + "[") }
  }

  private mutating func walk(_ index: Int, _ shape: Shape, _ path: String) {
    let cell = arena.cells[index]
    if cell.isAbsent { return }
    switch shape {
    case .optional(let wrapped): walk(index, wrapped, path)
    case .secret: break
    case .integer, .boolean, .text, .either:
      let value = String(decoding: arena.text(of: cell), as: UTF8.self)
      add(path, value.isEmpty ? "\"\"" : value, cell)
    case .fragment:
      let value = JSONValue.string(String(decoding: arena.text(of: cell), as: UTF8.self))
      add(path, String(decoding: value.compact, as: UTF8.self), cell)
    case .list, .map:
      guard let element = shape.element else { return }
      if cell.count == 0 { add(path, "[]", cell) }
      for offset in 0..<Int(max(cell.count, 0)) { walk(Int(cell.start) + offset, element, "\(path)[\(offset)]") }
    case .record(let type):
      for (slot, field) in type.fields.enumerated() {
        walk(Int(cell.start) + slot, field.shape, path.isEmpty ? field.key : "\(path).\(field.key)")
      }
    }
  }

  private mutating func add(_ path: String, _ value: String, _ cell: Arena.Cell) {
    let origins = arena.origins[Int(cell.origins)]
    let settings = origins.settings.map { setting in
      setting.span.map { "\(setting.path) (\(file):\($0.start.line))" } ?? "\(setting.path) (default)"
    }
    lines.append(Line(path: path, value: value, origin: origin(origins), settings: settings))
  }

  /// A formula names the settings that matter most; their places stand beside it.
  private func origin(_ origins: Origins) -> String {
    let named =
      origins.formula.isEmpty ? origins.settings : origins.settings.filter { origins.formula.contains($0.path) }
    var lines: [String] = []
    for setting in named.isEmpty ? origins.settings : named {
      guard let span = setting.span else { continue }
      let place = "\(file):\(span.start.line)"
      if !lines.contains(place) { lines.append(place) }
    }
    let places = lines.isEmpty && !origins.settings.isEmpty ? "default" : lines.joined(separator: ", ")
    return [origins.formula, places].filter { !$0.isEmpty }.joined(separator: "; ")
  }
}
