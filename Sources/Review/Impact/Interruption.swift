/// Who waits while a change is applied.
enum Interruption {
  /// The flag that says so; nil where nobody does.
  static func flag(_ effects: Set<Effect>, _ services: Services) -> ReviewFlag? {
    if effects.contains(.project) { return flag("everything stands still until the new project runs") }
    if effects.contains(.networks) {
      return flag("all services stop, then start again: nobody is served for a minute or so")
    }
    let replaced = effects.sorted().compactMap { effect -> String? in
      switch effect {
      case .restartDatabase, .recreate: effect.subject
      default: nil
      }
    }
    if replaced.isEmpty { return nil }
    var audiences: [String] = []
    for name in replaced where !audiences.contains(services.audience(of: name)) {
      audiences.append(services.audience(of: name))
    }
    let verb = replaced.count == 1 ? "is" : "are"
    return flag("\(ReviewWords.list(audiences)) wait for seconds while \(ReviewWords.list(replaced)) \(verb) replaced")
  }

  private static func flag(_ message: String) -> ReviewFlag {
    ReviewFlag(kind: .interruptsService, message: message, place: nil)
  }
}
