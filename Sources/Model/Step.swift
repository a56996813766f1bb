public import Diagnostics

/// How a value came about: one node of the graph that leads from a value back to the settings it was made from.
///
/// A value that is made from others points at their steps, so that nothing is copied however often a value is used. What
/// nobody asks for, such as all settings behind a value, is found by walking the graph.
public final class Step: Sendable {
  /// What made the value.
  public enum Kind: Sendable {
    /// A setting of site.yaml, as it is written or by default.
    case setting(Origin)
    /// A derivation: its formula, its name where it is no value of the model, and what it looked at, each once.
    case derivation(formula: String, name: String, inputs: [Step])
  }

  /// What made the value.
  public let kind: Kind
  /// Whether a setting behind the value could not be read, so that the value only stands in for it.
  public let isPoisoned: Bool
  /// What decided that there is a value, or a part of it; nil where that follows from the step as a whole.
  package let presence: Presence?

  /// What decided that something is there, apart from what it is.
  package enum Presence: Sendable {
    /// That each element of a list that was put together is in it.
    case elements([Step?])
    /// That a value which may be absent is there.
    case value(Step?)
  }

  package init(_ kind: Kind, isPoisoned: Bool = false, presence: Presence? = nil) {
    self.kind = kind
    self.isPoisoned = isPoisoned
    self.presence = presence
  }

  /// The step of a setting: its path, and its place, or none when its default is used.
  public convenience init(setting path: String, at place: Place?) {
    self.init(.setting(Origin(path: path, place: place)))
  }

  /// The step of a value that only stands in for a setting which could not be read.
  package static func poisoned(_ path: String, at place: Place? = nil) -> Step {
    Step(.setting(Origin(path: path, place: place)), isPoisoned: true)
  }
}

extension Step {
  /// What decided that an element is in the list that the step made.
  package func presence(ofElement index: Int) -> Step? {
    guard case .elements(let elements) = presence, elements.indices.contains(index) else { return self }
    return elements[index]
  }

  /// The setting that the value is; nil for a derived one.
  public var setting: Origin? {
    if case .setting(let origin) = kind { return origin }
    return nil
  }

  /// How the value follows from what was looked at, such as `2 × server.cpu_cores + 1`; empty where nothing was said.
  public var formula: String {
    if case .derivation(let formula, _, _) = kind { return formula }
    return ""
  }

  /// What the derivation is called where it is no value of the model; empty for all others.
  public var name: String {
    if case .derivation(_, let name, _) = kind { return name }
    return ""
  }

  /// What was looked at, each once, in that order; nothing for a setting.
  public var inputs: [Step] {
    if case .derivation(_, _, let inputs) = kind { return inputs }
    return []
  }

  /// In words how the value came about: its formula, or the setting that was written or was left at its default.
  package var reason: String {
    if !formula.isEmpty { return formula }
    guard let setting = setting ?? origins.settings.first else { return "fixed" }
    return setting.place == nil ? "default of \(setting.path)" : "written in \(setting.path)"
  }

  /// A step that looked at one more; the same one where it did so already.
  package static func step(_ step: Step?, noting other: Step) -> Step {
    guard let step else { return other }
    guard step !== other else { return step }
    guard case .derivation(let formula, let name, let inputs) = step.kind else {
      return Step(
        .derivation(formula: "", name: "", inputs: [step, other]), isPoisoned: step.isPoisoned || other.isPoisoned)
    }
    guard !inputs.contains(where: { $0 === other }) else { return step }
    return Step(
      .derivation(formula: formula, name: name, inputs: inputs + [other]),
      isPoisoned: step.isPoisoned || other.isPoisoned)
  }

  /// All settings behind the value, each once, in the order in which they were looked at.
  public var origins: Origins {
    var found: [Origin] = []
    var seen = StepSet()
    var open = [self]
    while let step = open.popLast() {
      guard seen.insert(step) else { continue }
      switch step.kind {
      case .setting(let origin): found.append(origin)
      case .derivation(_, _, let inputs): open += inputs.reversed()
      }
    }
    return Origins(settings: found, formula: formula, isPoisoned: isPoisoned)
  }
}

/// Steps in the order in which they were met, each once.
package struct StepSet {
  /// The steps.
  package private(set) var steps: [Step] = []
  /// What is met, where that is so much that looking through it would take long.
  private var met: Set<ObjectIdentifier> = []

  /// How many steps are looked through one by one: most values are made from a few.
  private static let few = 16

  /// Makes an empty set.
  package init() {}

  /// Adds a step; false when it is there already.
  package mutating func insert(_ step: Step) -> Bool {
    if steps.count <= Self.few {
      // The last one is asked for again most often.
      for known in steps.reversed() where known === step { return false }
      steps.append(step)
      if steps.count > Self.few { met = Set(steps.map(ObjectIdentifier.init)) }
      return true
    }
    guard met.insert(ObjectIdentifier(step)).inserted else { return false }
    steps.append(step)
    return true
  }
}
