/// The findings of a run, in the order in which they were met, each once.
///
/// A flood helps nobody, and must not cost more than it took to write: beyond a number of one kind, and of one severity in
/// all, findings are only counted, and `sorted` says how many there are more.
public struct DiagnosticList: Sendable {
  /// How many findings of one kind are kept.
  public static let mostOfAKind = 100
  /// How many errors are kept in all, and how many warnings.
  public static let most = 1_000

  /// What is counted together.
  private struct Kind: Hashable {
    var severity: Diagnostic.Severity
    var id: FindingID
  }

  /// The findings that are kept, as they were reported.
  public private(set) var all: [Diagnostic] = []
  /// Whether any finding is an error.
  public private(set) var hasErrors = false
  /// The findings that are kept, where they are so many that looking through them would take long; nil before.
  private var seen: Set<Diagnostic>?
  /// The kinds of warnings that are not added.
  public var allowed: Set<FindingID> = []
  /// The kinds of those that were not added because they are allowed.
  public private(set) var silenced: Set<FindingID> = []
  /// The hashes of those, of which each counts once.
  private var silencedHashes: Set<Int> = []
  /// How many of each kind are kept; there are no more kinds than gen has.
  private var kept: [(kind: Kind, count: Int)] = []
  /// The kinds of which some are not kept, in the order in which they were met, and how many those are.
  private var omitted: [(kind: Kind, count: Int)] = []
  /// The hashes of those that are not kept: two findings are taken for one when these are equal.
  private var omittedHashes: Set<Int> = []

  /// Makes an empty list.
  public init() {}

  /// Adds one finding.
  public mutating func report(_ diagnostic: Diagnostic) {
    if diagnostic.severity == .error { hasErrors = true }
    if diagnostic.severity == .warning, allowed.contains(diagnostic.id) {
      silenced.insert(diagnostic.id)
      silencedHashes.insert(diagnostic.hashValue)
      return
    }
    guard !isKept(diagnostic) else { return }
    let kind = Kind(severity: diagnostic.severity, id: diagnostic.id)
    if makeRoom(for: kind) {
      all.append(diagnostic)
      if all.count == Self.few { seen = Set(all) } else { seen?.insert(diagnostic) }
    } else if omittedHashes.insert(diagnostic.hashValue).inserted {
      omit(1, of: kind)
    }
  }

  /// Adds every finding of another list, and what it only counted.
  public mutating func report(contentsOf other: DiagnosticList) {
    report(contentsOf: other.all)
    silenced.formUnion(other.silenced)
    silencedHashes.formUnion(other.silencedHashes)
    if other.omitted.isEmpty { return }
    omittedHashes.formUnion(other.omittedHashes)
    for (kind, count) in other.omitted { omit(count, of: kind) }
  }

  /// Adds several findings.
  public mutating func report(contentsOf others: some Sequence<Diagnostic>) {
    for diagnostic in others { report(diagnostic) }
  }

  /// Adds an error.
  public mutating func error(
    _ id: FindingID, _ message: String, at place: Place?, help: String? = nil, notes: [Diagnostic.Note] = []
  ) {
    report(Diagnostic(.error, id: id, message, at: place, help: help, notes: notes))
  }

  /// Adds a warning.
  public mutating func warning(
    _ id: FindingID, _ message: String, at place: Place?, help: String? = nil, notes: [Diagnostic.Note] = []
  ) {
    report(Diagnostic(.warning, id: id, message, at: place, help: help, notes: notes))
  }

  /// The findings sorted by place; those without a place come first, and findings of one place stay in the order in which
  /// they were reported. Last of all comes how many errors, and how many warnings, are not among them.
  public var sorted: [Diagnostic] {
    let sorted = all.enumerated().sorted { left, right in
      switch (left.element.place, right.element.place) {
      case (nil, nil): left.offset < right.offset
      case (nil, _): true
      case (_, nil): false
      case (let a?, let b?): a == b ? left.offset < right.offset : a < b
      }
    }
    return sorted.map(\.element) + [rest(of: .error), rest(of: .warning)].compactMap(\.self)
  }

  /// How many warnings were not added because they are allowed.
  public var silencedCount: Int { silencedHashes.count }

  /// The findings as `sorted` has them, with each warning made an error.
  public var sortedAsErrors: [Diagnostic] { sorted.map(\.asError) }

  /// How many findings are looked through one by one; most lists have none or one.
  private static let few = 16

  private func isKept(_ diagnostic: Diagnostic) -> Bool {
    seen?.contains(diagnostic) ?? all.contains(diagnostic)
  }

  /// Counts one more of a kind among those that are kept; false where there are enough of them.
  private mutating func makeRoom(for kind: Kind) -> Bool {
    guard count(of: kind.severity) < Self.most else { return false }
    guard let index = kept.firstIndex(where: { $0.kind == kind }) else {
      kept.append((kind, 1))
      return true
    }
    guard kept[index].count < Self.mostOfAKind else { return false }
    kept[index].count += 1
    return true
  }

  /// How many findings of a severity are kept.
  private func count(of severity: Diagnostic.Severity) -> Int {
    kept.reduce(0) { $1.kind.severity == severity ? $0 + $1.count : $0 }
  }

  private mutating func omit(_ count: Int, of kind: Kind) {
    if let index = omitted.firstIndex(where: { $0.kind == kind }) {
      omitted[index].count += count
    } else {
      omitted.append((kind, count))
    }
  }

  /// How many findings of a severity are not kept, and of which kinds they are; nil when all are.
  private func rest(of severity: Diagnostic.Severity) -> Diagnostic? {
    let kinds = omitted.filter { $0.kind.severity == severity }
    let count = kinds.reduce(0) { $0 + $1.count }
    guard count > 0 else { return nil }
    let total = count + self.count(of: severity)
    let list = kinds.map { "\($0.count) of \($0.kind.id)" }.joined(separator: ", ")
    return Diagnostic(
      severity, id: .moreFindings,
      "\(count) more \(severity.rawValue)s are not shown, of \(total) in all: \(list)", at: nil,
      help: "correct those that are shown, then run the command again")
  }
}
