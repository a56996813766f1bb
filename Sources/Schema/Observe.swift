/// Reads values where nothing follows from them any more: what the closure returns is told or kept, and is no value of the model.
///
/// A plan uses `derive`, which records what was read. `Scripts/check-imports.py` refuses this function in `Deployment`.
package func observe<Value>(_ body: (Trace) -> Value) -> Value {
  body(Trace())
}
