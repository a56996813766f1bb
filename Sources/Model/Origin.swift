public import Diagnostics

/// A setting of site.yaml that a value was made from.
public struct Origin: Hashable, Sendable {
  /// The setting's path, such as `server.cpu_cores` or `firewall.allow[2].port`.
  public var path: String
  /// Where the setting is written; none when its default was used.
  public var place: Place?

  /// Makes an origin from a setting's path and its place.
  public init(path: String, place: Place?) {
    self.path = path
    self.place = place
  }
}

/// All settings that a value was made from, without the steps between.
public struct Origins: Sendable, Equatable {
  /// The settings, each once, in the order in which they were looked at.
  public let settings: [Origin]
  /// How the value follows from them, such as `2 × server.cpu_cores + 1`; empty for a value that was written.
  public let formula: String
  /// Whether a setting among them could not be decoded, so that the value only stands in for it.
  public let isPoisoned: Bool

  /// The origins of a value that was made from nothing in site.yaml.
  public static let none = Origins(settings: [], formula: "", isPoisoned: false)

  init(settings: [Origin], formula: String, isPoisoned: Bool) {
    self.settings = settings
    self.formula = formula
    self.isPoisoned = isPoisoned
  }
}
