import Synchronization

/// Something that is made when it is first asked for, and kept.
final class Lazy<Value: Sendable>: Sendable {
  private let value: Mutex<Value?>
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) {
    value = Mutex(nil)
    self.make = make
  }

  /// The value.
  func callAsFunction() -> Value {
    value.withLock { value in
      if let value { return value }
      let made = make()
      value = made
      return made
    }
  }
}
