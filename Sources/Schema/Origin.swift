public import Diagnostics

/// A setting of site.yaml that a value was made from.
public struct Origin: Hashable, Sendable {
  /// The setting's path, such as `server.cpu_cores` or `firewall.allow[2].port`.
  public var path: String
  /// Where the setting stands in site.yaml; none when its default was used.
  public var span: Span?

  /// Makes an origin from a setting's path and its place.
  public init(path: String, span: Span?) {
    self.path = path
    self.span = span
  }
}

/// The settings that a value was made from, and how.
public struct Origins: Sendable, Equatable {
  /// The settings, each once, in the order in which they were looked at.
  public internal(set) var settings: [Origin]
  /// How the value follows from them, such as `2 × server.cpu_cores + 1`; empty for a value that was written.
  public internal(set) var formula: String
  /// Whether a setting among them could not be decoded, so that the value only stands in for it.
  public internal(set) var isPoisoned: Bool

  /// The origins of a value that was made from nothing in site.yaml.
  public static let none = Origins(settings: [], formula: "", isPoisoned: false)

  init(settings: [Origin], formula: String = "", isPoisoned: Bool = false) {
    self.settings = settings
    self.formula = formula
    self.isPoisoned = isPoisoned
  }

  /// The origin of a setting that stands at a path.
  public init(setting path: String, span: Span?) {
    self.init(settings: [Origin(path: path, span: span)])
  }
}
