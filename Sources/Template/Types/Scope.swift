import Schema

/// The names that an expression can use, and what is known to be present.
struct Scope {
  /// The model.
  let root: RecordType
  /// Loop variables and names set by the template; the last one of a name counts.
  var names: [String: Binding] = [:]
  /// Values that a condition has shown to be present.
  var present: [Reference] = []

  /// What a name stands for; nil when there is no such name.
  func binding(_ name: String) -> Binding? {
    if let binding = names[name] { return binding }
    guard let slot = root.slot(of: name) else { return nil }
    return .cell(root.fields[slot].shape, Reference(base: .root, slots: [slot]))
  }

  /// All names, for suggestions.
  var allNames: [String] { root.fields.map(\.key) + names.keys.sorted() }

  /// A value's type, without its optionality where it is known to be present.
  func narrowed(_ shape: Shape, _ reference: Reference) -> Shape {
    if case .optional(let wrapped) = shape, present.contains(reference) { return wrapped }
    return shape
  }
}
