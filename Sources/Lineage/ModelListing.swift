import Diagnostics
public import Model

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
    /// All settings that it was made from.
    let origins: Origins

    /// How it follows from them; empty for a value that is written.
    package var formula: String { origins.formula }

    /// Every setting that was looked at, with its place.
    public var settings: [String] { origins.settings.map { "\($0.path) (\($0.place?.line ?? "default"))" } }

    /// The line as it is printed.
    public var text: String { origin.isEmpty ? "\(path) = \(value)" : "\(path) = \(value)  (\(origin))" }
  }

  /// The values in the order of the model.
  public let lines: [Line]

  /// Lists a model.
  public init(_ arena: Arena, _ type: RecordType) {
    lines = arena.values(type).compactMap { value in
      guard let printed = arena.printed(value) else { return nil }
      let origins = arena.origins(of: value.cell)
      return Line(path: value.path, value: printed, origin: origins.text, origins: origins)
    }
  }

  /// The values at a path and below it.
  public func lines(at key: String) -> [Line] {
    lines.filter { $0.path.isWithin(key) }
  }
}

extension Origins {
  /// A formula names the settings that matter most; their places are beside it.
  fileprivate var text: String {
    let named = formula.isEmpty ? settings : settings.filter { formula.contains($0.path) }
    var lines: [String] = []
    var seen: Set<String> = []
    for setting in named.isEmpty ? settings : named {
      guard let place = setting.place?.line else { continue }
      if seen.insert(place).inserted { lines.append(place) }
    }
    // More of them nobody looks up from one line.
    if lines.count > 8 { lines = lines.prefix(8) + ["and \(lines.count - 8) more"] }
    let places = lines.isEmpty && !settings.isEmpty ? "default" : lines.joined(separator: ", ")
    return [formula, places].filter { !$0.isEmpty }.joined(separator: "; ")
  }
}

extension Place {
  /// The file and the line, as a reader looks them up: `site.yaml:7`.
  var line: String { "\(file):\(span.start.line)" }
}

extension String {
  /// Whether a path of the model is another one, or leads to something below it.
  func isWithin(_ key: String) -> Bool { self == key || hasPrefix(key + ".") || hasPrefix(key + "[") }
}
