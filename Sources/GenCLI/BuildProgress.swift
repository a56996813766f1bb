import Host

/// Says on a terminal how far a build is, if it takes long.
final class BuildProgress {
  private let folder: String
  private let start = ContinuousClock.now
  private var meter = ProgressMeter()
  private let isShown: Bool

  /// - Parameters:
  ///   - folder: the output folder.
  ///   - isShown: whether it is for people at all. It is shown only on a terminal that can clear a line.
  init(_ folder: String, isShown: Bool) {
    self.folder = folder
    self.isShown =
      isShown && StandardStream.error.isTerminal && ProcessState.environment("TERM").map { $0 != "dumb" } == true
  }

  /// Takes note of a step.
  func report(_ step: BuildStep) {
    guard isShown, meter.isDue(at: ContinuousClock.now - start) else { return }
    let text =
      switch step {
      case .waiting: "waiting for another build in \(folder)"
      case .writing(let done, let count): "\(folder): \(done) of \(count) files written"
      }
    try? StandardStream.error.write("\r\(text)\(Self.clearRest)")
  }

  /// Removes the line.
  func end() {
    guard meter.hasShown else { return }
    meter = ProgressMeter()
    try? StandardStream.error.write("\r\(Self.clearRest)")
  }

  /// Clears what is left of the line (ECMA-48, EL).
  private static let clearRest = "\u{1B}[K"
}

/// Decides when progress is shown: not before work has taken a second, and then a few times in each.
struct ProgressMeter {
  /// How long work may take in silence.
  static let patience = Duration.seconds(1)
  /// How long what is shown stays.
  static let interval = Duration.milliseconds(200)

  private var next = Self.patience
  /// Whether anything has been shown.
  private(set) var hasShown = false

  /// Whether to show it now.
  ///
  /// - Parameter elapsed: the time since the work began, which never goes back.
  mutating func isDue(at elapsed: Duration) -> Bool {
    guard elapsed >= next else { return false }
    next = elapsed + Self.interval
    hasShown = true
    return true
  }
}
