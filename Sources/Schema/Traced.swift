public import Document
public import Model

/// A value that cannot be looked at without saying so.
///
/// Every fact of a model is traced: a value, whether something is present, how long a list is. The only way to look is
/// inside `derive`, which notes what was looked at; so the graph of what follows from what is complete by construction.
public struct Traced<Value: Sendable>: Sendable {
  /// The value, for this module alone; what is inlined into others is of this module.
  @usableFromInline let value: Value
  /// How the value came about; nil for one that follows from nothing in site.yaml.
  public let step: Step?

  @usableFromInline
  init(_ value: Value, _ step: Step?) {
    self.value = value
    self.step = step
  }

  /// A value that follows from nothing in site.yaml.
  @inlinable
  public init(constant value: Value) {
    self.init(value, nil)
  }

  /// All settings that the value was made from, and how.
  public var origins: Origins { step?.origins ?? .none }
}

extension Traced {
  /// The optional value with its own step where it is present, else this one, which then follows from that as well: that there
  /// is no other was looked at.
  public func overridden(by other: Traced<Value?>) -> Traced {
    guard let value = other.value else { return Traced(value, other.step.map { Step.step(step, noting: $0) } ?? step) }
    return Traced(value, other.step)
  }
}

extension Traced {
  /// In words how the value came about: its formula, or the setting that was written or was left at its default.
  ///
  /// - Parameter make: what the words are made into.
  public func reason<Words>(_ make: @Sendable (String) -> Words) -> Traced<Words> {
    Traced<Words>(make(step?.reason ?? "fixed"), step)
  }
}

extension Traced: Modeled where Value: Content {
  /// The type, for templates, editors and the reference.
  public static var shape: Shape { Value.shape }

  /// Writes the value into its cell.
  public func project(into arena: inout Arena, at cell: Int) {
    value.project(into: &arena, at: cell, origins: arena.note(step))
  }
}

extension Traced: Setting where Value: Readable {
  /// Reads the property; what cannot be read is reported, and a poisoned value stands in.
  public static func decode(_ node: Node, at path: String, in decoding: inout Decoding) -> Traced {
    guard let value = Value.read(node, at: path, in: &decoding) else {
      return Traced(Value.placeholder, .poisoned(path, at: node.place))
    }
    return Traced(value, Step(setting: path, at: node.place))
  }

  /// A poisoned value that stands in for one which could not be read.
  public static func standIn(at path: String) -> Traced {
    Traced(Value.placeholder, .poisoned(path))
  }

  /// Whether a setting it was made from could not be read.
  public var isStandIn: Bool { step?.isPoisoned ?? false }
}
