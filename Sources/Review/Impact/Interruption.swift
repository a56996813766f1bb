/// Who waits while a change is applied.
enum Interruption {
  static func flags(_ effects: Set<Effect>, _ services: Services) -> [ReviewFlag] {
    if effects.contains(.project) { return [flag("everything stands still until the new project runs")] }
    if effects.contains(.networks) {
      return [flag("all services stop, then start again: nobody is served for a minute or so")]
    }
    var found: [ReviewFlag] = []
    for effect in effects.sorted() {
      switch effect {
      case .restartDatabase(let name):
        found.append(flag("\(name) restarts: \(services.audience(of: name)) wait for seconds"))
      case .recreate(let name):
        found.append(flag("\(name) is replaced: \(services.audience(of: name)) wait for seconds"))
      default: break
      }
    }
    return found
  }

  private static func flag(_ message: String) -> ReviewFlag {
    ReviewFlag(kind: .interruptsService, message: message, place: nil)
  }
}
