public import Model

/// What has been looked at while one value is derived.
public final class Trace {
  private var inputs = StepSet()
  private var formula: String
  private let name: String
  private(set) var isPoisoned = false

  @usableFromInline
  init(formula: String = "", name: String = "") {
    self.formula = formula
    self.name = name
  }

  /// Looks at a value, and notes it.
  @inlinable
  public func callAsFunction<Value>(_ traced: Traced<Value>) -> Value {
    if let step = traced.step { note(step) }
    return traced.value
  }

  @usableFromInline
  func note(_ step: Step) {
    _ = inputs.insert(step)
    if step.isPoisoned { isPoisoned = true }
  }

  /// Says how the value follows from what was looked at, where that is known only now.
  public func explain(_ formula: String) {
    self.formula = formula
  }

  /// The step that was made; nil where nothing was looked at, and nothing said.
  ///
  /// A derivation that has no formula and no name, and looked at one value, is that value in another form; but what decided that
  /// it is there, or its elements, is then another question.
  @usableFromInline var step: Step? {
    if formula.isEmpty, name.isEmpty, inputs.steps.count <= 1, inputs.steps.first?.presence == nil {
      return inputs.steps.first
    }
    return Step(.derivation(formula: formula, name: name, inputs: inputs.steps), isPoisoned: isPoisoned)
  }
}

/// Derives a value from others. What it was made from is what the closure looked at.
///
/// - Parameters:
///   - formula: how the value follows, as `gen show` prints it: `2 × server.cpu_cores + 1`.
///   - name: what `gen show --why` calls the value, where it is none of the model.
///   - body: the computation. It is `@Sendable`, so that it cannot carry a value out by assigning to a variable outside.
@inlinable
public func derive<Value: Sendable>(
  _ formula: String = "", named name: String = "", _ body: @Sendable (Trace) -> Value
) -> Traced<Value> {
  let trace = Trace(formula: formula, name: name)
  let value = body(trace)
  return Traced(value, trace.step)
}
