import Diagnostics

/// A value that cannot be looked at without saying so.
///
/// Every fact of a model is traced: a value, whether something is present, how long a list is. The only way to look is
/// inside `derive`, which notes what was looked at; so what a value follows from is complete by construction.
public struct Traced<Value: Sendable>: Sendable {
  /// The value, for this module alone.
  let value: Value
  /// The settings that the value was made from, and how.
  public let origins: Origins

  init(_ value: Value, _ origins: Origins) {
    self.value = value
    self.origins = origins
  }

  /// A value that follows from nothing in site.yaml.
  public init(constant value: Value) {
    self.init(value, .none)
  }
}

extension Traced: Modeled where Value: Content {
  /// The type, for templates, editors and the reference.
  public static var shape: Shape { Value.shape }

  /// Reads the property; what cannot be read is reported, and a poisoned value stands in.
  public static func decode(_ node: Node, at path: String, in decoding: inout Decoding) -> Traced {
    guard let value = Value.read(node, at: path, in: &decoding) else {
      return Traced(Value.placeholder, .poisoned(path, span: node.span))
    }
    return Traced(value, Origins(setting: path, span: node.span))
  }

  /// A poisoned value that stands in for one which could not be read.
  public static func standIn(at path: String) -> Traced {
    Traced(Value.placeholder, .poisoned(path, span: nil))
  }

  /// Whether a setting it was made from could not be read.
  public var isStandIn: Bool { origins.isPoisoned }

  /// Writes the value into its cell.
  public func project(into arena: inout Arena, at cell: Int) {
    value.project(into: &arena, at: cell, origins: arena.note(origins))
  }
}

extension Origins {
  /// The origin of a value that only stands in for one which could not be read.
  static func poisoned(_ path: String, span: Span?) -> Origins {
    Origins(settings: [Origin(path: path, span: span)], isPoisoned: true)
  }
}

extension Traced {
  /// The optional value with its own origins where it is present, else this one.
  public func overridden(by other: Traced<Value?>) -> Traced {
    guard let value = other.value else { return self }
    return Traced(value, other.origins)
  }
}
