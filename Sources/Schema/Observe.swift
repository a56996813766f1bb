/// Reads values where nothing follows from them any more: what the closure returns is printed or kept, and is not a value of the model.
///
/// A plan uses `derive`, which records what was read. `Scripts/check-imports.py` refuses this function in `Deployment`.
package func observe<Value>(_ body: (Trace) -> Value) -> Value {
  body(Trace())
}
