/// The findings of a run, in the order in which they were met.
public struct DiagnosticList: Sendable {
  /// The findings as they were reported.
  public private(set) var all: [Diagnostic] = []

  /// Makes an empty list.
  public init() {}

  /// Whether any finding is an error.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Adds one finding.
  public mutating func report(_ diagnostic: Diagnostic) {
    all.append(diagnostic)
  }

  /// Adds every finding of another list.
  public mutating func report(contentsOf others: some Sequence<Diagnostic>) {
    all.append(contentsOf: others)
  }

  /// Adds an error.
  public mutating func error(
    _ id: String, _ message: String, at place: Place?, help: String? = nil, notes: [Diagnostic.Note] = []
  ) {
    report(Diagnostic(.error, id: id, message, at: place, help: help, notes: notes))
  }

  /// Adds a warning.
  public mutating func warning(
    _ id: String, _ message: String, at place: Place?, help: String? = nil, notes: [Diagnostic.Note] = []
  ) {
    report(Diagnostic(.warning, id: id, message, at: place, help: help, notes: notes))
  }

  /// The findings without repetition, sorted by place; those without a place come first, and findings of one place stay
  /// in the order in which they were reported.
  public var sorted: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let distinct = all.filter { seen.insert($0).inserted }
    return distinct.enumerated().sorted { left, right in
      switch (left.element.place, right.element.place) {
      case (nil, nil): left.offset < right.offset
      case (nil, _): true
      case (_, nil): false
      case (let a?, let b?): a == b ? left.offset < right.offset : a < b
      }
    }.map(\.element)
  }
}
