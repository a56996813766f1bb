/// What has been looked at while one value is derived.
public final class Trace {
  private var settings: [Origin] = []
  private var formula = ""
  private var isPoisoned = false

  init(formula: String) {
    self.formula = formula
  }

  /// Looks at a value, and notes it.
  public func callAsFunction<Value>(_ traced: Traced<Value>) -> Value {
    settings.append(contentsOf: traced.origins.settings)
    if traced.origins.isPoisoned { isPoisoned = true }
    return traced.value
  }

  /// Says how the value follows from what was looked at, where that is known only now.
  public func explain(_ formula: String) {
    self.formula = formula
  }

  /// What was looked at, each setting once.
  var origins: Origins {
    guard settings.count > 1 else { return Origins(settings: settings, formula: formula, isPoisoned: isPoisoned) }
    var seen: Set<Origin> = []
    return Origins(settings: settings.filter { seen.insert($0).inserted }, formula: formula, isPoisoned: isPoisoned)
  }
}

/// Derives a value from others. What it was made from is what the closure looked at.
///
/// - Parameters:
///   - formula: how the value follows, as `gen show` prints it: `2 × server.cpu_cores + 1`.
///   - body: the computation. It is `@Sendable`, so that it cannot carry a value out by assigning to a variable outside.
public func derive<Value: Sendable>(_ formula: String = "", _ body: @Sendable (Trace) -> Value) -> Traced<Value> {
  let trace = Trace(formula: formula)
  let value = body(trace)
  return Traced(value, trace.origins)
}
