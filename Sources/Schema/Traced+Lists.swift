import Model

/// Lists of which each element knows what decided that it is there.
///
/// Whoever goes through a list looks at all of it. A list that `derive` makes is one value: that anything is in it follows from everything
/// that was looked at. These lists are put together out of parts instead, so that an element follows from its own part.
extension Traced {
  /// Lists, one after the other.
  public static func joined<Element>(_ parts: Traced<[Element]>...) -> Traced where Value == [Element] {
    joined(parts)
  }

  /// Lists, one after the other.
  public static func joined<Element>(_ parts: [Traced<[Element]>]) -> Traced where Value == [Element] {
    let members = parts.flatMap { part in part.value.indices.map { part.presence(of: $0) } }
    return Traced(parts.flatMap(\.value), Step.list(lookingAt: parts.compactMap(\.step), members: members))
  }

  /// The elements for which something holds.
  public func only<Element>(where holds: @Sendable (Trace, Element) -> Bool) -> Traced where Value == [Element] {
    var elements: Value = []
    var members: [Step?] = []
    var inputs = [step].compactMap(\.self)
    for index in value.indices {
      let trace = Trace()
      let isTaken = holds(trace, value[index])
      if let asked = trace.step { inputs.append(asked) }
      guard isTaken else { continue }
      elements.append(value[index])
      members.append(Step.list(lookingAt: [presence(of: index), trace.step].compactMap(\.self), members: nil))
    }
    return Traced(elements, Step.list(lookingAt: inputs, members: members))
  }

  /// Something for each element, which is there because the element is.
  public func each<Element, Other>(_ make: @Sendable (Element) -> Other) -> Traced<[Other]> where Value == [Element] {
    Traced<[Other]>(value.map(make), step)
  }

  /// What decided that an element is in the list.
  func presence<Element>(of index: Int) -> Step? where Value == [Element] {
    step?.presence(ofElement: index)
  }
}

extension Traced {
  /// A value that is there in any case, where others may be absent.
  public static func always<Wrapped>(_ other: Traced<Wrapped>) -> Traced where Value == Wrapped? {
    guard let step = other.step else { return Traced(constant: other.value) }
    return Traced(
      other.value,
      Step(
        .derivation(formula: "", name: "", inputs: [step]), isPoisoned: step.isPoisoned, presence: .value(nil)))
  }
}

extension Trace {
  /// Whether something holds for an element of a list. Where it does, only what decided that the element is there, and what was asked of
  /// it and of those before it, was looked at; else the list was.
  public func contains<Element>(_ list: Traced<[Element]>, where holds: (Element) -> Bool) -> Bool {
    guard let index = list.value.firstIndex(where: holds) else { return self(list).contains(where: holds) }
    if let presence = list.presence(of: index) { note(presence) }
    return true
  }

  /// Whether a list has an element.
  public func contains<Element: Equatable>(_ list: Traced<[Traced<Element>]>, _ element: Element) -> Bool {
    // Which of them it is tells more than that those before it are others.
    guard let index = list.value.firstIndex(where: { $0.value == element }) else {
      return contains(list) { self($0) == element }
    }
    if let presence = list.presence(of: index) { note(presence) }
    return self(list.value[index]) == element
  }

  /// Whether a list has any element. Where it has, only the first one was looked at.
  public func hasElements<Element>(_ list: Traced<[Element]>) -> Bool {
    guard !list.value.isEmpty else { return !self(list).isEmpty }
    if let presence = list.presence(of: 0) { note(presence) }
    return true
  }
}

extension Step {
  /// The step of a list; nil where it follows from nothing.
  fileprivate static func list(lookingAt steps: [Step], members: [Step?]?) -> Step? {
    var inputs = StepSet()
    for step in steps { _ = inputs.insert(step) }
    if inputs.steps.isEmpty { return nil }
    if members == nil, inputs.steps.count == 1 { return inputs.steps[0] }
    return Step(
      .derivation(formula: "", name: "", inputs: inputs.steps), isPoisoned: inputs.steps.contains(where: \.isPoisoned),
      presence: members.map { .elements($0) })
  }
}
