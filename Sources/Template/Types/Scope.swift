import Model

/// The names that are visible at a place of a template, and what is known there.
struct Scope {
  /// What a name stands for.
  enum Binding {
    /// The element of a loop.
    case item(CellPath, Shape)
    /// Another name for a list or a record of the model.
    case alias(CellPath, Shape)
    /// A variable.
    case value(register: Int, Shape)
    /// A variable that only some branches have set, or with values that are not alike; the region is the `if`.
    case unsettled(Unsettled, Region)
    /// Something that was reported.
    case invalid
  }

  /// Why a variable cannot be used.
  enum Unsettled {
    case isMissingInABranch
    case differsBetweenBranches
  }

  private struct Entry {
    var name: String
    var frame: Int
    var binding: Binding
  }

  private var entries: [Entry] = []
  /// What the conditions around the place say.
  var facts: Set<Fact> = []
  /// The loop that `loop` tells about.
  var loop: Int?
  /// Which loop body or included template the place is in.
  var frame = 0

  /// What a name stands for; nil when it is not a variable.
  func binding(of name: String) -> Binding? { entries.last { $0.name == name }?.binding }

  /// The names of all variables.
  var names: [String] { entries.map(\.name) }

  /// Makes a name stand for something, in the current frame.
  mutating func bind(_ name: String, _ binding: Binding) {
    if let index = entries.lastIndex(where: { $0.name == name }), entries[index].frame == frame {
      entries[index].binding = binding
    } else {
      entries.append(Entry(name: name, frame: frame, binding: binding))
    }
  }

  /// What is visible after an `if`, given what is visible at the end of each of its branches.
  func joined(_ ends: [Scope], at region: Region) -> Scope {
    var result = self
    var done: Set<String> = []
    for end in ends {
      for entry in end.entries where entry.frame == frame && done.insert(entry.name).inserted {
        result.bind(entry.name, Self.joined(ends.map { $0.binding(of: entry.name) }, at: region))
      }
    }
    return result
  }

  private static func joined(_ bindings: [Binding?], at region: Region) -> Binding {
    guard var result = bindings.first ?? nil else { return .unsettled(.isMissingInABranch, region) }
    for binding in bindings.dropFirst() {
      switch (result, binding) {
      case (.invalid, _), (_, .invalid): return .invalid
      case (_, nil): return .unsettled(.isMissingInABranch, region)
      case (.unsettled, _): return result
      case (_, .unsettled(let why, let place)): return .unsettled(why, place)
      case (.value(let register, let left), .value(let other, let right)):
        guard register == other, let shape = left.joined(right) else {
          return .unsettled(.differsBetweenBranches, region)
        }
        result = .value(register: register, shape)
      case (.alias(let path, _), .alias(let other, _)) where path == other: break
      case (.item(let path, _), .item(let other, _)) where path == other: break
      default: return .unsettled(.differsBetweenBranches, region)
      }
    }
    return result
  }
}
