import Compiler
import Document

/// The base's site with one of several changes each, built when it is asked for: what provenance cannot tell apart, that does.
struct AloneBuilds {
  private let changes: [SettingChange]
  private let middle: Build
  private let build: Build
  /// Nil for a change that has not been asked for; a reach of nil for one with which alone the site is not a right one.
  private var known: [Int: Reach?] = [:]

  init(_ changes: [SettingChange], _ middle: Build, _ build: Build) {
    self.changes = changes
    self.middle = middle
    self.build = build
  }

  /// Which of some changes caused something.
  ///
  /// - Parameters:
  ///   - candidates: the changes that it depends on.
  ///   - explains: whether the build with one change alone has it.
  mutating func causes(among candidates: [Int], _ explains: (Reach) -> Bool) -> [Cause] {
    guard candidates.count > 1 else { return candidates.map { .setting(changes[$0]) } }
    let reaches = candidates.map { ($0, reach(of: $0)) }
    let found = reaches.filter { $0.1.map(explains) ?? false }.map(\.0)
    if !found.isEmpty { return found.map { .setting(changes[$0]) } }
    // What no change makes alone is made by those together that cannot be alone; or else by all of them.
    let untold = reaches.filter { $0.1 == nil }.map(\.0)
    if untold.count == 1 { return [.setting(changes[untold[0]])] }
    return [.settings((untold.isEmpty ? candidates : untold).map { changes[$0] })]
  }

  private mutating func reach(of change: Int) -> Reach? {
    if let reach = known[change] { return reach }
    let reach = Self.build(changes[change], middle, build).map { Reach(BuildDifference(from: middle, to: $0)) }
    known[change] = .some(reach)
    return reach
  }

  /// The base's site with one change; nil where it is not a right one.
  static func build(_ change: SettingChange, _ middle: Build, _ build: Build) -> Build? {
    guard let node = Node.merged(middle.model.document, build.model.document, change.keys),
      case .built(let alone) = Build.make(SiteModel.read(node, file: build.model.file), with: build.templates)
    else { return nil }
    return alone
  }
}
