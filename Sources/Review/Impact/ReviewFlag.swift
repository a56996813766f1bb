public import Diagnostics

/// What a reviewer must not miss about a change.
public struct ReviewFlag: Hashable, Sendable {
  /// What kind of risk it is.
  public enum Kind: String, CaseIterable, Sendable {
    case losesData, cannotBeUndone, opensPort, widensAccess, weakensTls, weakensIsolation, touchesSecret,
      interruptsService

    /// The finding that it is.
    public var id: FindingID {
      switch self {
      case .losesData: .losesData
      case .cannotBeUndone: .cannotBeUndone
      case .opensPort: .opensPort
      case .widensAccess: .widensAccess
      case .weakensTls: .weakensTls
      case .weakensIsolation: .weakensIsolation
      case .touchesSecret: .touchesSecret
      case .interruptsService: .interruptsService
      }
    }

    /// The word for it in `--fail-on`; two kinds may have one.
    public var risk: Risk {
      switch self {
      case .losesData: .dataLoss
      case .cannotBeUndone: .irreversible
      case .opensPort, .widensAccess: .exposure
      case .weakensTls: .tls
      case .weakensIsolation: .isolation
      case .touchesSecret: .secrets
      case .interruptsService: .downtime
      }
    }

    /// In words, such as `can lose data`.
    var text: String {
      switch self {
      case .losesData: "can lose data"
      case .cannotBeUndone: "cannot be undone"
      case .opensPort: "opens a port"
      case .widensAccess: "widens access"
      case .weakensTls: "touches TLS or a header"
      case .weakensIsolation: "weakens isolation"
      case .touchesSecret: "touches a secret's reference"
      case .interruptsService: "interrupts service"
      }
    }
  }

  /// A word of `--fail-on`.
  public enum Risk: String, CaseIterable, Sendable {
    case exposure, tls, isolation, secrets
    case dataLoss = "data-loss"
    case irreversible, downtime
  }

  /// What kind of risk it is.
  public var kind: Kind
  /// What exactly happens, in a few words.
  public var message: String
  /// The line of an artifact that shows it; nil where none does.
  public var place: Consequence.Place?
}

extension ReviewFlag {
  /// The flag as a finding on the line of site.yaml that causes it; on that of the artifact where no setting does.
  func finding(_ cause: Cause) -> Diagnostic {
    let setting = cause.changes.lazy.compactMap { $0.place ?? $0.anchor }.first
    let line = place.flatMap { place in
      place.line.map { Diagnostics.Place(file: place.path, span: Span(at: Mark(line: $0, column: 1))) }
    }
    return Diagnostic(
      .warning, id: kind.id, "\(cause.subject): \(message)", at: setting ?? line,
      help: setting == nil ? nil : place.map { "see \($0.text)" })
  }
}
